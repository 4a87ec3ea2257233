// Any text as a date, an amount, a number, a mail address, a search: a value that is written and read again is the
// same.
#include <string>

#include "base/date.h"
#include "base/decimal.h"
#include "base/encoding.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "fuzz/fuzzing.h"
#include "http/message.h"
#include "sales/import/document_rules.h"
#include "sales/invoice_filter.h"

namespace {

using namespace recours;
using fuzzing::require;

const Date kToday = Date::of(2026, 11, 22);

void check_values(std::string_view text) {
  if (const auto date = Date::parse(text))
    require(Date::parse_iso(date->iso()) == date && Date::parse(date->french()) == date);
  if (const auto date = Date::parse_iso(text)) require(date->iso() == text);
  if (const auto instant = Instant::parse(text)) require(Instant::parse(instant->iso()) == instant);
  if (const auto parsed = Decimal::parse(text)) require(Decimal::parse(parsed->value.text())->value == parsed->value);
  if (const auto cents = Money::parse_cents(text)) require(Money::parse_cents(Money{*cents, "EUR"}.amount()) == cents);
  if (const auto number = whole_number(text)) require(whole_number(std::to_string(*number)) == number);
  sales::document_date(text);
}

// What reaches these came through a form or a file, which lets UTF-8 through only.
void check_search(std::string_view text) {
  const auto key = number_key(text);
  require(is_valid_utf8(key) && number_key(key) == key);
  require(is_valid_utf8(fold(text)) && is_valid_utf8(slug(text)));
  require(shortened(std::string(text), 20).size() <= 20 && is_valid_utf8(shortened(std::string(text), 20)));
  if (is_email(text)) require(is_one_line(text) && text.find('@') != std::string_view::npos);
  for (const char* name : {"period", "from", "to", "number_type", "number"}) {
    http::Fields fields;
    fields.add(name, std::string(text));
    fields.add("number", "12");
    static_cast<void>(sales::parse_filter(fields, kToday));
  }
  sales::split_serials(text);
  sales::article_number(text);
  sales::vat_key(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzzing::text_of(data, size);
  check_values(text);
  if (is_valid_utf8(text)) check_search(text);
  auto declared = text;
  const auto encoding = fuzzing::take_line(declared);
  require(is_valid_utf8(decode_text(declared, encoding).text));
  declared_xml_encoding(text);
  return 0;
}
