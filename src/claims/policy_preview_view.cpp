#include "claims/policy_preview_view.h"

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

namespace {

Html claim_cell(const Visit& visit, const PastLine& past) {
  if (!visit.viewer.can(accounts::Right::SeeClaims)) return figures(past.number);
  return el("a", {{"href", "/claims/" + past.number}, {"class", "num"}}, past.number);
}

Html difference_table(const Visit& visit, const std::vector<Difference>& differences) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Lines that would have been decided otherwise");
  table.columns = {column(tr(l, "Claim")), column(tr(l, "Line")), column(tr(l, "Confirmed"), ui::Column::Kind::Date),
                   column(tr(l, "Decided then")), column(tr(l, "Decided with this"))};
  for (const auto& one : differences) {
    const auto& line = one.past.line;
    table.rows.push_back(
        {{claim_cell(visit, one.past),
          figures(line.reservation_number) + el("div", {{"class", "muted small"}},
                                                line.article_no + " × " + ui::format_number(l, line.quantity) + ", " +
                                                    ui::format_money(l, {line.net_cents, one.past.currency})),
          figures(ui::format_date(l, one.past.confirmed_on)), verdict_text(l, one.then),
          verdict_text(l, one.with_this)},
         ""});
  }
  return ui::table(table);
}

Html tally(Language l, const Preview& preview) {
  std::vector<std::pair<std::string, Html>> facts;
  const auto add = [&](const std::string& label, std::int64_t count) {
    if (count > 0) facts.emplace_back(label, ui::format_number(l, Decimal::of(count)));
  };
  add(tr(l, "No longer possible"), preview.now_impossible);
  add(tr(l, "Approved by itself"), preview.now_approved);
  add(tr(l, "Decided by a person"), preview.now_to_staff);
  add(tr(l, "Another fee or another reason"), preview.now_other_fee);
  return facts.empty() ? Html() : ui::facts(facts);
}

}  // namespace

std::string verdict_text(Language l, const Verdict& verdict) {
  if (verdict.outcome == Verdict::Outcome::Impossible) {
    std::vector<std::string> reasons;
    for (const auto& obstacle : verdict.obstacles) reasons.push_back(ui::tr_message(l, obstacle.reason));
    return reasons.empty() ? tr(l, "Not possible: this type did not exist yet") : join(reasons, ", ");
  }
  std::string text =
      verdict.outcome == Verdict::Outcome::Approved ? tr(l, "Approved by itself") : tr(l, "Decided by a person");
  if (verdict.fee_percent > Decimal()) text += ", " + tr(l, "fee {1} %", verdict.fee_percent);
  return text;
}

Html preview_view(const Visit& visit, const Preview& preview, const PreviewCount& before) {
  const Language l = visit.language();
  const std::int64_t lines = before.lines + preview.lines, changed = before.changed + preview.changed;
  Html body = el("p", {},
                 tr(l, "{1} lines of {2} claims confirmed since {3} were decided again with this version.", lines,
                    before.claims + preview.claims, preview.since));
  body += el("p", {{"class", "strong"}},
             changed == 0 ? tr(l, "Nothing would have changed.")
                          : trn(l, "{1} line would have been decided otherwise.",
                                "{1} lines would have been decided otherwise.", changed));
  body += tally(l, preview);
  if (preview.changed > static_cast<std::int64_t>(preview.differences.size())) {
    body += el("p", {{"class", "muted"}},
               tr(l, "The {1} newest are shown.", static_cast<std::int64_t>(preview.differences.size())));
  }
  if (!preview.differences.empty()) body += difference_table(visit, preview.differences);
  return ui::card(tr(l, "On the claims of the last twelve months"), el("div", {{"class", "stack"}}, body));
}

}  // namespace recours::claims
