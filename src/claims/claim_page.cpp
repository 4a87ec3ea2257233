#include <algorithm>

#include "base/text.h"
#include "claims/claim_files_store.h"
#include "claims/claim_files_view.h"
#include "claims/claim_page.h"
#include "claims/next_step.h"

namespace recours::claims {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

std::vector<ClaimLine> lines_for(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines, Command command) {
  std::vector<ClaimLine> possible;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(possible),
               [&](const ClaimLine& line) { return is_allowed(viewer, claim.department, line.state, command); });
  return possible;
}

std::vector<Command> commands_on(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines) {
  std::vector<Command> commands;
  for (const auto& line : lines) {
    for (const Command command : allowed_commands(viewer, claim.department, line.state)) {
      if (std::find(commands.begin(), commands.end(), command) == commands.end()) commands.push_back(command);
    }
  }
  std::erase(commands, Command::Confirm);
  return commands;
}

std::string command_path(const Claim& claim, Command command) {
  const std::string claim_path = "/claims/" + claim.number;
  switch (command) {
    case Command::Take: return claim_path + "/taking";
    case Command::Approve: return claim_path + "/approval";
    case Command::Refuse: return claim_path + "/refusal";
    case Command::Cancel: return claim_path + "/cancellation";
    case Command::Confirm: break;
  }
  return claim_path;
}

