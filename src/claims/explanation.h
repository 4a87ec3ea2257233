// R-644 Why a line was decided as it was when it was confirmed: which versions, which inputs, which answer; from what
// was noted then and from versions nobody can rewrite. Pure.
#pragma once

#include <optional>
#include <vector>

#include <boost/json/fwd.hpp>

#include "claims/policy_preview.h"

namespace recours::claims {

// One thing that was looked at, and whether it let the line through.
struct Check {
  Message text;
  enum class Outcome { Told, Passed, Failed } outcome = Outcome::Told;
};

struct Explanation {
  ClaimLineId line;
  std::string reservation_number;
  std::optional<Date> decided_on;  // none: nothing was noted, by an older program for example
  bool approved = false;           // without staff
  std::vector<Check> eligibility;  // the version of the type, its limit, what stood against it
  std::vector<Check> approval;     // the version of the automatic approval and each of its conditions
  std::vector<Check> fee;
  Message answer;
};
Explanation explain(const PastLine& past, const Policies& policies);

// For programs: versions and inputs as they were noted, the sentences in the reader's language.
boost::json::object explanation_json(const Explanation& explanation, const PastLine& past, const Policies& policies,
                                     ui::Language language);

}  // namespace recours::claims
