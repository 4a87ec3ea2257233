// The pages of the complaint register. register_complaints_pages adds them all, in the order in which the side bar shows
// them; each other register_… adds the routes of one part.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"
#include "contacts/contacts_pages.h"
#include "guide/guide_pages.h"

namespace recours::complaints {

// `depot` outlives the site.
void register_complaints_pages(accounts::Site& site, const attachments::Depot& depot);

void register_dashboard(accounts::Site& site);             // /compliance
void register_complaint_list_pages(accounts::Site& site);  // /complaints, with the two below
void register_complaint_export_pages(accounts::Site& site);  // /complaints/export.csv, .xlsx
// /complaints/new, /complaints/drafts…, /complaints/from-mail
void register_recording_pages(accounts::Site& site, const attachments::Depot& depot);
// /complaints/{number} and its commands
void register_case_pages(accounts::Site& site, const attachments::Depot& depot);
void register_old_register_pages(accounts::Site& site);    // /complaints/import
void register_delegation_pages(accounts::Site& site);      // /delegations
// /complaints/mediators, templates, lists, regimes, settings
void register_complaint_data_pages(accounts::Site& site);
void register_deadlines(accounts::Site& site);             // /deadlines and GET /api/v1/deadlines

// The tab « Réclamations » of a contact's fiche.
contacts::Tab complaints_tab();

// Rules and mediators in force, for the guide.
std::vector<guide::Insert> guide_inserts();

}  // namespace recours::complaints
