// Keeping, renaming and deleting one's own saved views. The journal keeps who did so, not what was filtered.
#pragma once

#include "accounts/saved_view_store.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::accounts {

// R-779 A name in use gets the new filter instead: saving twice changes the view.
Result<SavedViewId, Refusal> save_view(db::Database& database, const Viewer& viewer, std::string_view page,
                                       const std::string& name, const std::string& query, Instant now);
// NotFound when it is not the viewer's.
std::optional<Refusal> rename_view(db::Database& database, const Viewer& viewer, std::string_view page, SavedViewId id,
                                   const std::string& name, Instant now);
// Opens by itself from now on; where it does already, no more.
void toggle_default_view(db::Database& database, const Viewer& viewer, std::string_view page, SavedViewId id,
                         Instant now);
void delete_view(db::Database& database, const Viewer& viewer, std::string_view page, SavedViewId id, Instant now);

}  // namespace recours::accounts
