#include "sales/import/import_kind.h"

#include <algorithm>
#include <set>

#include "base/csv.h"
#include "base/encoding.h"
#include "base/text.h"

namespace recours::sales {

std::optional<TableKind> table_kind_of(std::string_view start) {
  if (start.starts_with("%PDF") || trim(start).starts_with("<")) return std::nullopt;
  // Of the heading only, which is ASCII whatever comes later.
  const auto decoded = decode_text(start, "");
  if (decoded.problem == TextProblem::Binary) return std::nullopt;
  CsvRows rows(decoded.text);
  if (!rows.next()) return std::nullopt;
  std::set<std::string> names;
  for (const auto& field : rows.fields()) names.insert(fold(trim(field)));
  const auto has = [&](std::initializer_list<const char*> wanted) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const char* name) { return names.contains(name); });
  };
  if (has({"invoice_no", "line_no", "serial"})) return TableKind::Serials;
  if (has({"invoice_no"})) return std::nullopt;
  if (has({"customer_no", "name"})) return TableKind::Accounts;
  if (has({"article_no"})) return TableKind::Articles;
  if (has({"delivery_note_no"})) return TableKind::Deliveries;
  return std::nullopt;
}

}  // namespace recours::sales
