#include "claims/staff_view.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "claims/assignment_store.h"
#include "claims/claim_past_store.h"
#include "claims/transition.h"
#include "claims/work_store.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kOtherClaimsShown = 10;

// ---- who works on it

Html assign_form(const Visit& visit, const Claim& claim, Html content) {
  return ui::post_form("/claims/" + claim.number + "/assignment", visit.frame.csrf,
                       ui::hidden("version", std::to_string(claim.version)) + std::move(content));
}

Html one_click(const Visit& visit, const Claim& claim, const char* assignee, ui::Weight weight, std::string label) {
  return assign_form(visit, claim, ui::hidden("assignee", assignee) + ui::button(weight, std::move(label)));
}

Html hand_over_form(const Visit& visit, const Claim& claim, const std::vector<StaffMember>& staff) {
  const Language l = visit.language();
  std::vector<ui::Choice> others;
  for (const auto& member : staff) {
    if (member.id != visit.viewer.id && member.id != claim.assignee) {
      others.push_back({std::to_string(member.id.value), member.name});
    }
  }
  if (others.empty()) return {};
  return el("details", {{"class", "filter-details"}}, el("summary", {}, tr(l, "Assign to…")),
            assign_form(visit, claim,
                        ui::select_field(l, {"assignee", tr(l, "Assigned to"), "", "", "", true}, others) +
                            ui::button(ui::Weight::Secondary, tr(l, "Assign"))));
}

Html assignment_forms(const Visit& visit, const Claim& claim, const std::vector<StaffMember>& staff,
                      bool is_somebodys) {
  const Language l = visit.language();
  if (claim.closed_at || !may_ever(visit.viewer, claim.department, Command::Take)) return {};
  const bool mine = claim.assignee == visit.viewer.id && is_somebodys;
  Html forms;
  if (!mine) forms += one_click(visit, claim, "me", ui::Weight::Secondary, tr(l, "Assign to me"));
  if (is_somebodys) forms += one_click(visit, claim, "", ui::Weight::Ghost, tr(l, "Remove the assignment"));
  return el("div", {{"class", "cluster"}}, forms) + hand_over_form(visit, claim, staff);
}

// ---- what was before

Html claim_link(const std::string& number) {
  return el("a", {{"class", "num"}, {"href", "/claims/" + number}}, number);
}

Html other_claim(const Visit& visit, const Policies& policies, const Claim& other) {
  const Language l = visit.language();
  return el("li", {}, claim_link(other.number), " ", state_badge(l, other.state),
            el("div", {{"class", "muted small"}}, type_name(l, policies.type_of(other), other.code), " · ",
               other.confirmed_at ? ui::format_date(l, paris_day(*other.confirmed_at)) : std::string()));
}

Html account_sentence(Visit& visit, const Claim& claim) {
  const Language l = visit.language();
  const auto since = paris_midnight(visit.today().plus_days(-365));
  const auto past = count_account_claims(visit.reader, visit.viewer, claim.account, since);
  return el(
      "p", {{"class", "muted"}},
      trn(l, "{1} claim of this account within 12 months", "{1} claims of this account within 12 months", past.claims),
      ", ", trn(l, "{1} of them refused", "{1} of them refused", past.refused), ".");
}

Html others_card(Visit& visit, const Policies& policies, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  const auto others = list_other_claims(visit.reader, visit.viewer, claim, lines, kOtherClaimsShown);
  const Html list = others.empty()
                        ? el("p", {}, tr(l, "No other claim on these invoice lines or serial numbers."))
                        : el("ul", {{"class", "past-claims"}},
                             ui::each(others, [&](const Claim& other) { return other_claim(visit, policies, other); }));
  return ui::card(tr(l, "Earlier claims"), list + account_sentence(visit, claim));
}

// ---- serial numbers

Html sale_item(Language l, const Claim& claim, const SerialSale& sale) {
  const bool elsewhere = sale.customer_no != claim.customer_no;
  return el(
      "li", {}, tr(l, "Sold on {1}", sale.issued_on), " – ",
      el("a", {{"class", "num"}, {"href", "/invoices/" + std::to_string(sale.invoice.value)}}, sale.invoice_number),
      " ", tr(l, "line {1}", sale.line_no),
      ui::when(elsewhere, " " + ui::badge(ui::Tone::Warning, tr(l, "Sold to another account"))));
}

