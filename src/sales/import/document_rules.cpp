#include "sales/import/document_rules.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"

namespace recours::sales {
namespace {

// UNTDID 1001: credit notes and corrections downwards.
constexpr std::array kCreditCodes{"81", "83", "261", "262", "296", "308", "396", "420", "458", "502", "503", "532"};
// Orders, offers, despatch advices, contracts: papers one cannot claim on.
constexpr std::array kNotSalesCodes{"220", "221", "230", "231", "270", "310", "315", "351", "632"};

// 10 billion: beyond it a figure is an error, and a million such lines still add up.
constexpr std::int64_t kLargestCents = 1'000'000'000'000;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

template <std::size_t N>
bool contains(const std::array<const char*, N>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_one_of(std::string_view attribute, std::initializer_list<std::string_view> names) {
  std::string name;
  for (char c : fold(attribute)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
  }
  return std::find(names.begin(), names.end(), name) != names.end();
}

// micros × numerator / denominator, half to even; none where it cannot be.
std::optional<Decimal> scaled(Decimal value, Decimal numerator, Decimal denominator) {
  if (denominator.micros() <= 0) return std::nullopt;
  try {
    return Decimal::of_micros(share_of_cents(value.micros(), numerator, denominator));
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

std::optional<std::int64_t> product_cents(Decimal quantity, Decimal price) {
  try {
    const auto cents = cents_of(quantity, price);
    if (cents > kLargestCents || cents < -kLargestCents) return std::nullopt;
    return cents;
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

Decimal absolute(Decimal value) { return value < Decimal() ? -value : value; }

// The price of one piece when only the amount is told.
Decimal price_from(std::int64_t net_cents, Decimal quantity) {
  const Decimal net = Decimal::of_micros(net_cents * (Decimal::kScale / 100));
  const auto price = scaled(net, Decimal::of(1), absolute(quantity)).value_or(net);
  return quantity < Decimal() ? -price : price;
}

void turn_round(DocumentLine& line) {
  line.net_cents = -line.net_cents;
  if (line.quantity < Decimal()) line.quantity = -line.quantity;
  else line.unit_price = -line.unit_price;
}

}  // namespace

TypeReading type_of_code(std::string_view code) {
  using Certainty = TypeReading::Certainty;
  if (code == "380" || code == "381" || code == "384") return {std::string(code), Certainty::Exact};
  if (contains(kCreditCodes, code)) return {"381", Certainty::Assumed};
  if (contains(kNotSalesCodes, code)) return {"", Certainty::NotSales};
  return {"380", Certainty::Assumed};
}

void set_type(Document& document, std::string_view code, std::int64_t line, const std::string& field,
              std::vector<Finding>& findings) {
  const TypeReading reading = type_of_code(code);
  document.type = reading.type;
  if (reading.certainty == TypeReading::Certainty::NotSales) {
    findings.push_back(error("not_a_sales_document", line, field,
                             msg("Document type {1} is neither an invoice nor a credit note.", std::string(code))));
  } else if (reading.certainty == TypeReading::Certainty::Assumed) {
    findings.push_back(warning("type_assumed", line, field,
                               msg("Document type {1} was taken as {2}.", std::string(code), reading.type)));
  }
}

std::string article_number(std::string_view number) {
  number = trim(number);
  if (!all_digits(number)) return std::string(number);
  const auto first = number.find_first_not_of('0');
  return first == std::string_view::npos ? "0" : std::string(number.substr(first));
}

std::string vat_key(std::string_view vat_no) {
  std::string key;
  for (char c : vat_no) {
    if (c >= 'a' && c <= 'z') key += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) key += c;
  }
  return key;
}

std::vector<std::string> split_serials(std::string_view text) {
  std::vector<std::string> serials;
  while (!text.empty()) {
    const auto end = text.find_first_of("|;,");
    const std::string serial(trim(text.substr(0, end)));
    if (!serial.empty() && std::find(serials.begin(), serials.end(), serial) == serials.end()) serials.push_back(serial);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return serials;
}

std::optional<Date> document_date(std::string_view text) {
  text = trim(text);
  if (text.size() >= 8 && all_digits(text)) {
    return Date::parse_iso(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" + std::string(text.substr(6, 2)));
  }
  if (text.size() > 10 && text[4] == '-' && (text[10] == 'Z' || text[10] == '+' || text[10] == '-' || text[10] == 'T')) {
    text = text.substr(0, 10);
  }
  return Date::parse(text);
}

bool names_manufacturer(std::string_view attribute) {
  return is_one_of(attribute, {"fabricant", "manufacturer", "brand", "marque", "marke", "hersteller", "constructeur"});
}

bool names_serial(std::string_view attribute) {
  return is_one_of(attribute, {"seriennummer", "seriennummern", "serialnumber", "serialnumbers", "serialno", "serial",
                               "numerodeserie", "numerosdeserie", "nodeserie", "ndeserie", "sn"});
}

void set_amounts(DocumentLine& line, const LineAmounts& amounts, std::int64_t file_line, std::vector<Finding>& findings) {
  line.quantity = amounts.quantity.value_or(Decimal::of(1));
  if (!amounts.quantity) {
    findings.push_back(warning("missing_quantity", file_line, "quantity",
                               msg("Line {1} has no quantity; 1 was taken.", line.line_no)));
  }
  const bool uses_base = amounts.base_quantity && *amounts.base_quantity > Decimal();
  if (amounts.price) {
    line.unit_price = *amounts.price;
    if (uses_base) line.unit_price = scaled(*amounts.price, Decimal::of(1), *amounts.base_quantity).value_or(*amounts.price);
  } else if (amounts.net_cents) {
    line.unit_price = price_from(*amounts.net_cents, line.quantity);
  }
  // From the price as it was given: rounding the price of one piece first would falsify the amount.
  auto whole = product_cents(line.quantity, line.unit_price);
  if (amounts.price && uses_base) {
    const auto ratio = scaled(line.quantity, *amounts.price, *amounts.base_quantity);
    whole = ratio ? product_cents(*ratio, Decimal::of(1)) : std::nullopt;
  }
  if (!whole || amounts.net_cents.value_or(0) > kLargestCents || amounts.net_cents.value_or(0) < -kLargestCents) {
    findings.push_back(error("amount_too_large", file_line, "line_amount",
                             msg("The amount of line {1} is too large to be true.", line.line_no)));
    return;
  }
  const std::int64_t expected = *whole + amounts.adjustment_cents;
  line.net_cents = amounts.net_cents.value_or(expected);
  if (amounts.net_cents && amounts.price && std::abs(line.net_cents - expected) > 1) {
    findings.push_back(warning("line_amount_differs", file_line, "line_amount",
                               msg("The amount of line {1} is {2}, but its quantity and price give {3}; {2} was kept.", line.line_no,
                                   Decimal::of_micros(line.net_cents * 10'000), Decimal::of_micros(expected * 10'000))));
  }
}

void settle_credit_note(Document& document, std::vector<Finding>& findings) {
  if (net_cents_of(document) >= 0 || document.type == "384") return;
  const bool was_invoice = document.type == "380";
  document.type = "381";
  for (auto& line : document.lines) turn_round(line);
  findings.push_back(
      was_invoice ? warning("negative_invoice", document.file_line, "type",
                            msg("The total is negative: the document was taken as a credit note."))
                  : warning("negative_credit_note", document.file_line, "type",
                            msg("The amounts of this credit note are negative; they were stored as positive.")));
}

std::int64_t net_cents_of(const Document& document) {
  std::int64_t sum = 0;
  for (const auto& line : document.lines) sum += line.net_cents;
  return sum;
}

}  // namespace recours::sales
