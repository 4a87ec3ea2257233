#include "claims/settlement_view.h"

#include <algorithm>

#include "base/text.h"
#include "claims/page_parts.h"

namespace recours::claims {

using ui::Html;
using ui::Language;
using ui::tr;

namespace {

using Kind = ui::Column::Kind;

std::string reservation_of(const std::vector<ClaimLine>& lines, ClaimLineId id) {
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const ClaimLine& one) { return one.id == id; });
  return line == lines.end() ? std::string() : line->reservation_number;
}

std::string kind_label(Language l, const std::string& kind) {
  if (kind == "credit") return label_of(l, Money::CreditIssued);
  if (kind == "corrected_invoice") return label_of(l, Money::CorrectedInvoice);
  return label_of(l, Money::Charged);
}

Html money(Language l, std::int64_t cents, const Claim& claim) {
  return figures(ui::format_money(l, {cents, claim.currency}));
}

Html ledger_table(Language l, const Claim& claim, const std::vector<ClaimLine>& lines,
                  const std::vector<LedgerEntry>& ledger) {
  ui::Table table;
  table.caption = tr(l, "Money by line");
  table.columns = {column(tr(l, "Line")),
                   column(tr(l, "Document")),
                   column(tr(l, "Date"), Kind::Date),
                   column(tr(l, "Fee"), Kind::Number),
                   column(tr(l, "Net amount"), Kind::Number),
                   column(tr(l, "VAT"), Kind::Number),
                   column(tr(l, "With tax"), Kind::Number)};
  for (const auto& entry : ledger) {
    const Settlement& settlement = entry.settlement;
    table.rows.push_back({{figures(reservation_of(lines, entry.line)),
                           Html(kind_label(l, entry.kind)) + " " + figures(entry.document_no),
                           figures(ui::format_date(l, entry.document_on.value_or(paris_day(entry.at)))),
                           money(l, settlement.fee_cents, claim), money(l, settlement.net_cents, claim),
                           money(l, settlement.vat_cents, claim), money(l, settlement.gross_cents(), claim)},
                          ""});
  }
  return ui::table(table);
}

Html parcel_table(Language l, const std::vector<ParcelRow>& parcels) {
  ui::Table table;
  table.caption = tr(l, "Parcels");
  table.columns = {column(tr(l, "Carrier")), column(tr(l, "Tracking number")), column(tr(l, "Announced"), Kind::Date),
                   column(tr(l, "Announced by"))};
  for (const auto& parcel : parcels) {
    table.rows.push_back(
        {{Html(parcel.carrier), ui::copyable(l, parcel.tracking),
          parcel.announced_at ? figures(ui::format_instant(l, *parcel.announced_at)) : Html(), Html(parcel.actor_name)},
         ""});
  }
  return ui::table(table);
}

Html receipt_table(Language l, const std::vector<ClaimLine>& lines, const std::vector<Receipt>& receipts) {
  ui::Table table;
  table.caption = tr(l, "Goods received");
  table.columns = {column(tr(l, "Line")), column(tr(l, "Received"), Kind::Date),
                   column(tr(l, "Quantity"), Kind::Number), column(tr(l, "Difference")),
                   column(tr(l, "Serial numbers read"))};
  for (const auto& receipt : receipts) {
    table.rows.push_back({{figures(reservation_of(lines, receipt.line)), figures(ui::format_instant(l, receipt.at)),
                           Html(ui::format_number(l, receipt.quantity)), Html(difference_label(l, receipt.difference)),
                           figures(join(receipt.serials, ", "))},
                          ""});
  }
  return ui::table(table);
}

}  // namespace

Html settlement_card(Language l, const Claim& claim, const std::vector<ClaimLine>& lines, const ClaimTraces& traces) {
  Html body;
  if (!traces.parcels.empty()) body += parcel_table(l, traces.parcels);
  if (!traces.receipts.empty()) body += receipt_table(l, lines, traces.receipts);
  if (!traces.ledger.empty()) body += ledger_table(l, claim, lines, traces.ledger);
  return body.empty() ? Html() : ui::card(tr(l, "Goods and money"), body);
}

}  // namespace recours::claims
