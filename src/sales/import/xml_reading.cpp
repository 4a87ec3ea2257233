#include "sales/import/xml_reading.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace recours::sales {

void XmlReading::warn(pugi::xml_node node, std::string code, Message message) {
  findings_.push_back(warning(std::move(code), line_of(node), node.name(), std::move(message)));
}

void XmlReading::refuse(pugi::xml_node node, std::string code, const std::string& field, Message message) {
  const auto place = node ? node : file_.root();
  findings_.push_back(error(std::move(code), line_of(place), field, std::move(message)));
}

std::string XmlReading::identifier(pugi::xml_node node) {
  std::string text = text_of(node);
  if (text.size() <= kLongestIdentifier) return text;
  warn(node, "too_long", msg("A number or name of more than {1} characters was left out.", static_cast<int>(kLongestIdentifier)));
  return {};
}

std::optional<std::string> XmlReading::optional_identifier(pugi::xml_node node) {
  std::string text = identifier(node);
  if (text.empty() || text == "NA" || text == "N/A") return std::nullopt;  // what is written where a field must not be empty
  return text;
}

std::string XmlReading::description(pugi::xml_node node) const { return shortened(text_of(node), kLongestDescription); }

std::optional<Decimal> XmlReading::decimal(pugi::xml_node node) {
  if (!node) return std::nullopt;
  const std::string text = text_of(node);
  const auto parsed = Decimal::parse(text);
  if (!parsed) {
    refuse(node, "bad_number", node.name(), msg("“{1}” is not a number.", shortened(text, 60)));
    return std::nullopt;
  }
  if (parsed->rounded) warn(node, "rounded_decimal", msg("{1} has more than 6 decimals; it was rounded to {2}.", text, parsed->value));
  return parsed->value;
}

std::optional<std::int64_t> XmlReading::cents(pugi::xml_node node) {
  const auto amount = decimal(node);
  if (!amount) return std::nullopt;
  const auto rounded = cents_of(Decimal::of(1), *amount);
  if (rounded * (Decimal::kScale / 100) != amount->micros()) {
    warn(node, "rounded_amount", msg("The amount {1} was rounded to the cent.", *amount));
  }
  return rounded;
}

std::optional<Date> XmlReading::date(pugi::xml_node node) {
  if (!node) return std::nullopt;
  return document_date(text_of(node));
}

std::string XmlReading::required_identifier(pugi::xml_node node, const char* field, std::string code, Message message) {
  std::string text = text_of(node);
  if (!text.empty() && text.size() <= kLongestIdentifier) return text;
  refuse(node, std::move(code), field, std::move(message));
  return {};
}

Date XmlReading::required_date(pugi::xml_node node, const char* field) {
  const std::string text = text_of(node);
  if (const auto day = document_date(text)) return *day;
  if (text.empty()) refuse(node, "missing_date", field, msg("The date of the invoice is missing."));
  else refuse(node, "bad_date", field, msg("“{1}” is not a date.", shortened(text, 60)));
  return {};
}

std::string XmlReading::required_currency(pugi::xml_node node, const char* field) {
  std::string text = text_of(node);
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const bool is_code = text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_code) return text;
  if (text.empty()) refuse(node, "missing_currency", field, msg("The currency of the invoice is missing."));
  else refuse(node, "bad_currency", field, msg("“{1}” is not a currency code such as EUR.", shortened(text, 60)));
  return {};
}

void XmlReading::read_type(Document& document, pugi::xml_node node, const char* field, const char* otherwise) {
  const std::string code = text_of(node);
  if (!code.empty()) return set_type(document, shortened(code, 20), line_of(node), field, findings_);
  document.type = otherwise;
  findings_.push_back(warning("missing_type", document.file_line, field,
                              msg("The document does not tell its type; {1} was taken.", std::string(otherwise))));
}

void XmlReading::read_attribute(DocumentLine& line, const std::string& name, const std::string& value) {
  if (line.manufacturer.empty() && names_manufacturer(name)) line.manufacturer = shortened(value, kLongestIdentifier);
  if (!names_serial(name)) return;
  for (const auto& serial : split_serials(value)) add_serial(line, serial);
}

void XmlReading::add_serial(DocumentLine& line, const std::string& serial) {
  if (serial.empty() || serial.size() > kLongestIdentifier) return;
  if (std::find(line.serials.begin(), line.serials.end(), serial) == line.serials.end()) line.serials.push_back(serial);
}

void XmlReading::add_citation(Document& document, pugi::xml_node number, pugi::xml_node issued_on) {
  const auto cited = optional_identifier(number);
  if (!cited) return;
  const bool known = std::any_of(document.cites.begin(), document.cites.end(),
                                 [&](const Citation& citation) { return citation.number == *cited; });
  if (!known) document.cites.push_back({*cited, date(issued_on)});
}

void XmlReading::add_buyer_id(Document& document, pugi::xml_node node) {
  const std::string id = identifier(node);
  if (id.empty() || std::find(document.buyer_ids.begin(), document.buyer_ids.end(), id) != document.buyer_ids.end()) return;
  document.buyer_ids.push_back(id);
}

void XmlReading::add_charge(Document& document, const Charge& charge) {
  const auto amount = cents(charge.amount);
  if (!amount) return;
  const Decimal value = Decimal::of_micros(*amount * (Decimal::kScale / 100));
  if (!charge.is_charge) {
    return warn(charge.node, "allowance_left_out",
                msg("The allowance of {1} on the whole document was left out: it belongs to no line.", value));
  }
  const auto before = std::count_if(document.lines.begin(), document.lines.end(),
                                    [](const DocumentLine& line) { return line.kind == LineKind::Freight; });
  DocumentLine line;
  line.line_no = "FRAIS-" + std::to_string(before + 1);
  line.kind = LineKind::Freight;
  line.description = description(charge.reason);
  if (line.description.empty()) line.description = "Frais";
  line.vat_rate = decimal(charge.vat_rate).value_or(Decimal());
  set_amounts(line, {Decimal::of(1), value, std::nullopt, *amount, 0}, line_of(charge.node), findings_);
  document.lines.push_back(std::move(line));
}

void XmlReading::check_line_total(const Document& document, pugi::xml_node total) {
  if (!total) return;
  const auto told = cents(total);
  std::int64_t sum = 0;
  for (const auto& line : document.lines) {
    if (line.kind != LineKind::Freight) sum += line.net_cents;
  }
  if (!told || *told == sum) return;
  warn(total, "total_differs", msg("The total of the lines is told as {1}, but they add up to {2}.",
                                   Decimal::of_micros(*told * 10'000), Decimal::of_micros(sum * 10'000)));
}

void XmlReading::finish(Document& document) {
  if (document.lines.empty()) {
    findings_.push_back(warning("no_lines", document.file_line, "", msg("The document has no lines: nothing can be claimed on it.")));
  }
  settle_credit_note(document, findings_);
}

}  // namespace recours::sales
