// Our own CSV of invoices (columns in the documentation of `recours import invoices`).
#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/csv.h"
#include "base/text.h"
#include "sales/import/document.h"
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

class InvoiceCsvReader {
 public:
  InvoiceCsvReader(std::string_view text, Reading& reading) : reading_(reading), table_(text, kColumns, reading.findings) {}

  void read() {
    if (reading_.refused()) return;
    while (table_.next() && table_.refusals() < kMostRefusals) read_row();
    for (auto& document : reading_.documents) settle_credit_note(document, reading_.findings);
    if (reading_.documents.empty() && !reading_.refused()) {
      reading_.findings.push_back(error("no_rows", 1, "", msg("The file has a heading but no rows.")));
    }
  }

 private:
  // Rows of one invoice need not stand together.
  using Key = std::tuple<std::string, std::string, Date, std::string>;

  void read_row() {
    Document& document = document_of_row();
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
    document.lines.push_back(std::move(line));
  }

  Document& document_of_row() {
    const std::string customer = table_.required("customer_no"), number = table_.required("invoice_no");
    if (table_.text("invoice_date").empty()) table_.refuse("missing_value", "invoice_date", msg("This field must not be empty."));
    const Date issued_on = table_.date("invoice_date").value_or(Date());
    const std::string type = table_.text("type").empty() ? "380" : table_.identifier("type");
    const auto [place, is_new] = documents_.try_emplace(Key{customer, number, issued_on, type}, reading_.documents.size());
    if (!is_new) {
      check_currency(reading_.documents[place->second]);
      return reading_.documents[place->second];
    }
    Document& document = reading_.documents.emplace_back();
    document.format = "csv";
    document.number = number;
    document.issued_on = issued_on;
    document.buyer_ids.push_back(customer);
    document.file_line = table_.line();
    document.currency = currency();
    set_type(document, type, table_.line(), "type", reading_.findings);
    return document;
  }

  std::string currency() {
    std::string code = table_.text("currency").empty() ? "EUR" : std::string(table_.text("currency"));
    for (char& c : code) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    const bool is_code = code.size() == 3 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    if (!is_code) table_.refuse("bad_currency", "currency", msg("“{1}” is not a currency code such as EUR.", shortened(code, 60)));
    return code;
  }

  void check_currency(const Document& document) {
    if (currency() != document.currency) {
      table_.refuse("currency_differs", "currency", msg("The rows of invoice {1} name different currencies.", document.number));
    }
  }

  std::optional<std::string> optional_text(std::string_view column) {
    std::string value = table_.identifier(column);
    if (value.empty()) return std::nullopt;
    return value;
  }

  void read_kind(DocumentLine& line) {
    const auto text = table_.text("kind");
    if (text.empty()) return;
    line.kind = line_kind_named(fold(text));
    if (!line.kind) {
      table_.refuse("bad_kind", "kind", msg("“{1}” is no kind of line: Goods, Service or Freight.", shortened(std::string(text), 60)));
    }
  }

  void read_serials(DocumentLine& line) {
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

  void read_amounts(DocumentLine& line) {
    for (const auto column : {"quantity", "unit_price"}) {
      if (table_.text(column).empty()) table_.refuse("missing_value", column, msg("This field must not be empty."));
    }
    LineAmounts amounts;
    amounts.quantity = table_.decimal("quantity").value_or(Decimal());
    amounts.price = table_.decimal("unit_price").value_or(Decimal());
    set_amounts(line, amounts, table_.line(), reading_.findings);
  }

  Reading& reading_;
  CsvTable table_;
  std::map<Key, std::size_t> documents_;
};

}  // namespace

Reading read_invoice_csv(std::string_view bytes) {
  Reading reading;
  if (const auto text = csv_text(bytes, reading.findings)) InvoiceCsvReader(*text, reading).read();
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
