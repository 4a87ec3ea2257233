// R-686 What a claim says about its invoice in the life cycle of French e-invoices: the status that is proposed, with
// reason and expected action (claims.md §8). Recours is no platform: it proposes and exports. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/validity.h"
#include "claims/claim.h"

namespace recours::claims {

// Data with validity dates; which holds is said by the day of what happened.
struct InvoiceStatusRule {
  std::int64_t id = 0;
  std::string code;            // 01… 98 of the claim, or ask, answer
  std::string status;          // 207
  std::string partial_status;  // where part of the invoice is not disputed; empty: the same
  std::vector<std::string> reasons, actions;  // the likeliest first
  bool only_if_invoiced = false;              // the excess, by a charge or a corrected invoice
  Validity validity;
};
inline constexpr std::string_view kAskCode = "ask", kAnswerCode = "answer";

// What happened to an invoice.
struct InvoiceHappening {
  Instant at;
  std::string claim_code;
  std::string_view command;    // as in the history: confirm, ask, answer, charge, corrected_invoice…
  bool whole_invoice = false;  // every line in its full quantity is disputed
};

struct ProposedStatus {
  std::string status;
  std::vector<std::string> reasons;  // the first is proposed
  std::vector<std::string> actions;  // the first is proposed
};
// None where no rule holds: 10, 22 and 25 do not dispute the invoice, and a question about them does not either.
std::optional<ProposedStatus> propose_status(const std::vector<InvoiceStatusRule>& rules,
                                             const InvoiceHappening& happening);

// Codes in words; a code nobody knows as it is.
std::string status_label(ui::Language language, std::string_view status);  // 207 – En litige
std::string status_reason_label(ui::Language language, std::string_view reason);
std::string status_action_label(ui::Language language, std::string_view action);

}  // namespace recours::claims
