#include "claims/line_list.h"

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/text.h"

namespace recours::claims {
namespace {

// English name as in the API, then what French spreadsheets call it; without case and accents.
using Names = std::vector<std::string_view>;
struct Column {
  Names names;
  std::string ListedLine::* into;
};
const std::vector<Column>& columns() {
  static const std::vector<Column> all{
      {{"invoice_no", "facture", "no_facture", "numero_facture", "numero de facture"}, &ListedLine::invoice_no},
      {{"line_no", "ligne", "no_ligne", "ligne de facture"}, &ListedLine::line_no},
      {{"article_no", "article", "reference_article", "reference article"}, &ListedLine::article_no},
      {{"serial", "numero_de_serie", "numero de serie"}, &ListedLine::serial},
      {{"department", "service"}, &ListedLine::department},
      {{"code", "type", "code_litige", "type de litige"}, &ListedLine::code},
      {{"variant", "variante", "cas"}, &ListedLine::variant},
      {{"quantity", "quantite"}, &ListedLine::quantity},
      {{"condition", "etat"}, &ListedLine::condition},
      {{"comment", "commentaire"}, &ListedLine::comment},
      {{"reference", "votre_reference", "votre reference", "reference client"}, &ListedLine::reference},
      {{"fault_description", "description_panne", "panne", "description de la panne"}, &ListedLine::fault_description},
      {{"outcome", "souhait", "solution souhaitee"}, &ListedLine::outcome},
      {{"staff_reason", "motif", "motif_derogation"}, &ListedLine::staff_reason},
  };
  return all;
}
constexpr std::array<std::string_view, 4> kSerials{"serials", "numeros_de_serie", "numeros de serie", "series"};

std::vector<CsvColumn> csv_columns() {
  std::vector<CsvColumn> all;
  for (const auto& column : columns()) {
    for (const auto name : column.names) all.push_back({name});
  }
  for (const auto name : kSerials) all.push_back({name});
  return all;
}

std::string text_of(const CsvTable& table, std::span<const std::string_view> names) {
  for (const auto name : names) {
    if (table.has(name)) return std::string(table.text(name));
  }
  return {};
}

bool has_any(const CsvTable& table, std::span<const std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return table.has(name); });
}

// Serial numbers in one cell, separated as in the imports of invoices.
std::vector<std::string> parts_of(const std::string& cell) {
  std::vector<std::string> parts;
  for (const auto& part : split(cell, '|')) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

// Lines say where, and in which column names.
const Names& names_of(std::string ListedLine::* member) {
  return std::find_if(columns().begin(), columns().end(), [&](const Column& column) { return column.into == member; })
      ->names;
}

std::optional<Refusal> objection_to_heading(const CsvTable& table) {
  Refusal refusal{"bad_heading", msg("The first row must name the columns. Take the template as a model."), {}, {}};
  const auto require = [&](const char* field, const Message& message) {
    refusal.fields.push_back({field, "missing_column", message});
  };
  if (!has_any(table, names_of(&ListedLine::invoice_no)) && !has_any(table, names_of(&ListedLine::serial))) {
    require("invoice_no", msg("The column “facture” (invoice_no) or “numero_de_serie” (serial) is missing."));
  }
  if (!has_any(table, names_of(&ListedLine::code))) require("code", msg("The column “code” is missing."));
  if (refusal.fields.empty()) return std::nullopt;
  refusal.kind = Refusal::Kind::Rule;
  return refusal;
}

ListedLine line_of(const CsvTable& table, std::string_view text) {
  ListedLine line;
  line.line = table.line();
  line.raw = trim(text.substr(table.offset(), table.end() - table.offset()));
  for (const auto& column : columns()) line.*column.into = text_of(table, column.names);
  line.serials = parts_of(text_of(table, kSerials));
  return line;
}

Refusal refused(const char* code, const Message& message) {
  return {code, message, {{"lines", code, message}}, Refusal::Kind::Rule};
}

}  // namespace

Result<LineList, Refusal> read_line_list(std::string_view text) {
  if (text.size() > kMostListBytes) {
    return fail(refused("too_large", msg("This is more than {1} KB of text: divide it.", 1024)));
  }
  if (trim(text).empty()) return fail(refused("empty_list", msg("Paste some lines, or choose a file.")));
  LineList list;
  const auto known = csv_columns();
  CsvTable table(text, known, list.findings);
  if (auto refusal = objection_to_heading(table)) return fail(std::move(*refusal));
  const auto heading = trim(text);
  list.heading = heading.substr(0, heading.find_first_of("\r\n"));
  while (table.next()) {
    list.lines.push_back(line_of(table, text));
    if (list.lines.size() > kMostListedLines) {
      return fail(refused("too_many_lines", msg("At most {1} lines at once: divide the list.",
                                                static_cast<std::int64_t>(kMostListedLines))));
    }
  }
  if (list.lines.empty() && !has_error(list.findings)) {
    return fail(refused("empty_list", msg("There is no line below the names of the columns.")));
  }
  return list;
}

std::string column_name(ui::Language language, std::string_view field) {
  if (field == "delivered_quantity") field = "quantity";
  if (field == "customer_reference") field = "reference";
  if (field == "requested_outcome") field = "outcome";
  if (field == "serials") return std::string(language == ui::Language::French ? kSerials[1] : kSerials[0]);
  for (const auto& column : columns()) {
    if (column.names[0] == field) return std::string(column.names[language == ui::Language::French ? 1 : 0]);
  }
  return std::string(field);
}

std::string line_list_template(ui::Language language) {
  if (language == ui::Language::French) {
    return "facture;ligne;article;numero_de_serie;service;code;variante;quantite;etat;commentaire;votre_reference;"
           "numeros_de_serie;description_panne;souhait\r\n"
           "0033442137;100;;;CS;22;;1;scellé;;MA-REF-1;;;avoir\r\n";
  }
  return "invoice_no;line_no;article_no;serial;department;code;variant;quantity;condition;comment;reference;serials;"
         "fault_description;outcome\r\n"
         "0033442137;100;;;CS;22;;1;sealed;;MY-REF-1;;;credit\r\n";
}

}  // namespace recours::claims
