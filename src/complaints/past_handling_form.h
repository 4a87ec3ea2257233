// The group « Déjà traitée » of a form that records a complaint: its state and, for a later one, the dates and facts it
// needs. All of it shows without JavaScript; public/js/past_handling.js shows what the chosen state needs.
#pragma once

#include "accounts/site.h"
#include "complaints/registration.h"
#include "ui/components.h"

namespace recours::complaints {

// The state, then what was done before. Only states this viewer may record; `said` also names the grievances.
ui::Html past_handling_group(const accounts::Visit& visit, const Registration& said, const ui::FieldErrors& errors);

// What was typed; days that are none are refused, by the same names as the rule's (past.answered_on).
PastHandling read_past_handling(const http::Fields& fields, std::vector<FieldRefusal>& refusals);

}  // namespace recours::complaints
