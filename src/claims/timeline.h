// R-642 Versions of one thing side by side: where a new one may begin, what it ends, what is left without any. What is
// past is never rewritten. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "base/result.h"
#include "base/validity.h"
#include "claims/claim_data.h"

namespace recours::claims {

struct DataVersion {
  std::int64_t id = 0;
  Validity validity;
  Draft draft;  // without the days
};

// What is kept under one name, with all its versions by first day; of what is not dated one that always holds.
struct DataSubject {
  DataKind kind = DataKind::Types;
  std::string key;
  std::int64_t version = 0;  // raised with every change of any of them; 0: as it came with the program
  std::vector<DataVersion> versions;

  const DataVersion* on(Date day) const;
  const DataVersion* next_after(Date day) const;  // the first to come
  const DataVersion* find(std::int64_t id) const;
  // What a form begins with: the version in force, else the next, else the last; never called without any.
  const DataVersion& present(Date day) const;
};

// A last day that has to be changed for another version.
struct Ending {
  std::int64_t id = 0;
  std::optional<Date> to;
};

// Where a version goes: its validity, cut before the next one, and the one it ends.
struct Placement {
  Validity validity;
  std::optional<Ending> ends;
};
// Refusals: in_the_past, before_start, day_taken, overlaps.
Result<Placement, Refusal> place(const std::vector<DataVersion>& versions, const Validity& wanted, Date today);
// A version that has not begun goes; the one before it lasts again as long as that one would have. Refusal: has_begun.
Result<std::optional<Ending>, Refusal> withdraw(const std::vector<DataVersion>& versions, std::int64_t id, Date today);
// The version in force, or one to come, gets this last day. Refusals: in_the_past, before_start, overlaps.
Result<Ending, Refusal> end_on(const std::vector<DataVersion>& versions, std::int64_t id, Date last, Date today);

// Days without any version from `since` on; the last one may be open.
std::vector<Validity> gaps_after(const std::vector<DataVersion>& versions, Date since);

// The days as typed: valid_from and valid_to. Refusals: required, not_a_date.
Result<Validity, Refusal> validity_typed(const Draft& typed);
Refusal not_a_last_day();

}  // namespace recours::claims
