// A command from the JSON of the API. Whether what it says is right is decided by instruction.h and claim_actions.h.
#pragma once

#include <boost/json.hpp>

#include "base/result.h"
#include "claims/instruction.h"

namespace recours::claims {

// {lines: [{id, quantity, serials, difference}], reason_code, comment, due_on, department, goods, parcels, result,
// disposition, amount, valid_until, accepted, number, date}; lines absent: all, an empty list is refused.
Result<Instruction, Refusal> instruction_from(const boost::json::object& body);

}  // namespace recours::claims
