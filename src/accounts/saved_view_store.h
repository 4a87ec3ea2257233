// Filters people keep under a name: their own, of one page (its name: complaints, queue:rma). Nobody
// sees another's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "base/id.h"
#include "db/database.h"

namespace recours::accounts {

using SavedViewId = Id<struct SavedViewNoun>;

struct SavedView {
  SavedViewId id;
  std::string name, query;  // query: as in an address, without « ? »
  bool is_default = false;  // opens where nothing else is asked for; one of a page at most
};

std::vector<SavedView> list_saved_views(db::Reader& reader, UserId owner, std::string_view page);
std::optional<SavedView> find_saved_view(db::Reader& reader, UserId owner, std::string_view page, SavedViewId id);
std::optional<SavedView> find_saved_view_named(db::Reader& reader, UserId owner, std::string_view page,
                                               const std::string& name);

SavedViewId insert_saved_view(db::Transaction& transaction, UserId owner, std::string_view page, const SavedView& view);
void update_saved_view(db::Transaction& transaction, UserId owner, std::string_view page, const SavedView& view);
// Which one opens by itself; an id of 0: none.
void set_default_view(db::Transaction& transaction, UserId owner, std::string_view page, SavedViewId id);
void delete_saved_view(db::Transaction& transaction, UserId owner, std::string_view page, SavedViewId id);

}  // namespace recours::accounts
