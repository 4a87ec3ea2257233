// Keeping, renaming and deleting one's own saved views. The journal keeps who did so, not what was filtered.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "complaints/saved_view_store.h"

namespace recours::complaints {

// R-779 A name in use gets the new filter instead: saving twice changes the view.
Result<SavedViewId, Refusal> save_view(db::Database& database, const accounts::Viewer& viewer, const std::string& name,
                                       const std::string& query, Instant now);
// NotFound when it is not the viewer's.
std::optional<Refusal> rename_view(db::Database& database, const accounts::Viewer& viewer, SavedViewId id,
                                   const std::string& name, Instant now);
void delete_view(db::Database& database, const accounts::Viewer& viewer, SavedViewId id, Instant now);

}  // namespace recours::complaints
