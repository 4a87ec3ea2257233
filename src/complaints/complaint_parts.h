// Pieces the pages of complaints share: addresses, states and due dates as people see them, choices for forms. Rendering
// and reading only: no rule.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/site.h"
#include "complaints/complaint_query.h"
#include "complaints/dues.h"
#include "ui/components.h"
#include "ui/refusal_errors.h"

namespace recours::complaints {

std::string path_of(const std::string& number);            // /complaints/REC-2026-000123
std::string path_of(ComplaintId draft);                    // /complaints/drafts/12

ui::Html state_badge(ui::Language language, State state);
// Low is quiet, high is marked.
ui::Html complexity_badge(ui::Language language, std::string_view complexity);
// « En retard », « À faire », with colour and icon; empty for DueState::None.
ui::Html due_badge(ui::Language language, DueState state);
// What comes next in a list: what, date, distance and whether it is late or soon; a dash when nothing is due.
ui::Html next_due_cell(ui::Language language, const ListedComplaint& complaint, Date today);
std::string due_label(ui::Language language, std::string_view what);  // of acknowledgement, answer

// Choices with "please choose" first where nothing is chosen yet.
std::vector<ui::Choice> code_choices(ui::Language language, std::span<const Code> codes);
// Of a list in force on that day, plus the code chosen where it is in force no more.
std::vector<ui::Choice> item_choices(const accounts::Visit& visit, std::string_view list, std::string_view chosen,
                                     std::string_view parent = {});
// People who may do this, by name, plus the one chosen where he may no more.
std::vector<ui::Choice> people_choices(const accounts::Visit& visit, accounts::Right right,
                                       const std::optional<UserId>& chosen);

}  // namespace recours::complaints
