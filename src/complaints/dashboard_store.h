// Figures of the register for side bar, list and dashboard: how many dates are due, what waits for somebody, what came
// in and left by month. Each starts from what the viewer may see.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "complaints/complaint_query.h"
#include "db/database.h"

namespace recours::complaints {

struct DueCounts {
  Counted late, today, week;  // week: today to its Sunday
};
DueCounts count_dues(db::Reader& reader, const accounts::Viewer& viewer, Date today);
Counted count_late(db::Reader& reader, const accounts::Viewer& viewer, Date today);
// The Sunday that ends the week of this day.
Date end_of_week(Date day);

// The author's own.
std::int64_t count_drafts(db::Reader& reader, const accounts::Viewer& viewer);

// What waits for somebody, whatever is due first on top.
struct WaitingAnswer {
  AnswerId id;
  std::string number, title, author_name;
  std::optional<Date> answer_due_on;
};
enum class OwnAnswers { LeftOut, Included };  // R-740 nobody reviews the own one where review is asked for
std::vector<WaitingAnswer> list_answers_to_review(db::Reader& reader, const accounts::Viewer& viewer, OwnAnswers own,
                                                  int limit);

struct WaitingAction {
  std::string number, kind, description, owner_name;
  Date due_on;
};
// To be done until that day, earliest first; of one owner or of everybody.
std::vector<WaitingAction> list_waiting_actions(db::Reader& reader, const accounts::Viewer& viewer,
                                                std::optional<UserId> owner, Date until, int limit);

// ---- the firm's figures, for who sees all of it; what was entered by mistake does not count
struct Month {
  Date first;
  std::int64_t received = 0, answered = 0;
};
// Twelve of them, this one last; by the day of reception and the day the answer counted.
std::vector<Month> count_months(db::Reader& reader, Date today);
// Not closed, in the order of their lives.
std::vector<std::pair<State, std::int64_t>> count_open_states(db::Reader& reader);

}  // namespace recours::complaints
