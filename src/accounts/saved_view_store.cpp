#include "accounts/saved_view_store.h"

namespace recours::accounts {
namespace {

SavedView view_of(const db::Row& row) {
  return {row.get<SavedViewId>("id"), row.get<std::string>("name"), row.get<std::string>("query"),
          row.get<bool>("is_default")};
}

}  // namespace

std::vector<SavedView> list_saved_views(db::Reader& reader, UserId owner, std::string_view page) {
  return reader.list(
      "SELECT id, name, query, is_default FROM saved_view WHERE user_id = :owner AND page = :page ORDER BY name",
      {{"owner", owner}, {"page", page}}, view_of);
}

std::optional<SavedView> find_saved_view(db::Reader& reader, UserId owner, std::string_view page, SavedViewId id) {
  return reader.find(
      "SELECT id, name, query, is_default FROM saved_view WHERE id = :id AND user_id = :owner AND page = :page",
      {{"id", id}, {"owner", owner}, {"page", page}}, view_of);
}

std::optional<SavedView> find_saved_view_named(db::Reader& reader, UserId owner, std::string_view page,
                                               const std::string& name) {
  return reader.find(
      "SELECT id, name, query, is_default FROM saved_view WHERE user_id = :owner AND page = :page AND name = :name",
      {{"owner", owner}, {"page", page}, {"name", name}}, view_of);
}

SavedViewId insert_saved_view(db::Transaction& transaction, UserId owner, std::string_view page,
                              const SavedView& view) {
  return transaction.require(
      "INSERT INTO saved_view (user_id, page, name, query) VALUES (:owner, :page, :name, :query) RETURNING id",
      {{"owner", owner}, {"page", page}, {"name", view.name}, {"query", view.query}},
      [](const db::Row& row) { return row.get<SavedViewId>("id"); });
}

void update_saved_view(db::Transaction& transaction, UserId owner, std::string_view page, const SavedView& view) {
  transaction.execute_one(
      "UPDATE saved_view SET name = :name, query = :query WHERE id = :id AND user_id = :owner AND page = :page",
      {{"name", view.name}, {"query", view.query}, {"id", view.id}, {"owner", owner}, {"page", page}});
}

void set_default_view(db::Transaction& transaction, UserId owner, std::string_view page, SavedViewId id) {
  transaction.execute("UPDATE saved_view SET is_default = FALSE WHERE user_id = :owner AND page = :page",
                      {{"owner", owner}, {"page", page}});
  if (id.value == 0) return;
  transaction.execute_one(
      "UPDATE saved_view SET is_default = TRUE WHERE id = :id AND user_id = :owner AND page = :page",
      {{"id", id}, {"owner", owner}, {"page", page}});
}

void delete_saved_view(db::Transaction& transaction, UserId owner, std::string_view page, SavedViewId id) {
  transaction.execute("DELETE FROM saved_view WHERE id = :id AND user_id = :owner AND page = :page",
                      {{"id", id}, {"owner", owner}, {"page", page}});
}

}  // namespace recours::accounts
