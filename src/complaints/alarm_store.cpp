#include "complaints/alarm_store.h"

namespace recours::complaints {

std::vector<OpenDates> list_open_dates(db::Reader& reader, Date horizon) {
  return reader.list(
      "SELECT id, number, title, handler_id, acknowledgement_due_on, answer_due_on, acknowledged_on FROM complaint "
      "WHERE next_due_on <= :horizon AND number IS NOT NULL AND acknowledgement_due_on IS NOT NULL "
      "ORDER BY next_due_on, id",
      {{"horizon", horizon}}, [](const db::Row& row) {
        return OpenDates{row.get<ComplaintId>("id"),
                         row.get<std::string>("number"),
                         row.get<std::string>("title"),
                         row.get<std::optional<UserId>>("handler_id"),
                         row.get<Date>("acknowledgement_due_on"),
                         row.get<Date>("answer_due_on"),
                         row.get<std::optional<Date>>("acknowledged_on").has_value()};
      });
}

bool mark_alarm(db::Transaction& transaction, ComplaintId id, std::string_view due, Date today) {
  return transaction.execute(
             "INSERT INTO complaint_alarm (complaint_id, due, given_on) VALUES (:id, :due, :today) "
             "ON CONFLICT DO NOTHING",
             {{"id", id}, {"due", due}, {"today", today}}) == 1;
}

bool is_alarm_given(db::Reader& reader, ComplaintId id, std::string_view due, Date today) {
  return reader.value<std::int64_t>(
             "SELECT COUNT(*) AS value FROM complaint_alarm WHERE complaint_id = :id AND due = :due "
             "AND given_on = :today",
             {{"id", id}, {"due", due}, {"today", today}}) > 0;
}

}  // namespace recours::complaints
