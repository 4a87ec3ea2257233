// R-644 « Expliquer »: why each line of a claim was decided as it was.
#include <algorithm>

#include "accounts/page_words.h"
#include "claims/claim_crumbs_view.h"
#include "claims/claims_pages.h"
#include "claims/explanation.h"
#include "claims/page_parts.h"
#include "claims/policies_pages.h"
#include "claims/policy_preview_store.h"

namespace recours::claims {

using namespace page_words;

namespace {

Html check_list(Language l, const std::vector<Check>& checks) {
  return el("ul", {{"class", "checks"}}, ui::each(checks, [&](const Check& check) {
              Html mark;
              if (check.outcome == Check::Outcome::Passed) mark = ui::badge(ui::Tone::Success, tr(l, "met"));
              if (check.outcome == Check::Outcome::Failed) mark = ui::badge(ui::Tone::Danger, tr(l, "not met"));
              return el("li", {}, ui::tr_message(l, check.text), mark.empty() ? Html() : Html(" ") + mark);
            }));
}

// What people decided afterwards, oldest first.
Html decisions(Language l, const Policies& policies, std::vector<ClaimEvent> events, ClaimLineId line) {
  std::reverse(events.begin(), events.end());
  Html items;
  for (const auto& event : events) {
    if (event.line != line || (event.command != "approve" && event.command != "refuse")) continue;
    std::string text = event.command == "approve" ? tr(l, "Approved by {1} on {2}.", event.actor_name, event.at)
                                                  : tr(l, "Refused by {1} on {2}: {3}.", event.actor_name, event.at,
                                                       refusal_label(l, policies, event.reason_code));
    items +=
        el("li", {}, text, event.comment.empty() ? Html() : el("div", {{"class", "muted as-typed"}}, event.comment));
  }
  if (items.empty()) return {};
  return el("h3", {{"class", "strong"}}, tr(l, "Decided by people")) + el("ul", {}, items);
}

Html line_card(Language l, const Explanation& explanation, const PastLine& past, Html decided_by_people) {
  const Html title = figures(explanation.reservation_number) + Html(" – " + past.line.description);
  const Html answer =
      ui::notice(explanation.approved ? ui::Tone::Success : ui::Tone::Info, ui::tr_message(l, explanation.answer));
  const auto heading = [&](std::string text) { return el("h3", {{"class", "strong"}}, text); };
  const Html body = answer + heading(tr(l, "What could be claimed")) + check_list(l, explanation.eligibility) +
                    heading(tr(l, "Approval by itself")) + check_list(l, explanation.approval) + heading(tr(l, "Fee")) +
                    check_list(l, explanation.fee) + decided_by_people;
  return ui::card(title, el("div", {{"class", "stack"}}, body));
}

http::Response show(Visit& visit) {
  const Language l = visit.language();
  const auto claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  const Policies policies = load_policies(visit.reader);
  const auto events = list_claim_events(visit.reader, claim.id);
  ui::Page page;
  page.title = tr(l, "Why claim {1} was decided so", claim.number);
  page.crumbs = {list_crumb(visit), {claim.number, "/claims/" + claim.number}};
  page.content =
      el("p", {{"class", "lead"}},
         tr(l, "What was looked at when the lines were confirmed. Versions that have begun are never rewritten."));
  for (const auto& past : past_lines(visit.reader, {claim}, policies)) {
    page.content += line_card(l, explain(past, policies), past, decisions(l, policies, events, past.line.id));
  }
  return visit.page(page);
}

}  // namespace

void register_explanation_page(accounts::Site& site) {
  site.page(http::Method::Get, "/claims/{number}/explanation", Right::ExplainDecisions, show);
}

}  // namespace recours::claims
