// The pages of the data of claims, with the procedures of manufacturers among them: what reading, editing and
// previewing share between their addresses.
#pragma once

#include <string>

#include "accounts/site.h"
#include "claims/claim_data_actions.h"

namespace recours::claims {

// What an address is about.
struct DataPlace {
  DataKind kind = DataKind::Types;
  std::string key;  // empty: one that is to be added
};
DataKind kind_in_path(const accounts::Visit& visit);         // of /policies/{kind}; procedures are elsewhere
DataPlace place_of(const accounts::Visit& visit);            // /policies/{kind}/{key}
DataPlace procedure_place_of(const accounts::Visit& visit);  // /manufacturers/{slug}/procedure

// The same of a manufacturer there is, or of the general procedure; NotFound otherwise.
DataPlace known_procedure(const accounts::Visit& visit);

http::Response show_subject(accounts::Visit& visit, const DataPlace& place);
http::Response post_withdrawal(accounts::Visit& visit, const DataPlace& place);
http::Response post_last_day(accounts::Visit& visit, const DataPlace& place);
http::Response show_form(accounts::Visit& visit, const DataPlace& place);
// POST of the form: the preview page where the kind decides claims or is read by resellers.
http::Response show_preview(accounts::Visit& visit, const DataPlace& place);
http::Response post_version(accounts::Visit& visit, const DataPlace& place);

void register_policy_pages(accounts::Site& site);
void register_policy_form_pages(accounts::Site& site);
void register_procedure_form_pages(accounts::Site& site);
void register_explanation_page(accounts::Site& site);  // /claims/{number}/explanation

}  // namespace recours::claims
