// The pages of trade claims: service, the five steps of a claim, tracking, claim page, manufacturers' procedures,
// search. Each register_… adds the routes of one file; register_claims_pages adds them all with navigation and
// home.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"
#include "claims/claim_files_store.h"
#include "guide/guide_pages.h"

namespace recours::claims {

// `depot` outlives the site.
void register_claims_pages(accounts::Site& site, const attachments::Depot& depot);

void register_service_pages(accounts::Site& site);
void register_filter_pages(accounts::Site& site);
void register_line_pages(accounts::Site& site);
void register_declaration_pages(accounts::Site& site, const attachments::Depot& depot);
void register_basket_pages(accounts::Site& site);
void register_claim_pages(accounts::Site& site);
void register_claim_files_pages(accounts::Site& site, const attachments::Depot& depot);
void register_command_pages(accounts::Site& site, const attachments::Depot& depot);
void register_procedure_pages(accounts::Site& site);
void register_search_pages(accounts::Site& site);
void register_credit_document_pages(accounts::Site& site);
void register_invoice_status_pages(accounts::Site& site);
void register_return_address_pages(accounts::Site& site);
void register_goods_in_pages(accounts::Site& site);
void register_receiving_pages(accounts::Site& site);
// Page and API.
void register_protest_letter(accounts::Site& site);
void register_return_slip(accounts::Site& site);

// Types with their limits, mailboxes, for the guide.
std::vector<guide::Insert> guide_inserts();

}  // namespace recours::claims
