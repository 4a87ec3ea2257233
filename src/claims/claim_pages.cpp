// Suivi and archive: the list of claims with its filter; and one claim with its lines, history and next step.
#include "accounts/page_words.h"
#include "claims/claim_page.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "claims/claim_messages_view.h"
#include "claims/claims_pages.h"
#include "claims/command_done.h"
#include "claims/filter_form.h"
#include "claims/invoice_words.h"
#include "claims/next_step.h"
#include "claims/transition.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kClaimsPerPage = 50;
enum class Shelf { Tracking, Archive };

std::string path_of(Shelf shelf) { return shelf == Shelf::Archive ? "/claims/archive" : "/claims"; }

// ---- the filter of the list

struct ListForm {
  FilterForm filter;
  std::string state, account;
};

ListForm read_list_form(const http::Fields& query) {
  return {read_filter_form(query), std::string(query.text("state")), std::string(trim(query.text("account")))};
}

Query query_of(const ListForm& form) {
  Query query = query_of(form.filter);
  query.emplace_back("state", form.state);
  query.emplace_back("account", form.account);
  return query;
}

std::vector<ui::Choice> claim_number_kinds(Language l) {
  return {{"", tr(l, "All: recognise it")},
          {"rma", tr(l, "RMA number")},
          {"reservation", tr(l, "Reservation number")},
          {"invoice", tr(l, "Invoice")},
          {"order", tr(l, "Order")},
          {"delivery_note", tr(l, "Delivery note")},
          {"serial", tr(l, "Serial number")},
          {"reference", tr(l, "Your reference")}};
}

Instant archive_limit(Visit& visit) {
  const auto days = setting_or(visit.reader, "claim_archive_days", kArchiveAfterDays);
  return paris_midnight(visit.today().plus_days(static_cast<int>(-days)));
}

ClaimFilter filter_of(Visit& visit, Shelf shelf, ListForm& form) {
  ClaimFilter filter;
  filter.archive = shelf == Shelf::Archive;
  filter.archive_before = archive_limit(visit);
  if (form.state == "open") filter.openness = ClaimFilter::Openness::Open;
  if (form.state == "closed") filter.openness = ClaimFilter::Openness::Closed;
  const auto window = read_window(visit.language(), form.filter, visit.today());
  filter.from = window.from;
  filter.to = window.to;
  filter.number_kind = claim_number_kind_named(form.filter.number_type);
  filter.number = form.filter.number;
  if (visit.viewer.sees_all_accounts()) filter.account = form.account;
  return filter;
}

Html state_chips(Language l, const ListForm& form) {
  std::vector<ui::Chip> items;
  for (const auto& [state, label] : {std::pair{"open", tr(l, "Open claims")},
                                     std::pair{"closed", tr(l, "Closed claims")}, std::pair{"", tr(l, "All claims")}}) {
    ListForm other = form;
    other.state = state;
    items.push_back({label, address("/claims", query_of(other)), form.state == state});
  }
  return ui::chips(tr(l, "State"), items);
}

Html period_chips(Language l, Shelf shelf, const ListForm& form) {
  std::vector<ui::Chip> items;
  for (const auto& period : period_choices(l)) {
    ListForm other = form;
    other.filter.from = other.filter.to = "";
    const bool chosen = form.filter.period == period.value;
    other.filter.period = chosen ? "" : period.value;
    items.push_back({period.label, address(path_of(shelf), query_of(other)), chosen});
  }
  return ui::chips(tr(l, "Period"), items);
}

Html list_filter(Visit& visit, Shelf shelf, const ListForm& form) {
  const Language l = visit.language();
  Html account;
  if (visit.viewer.sees_all_accounts()) {
    account =
        ui::text_field(l, {"account", tr(l, "Account"), form.account, tr(l, "Customer number or name"), "", false});
  }
  const Html fields =
      filter_fields(l, form.filter, claim_number_kinds(l)) +
      el("div", {{"class", "filter-row"}}, account, ui::hidden("state", form.state),
         ui::hidden("period", form.filter.period), ui::button(ui::Weight::Primary, tr(l, "Filter the results")),
         ui::link_button(ui::Weight::Ghost, tr(l, "Reset"), path_of(shelf)));
  const Html chips = (shelf == Shelf::Tracking ? state_chips(l, form) : Html()) + period_chips(l, shelf, form);
  return el("div", {{"class", "toolbar"}}, chips) +
         el("details", {{"class", "filter-details"}, {"open", !form.filter.is_blank() || !form.account.empty()}},
            el("summary", {}, tr(l, "Window and number")),
            el("form", {{"class", "filters"}, {"method", "get"}, {"action", path_of(shelf)}}, fields));
}

// ---- the list

Instant state_time(const Claim& claim) {
  if (claim.closed_at) return *claim.closed_at;
  return claim.confirmed_at.value_or(claim.created_at);
}

