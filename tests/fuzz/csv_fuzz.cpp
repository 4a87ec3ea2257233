// Any bytes as a CSV file: rows in order, texts in UTF-8, findings that name a line; nothing thrown.
#include <array>

#include "base/csv.h"
#include "base/text.h"
#include "fuzz/fuzzing.h"

namespace {

using namespace recours;
using fuzzing::require;

constexpr std::array<CsvColumn, 4> kColumns{
    {{"customer_no", CsvColumn::Need::Mandatory}, {"name"}, {"quantity"}, {"date"}}};

void check_rows(std::string_view text) {
  CsvRows rows(text);
  for (std::int64_t line = 0; rows.next(); line = rows.line()) require(rows.line() > line && !rows.fields().empty());
}

void check_table(std::string_view text, std::vector<Finding>& findings) {
  CsvTable table(text, kColumns, findings);
  std::size_t rows = 0;
  while (table.next() && ++rows < 10'000) {
    require(is_valid_utf8(table.text("name")));
    require(table.identifier("customer_no").size() <= kLongestIdentifier || table.refusals() > 0);
    table.required("customer_no");
    table.decimal("quantity");
    table.date("date");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<Finding> findings;
  const auto text = csv_text(fuzzing::text_of(data, size), findings);
  if (!text) {
    require(!findings.empty());
    return 0;
  }
  require(is_valid_utf8(*text));
  check_rows(*text);
  check_table(*text, findings);
  return 0;
}
