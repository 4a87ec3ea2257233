#include "accounts/saved_view_actions.h"

#include <boost/json.hpp>

#include "base/text.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kLongestName = 60;      // characters
constexpr std::size_t kLongestQuery = 2'000;  // bytes
constexpr std::size_t kMostViews = 50;

Refusal refusal(std::string code, Message message) {
  return {"saved_view_refused", message, {{"name", std::move(code), message}}};
}

std::optional<Refusal> objection_to(const std::string& name) {
  if (name.empty()) return refusal("required", msg("Give the view a name."));
  if (!is_one_line(name)) return refusal("unreadable", msg("This name has characters that cannot be kept."));
  if (length(name) > kLongestName) {
    return refusal("too_long", msg("At most {1} characters.", static_cast<std::int64_t>(kLongestName)));
  }
  return std::nullopt;
}

void note(db::Transaction& transaction, const Viewer& viewer, const char* action, SavedViewId id, Instant now) {
  journal::append(transaction, viewer.actor(), now, action, {"saved_view", std::to_string(id.value)}, {});
}

}  // namespace

//
Result<SavedViewId, Refusal> save_view(db::Database& database, const Viewer& viewer, std::string_view page,
                                       const std::string& typed, const std::string& query, Instant now) {
  const std::string name(trim(typed));
  if (auto objection = objection_to(name)) return fail(std::move(*objection));
  if (query.size() > kLongestQuery) return fail(refusal("too_long", msg("This filter is too long to be kept.")));
  return database.write([&](db::Transaction& transaction) -> Result<SavedViewId, Refusal> {
    auto view = find_saved_view_named(transaction, viewer.id, page, name).value_or(SavedView{{}, name, query, false});
    if (view.id.value == 0) {
      if (list_saved_views(transaction, viewer.id, page).size() >= kMostViews) {
        return fail(
            refusal("too_many", msg("You have {1} views. Delete one first.", static_cast<std::int64_t>(kMostViews))));
      }
      view.id = insert_saved_view(transaction, viewer.id, page, view);
    } else {
      view.query = query;
      update_saved_view(transaction, viewer.id, page, view);
    }
    note(transaction, viewer, "view_saved", view.id, now);
    return view.id;
  });
}

std::optional<Refusal> rename_view(db::Database& database, const Viewer& viewer, std::string_view page, SavedViewId id,
                                   const std::string& typed, Instant now) {
  const std::string name(trim(typed));
  if (auto objection = objection_to(name)) return objection;
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    auto view = find_saved_view(transaction, viewer.id, page, id);
    if (!view) throw NotFound("saved view " + std::to_string(id.value));
    const auto other = find_saved_view_named(transaction, viewer.id, page, name);
    if (other && other->id != id) return refusal("taken", msg("Another of your views has this name."));
    view->name = name;
    update_saved_view(transaction, viewer.id, page, *view);
    note(transaction, viewer, "view_renamed", id, now);
    return std::nullopt;
  });
}

void toggle_default_view(db::Database& database, const Viewer& viewer, std::string_view page, SavedViewId id,
                         Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto view = find_saved_view(transaction, viewer.id, page, id);
    if (!view) throw NotFound("saved view " + std::to_string(id.value));
    set_default_view(transaction, viewer.id, page, view->is_default ? SavedViewId{} : id);
    note(transaction, viewer, "view_default_changed", id, now);
  });
}

void delete_view(db::Database& database, const Viewer& viewer, std::string_view page, SavedViewId id, Instant now) {
  database.write([&](db::Transaction& transaction) {
    if (!find_saved_view(transaction, viewer.id, page, id)) throw NotFound("saved view " + std::to_string(id.value));
    delete_saved_view(transaction, viewer.id, page, id);
    note(transaction, viewer, "view_deleted", id, now);
  });
}

}  // namespace recours::accounts
