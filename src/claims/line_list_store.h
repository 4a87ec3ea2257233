// R-615 What each row of a list declares, and what the rules say of it: the invoice line is found among those the viewer
// sees, then judged as the form would be (judgement_store.h). Reads, writes nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/judgement_store.h"
#include "claims/line_list.h"

namespace recours::claims {

struct JudgedLine {
  ListedLine listed;
  std::string description;             // of the invoice line, where it was found
  Declaration declaration;             // as far as the row could be read
  std::optional<Judged> judged;        // of a row that may go in
  std::vector<FieldRefusal> refused;   // of the others; fields named as the columns
};

struct ListReading {
  const accounts::Viewer& viewer;   // who declares
  const accounts::Viewer& looking;  // whose documents are looked for (acting_store.h)
  const Policies& policies;
  Date today;
};
// In the order of the list; what one row takes is no longer free for the next, and the same row twice is refused.
std::vector<JudgedLine> judge_lines(db::Reader& reader, const ListReading& reading,
                                    const std::vector<ListedLine>& lines);

}  // namespace recours::claims
