// Beside a case: its legal dates with their reason, what comes next, the people, the links, and what to look at.
// Rendering only.
#pragma once

#include "complaints/case_parts.h"

namespace recours::complaints {

// R-704 R-705 Registered late, mandate missing, oral without a clock, not delivered: above everything else.
ui::Html warnings_of(const accounts::Visit& visit, const CaseSeen& seen);

ui::Html next_step_card(const accounts::Visit& visit, const CaseSeen& seen);
// R-782 Every date with how far it is, and the count day by day.
ui::Html deadlines_card(const accounts::Visit& visit, const CaseSeen& seen);
ui::Html people_card(const accounts::Visit& visit, const CaseSeen& seen);
// R-707 With similar complaints offered for linking.
ui::Html links_card(const accounts::Visit& visit, const CaseSeen& seen);

}  // namespace recours::complaints
