// A rule on complaints in words: its source, what starts the clock, the delays.
#pragma once

#include <string>

#include "calendar/deadlines.h"
#include "ui/components.h"

namespace recours::complaints {

std::string unit_label(ui::Language language, calendar::DayUnit unit);          // jours ouvrables (les samedis comptent)
std::string start_label(ui::Language language, calendar::StartsFrom start);     // le jour de l'envoi
ui::Html rule_facts(ui::Language language, const calendar::Regime& regime);

}  // namespace recours::complaints
