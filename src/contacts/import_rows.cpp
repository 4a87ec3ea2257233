#include "contacts/import_rows.h"

#include <array>

#include "base/text.h"

namespace recours::contacts {
namespace {

constexpr auto kMandatory = CsvColumn::Need::Mandatory;
// R-459 The columns of the outer contract; country and notes may be there as well.
constexpr std::array kContactColumns{
    CsvColumn{"ref", kMandatory}, CsvColumn{"kind"},  CsvColumn{"name"},          CsvColumn{"first_name"},
    CsvColumn{"company"},         CsvColumn{"email"}, CsvColumn{"phone"},         CsvColumn{"street"},
    CsvColumn{"postcode"},        CsvColumn{"city"},  CsvColumn{"adviser_email"}, CsvColumn{"country"},
    CsvColumn{"notes"},
};
constexpr std::array kProjectColumns{CsvColumn{"ref", kMandatory}, CsvColumn{"contact_ref", kMandatory},
                                     CsvColumn{"title", kMandatory}};
constexpr std::array kContractColumns{CsvColumn{"ref", kMandatory},
                                      CsvColumn{"contact_ref", kMandatory},
                                      CsvColumn{"insurer"},
                                      CsvColumn{"product"},
                                      CsvColumn{"number", kMandatory},
                                      CsvColumn{"start"},
                                      CsvColumn{"end"}};
constexpr std::array kLossColumns{CsvColumn{"ref", kMandatory}, CsvColumn{"contact_ref", kMandatory},
                                  CsvColumn{"contract_ref"}, CsvColumn{"number", kMandatory}, CsvColumn{"date"}};

// As files of other programs write it; empty: by which name is there.
std::string kind_of(const CsvTable& table) {
  const std::string text = fold(table.text("kind"));
  if (text.empty()) {
    return std::string(name_of(table.text("name").empty() && !table.text("company").empty() ? ContactKind::Company
                                                                                            : ContactKind::Person));
  }
  for (const auto word : {"personne", "particulier", "physique", "personne physique"}) {
    if (text == word) return "person";
  }
  for (const auto word : {"societe", "entreprise", "morale", "personne morale", "professionnel"}) {
    if (text == word) return "company";
  }
  return text;
}

}  // namespace

std::string_view name_of(ImportKind kind) { return kind ? plural_of(*kind) : std::string_view("contacts"); }

std::optional<ImportKind> import_kind_named(std::string_view name) {
  static constexpr ImportKind kContacts;
  if (name == name_of(kContacts)) return kContacts;
  for (const auto kind : kRecordKinds) {
    if (plural_of(kind) == name) return ImportKind(kind);
  }
  return std::nullopt;
}

std::span<const CsvColumn> columns_of(ImportKind kind) {
  if (!kind) return kContactColumns;
  switch (*kind) {
    case RecordKind::Project: return kProjectColumns;
    case RecordKind::Contract: return kContractColumns;
    case RecordKind::Loss: return kLossColumns;
  }
  return {};
}

std::string column_of(std::string_view field) {
  if (field == "adviser") return "adviser_email";
  if (field == "contract_id") return "contract_ref";
  return std::string(field);
}

ImportRows::ImportRows(std::string_view text, ImportKind kind, std::vector<Finding>& findings)
    : kind_(kind), table_(text, columns_of(kind), findings) {}

std::vector<ImportRow> ImportRows::next(std::size_t most) {
  std::vector<ImportRow> rows;
  while (rows.size() < most && table_.next()) {
    if (auto row = read_row()) rows.push_back(std::move(*row));
  }
  return rows;
}

std::optional<ImportRow> ImportRows::read_row() {
  ImportRow row;
  row.line = table_.line();
  row.ref = table_.required("ref");
  row.contact_ref = table_.text("contact_ref");
  row.contract_ref = table_.text("contract_ref");
  if (row.ref.empty()) return std::nullopt;
  if (!seen_.insert(row.ref).second) {
    table_.refuse("repeated_row", "ref", msg("{1} stands in the file more than once.", row.ref));
    return std::nullopt;
  }
  const auto specs = kind_ ? record_fields(*kind_) : contact_fields();
  for (const auto& field : specs) {
    const std::string column = column_of(field.name);
    if (table_.has(column)) row.fields.set(field.name, table_.text(column));
  }
  if (!kind_) row.fields.set("kind", kind_of(table_));
  return row;
}

}  // namespace recours::contacts