namespace {

using Items = std::vector<std::pair<std::string, Html>>;

void add_if(Items& items, std::string label, const std::string& value) {
  if (!value.empty()) items.emplace_back(std::move(label), value);
}

Html claim_facts(Visit& visit, const Policies& policies, const Claim& claim) {
  const Language l = visit.language();
  const ClaimType* type = policies.type_on(claim.department, claim.code, claim.invoice_date);
  Items items{
      {tr(l, "Reason"), type_name(l, type, claim.code)},
      {tr(l, "Category"), category_label(l, claim.category)},
      {tr(l, "Department"), department_name(l, policies, claim.department)},
      {tr(l, "Invoice"), el("a", {{"class", "num"}, {"href", "/invoices/" + std::to_string(claim.invoice.value)}},
                            claim.invoice_number, " – ", ui::format_date(l, claim.invoice_date))},
      {tr(l, "Account"), Html(claim.account_name) + " " + figures(claim.customer_no)},
      {tr(l, "Author"), claim.author_name}};
  if (claim.confirmed_at)
    items.emplace_back(tr(l, "Registered on"), figures(ui::format_instant(l, *claim.confirmed_at)));
  if (claim.closed_at) items.emplace_back(tr(l, "Closed on"), figures(ui::format_instant(l, *claim.closed_at)));
  add_if(items, tr(l, "Reference"), claim.reference);
  return el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

Html line_details(Visit& visit, const Policies& policies, const ClaimLine& line) {
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
    items.emplace_back(tr(l, "Expected unit price before tax"), ui::format_number(l, *line.expected_unit_price));
  }
  add_if(items, tr(l, "Call number of the manufacturer's hotline"), line.call_id);
  add_if(items, tr(l, "Number of the invoice to the end customer"), line.end_customer_invoice_no);
  add_if(items, tr(l, "Reference number"), line.customer_reference);
  add_if(items, tr(l, "Comment"), line.comment);
  if (line.fee_percent > Decimal()) items.emplace_back(tr(l, "Fee"), tr(l, "{1} %", line.fee_percent));
  if (!line.refusal_code.empty())
    items.emplace_back(tr(l, "Reason of the refusal"), refusal_label(l, line.refusal_code));
  if (line.expires_on) {
    items.emplace_back(tr(l, "RMA valid until"),
                       figures(ui::format_date_with_distance(l, *line.expires_on, visit.today())));
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
    table.rows.push_back({{figures(line.line_no), figures(line.article_no),
                           Html(line.description) + el("div", {{"class", "muted small num"}}, line.reservation_number),
                           Html(ui::format_number(l, line.quantity)),
                           Html(ui::format_money(l, {line.net_cents, claim.currency})), axes(l, line.state)},
                          ""});
  }
  return ui::table(table);
}

Html details_card(Visit& visit, const Policies& policies, const std::vector<ClaimLine>& lines) {
  const Html details = ui::each(lines, [&](const ClaimLine& line) { return line_details(visit, policies, line); });
  return details.empty() ? Html() : ui::card(tr(visit.language(), "Declared"), details);
}

// ---- history

// "validated" or "validated/awaiting_goods/…": the authorisation is what people follow.
std::string event_label(Language l, const ClaimEvent& event) {
  const auto state = authorisation_named(std::string_view(event.to_state).substr(0, event.to_state.find('/')));
  return state ? label_of(l, *state) : event.to_state;
}

bool is_same_step(const ClaimEvent& a, const ClaimEvent& b) {
  return a.at == b.at && a.command == b.command && a.to_state == b.to_state && a.reason_code == b.reason_code &&
         a.comment == b.comment;
}

ui::Moment moment_of(Visit& visit, const Claim& claim, const ClaimEvent& event, const std::string& reservations) {
  const Language l = visit.language();
  ui::Moment moment;
  moment.title = event_label(l, event);
  const bool validated = event.to_state.starts_with("validated");
  if (validated && claim.rma_number) moment.title += Html(" ") + figures(*claim.rma_number);
  moment.when = ui::format_instant(l, event.at);
  moment.who = event.actor_name;
  if (!event.reason_code.empty()) moment.detail += el("div", {}, refusal_label(l, event.reason_code));
  if (!event.comment.empty()) moment.detail += el("div", {}, event.comment);
  moment.detail += el("div", {{"class", "muted small num"}}, reservations);
  if (validated) moment.tone = ui::Tone::Success;
  if (event.to_state.starts_with("refused")) moment.tone = ui::Tone::Danger;
  return moment;
}

// Newest first; what happened at the same moment in the order of the events.
Html history(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const auto events = list_claim_events(visit.reader, claim.id);
  DatedMoments dated;
  for (std::size_t at = 0; at < events.size();) {
    std::vector<std::string> reservations;
    const ClaimEvent& first = events[at];
    for (; at < events.size() && is_same_step(first, events[at]); ++at) {
      reservations.insert(reservations.begin(), events[at].reservation_number);
    }
    dated.emplace_back(first.at, moment_of(visit, claim, first, join(reservations, ", ")));
  }
  for (auto& moment : file_moments(visit, claim, lines)) dated.push_back(std::move(moment));
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

Html command_buttons(Visit& visit, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  Html buttons;
  for (const Command command : commands_on(visit.viewer, claim, lines)) {
    const std::string path = command_path(claim, command);
    if (command == Command::Take) {
      buttons += ui::post_form(path, visit.frame.csrf, ui::button(ui::Weight::Secondary, label_of(l, command)));
    } else {
      const auto weight = command == Command::Approve ? ui::Weight::Primary : ui::Weight::Secondary;
      buttons += ui::link_button(weight, label_of(l, command), path);
    }
  }
  return buttons;
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
  page.crumbs = {{tr(l, "Track claims"), "/claims"}};
  page.notices = std::move(notices);
  page.actions = command_buttons(visit, claim, lines);
  const Html main = ui::card(tr(l, "The claim"), claim_facts(visit, policies, claim)) +
                    ui::card(trn(l, "{1} line", "{1} lines", static_cast<std::int64_t>(lines.size())),
                             line_table(visit, claim, lines)) +
                    details_card(visit, policies, lines) + files_card(visit, claim, lines) +
                    ui::card(tr(l, "History"), history(visit, claim, lines));
  const Html aside = ui::card(tr(l, "Next step"), next_step(visit, policies, claim, lines)) + contact_card(l, lines);
  page.content = el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, main),
                    el("aside", {{"class", "case-aside"}}, aside));
  return visit.page(page, status);
}

}  // namespace recours::claims
