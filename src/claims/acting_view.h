// R-616 The banner that says for whom staff acts, on every page of the steps.
#pragma once

#include <string>

#include "claims/page_parts.h"

namespace recours::claims {

// « Vous agissez pour BRINDILLE (0001234) · Quitter ».
ui::Html acting_banner(ui::Language language, const std::string& account_name, const std::string& customer_no);
// The same of the account an invoice or a group is of; nothing for resellers.
ui::Html acting_banner(const accounts::Visit& visit, const std::string& account_name, const std::string& customer_no);

// The account in the address of the steps; empty for resellers, who act for themselves.
std::string acting_for(const accounts::Visit& visit, const std::string& customer_no);
// The steps of page_parts.h, the first of which leads back to this account; empty: to everybody's.
ui::Html claim_steps(ui::Language language, ClaimStep current, const std::string& back, const std::string& customer_no);

}  // namespace recours::claims
