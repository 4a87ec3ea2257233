// The pages of the compliance desk's data, one register_… for each file; register_complaint_data_pages
// (complaints_pages.h) adds them all with their entries in the side bar.
#pragma once

#include "accounts/site.h"

namespace recours::complaints {

void register_mediator_pages(accounts::Site& site);            // /complaints/mediators
void register_template_pages(accounts::Site& site);            // /complaints/templates
void register_list_item_pages(accounts::Site& site);           // /complaints/lists
void register_regime_pages(accounts::Site& site);              // /complaints/regimes
void register_complaint_settings_pages(accounts::Site& site);  // /complaints/settings

}  // namespace recours::complaints
