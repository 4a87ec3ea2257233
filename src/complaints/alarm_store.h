// What may be alarmed today, and what already was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "complaints/complaint.h"
#include "db/database.h"

namespace recours::complaints {

struct OpenDates {
  ComplaintId id;
  std::string number, title;
  std::optional<UserId> handler;
  Date acknowledgement_due_on, answer_due_on;
  bool acknowledged = false;
};
// Not answered and with a next date until `horizon`; earliest first.
std::vector<OpenDates> list_open_dates(db::Reader& reader, Date horizon);
// False: was given before. `due`: acknowledgement, answer.
bool mark_alarm(db::Transaction& transaction, ComplaintId id, std::string_view due, Date today);
bool is_alarm_given(db::Reader& reader, ComplaintId id, std::string_view due, Date today);

}  // namespace recours::complaints
