// Étape 1: which invoices.
#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/account_picker.h"
#include "claims/acting_store.h"
#include "claims/acting_view.h"
#include "claims/claims_pages.h"
#include "claims/filter_form.h"
#include "claims/judgement_store.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

FilterForm read_filter_form(const http::Fields& query) {
  const auto text = [&](std::string_view name) { return std::string(trim(query.text(name))); };
  // Date fields only show YYYY-MM-DD; what is no date stays as it was typed.
  const auto day = [&](std::string_view name) {
    const auto date = Date::parse(query.text(name));
    return date ? date->iso() : text(name);
  };
  return {text("period"), day("from"), day("to"), text("number_type"), text("number"), {}, text("for")};
}

namespace {

sales::InvoiceFilter read(Language l, FilterForm& form, const http::Fields& fields, Date today) {
  const auto filter = sales::parse_filter(fields, today);
  if (filter) return *filter;
  form.errors = field_errors(l, filter.error().fields);
  return {};
}

http::Fields window_fields(const FilterForm& form) {
  http::Fields fields;
  fields.add("period", form.period);
  fields.add("from", form.from);
  fields.add("to", form.to);
  return fields;
}

}  // namespace

sales::InvoiceFilter read_window(Language l, FilterForm& form, Date today) {
  return read(l, form, window_fields(form), today);
}

sales::InvoiceFilter read_invoice_filter(Language l, FilterForm& form, Date today) {
  http::Fields fields = window_fields(form);
  fields.add("number_type", form.number_type);
  fields.add("number", form.number);
  return read(l, form, fields, today);
}

Query query_of(const FilterForm& form) {
  return {{"period", form.period},
          {"from", form.from},
          {"to", form.to},
          {"number_type", form.number_type},
          {"number", form.number},
          {"for", form.acting_for}};
}

std::vector<ui::Choice> period_choices(Language l) {
  return {{"1w", tr(l, "1 week")},
          {"1m", tr(l, "1 month")},
          {"3m", tr(l, "3 months")},
          {"6m", tr(l, "6 months")},
          {"1y", tr(l, "1 year")}};
}

std::vector<ui::Choice> invoice_number_kinds(Language l) {
  return {{"", tr(l, "All: recognise it")},
          {"invoice", tr(l, "Invoice")},
          {"order", tr(l, "Order")},
          {"serial", tr(l, "Serial number")},
          {"delivery_note", tr(l, "Delivery note")},
          {"part", tr(l, "Part number")}};
}

namespace {
ui::Field field(const FilterForm& form, std::string name, std::string label, const std::string& value) {
  std::string error = form.errors.of(name);
  return {std::move(name), std::move(label), value, "", std::move(error), false};
}
}  // namespace

Html filter_fields(Language l, const FilterForm& form, const std::vector<ui::Choice>& number_kinds) {
  return el("div", {{"class", "filter-row"}},
            ui::text_field(l, field(form, "number", tr(l, "Enter the number"), form.number), {{"autocomplete", "off"}}),
            ui::select_field(l, field(form, "number_type", tr(l, "Choose the kind of number"), form.number_type),
                             number_kinds),
            ui::text_field(l, field(form, "from", tr(l, "From"), form.from), {{"type", "date"}}),
            ui::text_field(l, field(form, "to", tr(l, "Until"), form.to), {{"type", "date"}}));
}

namespace {

Html presets(Language l, const FilterForm& form) {
  std::vector<ui::Chip> items;
  for (const auto& period : period_choices(l)) {
    items.push_back({period.label,
                     address("/claims/new/lines", {{"period", period.value}, {"for", form.acting_for}}),
                     form.period == period.value});
  }
  return el("div", {{"id", "period"}}, ui::chips(tr(l, "All invoices of"), items));
}

Html whole_form(Language l, const FilterForm& form) {
  return el("form", {{"class", "filters"}, {"method", "get"}, {"action", "/claims/new/lines"}},
            ui::when(!form.acting_for.empty(), ui::hidden("for", form.acting_for)),
            filter_fields(l, form, invoice_number_kinds(l)),
            el("div", {{"class", "filter-row"}}, ui::button(ui::Weight::Primary, tr(l, "Filter the results"))));
}

// Staff say for whom first, or look among the invoices of all accounts.
Html for_whom(Language l) {
  return ui::card(tr(l, "For whom?"), account_search(l, ""));
}

http::Response show_filter(Visit& visit) { return filter_page(visit, read_filter_form(visit.request.query)); }

}  // namespace

http::Response filter_page(Visit& visit, const FilterForm& form, int status) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Step 1: choose the filter");
  page.lead = tr(l, "Look for a number, or take all invoices of a period.");
  const auto account = acted_for(visit.reader, visit.viewer, form.acting_for);
  const bool asks_for_whom = may_set_aside(visit.viewer) && !account;
  page.actions = ui::link_button(ui::Weight::Secondary, tr(l, "Many lines at once"),
                                 address("/basket/lines", {{"for", account ? account->customer_no : ""}}));
  if (may_set_aside(visit.viewer)) {
    page.actions += ui::link_button(ui::Weight::Secondary, tr(l, "Claim without invoice"),
                                    address("/claims/new/without-invoice", {{"for", account ? account->customer_no : ""}}));
  }
  page.content = (account ? acting_banner(l, account->name, account->customer_no) : Html()) +
                 claim_steps(l, ClaimStep::Filter, "", account ? account->customer_no : "") + ui::error_summary(l, form.errors) +
                 ui::when(asks_for_whom, for_whom(l)) +
                 ui::card(asks_for_whom ? Html(tr(l, "Or among the invoices of all accounts")) : Html(),
                          whole_form(l, form), presets(l, form));
  return visit.page(page, status);
}

void register_filter_pages(accounts::Site& site) {
  site.page(Method::Get, "/claims/new", Right::OpenClaim, show_filter);
}

}  // namespace recours::claims
