// R-686 The proposals for electronic invoices of a period, on screen and as CSV or XLSX for the invoicing platform.
#include <array>
#include <filesystem>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claims_pages.h"
#include "claims/filter_form.h"
#include "claims/invoice_status_view.h"
#include "sheet/sheet.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/invoice-statuses";
constexpr int kShown = 200;
constexpr int kExported = 100'000;
constexpr int kDaysWithoutFilter = 30;

struct Asked {
  FilterForm form;
  InvoiceStatusPeriod period;
};

// The last thirty days unless the address says otherwise.
Asked read_period(Visit& visit) {
  Asked asked{read_filter_form(visit.request.query), {}};
  const auto window = read_window(visit.language(), asked.form, visit.today());
  asked.period.to = window.to.value_or(visit.today());
  asked.period.from = window.from.value_or(asked.period.to.plus_days(-kDaysWithoutFilter));
  return asked;
}

Html filter(Visit& visit, const Asked& asked) {
  const Language l = visit.language();
  std::vector<ui::Chip> chips;
  for (const auto& period : period_choices(l)) {
    chips.push_back({period.label, address(kPath, {{"period", period.value}}), asked.form.period == period.value});
  }
  const auto day = [&](const char* name, const std::string& label, const std::string& value) {
    return ui::text_field(l, {name, label, value, "", asked.form.errors.of(name), false}, {{"type", "date"}});
  };
  return el("div", {{"class", "toolbar"}}, ui::chips(tr(l, "Period"), chips)) +
         el("form", {{"class", "filters"}, {"method", "get"}, {"action", kPath}},
            el("div", {{"class", "filter-row"}}, day("from", tr(l, "From"), asked.form.from),
               day("to", tr(l, "Until"), asked.form.to), ui::button(ui::Weight::Primary, tr(l, "Filter the results"))));
}

Html table_of(Visit& visit, const std::vector<InvoiceStatusRow>& rows) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Proposals for electronic invoices");
  table.columns = {column(tr(l, "Invoice")), column(tr(l, "Status of the invoice")), column(tr(l, "Reason")),
                   column(tr(l, "Expected action")), column(tr(l, "Claim")),
                   column(tr(l, "Since"), ui::Column::Kind::Date)};
  for (const auto& row : rows) {
    table.rows.push_back({{figures(row.invoice_number) +
                               el("div", {{"class", "muted small"}}, ui::format_date(l, row.invoice_date)),
                           status_label(l, row.proposed.status),
                           proposed_label(l, row.proposed.reasons, status_reason_label),
                           proposed_label(l, row.proposed.actions, status_action_label), figures(row.claim_number),
                           figures(ui::format_instant(l, row.at))},
                          "/claims/" + row.claim_number});
  }
  return ui::table(table);
}

http::Response show_list(Visit& visit) {
  const Language l = visit.language();
  const auto asked = read_period(visit);
  ui::Page page;
  page.title = tr(l, "Electronic invoices");
  page.lead = tr(l, "From {1} to {2}", asked.period.from, asked.period.to);
  page.content = el("p", {{"class", "lead"}},
                    tr(l, "What your claims say about their invoices, in the codes of the French life cycle. Nothing is "
                          "sent: hand the export to your invoicing platform.")) +
                 ui::error_summary(l, asked.form.errors) + filter(visit, asked);
  if (!asked.form.errors.empty()) return visit.page(page, 422);
  const auto rows = list_invoice_statuses(visit.reader, visit.viewer, asked.period, kShown);
  const auto query = query_of(asked.form);
  if (!rows.empty()) {
    page.actions = ui::link_button(ui::Weight::Secondary, ui::icon("download") + tr(l, "Text (CSV)"),
                                   address("/invoice-statuses.csv", query)) +
                   ui::link_button(ui::Weight::Secondary, ui::icon("download") + tr(l, "Spreadsheet (XLSX)"),
                                   address("/invoice-statuses.xlsx", query));
  }
  page.content += rows.empty() ? ui::empty_state("file-invoice", tr(l, "No invoice is disputed in this period"),
                                                 tr(l, "Choose a longer period."))
                               : table_of(visit, rows);
  if (rows.size() == kShown) {
    page.content += el("p", {{"class", "muted"}}, tr(l, "The first {1} are shown; the export has them all.", kShown));
  }
  return visit.page(page);
}

// Codes for programs, one of each column: what is proposed first, then the others.
const std::vector<sheet::Column> kColumns{
    {"seller", 18},     {"invoice_no", 16}, {"invoice_date", 12},   {"customer_no", 14},  {"status", 8},
    {"reason_code", 16}, {"action_code", 12}, {"other_reasons", 24}, {"other_actions", 16}, {"claim", 16},
    {"at", 22}};

std::string others(const std::vector<std::string>& codes) {
  return codes.empty() ? std::string() : join(std::vector<std::string>(codes.begin() + 1, codes.end()), ",");
}
std::string first_of(const std::vector<std::string>& codes) { return codes.empty() ? std::string() : codes.front(); }

http::Response export_as(Visit& visit, sheet::Format format) {
  const auto asked = read_period(visit);
  if (!asked.form.errors.empty()) return http::Response::redirect(address(kPath, query_of(asked.form)));
  const auto folder = std::filesystem::temp_directory_path().string();
  const auto writer = sheet::open_sheet(format, folder.c_str(), "einvoice", kColumns);
  for (const auto& row : list_invoice_statuses(visit.reader, visit.viewer, asked.period, kExported)) {
    const std::array<sheet::Cell, 11> cells{row.seller,
                                            row.invoice_number,
                                            row.invoice_date,
                                            row.customer_no,
                                            row.proposed.status,
                                            first_of(row.proposed.reasons),
                                            first_of(row.proposed.actions),
                                            others(row.proposed.reasons),
                                            others(row.proposed.actions),
                                            row.claim_number,
                                            row.at.iso()};
    writer->row(cells);
  }
  auto file = writer->finish();
  http::Response response;
  const auto length = size_of(file);
  response.file = http::FileBody{std::make_shared<const Descriptor>(std::move(file)), 0, length};
  response.set("Content-Type", std::string(sheet::content_type_of(format)));
  response.set("Content-Disposition", "attachment; filename=\"statuts-factures-" + asked.period.from.iso() + "-" +
                                          asked.period.to.iso() + "." + std::string(sheet::extension_of(format)) + "\"");
  response.set("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

void register_invoice_status_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::SeeClaims, show_list);
  site.page(Method::Get, "/invoice-statuses.csv", Right::SeeClaims,
            [](Visit& visit) { return export_as(visit, sheet::Format::Csv); });
  site.page(Method::Get, "/invoice-statuses.xlsx", Right::SeeClaims,
            [](Visit& visit) { return export_as(visit, sheet::Format::Xlsx); });
}

}  // namespace recours::claims
