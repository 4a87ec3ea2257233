#include "claims/next_step.h"

namespace recours::claims {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

std::string who_label(const accounts::Visit& visit, const Policies& policies, const std::string& who) {
  const Language l = visit.language();
  if (who == "reseller") return visit.viewer.sees_all_accounts() ? tr(l, "The reseller") : tr(l, "You");
  if (who == "finance") return tr(l, "Accounting");
  if (who == "warehouse") return tr(l, "Goods-in");
  if (who == "system") return tr(l, "By itself");
  return department_name(l, policies, who);
}

}  // namespace

Html next_step(const accounts::Visit& visit, const Policies& policies, const Claim& claim,
               const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  const NextAction action = next_action(claim, lines);
  if (action.who.empty()) return el("span", {{"class", "muted"}}, tr(l, "Nothing more to do"));
  Html text = tr(l, "{1}: {2}", who_label(visit, policies, action.who), ui::tr_message(l, action.what));
  if (action.by) {
    const bool late = *action.by < visit.today();
    text += el("div", {{"class", late ? "due due-late" : "due"}}, ui::when(late, ui::icon("alert-triangle")),
               tr(l, "by {1}", ui::format_date_with_distance(l, *action.by, visit.today())));
  }
  return text;
}

}  // namespace recours::claims
