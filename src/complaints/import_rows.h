// The CSV of an old register, read in pieces: columns named like the API, codes or their French and English labels.
// What the file does not say and a complaint must have is taken as the least telling choice, and told. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/csv.h"
#include "complaints/registration.h"

namespace recours::complaints {

std::span<const CsvColumn> old_register_columns();
// A file that may be filled in: the columns and an invented row.
std::string old_register_model();

struct OldRow {
  std::int64_t line = 0;
  std::string old_number;
  Registration said;  // of editable lists (product, reason, sub_reason, solution, root_cause) what the file says
  std::string contact_ref, contract_number, received_by, handler;
};

class OldRegisterRows {
 public:
  // `text` is UTF-8 and must outlive this.
  OldRegisterRows(std::string_view text, std::vector<Finding>& findings);
  // At most so many rows more; none at the end. Rows without old number, with one that was there before, or with days
  // that are none are refused.
  std::vector<OldRow> next(std::size_t most);
  // One warning that names the columns whose empty fields were taken as something.
  void tell_defaults(std::vector<Finding>& findings) const;

 private:
  std::optional<OldRow> read_row();
  void read_content(Registration& said);
  void read_complainant(Complainant& who);
  void read_past(PastHandling& past);
  void fill_gaps(Registration& said);
  std::string code(const char* column, std::span<const Code> codes);
  std::string text(const char* column) const { return std::string(table_.text(column)); }
  void take_as(const char* column, std::string& value, const char* otherwise);

  CsvTable table_;
  std::unordered_set<std::string> seen_;  // number_key
  std::map<std::string, std::pair<std::string, std::int64_t>> taken_;  // column: as what, how often
};

// How a field of the rules is called in the file: complainant.name → complainant_name, past.answer → answer.
std::string column_of(std::string_view field);
// The code that this text is, or that a label of these is, in either language and however written; else the text
// itself.
std::string code_in(std::span<const Code> codes, std::string_view text);

}  // namespace recours::complaints
