// R-730 Nothing is closed without what the supervisor will ask for (complaints.md §6): a written answer that left, a
// decision, a root cause, the mediator's mention, a finding for each grievance; or a reasoned waiver. Pure; asked on every
// path: page, API, import.
#pragma once

#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "complaints/complaint.h"

namespace recours::complaints {

// Everything that is missing, one entry each: answer, decision, root_cause, mediator, grievance/ID; codes answer_missing…
std::vector<FieldRefusal> missing_for_closing(const CaseFile& file);
// Waiver: a known code and a reason; « orale, jamais écrite » of a complaint without clock only.
std::vector<FieldRefusal> missing_for_waiver(const Complaint& complaint, std::string_view waiver,
                                             std::string_view reason);

}  // namespace recours::complaints
