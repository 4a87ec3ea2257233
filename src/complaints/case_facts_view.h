// What a case says, in cards: the complaint, its dates with their proof, grievances with their findings, the decision,
// corrective actions, mediation. Rendering only.
#pragma once

#include "complaints/case_parts.h"

namespace recours::complaints {

ui::Html what_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html dates_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html grievances_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html decision_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html corrective_actions_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html mediation_card(const accounts::Visit& visit, const CaseSeen& seen);

}  // namespace recours::complaints
