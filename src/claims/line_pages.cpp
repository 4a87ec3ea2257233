// Étape 2: the lines of the invoices found, each with what can be claimed on it; and one invoice whole.
#include <algorithm>
#include <map>

#include "accounts/page_words.h"
#include "claims/acting_store.h"
#include "claims/acting_view.h"
#include "claims/claims_pages.h"
#include "claims/filter_form.h"
#include "claims/type_picker.h"
#include "sales/invoice_store.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kInvoicesPerPage = 10;
constexpr std::size_t kLinesPerInvoice = 30;  // the rest is on the invoice's own page
constexpr const char* kLinesPath = "/claims/new/lines";

std::vector<sales::InvoiceId> ids_of(const std::vector<sales::Invoice>& invoices) {
  std::vector<sales::InvoiceId> ids;
  for (const auto& invoice : invoices) ids.push_back(invoice.id);
  return ids;
}

using LinesByInvoice = std::map<sales::InvoiceId, std::vector<sales::InvoiceLine>>;

LinesByInvoice by_invoice(std::vector<sales::InvoiceLine> lines) {
  LinesByInvoice sorted;
  for (auto& line : lines) sorted[line.invoice].push_back(std::move(line));
  return sorted;
}

// The lines that are shown, so that only they are evaluated; how many are left out stands in `hidden`.
std::size_t cut(std::vector<sales::InvoiceLine>& lines) {
  if (lines.size() <= kLinesPerInvoice) return 0;
  const std::size_t hidden = lines.size() - kLinesPerInvoice;
  lines.resize(kLinesPerInvoice);
  return hidden;
}

Html invoice_block(Visit& visit, const sales::Invoice& invoice, std::vector<sales::InvoiceLine> lines,
                   const Offers& offers) {
  const Language l = visit.language();
  const std::string href = "/invoices/" + std::to_string(invoice.id.value);
  const std::size_t hidden = cut(lines);
  Html head = el("h2", {{"class", "invoice-title"}}, invoice_title(l, invoice));
  if (visit.viewer.sees_all_accounts()) head += el("span", {{"class", "muted"}}, invoice.account_name);
  head += el("a", {{"class", "btn btn-ghost btn-sm"}, {"href", href}}, tr(l, "Details"));
  Html rest;
  if (hidden > 0) {
    rest = el("p", {{"class", "muted"}},
              el("a", {{"href", href}},
                 trn(l, "{1} more line of this invoice", "{1} more lines of this invoice",
                     static_cast<std::int64_t>(hidden))));
  }
  return el("section", {{"class", "invoice-block"}}, el("header", {{"class", "invoice-head"}}, head),
            line_table(l, invoice, lines, &offers, visit.frame.current_path), rest);
}

Html nothing_found(Language l, const FilterForm& form) {
  const Html text =
      form.number.empty()
          ? Html(tr(l, "Choose a longer period, or look for one number."))
          : Html(tr(l,
                    "Check the number, or leave the kind of number open: it is then recognised. The first "
                    "digits are enough."));
  const std::string title =
      form.number.empty() ? tr(l, "No invoice in this period") : tr(l, "No document with the number {1}", form.number);
  return ui::empty_state(
      "file-search", title, text,
      ui::link_button(ui::Weight::Primary, tr(l, "Change the filter"), address("/claims/new", query_of(form))));
}

Html filter_summary(Language l, const FilterForm& form) {
  std::vector<ui::Chip> items;
  for (const auto& period : period_choices(l)) {
    FilterForm other = form;
    other.period = period.value;
    other.from = other.to = "";
    items.push_back({period.label, address(kLinesPath, query_of(other)), form.period == period.value});
  }
  Html right;
  if (!form.number.empty()) right += Html(tr(l, "Number")) + " " + el("strong", {{"class", "num"}}, form.number) + " ";
  right += ui::link_button(ui::Weight::Secondary, tr(l, "Change the filter"), address("/claims/new", query_of(form)));
  return el("div", {{"class", "toolbar"}}, ui::chips(tr(l, "Period"), items),
            el("div", {{"class", "toolbar-end"}}, right));
}

http::Response lines_page(Visit& visit, const FilterForm& form, Html content) {
  const Language l = visit.language();
  const auto account = acted_for(visit.reader, visit.viewer, form.acting_for);
  ui::Page page;
  page.title = tr(l, "Step 2: choose the type of claim");
  page.content = (account ? acting_banner(l, account->name, account->customer_no) : Html()) +
                 claim_steps(l, ClaimStep::Type, "", account ? account->customer_no : "") + content;
  return visit.page(page);
}

// The same number may be an order and a delivery note: which one is meant is asked.
http::Response ask_kind(Visit& visit, const FilterForm& form, const std::vector<sales::NumberKind>& kinds) {
  const Language l = visit.language();
  std::vector<ui::Chip> items;
  for (const auto kind : kinds) {
    FilterForm other = form;
    other.number_type = std::string(name_of(kind));
    for (const auto& choice : invoice_number_kinds(l)) {
      if (choice.value == other.number_type)
        items.push_back({choice.label, address(kLinesPath, query_of(other)), false});
    }
  }
  return lines_page(visit, form,
                    ui::card(tr(l, "The number {1} exists several times. Which one do you mean?", form.number),
                                    ui::chips(tr(l, "Kind of number"), items)));
}

