// R-686 The proposals for an electronic invoice, on the page of a claim; shared words of list and export.
#pragma once

#include <string>

#include "accounts/site.h"
#include "claims/invoice_status_store.h"

namespace recours::claims {

// Nothing where the claim does not dispute its invoice.
ui::Html invoice_status_card(const accounts::Visit& visit, const Claim& claim);

// The proposal and, in brackets, what else the norm knows for it: "LIVR_INCOMP – … (QTE_ERR)".
std::string proposed_label(ui::Language language, const std::vector<std::string>& codes,
                           std::string (*label)(ui::Language, std::string_view));

}  // namespace recours::claims
