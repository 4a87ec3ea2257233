// What the pages of the compliance desk's data share beside the form of all kept data (contacts/data_form_parts.h).
// Rendering only: no rule.
#pragma once

#include <vector>

#include "complaints/complaint_data_actions.h"
#include "contacts/data_form_parts.h"

namespace recours::complaints {

using contacts::data_form_page;
using contacts::DataField;
using contacts::DataForm;
using contacts::done_notices;
using contacts::new_key;
using contacts::read_data;
using contacts::refused_form_page;
using contacts::standing_badge;
using contacts::validity_fields;
using contacts::validity_text;
using contacts::version_field;

std::vector<ui::Crumb> data_crumbs(ui::Language language, std::vector<ui::Crumb> more = {});
std::vector<ui::Choice> activity_choices(ui::Language language);

}  // namespace recours::complaints
