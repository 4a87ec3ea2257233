// What the rows of an old register refer to: people, clients, contracts, the firm's own lists; and which of them are
// here already. For import_actions.
#pragma once

#include <map>
#include <set>

#include "complaints/firm_people_store.h"
#include "complaints/import_rows.h"
#include "complaints/list_store.h"
#include "db/database.h"

namespace recours::complaints {

// Read once for a file.
struct OldRegisterWords {
  std::vector<ListItem> items;                        // of every list rows name
  std::map<std::string, UserId> recorders, handlers;  // by folded name and by e-mail address
};
OldRegisterWords words_for_import(db::Reader& reader, Date today);

// number_key of an old number → number it has here; those of `rows`, and perhaps others. Old numbers are kept as they were
// written and recognised like every number, whatever their case, blanks and leading zeros.
std::map<std::string, std::string> numbers_taken_over(db::Reader& reader, const std::vector<OldRow>& rows);

// The row as it would be typed: words as codes, people and client found. What names nobody is told by column.
std::vector<FieldRefusal> complete(db::Reader& reader, const accounts::Viewer& viewer, const OldRegisterWords& words,
                                   OldRow& row);

}  // namespace recours::complaints
