#include <algorithm>
#include <span>

#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/carrier_view.h"
#include "claims/claim_crumbs_view.h"
#include "claims/claim_files_store.h"
#include "claims/claim_files_view.h"
#include "claims/claim_life_store.h"
#include "claims/claim_messages_view.h"
#include "claims/claim_page.h"
#include "claims/commands_store.h"
#include "claims/inspection_view.h"
#include "claims/invoice_status_view.h"
#include "claims/invoice_words.h"
#include "claims/next_step.h"
#include "claims/open_question.h"
#include "claims/return_slip.h"
#include "claims/settlement_view.h"
#include "claims/staff_view.h"
#include "ui/command_menu.h"

namespace recours::claims {

using namespace page_words;

std::string command_path(const Claim& claim, Command command) {
  return "/claims/" + claim.number + "/" + std::string(words_of(command).path);
}

std::string event_label(Language l, const ClaimEvent& event) {
  if (event.command == "split") return tr(l, "Line divided");
  if (event.command == "transfer") return tr(l, "Transferred");
  if (event.command == "set_aside") return tr(l, "Rule set aside");
  if (event.command == "without_invoice") return tr(l, "Claim without invoice");
  if (event.command == "reopen") return label_of(l, Authorisation::Reopened);
  if (event.from_state == event.to_state) {
    if (const auto goods = goods_named(event.goods_to)) return label_of(l, *goods);
    if (const auto money = money_named(event.money_to)) return label_of(l, *money);
  }
  const auto state = authorisation_named(event.to_state);
  return state ? label_of(l, *state) : event.to_state;
}

namespace {

constexpr std::int64_t kMicrosOfCent = Decimal::kScale / 100;

using Items = std::vector<std::pair<std::string, Html>>;

void add_if(Items& items, std::string label, const std::string& value) {
  if (!value.empty()) items.emplace_back(std::move(label), value);
}

// Nothing leads to what was written down by hand: the claim itself shows all of it.
Html invoice_fact(Language l, const Claim& claim) {
  if (claim.without_invoice) return invoice_words(l, claim);
  return el("a", {{"class", "num"}, {"href", "/invoices/" + std::to_string(claim.invoice.value)}}, claim.invoice_number,
            " – ", ui::format_date(l, claim.invoice_date));
}

Html claim_facts(Visit& visit, const Policies& policies, const Claim& claim) {
  const Language l = visit.language();
  const ClaimType* type = policies.type_of(claim);
  Items items{
      {tr(l, "Reason"), type_name(l, type, claim.code)},
      {tr(l, "Category"), category_label(l, claim.category)},
      {tr(l, "Department"), department_name(l, policies, claim.department)},
      {tr(l, "Invoice"), invoice_fact(l, claim)},
      {tr(l, "Account"), Html(claim.account_name) + " " + figures(claim.customer_no)},
      {tr(l, "Author"), claim.author_name}};
  if (claim.confirmed_at)
    items.emplace_back(tr(l, "Registered on"), figures(ui::format_instant(l, *claim.confirmed_at)));
  if (claim.closed_at) items.emplace_back(tr(l, "Closed on"), figures(ui::format_instant(l, *claim.closed_at)));
  add_if(items, tr(l, "Reference"), claim.reference);
  return el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

// 92,50 €; with more places as it was written.
std::string unit_price(Language l, Decimal price, const std::string& currency) {
  if (price.micros() % kMicrosOfCent != 0) return ui::format_number(l, price);
  return ui::format_money(l, {price.micros() / kMicrosOfCent, currency});
}

Html line_details(Visit& visit, const Policies& policies, const ClaimLine& line, const std::string& currency) {
  const Language l = visit.language();
  Items items;
  const ClaimType* type = policies.version(line.type);
  if (type && !line.variant.empty()) items.emplace_back(tr(l, "Case"), reason_name(l, *type, line.variant));
  if (line.delivered_quantity) items.emplace_back(tr(l, "Delivered"), ui::format_number(l, *line.delivered_quantity));
  add_if(items, tr(l, "Serial number"), join(line.serials, ", "));
  if (!line.condition.empty())
    items.emplace_back(tr(l, "Condition of the product"), condition_label(l, line.condition));
  if (!line.requested_outcome.empty()) {
    items.emplace_back(tr(l, "Requested outcome"), outcome_label(l, line.requested_outcome));
  }
  add_if(items, tr(l, "Description of the fault"), line.fault_description);
  add_if(items, tr(l, "Missing accessories"), line.accessories);
  if (line.expected_unit_price) {
    items.emplace_back(tr(l, "Expected unit price before tax"), unit_price(l, *line.expected_unit_price, currency));
  }
  add_if(items, tr(l, "Call number of the manufacturer's hotline"), line.call_id);
  add_if(items, tr(l, "Number of the invoice to the end customer"), line.end_customer_invoice_no);
  add_if(items, tr(l, "Reference number"), line.customer_reference);
  add_if(items, tr(l, "Comment"), line.comment);
  if (line.fee_percent > Decimal()) items.emplace_back(tr(l, "Fee"), tr(l, "{1} %", line.fee_percent));
  if (!line.refusal_code.empty())
    items.emplace_back(tr(l, "Reason of the refusal"), refusal_label(l, policies, line.refusal_code));
  if (line.expires_on && line.state.goods == Goods::AwaitingGoods) {
    items.emplace_back(tr(l, "RMA valid until"),
                       figures(ui::format_date_with_distance(l, *line.expires_on, visit.today())));
  }
  if (line.answer_due_on) {
    items.emplace_back(tr(l, "Answer expected by"),
                       figures(ui::format_date_with_distance(l, *line.answer_due_on, visit.today())));
  }
  if (items.empty()) return {};
  return el("h3", {{"class", "strong num"}}, line.reservation_number) +
         el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

Html axes(Language l, const LineState& state) {
  Html html = state_badge(l, state.authorisation);
  if (state.authorisation != Authorisation::Validated) return html;
  return html + el("div", {{"class", "small"}}, tr(l, "Goods: {1}", label_of(l, state.goods))) +
         el("div", {{"class", "small"}}, tr(l, "Money: {1}", label_of(l, state.money)));
}

Html line_table(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  using Kind = ui::Column::Kind;
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Lines of claim {1}", claim.number);
  table.columns = {column("#"),
                   column(tr(l, "Article number")),
                   column(tr(l, "Description")),
                   column(tr(l, "Quantity"), Kind::Number),
                   column(tr(l, "Net amount"), Kind::Number),
                   column(tr(l, "State"))};
  for (const auto& line : lines) {
    // A dispute about a price claims no quantity.
    const bool counts = line.quantity > Decimal() || line.net_cents != 0;
    const Html quantity = counts ? Html(ui::format_number(l, line.quantity)) : Html();
    const Html amount = counts ? Html(ui::format_money(l, {line.net_cents, claim.currency})) : Html();
    table.rows.push_back({{figures(line.line_no), figures(line.article_no),
                           Html(line.description) + el("div", {{"class", "muted small num"}}, line.reservation_number),
                           quantity, amount, axes(l, line.state)},
                          ""});
  }
  return ui::table(table);
}

Html details_card(Visit& visit, const Policies& policies, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Html details =
      ui::each(lines, [&](const ClaimLine& line) { return line_details(visit, policies, line, claim.currency); });
  return details.empty() ? Html() : ui::card(tr(visit.language(), "Declared"), details);
}

// ---- history

bool is_same_step(const ClaimEvent& a, const ClaimEvent& b) {
  return a.at == b.at && a.command == b.command && a.to_state == b.to_state && a.goods_to == b.goods_to &&
         a.money_to == b.money_to && a.detail == b.detail && a.reason_code == b.reason_code && a.comment == b.comment;
}

// R-613 A rule that staff set aside, in words.
std::string set_aside_words(Language l, const boost::json::object& cause) {
  const std::string name(cause.at("cause").as_string());
  const auto* ended_on = cause.if_contains("ended_on");
  const auto day = ended_on ? Date::parse_iso(std::string(ended_on->as_string())) : std::nullopt;
  if (name == name_of(Cause::PeriodOver) && day) return tr(l, "The period had ended on {1}", *day);
  if (name == name_of(Cause::ManufacturerDirect)) return tr(l, "The manufacturer handles its products directly");
  if (name == name_of(Cause::NotReturnable)) return tr(l, "The article is not taken back");
  if (name == name_of(Cause::TypeInactive)) return tr(l, "The type was no longer offered");
  return name;
}

// What was told with the command, in words.
Html told_with(Language l, const Claim& claim, const ClaimEvent& event) {
  if (event.detail.empty()) return {};
  const auto detail = boost::json::parse(event.detail).as_object();
  const auto text = [&](const char* key) {
    const auto* value = detail.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
  };
  Html told;
  const auto say = [&](const std::string& sentence) { told += el("div", {}, sentence); };
  if (const auto number = text("told_invoice"); !number.empty()) say(tr(l, "Invoice told: {1}", number));
  if (const auto day = Date::parse_iso(text("told_on"))) say(tr(l, "Invoice date told: {1}", *day));
  if (const auto* causes = detail.if_contains("set_aside")) {
    for (const auto& cause : causes->as_array()) say(set_aside_words(l, cause.as_object()));
  }
  if (const auto day = Date::parse_iso(text("due_on"))) say(tr(l, "Answer expected by {1}", *day));
  if (const auto from = text("from"); !from.empty()) say(tr(l, "Part of line {1}", from));
  if (const auto code = text("difference"); !code.empty()) say(difference_label(l, code));
  if (const auto code = text("result"); !code.empty()) say(result_label(l, code));
  if (const auto number = text("number"); !number.empty()) say(tr(l, "Document {1}", number));
  if (detail.contains("imported")) say(tr(l, "Read in the imported document"));
  if (const auto* cents = detail.if_contains("net_cents"); cents && cents->is_int64()) {
    say(tr(l, "{1} before tax", recours::Money{cents->as_int64(), claim.currency}));
  }
  if (const auto day = Date::parse_iso(text("valid_until"))) say(tr(l, "Valid until {1}", *day));
  return told;
}

ui::Moment moment_of(Visit& visit, const Claim& claim, const Policies& policies, const ClaimEvent& event,
                     const std::string& reservations) {
  const Language l = visit.language();
  ui::Moment moment;
  moment.title = event_label(l, event);
  const bool validated = event.to_state == "validated" && event.from_state != event.to_state;
  if (validated && claim.rma_number) moment.title += Html(" ") + figures(*claim.rma_number);
  moment.when = ui::format_instant(l, event.at);
  moment.who = event.actor_name;
  if (!event.reason_code.empty()) moment.detail += el("div", {}, refusal_label(l, policies, event.reason_code));
  moment.detail += told_with(l, claim, event);
  if (!event.comment.empty()) moment.detail += el("div", {}, event.comment);
  moment.detail += el("div", {{"class", "muted small num"}}, reservations);
  if (validated) moment.tone = ui::Tone::Success;
  if (event.to_state == "refused") moment.tone = ui::Tone::Danger;
  return moment;
}

// Newest first; what happened at the same moment in the order of the events.
Html history(Visit& visit, const Claim& claim, const Policies& policies, const std::vector<ClaimLine>& lines) {
  const auto events = list_claim_events(visit.reader, claim.id);
  DatedMoments dated;
  for (std::size_t at = 0; at < events.size();) {
    std::vector<std::string> reservations;
    const ClaimEvent& first = events[at];
    for (; at < events.size() && is_same_step(first, events[at]); ++at) {
      reservations.insert(reservations.begin(), events[at].reservation_number);
    }
    dated.emplace_back(first.at, moment_of(visit, claim, policies, first, join(reservations, ", ")));
  }
  for (auto& moment : file_moments(visit, claim, lines)) dated.push_back(std::move(moment));
  for (auto& moment : assignment_moments(visit, claim)) dated.push_back(std::move(moment));
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<ui::Moment> moments;
  for (auto& [at, moment] : dated) moments.push_back(std::move(moment));
  return ui::timeline(moments);
}

// ---- aside and actions

Html contact_card(Language l, const std::vector<ClaimLine>& lines) {
  std::vector<Contact> contacts;
  for (const auto& line : lines) {
    const bool known = std::any_of(contacts.begin(), contacts.end(),
                                   [&](const Contact& one) { return one.email == line.contact.email; });
    if (!known) contacts.push_back(line.contact);
  }
  return ui::card(tr(l, "Contact"), ui::each(contacts, [](const Contact& contact) {
                    Html text = el("p", {}, el("strong", {}, contact.name), el("br", {}),
                                   el("a", {{"href", "mailto:" + contact.email}}, contact.email));
                    if (!contact.phone.empty()) text += el("p", {{"class", "num"}}, contact.phone);
                    return text;
                  }));
}

constexpr std::size_t kButtonsShown = 2;  // beside the menu with the rest

Html command_button(Visit& visit, const Claim& claim, Command command, ui::Weight weight) {
  const std::string label = label_of(visit.language(), command);
  const std::string path = command_path(claim, command);
  if (command == Command::Take) return ui::post_form(path, visit.frame.csrf, ui::button(weight, label));
  return ui::link_button(weight, label, path);
}

bool ends_it(Command command) {
  return command == Command::Cancel || command == Command::Refuse || command == Command::Reopen;
}

Html menu_of(Language l, const Claim& claim, std::span<const Command> rest) {
  return ui::command_menu(l, ui::each(rest, [&](Command command) {
                            return el("a",
                                      {{"class", ends_it(command) ? "menu-item menu-item-ends" : "menu-item"},
                                       {"href", command_path(claim, command)}},
                                      label_of(l, command));
                          }));
}

// What leads on before what ends it; who has it before what else may be done.
std::vector<Command> in_order(std::vector<Command> commands) {
  const auto leads_on = std::find_if_not(commands.begin(), commands.end(), ends_it);
  if (leads_on != commands.end()) std::rotate(commands.begin(), leads_on, leads_on + 1);
  const auto take = std::find(commands.begin(), commands.end(), Command::Take);
  if (take != commands.end() && take != commands.begin()) std::rotate(commands.begin() + 1, take, take + 1);
  return commands;
}

// The likeliest stands last, first in weight; what is rarer waits in the menu.
Html command_buttons(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  const auto all = in_order(commands_today(visit.reader, visit.viewer, claim, lines, visit.today()));
  const std::span<const Command> commands(all);
  const bool can_take = std::find(all.begin(), all.end(), Command::Take) != all.end();
  const auto shown = commands.first(std::min(kButtonsShown + (can_take ? 1 : 0), commands.size()));
  Html buttons;
  if (shown.size() < commands.size()) buttons += menu_of(l, claim, commands.subspan(shown.size()));
  for (std::size_t at = shown.size(); at > 0; --at) {
    const bool likeliest = at == 1 && !ends_it(shown[at - 1]);
    buttons += command_button(visit, claim, shown[at - 1], likeliest ? ui::Weight::Primary : ui::Weight::Secondary);
  }
  return buttons;
}

Html question_asked(const std::vector<ClaimLine>& lines, const std::vector<ClaimEvent>& events) {
  const auto question = open_question(lines, events);
  return question.empty() ? Html() : el("blockquote", {{"class", "as-typed"}}, question);
}

Html slip_link(Language l, const Claim& claim, const std::vector<ClaimLine>& lines) {
  if (!has_return_slip(lines)) return {};
  return ui::link_button(ui::Weight::Secondary, ui::icon("printer") + tr(l, "Return slip"),
                         "/claims/" + claim.number + "/return-slip.pdf");
}

}  // namespace

http::Response claim_page(Visit& visit, const Claim& claim, std::vector<ui::Notice> notices, int status) {
  const Language l = visit.language();
  auto lines = list_claim_lines(visit.reader, {claim.id});
  add_files(visit.reader, lines);
  const Policies policies = load_policies(visit.reader);
  ui::Page page;
  page.title = claim.rma_number ? tr(l, "RMA {1}", claim.number) : tr(l, "Claim {1}", claim.number);
  page.heading = Html(claim.rma_number ? tr(l, "RMA") : tr(l, "Claim")) + " " + ui::copyable(l, claim.number);
  page.lead = state_badge(l, claim.state);
  page.crumbs = {list_crumb(visit)};
  page.notices = std::move(notices);
  page.actions = next_in_queue(visit, claim) + slip_link(l, claim, lines) + command_buttons(visit, claim, lines);
  const Html why = visit.viewer.can(accounts::Right::ExplainDecisions)
                       ? ui::link_button(ui::Weight::Ghost, ui::icon("help-circle") + tr(l, "Explain"),
                                         "/claims/" + claim.number + "/explanation")
                       : Html();
  const auto traces = load_traces(visit.reader, claim.id);
  const Html main = ui::card(tr(l, "The claim"), claim_facts(visit, policies, claim)) +
                    ui::card(trn(l, "{1} line", "{1} lines", static_cast<std::int64_t>(lines.size())),
                             line_table(visit, claim, lines), why) +
                    details_card(visit, policies, claim, lines) +
                    settlement_card(l, claim, lines, traces) +
                    inspection_card(visit, traces.inspections, lines) + messages_card(visit, claim) +
                    files_card(visit, claim, lines) +
                    ui::card(tr(l, "History"), history(visit, claim, policies, lines));
  const Html aside = el("div", {{"class", "next-first"}},
                        ui::card(tr(l, "Next step"), next_step(visit, policies, claim, lines) +
                                                         question_asked(lines, traces.events))) +
                     assignment_card(visit, claim) + past_cards(visit, policies, claim, lines) +
                     carrier_card(visit, claim) + contact_card(l, lines) + invoice_status_card(visit, claim);
  page.content = el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, main),
                    el("aside", {{"class", "case-aside"}}, aside));
  return visit.page(page, status);
}

}  // namespace recours::claims
