// What a claim is about, in words: its invoice, or that it has none. For lists, pages and mails.
#pragma once

#include <string>

#include "claims/claim.h"

namespace recours::claims {

// The number alone: « 0033442137 », « Sans facture ».
std::string invoice_label(ui::Language language, const Claim& claim);
// « Facture 0033442137 du 20/12/2019 », « Sans facture », « Sans facture (annoncée : 4711) ».
std::string invoice_words(ui::Language language, const Claim& claim);
// The same with the line, where there is an invoice.
std::string invoice_words(ui::Language language, const Claim& claim, const ClaimLine& line);

}  // namespace recours::claims
