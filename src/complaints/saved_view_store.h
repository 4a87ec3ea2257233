// Filters people keep under a name: their own, of one page. Nobody sees another's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "base/id.h"
#include "db/database.h"

namespace recours::complaints {

using SavedViewId = Id<struct SavedViewNoun>;

struct SavedView {
  SavedViewId id;
  std::string name, query;  // query: as in an address, without « ? »
};

std::vector<SavedView> list_saved_views(db::Reader& reader, UserId owner);
std::optional<SavedView> find_saved_view(db::Reader& reader, UserId owner, SavedViewId id);
std::optional<SavedView> find_saved_view_named(db::Reader& reader, UserId owner, const std::string& name);

SavedViewId insert_saved_view(db::Transaction& transaction, UserId owner, const SavedView& view);
void update_saved_view(db::Transaction& transaction, UserId owner, const SavedView& view);
void delete_saved_view(db::Transaction& transaction, UserId owner, SavedViewId id);

}  // namespace recours::complaints
