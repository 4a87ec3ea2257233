// Legal dates as people see them: each with the rule that gave it, and « Pourquoi cette date ? », the count day by day.
// Rendering, and computing them from what a complaint says; the rules are in calendar/deadlines.h.
#pragma once

#include <optional>

#include "accounts/site.h"
#include "calendar/deadlines.h"
#include "complaints/complaint.h"
#include "ui/components.h"

namespace recours::complaints {

struct ComputedDates {
  calendar::Regime regime;
  calendar::Deadlines deadlines;
};
// By the rule its clock was started with, or the one in force on the day it was sent; none for an oral one, for one
// whose days are still missing, and where no rule holds.
std::optional<ComputedDates> dates_of(db::Reader& reader, const Complaint& complaint);

// Acknowledgement, answer, mediator, rule and start, as facts.
ui::Html legal_dates(const accounts::Visit& visit, const ComputedDates& computed);
// The days of the acknowledgement one by one, and the months of the answer.
ui::Html why_these_dates(const accounts::Visit& visit, const ComputedDates& computed);

}  // namespace recours::complaints