Html claimed_item(Language l, const SerialClaim& past) {
  const LineState& state = past.state;
  Html what = state_badge(l, state.authorisation);
  if (state.goods != Goods::NotRequired) what += Html(" ") + label_of(l, state.goods);
  if (state.money != Money::Undecided) what += Html(" · ") + label_of(l, state.money);
  return el("li", {}, tr(l, "Claimed on {1}", paris_day(past.confirmed_at)), " – ", claim_link(past.claim_number), " ",
            what);
}

Html serial_item(Language l, const Claim& claim, const SerialPast& past) {
  const bool claimed_now =
      std::any_of(past.claims.begin(), past.claims.end(), [](const SerialClaim& one) { return !is_ended(one.state); });
  Html marks;
  if (past.sales.empty()) marks += Html(" ") + ui::badge(ui::Tone::Warning, tr(l, "Unknown: never sold by us"));
  if (claimed_now) marks += Html(" ") + ui::badge(ui::Tone::Danger, tr(l, "Claimed elsewhere at present"));
  return el("h3", {{"class", "strong num"}}, past.number, marks) +
         el("ul", {{"class", "past-claims"}},
            ui::each(past.sales, [&](const SerialSale& sale) { return sale_item(l, claim, sale); }),
            ui::each(past.claims, [&](const SerialClaim& one) { return claimed_item(l, one); }));
}

Html serials_card(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  const auto all = load_serial_past(visit.reader, visit.viewer, claim, lines);
  if (all.empty()) return {};
  return ui::card(tr(l, "Serial numbers"),
                  ui::each(all, [&](const SerialPast& past) { return serial_item(l, claim, past); }));
}

}  // namespace

Html assignment_card(Visit& visit, const Claim& claim) {
  if (!visit.viewer.sees_all_accounts()) return {};
  const Language l = visit.language();
  const auto staff = list_staff(visit.reader, words_of(queue_of_department(claim.department)).role, visit.today());
  const auto name = name_among(staff, claim.assignee);
  const Html who = name.empty() ? el("p", {{"class", "muted"}}, tr(l, "Nobody")) : el("p", {{"class", "strong"}}, name);
  return ui::card(tr(l, "Assigned to"), who + assignment_forms(visit, claim, staff, !name.empty()));
}

DatedMoments assignment_moments(Visit& visit, const Claim& claim) {
  DatedMoments moments;
  if (!visit.viewer.sees_all_accounts()) return moments;
  const Language l = visit.language();
  for (const auto& one : list_assignments(visit.reader, claim.id)) {
    ui::Moment moment;
    moment.title =
        one.assignee_name.empty() ? tr(l, "Assigned to nobody") : tr(l, "Assigned to {1}", one.assignee_name);
    moment.when = ui::format_instant(l, one.at);
    moment.who = one.actor_name;
    moments.emplace_back(one.at, std::move(moment));
  }
  return moments;
}

Html past_cards(Visit& visit, const Policies& policies, const Claim& claim, const std::vector<ClaimLine>& lines) {
  if (!visit.viewer.sees_all_accounts()) return {};
  return serials_card(visit, claim, lines) + others_card(visit, policies, claim, lines);
}

Html next_in_queue(Visit& visit, const Claim& claim) {
  const auto visible = visible_queues(visit.viewer), own = own_queues(visit.viewer);
  auto queue = queue_named(visit.request.query.text("queue"));
  if (!queue && !own.empty()) queue = own.front();
  if (!queue || std::find(visible.begin(), visible.end(), *queue) == visible.end()) return {};
  const auto next = find_next_number(visit.reader, visit.viewer, *queue, claim.id);
  if (!next) return {};
  return ui::link_button(ui::Weight::Ghost, Html(tr(visit.language(), "Next in the queue")) + ui::icon("chevron-right"),
                         ui::address("/claims/" + *next, {{"queue", std::string(words_of(*queue).name)}}),
                         {{"data-next", true}});
}

}  // namespace recours::claims
