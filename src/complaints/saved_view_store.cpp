#include "complaints/saved_view_store.h"

namespace recours::complaints {
namespace {

constexpr std::string_view kPage = "complaints";

SavedView view_of(const db::Row& row) {
  return {row.get<SavedViewId>("id"), row.get<std::string>("name"), row.get<std::string>("query")};
}

}  // namespace

std::vector<SavedView> list_saved_views(db::Reader& reader, UserId owner) {
  return reader.list("SELECT id, name, query FROM saved_view WHERE user_id = :owner AND page = :page ORDER BY name",
                     {{"owner", owner}, {"page", kPage}}, view_of);
}

std::optional<SavedView> find_saved_view(db::Reader& reader, UserId owner, SavedViewId id) {
  return reader.find("SELECT id, name, query FROM saved_view WHERE id = :id AND user_id = :owner AND page = :page",
                     {{"id", id}, {"owner", owner}, {"page", kPage}}, view_of);
}

std::optional<SavedView> find_saved_view_named(db::Reader& reader, UserId owner, const std::string& name) {
  return reader.find("SELECT id, name, query FROM saved_view WHERE user_id = :owner AND page = :page AND name = :name",
                     {{"owner", owner}, {"page", kPage}, {"name", name}}, view_of);
}

SavedViewId insert_saved_view(db::Transaction& transaction, UserId owner, const SavedView& view) {
  return transaction.require(
      "INSERT INTO saved_view (user_id, page, name, query) VALUES (:owner, :page, :name, :query) RETURNING id",
      {{"owner", owner}, {"page", kPage}, {"name", view.name}, {"query", view.query}},
      [](const db::Row& row) { return row.get<SavedViewId>("id"); });
}

void update_saved_view(db::Transaction& transaction, UserId owner, const SavedView& view) {
  transaction.execute_one(
      "UPDATE saved_view SET name = :name, query = :query WHERE id = :id AND user_id = :owner AND page = :page",
      {{"name", view.name}, {"query", view.query}, {"id", view.id}, {"owner", owner}, {"page", kPage}});
}

void delete_saved_view(db::Transaction& transaction, UserId owner, SavedViewId id) {
  transaction.execute("DELETE FROM saved_view WHERE id = :id AND user_id = :owner AND page = :page",
                      {{"id", id}, {"owner", owner}, {"page", kPage}});
}

}  // namespace recours::complaints
