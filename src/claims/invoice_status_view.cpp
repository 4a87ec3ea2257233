#include "claims/invoice_status_view.h"

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

std::string proposed_label(Language l, const std::vector<std::string>& codes,
                           std::string (*label)(Language, std::string_view)) {
  if (codes.empty()) return {};
  const std::vector<std::string> others(codes.begin() + 1, codes.end());
  const std::string proposed = label(l, codes.front());
  return others.empty() ? proposed : tr(l, "{1} (or {2})", proposed, join(others, ", "));
}

Html invoice_status_card(const Visit& visit, const Claim& claim) {
  const Language l = visit.language();
  Html all;
  for (const auto& row : list_invoice_statuses(visit.reader, claim)) {
    std::vector<std::pair<std::string, Html>> items{
        {tr(l, "Status of the invoice"), Html(status_label(l, row.proposed.status))},
        {tr(l, "Since"), figures(ui::format_instant(l, row.at))}};
    const auto reason = proposed_label(l, row.proposed.reasons, status_reason_label);
    const auto action = proposed_label(l, row.proposed.actions, status_action_label);
    if (!reason.empty()) items.emplace_back(tr(l, "Reason"), Html(reason));
    if (!action.empty()) items.emplace_back(tr(l, "Expected action"), Html(action));
    all += ui::facts(items);
  }
  if (all.empty()) return {};
  return ui::card(tr(l, "Electronic invoice"),
                  all + el("p", {{"class", "small muted"}},
                           tr(l, "Proposed for your invoicing platform: Recours sends nothing to it.")),
                  el("a", {{"href", "/invoice-statuses"}}, tr(l, "All proposals and their export")));
}

}  // namespace recours::claims