ui::TableRow claim_row(Visit& visit, const Policies& policies, const Claim& claim,
                       const std::vector<ClaimLine>& lines, std::int64_t unread) {
  const Language l = visit.language();
  const std::string href = "/claims/" + claim.number;
  const ClaimType* type = policies.type_of(claim);
  ui::TableRow row;
  row.cells.push_back(figures(claim.number) + unread_badge(l, unread));
  if (visit.viewer.sees_all_accounts()) row.cells.push_back(claim.account_name);
  row.cells.push_back(state_badge(l, claim.state) +
                      el("div", {{"class", "muted small num"}}, ui::format_instant(l, state_time(claim))));
  row.cells.push_back(type_name(l, type, claim.code));
  row.cells.push_back(figures(invoice_label(l, claim)));
  row.cells.push_back(next_step(visit, policies, claim, lines));
  row.href = href;
  return row;
}

Html claim_table(Visit& visit, const std::vector<Claim>& claims) {
  const Language l = visit.language();
  std::vector<ClaimId> ids;
  for (const auto& claim : claims) ids.push_back(claim.id);
  std::map<ClaimId, std::vector<ClaimLine>> lines;
  for (auto& line : list_line_progress(visit.reader, ids)) lines[line.claim].push_back(std::move(line));
  const Policies policies = load_policies(visit.reader);
  auto unread = unread_messages(visit.reader, visit.viewer, ids);
  ui::Table table;
  table.caption = tr(l, "Claims");
  table.columns = {column(tr(l, "RMA (return material authorised)"))};
  if (visit.viewer.sees_all_accounts()) table.columns.push_back(column(tr(l, "Account")));
  for (const auto& label : {tr(l, "State"), tr(l, "Reason"), tr(l, "Invoice"), tr(l, "Next step")}) {
    table.columns.push_back(column(label));
  }
  for (const auto& claim : claims) table.rows.push_back(claim_row(visit, policies, claim, lines[claim.id], unread[claim.id]));
  return ui::table(table);
}

Html nothing_listed(Visit& visit, Shelf shelf, const ListForm& form) {
  const Language l = visit.language();
  const bool filtered = !form.filter.is_blank() || !form.state.empty() || !form.account.empty();
  if (filtered) {
    return ui::empty_state("list-search", tr(l, "No claim matches"), tr(l, "Choose a longer period or another number."),
                           ui::link_button(ui::Weight::Secondary, tr(l, "Reset"), path_of(shelf)));
  }
  if (shelf == Shelf::Archive) {
    return ui::empty_state("archive", tr(l, "The archive is empty"),
                           tr(l, "Claims come here some time after they were closed."),
                           ui::link_button(ui::Weight::Secondary, tr(l, "Track claims"), "/claims"));
  }
  const Html open = visit.viewer.can(Right::OpenClaim)
                        ? ui::link_button(ui::Weight::Primary, tr(l, "Open a claim"), "/claims/new")
                        : Html();
  return ui::empty_state("list-search", tr(l, "No claim yet"),
                         tr(l, "Confirmed claims appear here with their number, their state and what happens next."),
                         open);
}

std::string counted(Language l, std::int64_t count) {
  if (count > 1000) return tr(l, "1,000+ claims");
  return trn(l, "{1} claim", "{1} claims", count);
}

ui::Page empty_list_page(Visit& visit, Shelf shelf) {
  const Language l = visit.language();
  ui::Page page;
  page.title = shelf == Shelf::Archive ? tr(l, "Archive of claims") : tr(l, "Tracking your claims");
  if (shelf == Shelf::Tracking && visit.viewer.sees_all_accounts()) page.title = tr(l, "Claims");
  page.actions = shelf == Shelf::Archive
                     ? ui::link_button(ui::Weight::Secondary, tr(l, "Track claims"), "/claims")
                     : ui::link_button(ui::Weight::Secondary, tr(l, "Archive of claims"), "/claims/archive");
  if (visit.viewer.can(Right::OpenClaim)) {
    page.actions +=
        ui::link_button(ui::Weight::Primary, tr(l, "Open a claim"), "/claims/new", {{"data-primary", true}});
  }
  return page;
}

http::Response list_page(Visit& visit, Shelf shelf) {
  const Language l = visit.language();
  ListForm form = read_list_form(visit.request.query);
  const ClaimFilter filter = filter_of(visit, shelf, form);
  ui::Page page = empty_list_page(visit, shelf);
  page.content = ui::error_summary(l, form.filter.errors) + list_filter(visit, shelf, form);
  if (!form.filter.errors.empty()) return visit.page(page, 422);
  const Trail trail(visit.request.query);
  const auto claims = list_claims(visit.reader, visit.viewer, filter, trail.page(kClaimsPerPage));
  page.lead = counted(l, count_claims(visit.reader, visit.viewer, filter));
  page.content += claims.items.empty() ? nothing_listed(visit, shelf, form) : claim_table(visit, claims.items);
  page.content += pager(l, trail, path_of(shelf), query_of(form), claims.next);
  return visit.page(page);
}

http::Response show_tracking(Visit& visit) { return list_page(visit, Shelf::Tracking); }
http::Response show_archive(Visit& visit) { return list_page(visit, Shelf::Archive); }

http::Response show_claim(Visit& visit) {
  const Claim claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  return claim_page(visit, claim, command_notices(visit));
}

}  // namespace

void register_claim_pages(accounts::Site& site) {
  site.page(Method::Get, "/claims", Right::SeeClaims, show_tracking);
  site.page(Method::Get, "/claims/archive", Right::SeeClaims, show_archive);
  site.page(Method::Get, "/claims/{number}", Right::SeeClaims, show_claim);
}

}  // namespace recours::claims
