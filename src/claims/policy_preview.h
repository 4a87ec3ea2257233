// R-643 What a version would have changed on claims that were confirmed: the same rules (eligibility, automatic
// approval, fee) asked again, once with the policies as they were and once with this one in their place on every day.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "claims/admission.h"
#include "claims/claim_data.h"

namespace recours::claims {

// A line as it was confirmed, and what its automatic yes or no was decided on (claim_line.decided_on_policy).
struct PastLine {
  ClaimLine line;
  std::string department, code;  // of the type it was declared under
  std::string number;            // of its claim
  std::string currency;
  Date invoice_date;
  Date confirmed_on;
  sales::InvoiceLine sold;
  std::string basis;
  bool without_invoice = false;  // no limit was asked
};

struct Verdict {
  enum class Outcome { Impossible, ToStaff, Approved } outcome = Outcome::ToStaff;
  std::vector<Obstacle> obstacles;  // of Impossible
  std::optional<Date> until;        // last day it is possible
  Decimal fee_percent;
};
std::string_view name_of(Verdict::Outcome outcome);  // impossible, to_staff, approved

// All versions of the draft's subject give way to it, from the beginning on. `draft` is admitted.
Policies with_instead(Policies policies, DataKind kind, const Draft& draft,
                      const std::vector<sales::Manufacturer>& manufacturers);

// Whether the draft can change anything about a line at all.
bool concerns(DataKind kind, const Draft& draft, const PastLine& past);

// As on the day of confirmation; what had been claimed then is taken from what was noted.
Verdict judge(const PastLine& past, const Policies& policies);

struct Difference {
  PastLine past;
  Verdict then, with_this;
};
// None where the version would have changed nothing.
std::optional<Difference> difference_of(PastLine past, const Policies& policies, const Policies& instead);

}  // namespace recours::claims
