// The CSV files of contacts, projects, contracts and losses, read in pieces so that a long file needs no more memory
// than a short one. Pure; what may be stored is decided by contact_rules.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/csv.h"
#include "contacts/draft.h"

namespace recours::contacts {

// None: contacts themselves.
using ImportKind = std::optional<RecordKind>;
std::string_view name_of(ImportKind kind);  // contacts, projects, contracts, losses
std::optional<ImportKind> import_kind_named(std::string_view name);
std::span<const CsvColumn> columns_of(ImportKind kind);

struct ImportRow {
  std::int64_t line = 0;
  std::string ref, contact_ref, contract_ref;
  Draft fields;  // only the columns the file has
};

class ImportRows {
 public:
  // `text` is UTF-8 and must outlive this.
  ImportRows(std::string_view text, ImportKind kind, std::vector<Finding>& findings);
  // At most so many rows more; none at the end. Rows without reference, or with one that was there before, are refused.
  std::vector<ImportRow> next(std::size_t most);

 private:
  std::optional<ImportRow> read_row();

  ImportKind kind_;
  CsvTable table_;
  std::unordered_set<std::string> seen_;
};

// How a field of the rules is called in the file: adviser → adviser_email.
std::string column_of(std::string_view field);

}  // namespace recours::contacts
