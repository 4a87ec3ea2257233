// À traiter: the work queues of the departments, of goods-in and of accounting.
#pragma once

#include "accounts/site.h"

namespace recours::claims {

void register_queue_pages(accounts::Site& site);
void register_queue_export_pages(accounts::Site& site);
void register_assignment_pages(accounts::Site& site);
void register_batch_pages(accounts::Site& site);

// The entry of the side bar, with what waits in the viewer's own queues. Nothing, and no question, for a reseller.
std::vector<ui::NavEntry> queue_navigation(db::Reader& reader, const accounts::Viewer& viewer, ui::Language language,
                                           Date today);

}  // namespace recours::claims
