// R-600 What a command makes of one line: the new values on the three axes and what they carry. Pure; whether the
// command may be given was asked before (transition.h).
#pragma once

#include "claims/claim_type.h"
#include "claims/instruction.h"

namespace recours::claims {

struct Deed {
  Command command;
  const Instruction& instruction;
  const NamedLine* named = nullptr;  // as the line was named; none: it was not
  const ClaimType& type;             // the version the line was decided on
  Date expires_on;             // of RMA numbers given today
  std::int64_t net_cents = 0;  // this line's part of an offer
};

void take_effect(ClaimLine& line, const Deed& deed);

// Whether staff say at the approval if the goods come back.
bool leaves_return_open(const ClaimType& type);

// Whether the line holds its quantity of the invoice line; free_quantities (basket_store.h) asks the same in SQL.
bool holds_quantity(const LineState& state);

// What goods-in found of this line: what was said, else that serial numbers came which were not announced.
std::string difference_of(const ClaimLine& line, const NamedLine* named);

// ---- R-601 parts of a line

// The part that is named stays the line; what is returned is the rest, to become a line of its own. Claimed amounts add
// up. Serial numbers that were named go with the part.
ClaimLine split_off_rest(ClaimLine& line, Decimal part, const std::vector<std::string>& serials);

}  // namespace recours::claims