http::Response found_page(Visit& visit, const accounts::Viewer& looking, const FilterForm& form,
                          const sales::InvoiceFilter& filter) {
  const Language l = visit.language();
  const Trail trail(visit.request.query);
  const auto invoices = sales::list_invoices(visit.reader, looking, filter, trail.page(kInvoicesPerPage));
  if (invoices.items.empty()) return lines_page(visit, form, filter_summary(l, form) + nothing_found(l, form));
  std::vector<sales::InvoiceLine> lines = sales::list_lines(visit.reader, ids_of(invoices.items), filter);
  const Offers offers(visit.reader, visit.viewer, visit.today(), lines);
  LinesByInvoice sorted = by_invoice(std::move(lines));
  return lines_page(visit, form, filter_summary(l, form) + ui::each(invoices.items, [&](const sales::Invoice& invoice) {
                             return invoice_block(visit, invoice, std::move(sorted[invoice.id]), offers);
                           }) + pager(l, trail, kLinesPath, query_of(form), invoices.next));
}

http::Response show_lines(Visit& visit) {
  FilterForm form = read_filter_form(visit.request.query);
  sales::InvoiceFilter filter = read_invoice_filter(visit.language(), form, visit.today());
  if (!form.errors.empty()) return filter_page(visit, form, 422);
  if (form.is_blank()) return http::Response::redirect(address("/claims/new", {{"for", form.acting_for}}));
  const auto looking = looking_as(visit.viewer, acted_for(visit.reader, visit.viewer, form.acting_for));
  if (!form.number.empty() && !filter.number_kind) {
    const auto kinds = sales::recognise_number(visit.reader, looking, form.number);
    if (kinds.size() > 1) return ask_kind(visit, form, kinds);
    if (kinds.empty())
      return lines_page(visit, form, filter_summary(visit.language(), form) + nothing_found(visit.language(), form));
    filter.number_kind = kinds.front();
  }
  return found_page(visit, looking, form, filter);
}

// ---- one invoice

Html citing(Visit& visit, const sales::Invoice& invoice) {
  const Language l = visit.language();
  const auto documents = sales::list_citing(visit.reader, visit.viewer, invoice.id);
  if (documents.empty()) return {};
  return ui::card(
      tr(l, "Credit notes and corrected invoices"),
      el("ul", {}, ui::each(documents, [&](const sales::Invoice& one) {
           return el("li", {}, el("a", {{"href", "/invoices/" + std::to_string(one.id.value)}}, invoice_title(l, one)),
                     " ", ui::format_money(l, {one.net_cents, one.currency}));
         })));
}

Html earlier_claims(Visit& visit, const sales::Invoice& invoice) {
  const Language l = visit.language();
  if (!visit.viewer.can(Right::SeeClaims)) return {};
  ClaimFilter filter;
  filter.number_kind = ClaimNumberKind::Invoice;
  filter.number = invoice.number;
  auto claims = list_claims(visit.reader, visit.viewer, filter, {"", 50}).items;
  std::erase_if(claims, [&](const Claim& claim) { return claim.invoice != invoice.id; });
  if (claims.empty()) return {};
  return ui::card(tr(l, "Claims on this invoice"),
                  el("ul", {}, ui::each(claims, [&](const Claim& claim) {
                       return el("li", {},
                                 el("a", {{"class", "num"}, {"href", "/claims/" + claim.number}}, claim.number), " ",
                                 state_badge(l, claim.state));
                     })));
}

Html invoice_facts(Visit& visit, const sales::Invoice& invoice) {
  const Language l = visit.language();
  std::vector<std::pair<std::string, Html>> items{
      {tr(l, "Invoice number"), ui::copyable(l, invoice.number)},
      {tr(l, "Invoice date"), figures(ui::format_date(l, invoice.issued_on))},
      {tr(l, "Net amount"), figures(ui::format_money(l, {invoice.net_cents, invoice.currency}))},
      {tr(l, "Customer"), Html(invoice.account_name) + " " + figures(invoice.customer_no)}};
  return el("div", {{"class", "facts-wide"}}, ui::facts(items));
}

http::Response show_invoice(Visit& visit) {
  const Language l = visit.language();
  const auto id = visit.request.path_id<sales::InvoiceId>("id");
  const sales::Invoice invoice = sales::require_invoice(visit.reader, visit.viewer, id);
  const auto lines = sales::list_lines(visit.reader, {invoice.id});
  const Offers offers(visit.reader, visit.viewer, visit.today(), lines);
  const bool claimable = visit.viewer.can(Right::OpenClaim) && invoice.type != "381";
  ui::Page page;
  page.title = tr(l, "Invoice {1}", invoice.number);
  page.heading = invoice_title(l, invoice);
  page.content = ui::card(tr(l, "Details"), invoice_facts(visit, invoice)) +
                 ui::card(trn(l, "{1} line", "{1} lines", static_cast<std::int64_t>(lines.size())),
                          line_table(l, invoice, lines, claimable ? &offers : nullptr, visit.frame.current_path)) +
                 citing(visit, invoice) + earlier_claims(visit, invoice);
  return visit.page(page);
}

}  // namespace

void register_line_pages(accounts::Site& site) {
  site.page(Method::Get, "/claims/new/lines", Right::OpenClaim, show_lines);
  site.page(Method::Get, "/invoices/{id}", Right::SeeInvoices, show_invoice);
}

}  // namespace recours::claims
