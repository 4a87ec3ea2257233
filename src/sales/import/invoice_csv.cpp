#include "sales/import/invoice_csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/csv.h"
#include "base/text.h"
#include "sales/import/document_rules.h"

namespace recours::sales {
namespace {

constexpr auto kMandatory = CsvColumn::Need::Mandatory;
constexpr std::array kColumns{
    CsvColumn{"customer_no", kMandatory}, CsvColumn{"invoice_no", kMandatory}, CsvColumn{"invoice_date", kMandatory},
    CsvColumn{"type"}, CsvColumn{"currency"}, CsvColumn{"line_no", kMandatory}, CsvColumn{"kind"}, CsvColumn{"article_no"},
    CsvColumn{"manufacturer_part_no"}, CsvColumn{"gtin"}, CsvColumn{"manufacturer"}, CsvColumn{"description", kMandatory},
    CsvColumn{"quantity", kMandatory}, CsvColumn{"unit_price", kMandatory}, CsvColumn{"vat_rate"}, CsvColumn{"order_no"},
    CsvColumn{"delivery_note_no"}, CsvColumn{"serials"},
};

// Nobody reads on after so many, and a report must stay a report.
constexpr std::size_t kMostRefusals = 200;
// A document is kept in memory as a whole.
constexpr std::size_t kMostLines = 50'000;

}  // namespace

InvoiceCsv::InvoiceCsv(CsvSource& source, std::vector<Finding>& findings) : findings_(findings), table_(source, kColumns, findings) {
  heading_end_ = table_.end();
  if (!has_error(findings)) next_row();
}

InvoiceCsv::InvoiceCsv(std::string_view text, std::vector<Finding>& findings) : findings_(findings), table_(text, kColumns, findings) {
  heading_end_ = table_.end();
  if (!has_error(findings)) next_row();
}

bool InvoiceCsv::next_row() {
  row_.reset();
  if (table_.refusals() < kMostRefusals && table_.next()) row_ = key_of_row();
  return row_.has_value();
}

bool InvoiceCsv::next(Document& into) {
  if (!row_) return false;
  const Key key = *row_;
  begin_document(key);
  for (bool is_first = true; is_first || (next_row() && *row_ == key); is_first = false) {
    if (!is_first) check_currency();
    read_line();
    place_.end = table_.end();
    if (document_.lines.size() > kMostLines) {
      table_.refuse("too_many_lines", "", msg("Invoice {1} has more than {2} lines.", document_.number, static_cast<int>(kMostLines)));
      row_.reset();
      break;
    }
  }
  into = std::move(document_);
  return true;
}

InvoiceCsv::Key InvoiceCsv::key_of_row() {
  if (table_.text("invoice_date").empty()) table_.refuse("missing_value", "invoice_date", msg("This field must not be empty."));
  const auto type = table_.text("type");
  return {table_.required("customer_no"), table_.required("invoice_no"), table_.date("invoice_date").value_or(Date()),
          type.empty() ? "380" : table_.identifier("type")};
}

void InvoiceCsv::begin_document(const Key& key) {
  const auto& [customer, number, issued_on, type] = key;
  document_ = Document();
  document_.format = "csv";
  document_.number = number;
  document_.issued_on = issued_on;
  document_.buyer_ids.push_back(customer);
  document_.file_line = table_.line();
  document_.currency = currency();
  set_type(document_, type, table_.line(), "type", findings_);
  place_ = {table_.offset(), table_.end(), table_.line(), join(std::vector{customer, number, issued_on.iso(), type}, "\n")};
}

void InvoiceCsv::read_line() {
  DocumentLine line;
  line.line_no = table_.required("line_no");
  read_kind(line);
  line.article_no = article_number(table_.identifier("article_no"));
  line.manufacturer_part_no = table_.identifier("manufacturer_part_no");
  line.gtin = table_.identifier("gtin");
  line.manufacturer = table_.identifier("manufacturer");
  line.description = shortened(std::string(table_.text("description")), kLongestDescription);
  line.order_no = optional_text("order_no");
  line.delivery_note_no = optional_text("delivery_note_no");
  line.vat_rate = table_.decimal("vat_rate").value_or(Decimal());
  read_serials(line);
  read_amounts(line);
  document_.lines.push_back(std::move(line));
}

std::string InvoiceCsv::currency() {
  std::string code = table_.text("currency").empty() ? "EUR" : std::string(table_.text("currency"));
  for (char& c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const bool is_code = code.size() == 3 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (!is_code) table_.refuse("bad_currency", "currency", msg("“{1}” is not a currency code such as EUR.", shortened(code, 60)));
  return code;
}

void InvoiceCsv::check_currency() {
  if (currency() != document_.currency) {
    table_.refuse("currency_differs", "currency", msg("The rows of invoice {1} name different currencies.", document_.number));
  }
}

std::optional<std::string> InvoiceCsv::optional_text(std::string_view column) {
  std::string value = table_.identifier(column);
  if (value.empty()) return std::nullopt;
  return value;
}

void InvoiceCsv::read_kind(DocumentLine& line) {
  const auto text = table_.text("kind");
  if (text.empty()) return;
  line.kind = line_kind_named(fold(text));
  if (!line.kind) {
    table_.refuse("bad_kind", "kind", msg("“{1}” is no kind of line: Goods, Service or Freight.", shortened(std::string(text), 60)));
  }
}

void InvoiceCsv::read_serials(DocumentLine& line) {
  for (const auto& part : split(table_.text("serials"), '|')) {
    const std::string serial(trim(part));
    if (serial.empty()) continue;
    if (serial.size() > kLongestIdentifier) {
      table_.refuse("too_long", "serials", msg("More than {1} characters.", static_cast<int>(kLongestIdentifier)));
    } else if (std::find(line.serials.begin(), line.serials.end(), serial) == line.serials.end()) {
      line.serials.push_back(serial);
    }
  }
}

void InvoiceCsv::read_amounts(DocumentLine& line) {
  for (const auto column : {"quantity", "unit_price"}) {
    if (table_.text(column).empty()) table_.refuse("missing_value", column, msg("This field must not be empty."));
  }
  LineAmounts amounts;
  amounts.quantity = table_.decimal("quantity").value_or(Decimal());
  amounts.price = table_.decimal("unit_price").value_or(Decimal());
  set_amounts(line, amounts, table_.line(), findings_);
}

// Whole in memory; rows of one invoice need not stand together.
Reading read_invoice_csv(std::string_view bytes) {
  Reading reading;
  const auto text = csv_text(bytes, reading.findings);
  if (!text) return reading;
  InvoiceCsv csv(*text, reading.findings);
  std::map<std::string, std::size_t> places;
  for (Document document; csv.next(document);) {
    const auto [place, is_new] = places.try_emplace(csv.place().key, reading.documents.size());
    if (is_new) {
      reading.documents.push_back(std::move(document));
    } else {
      auto& lines = reading.documents[place->second].lines;
      std::move(document.lines.begin(), document.lines.end(), std::back_inserter(lines));
    }
  }
  for (auto& document : reading.documents) settle_credit_note(document, reading.findings);
  if (reading.documents.empty() && !reading.refused()) reading.findings.push_back(no_rows());
  return reading;
}

bool looks_like_invoice_csv(std::string_view text) {
  CsvRows rows(text.substr(0, 10'000));
  if (!rows.next()) return false;
  const auto& fields = rows.fields();
  return std::any_of(fields.begin(), fields.end(), [](const std::string& field) {
    const std::string name = fold(trim(field));
    return std::any_of(kColumns.begin(), kColumns.end(), [&](const CsvColumn& column) { return column.name == name; });
  });
}

}  // namespace recours::sales
