// What every reader does with what it has read, whatever the format: type codes, article numbers, serials, amounts, and
// credit notes that come as negative invoices. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "sales/import/document.h"

namespace recours::sales {

// The longest description that is kept, in bytes.
inline constexpr std::size_t kLongestDescription = 2000;

// 380, 381 or 384 for a code of UNTDID 1001.
struct TypeReading {
  enum class Certainty { Exact, Assumed, NotSales };
  std::string type;
  Certainty certainty = Certainty::Exact;
};
TypeReading type_of_code(std::string_view code);
// Sets the document's type and tells what was assumed.
void set_type(Document& document, std::string_view code, std::int64_t line, const std::string& field,
              std::vector<Finding>& findings);

// Digits only: without leading zeros (claims.md §2).
std::string article_number(std::string_view number);
// VAT numbers are compared without blanks and punctuation, in upper case.
std::string vat_key(std::string_view vat_no);
// One text that holds several: S1|S2, S1, S2; each once.
std::vector<std::string> split_serials(std::string_view text);
// YYYY-MM-DD with or without a time zone, DD/MM/YYYY, or YYYYMMDD with or without a time.
std::optional<Date> document_date(std::string_view text);

// Names of free attributes, in the languages seen.
bool names_manufacturer(std::string_view attribute);
bool names_serial(std::string_view attribute);

struct LineAmounts {
  std::optional<Decimal> quantity, price, base_quantity;
  std::optional<std::int64_t> net_cents;
  std::int64_t adjustment_cents = 0;      // charges minus allowances of the line
};
// Fills quantity, unit price and net amount of the line: what is missing is worked out, what does not agree is told.
void set_amounts(DocumentLine& line, const LineAmounts& amounts, std::int64_t file_line, std::vector<Finding>& findings);

// A credit note is kept as type 381 with positive amounts, however it was written.
void settle_credit_note(Document& document, std::vector<Finding>& findings);
// Sum of the lines; what the invoice stands for in lists.
std::int64_t net_cents_of(const Document& document);

}  // namespace recours::sales
