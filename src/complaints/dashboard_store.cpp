#include "complaints/dashboard_store.h"

#include <algorithm>

#include "complaints/complaint_store.h"

namespace recours::complaints {
namespace {

constexpr std::int64_t kCountedExactly = 1000;

// Only what has a date still to keep has one to be ordered by, so the index alone answers where the whole firm is seen.
Counted count_between(db::Reader& reader, const accounts::Viewer& viewer, const std::string& from,
                      const std::string& to) {
  const auto scope = complaint_scope(viewer);
  const auto count = reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM (SELECT 1 FROM complaint c WHERE c.due_order BETWEEN :from_day AND :to_day AND " +
          scope_condition(scope) + "LIMIT :limit) counted",
      {{"from_day", from}, {"to_day", to}, {"scope", scope}, {"limit", kCountedExactly + 1}});
  return {std::min(count, kCountedExactly), count > kCountedExactly};
}

}  // namespace

Date end_of_week(Date day) { return day.plus_days(7 - static_cast<int>(day.weekday().iso_encoding())); }

Counted count_late(db::Reader& reader, const accounts::Viewer& viewer, Date today) {
  return count_between(reader, viewer, "", today.plus_days(-1).iso());
}

DueCounts count_dues(db::Reader& reader, const accounts::Viewer& viewer, Date today) {
  return {count_late(reader, viewer, today), count_between(reader, viewer, today.iso(), today.iso()),
          count_between(reader, viewer, today.iso(), end_of_week(today).iso())};
}

std::int64_t count_drafts(db::Reader& reader, const accounts::Viewer& viewer) {
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM complaint c WHERE c.created_by = :author AND c.state = 'draft'",
      {{"author", viewer.id}});
}

std::vector<WaitingAnswer> list_answers_to_review(db::Reader& reader, const accounts::Viewer& viewer, OwnAnswers own,
                                                  int limit) {
  const auto scope = complaint_scope(viewer);
  return reader.list(
      "SELECT a.id, c.number, c.title, u.name, c.answer_due_on FROM complaint_answer a "
      "JOIN complaint c ON c.id = a.complaint_id JOIN app_user u ON u.id = a.author_id "
      "WHERE a.state = 'in_review' AND a.author_id <> :author AND c.state IN ('new', 'acknowledged', 'in_progress') "
      "AND " +
          scope_condition(scope) + "ORDER BY c.due_order, a.id LIMIT :limit",
      {{"author", own == OwnAnswers::LeftOut ? viewer.id.value : 0}, {"scope", scope}, {"limit", limit}},
      [](const db::Row& row) {
        return WaitingAnswer{row.get<AnswerId>("id"), row.get<std::string>("number"), row.get<std::string>("title"),
                             row.get<std::string>("name"), row.get<std::optional<Date>>("answer_due_on")};
      });
}

std::vector<WaitingAction> list_waiting_actions(db::Reader& reader, const accounts::Viewer& viewer,
                                                std::optional<UserId> owner, Date until, int limit) {
  const auto scope = complaint_scope(viewer);
  const std::string whose = owner ? "a.owner_id = :owner AND " : ":owner = 0 AND ";
  return reader.list(
      "SELECT c.number, a.kind, a.description, u.name, a.due_on FROM corrective_action a "
      "JOIN complaint c ON c.id = a.complaint_id JOIN app_user u ON u.id = a.owner_id "
      "WHERE a.state IN ('to_do', 'in_progress') AND a.due_on <= :until AND " +
          whose + scope_condition(scope) + "ORDER BY a.due_on, a.id LIMIT :limit",
      {{"until", until}, {"owner", owner ? owner->value : 0}, {"scope", scope}, {"limit", limit}},
      [](const db::Row& row) {
        return WaitingAction{row.get<std::string>("number"), row.get<std::string>("kind"),
                             row.get<std::string>("description"), row.get<std::string>("name"),
                             row.get<Date>("due_on")};
      });
}

// ---- figures of the firm

namespace {

Date month_of(Date day) {
  const std::chrono::year_month_day parts(day.days());
  return Date::of(static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()), 1);
}

struct MonthCount {
  std::string month;  // 2026-11
  std::int64_t count = 0;
};

// `day` and its index: complaint_received, complaint_answered.
std::vector<MonthCount> count_by_month(db::Reader& reader, const std::string& day, const std::string& condition,
                                       Date from, Date to) {
  return reader.list("SELECT SUBSTR(" + day + ", 1, 7) AS month, COUNT(*) AS value FROM complaint WHERE " + condition +
                         " AND state <> 'cancelled' AND " + day + " BETWEEN :from_day AND :to_day GROUP BY SUBSTR(" +
                         day + ", 1, 7)",
                     {{"from_day", from}, {"to_day", to}}, [](const db::Row& row) {
                       return MonthCount{row.get<std::string>("month"), row.get<std::int64_t>("value")};
                     });
}

void put_into(std::vector<Month>& months, const std::vector<MonthCount>& counts, std::int64_t Month::*which) {
  for (const auto& count : counts) {
    for (auto& month : months) {
      if (month.first.iso().starts_with(count.month)) month.*which = count.count;
    }
  }
}

}  // namespace

std::vector<Month> count_months(db::Reader& reader, Date today) {
  std::vector<Month> months;
  for (int ago = 11; ago >= 0; --ago) months.push_back({month_of(today).plus_months(-ago)});
  const Date from = months.front().first;
  put_into(months, count_by_month(reader, "received_on", "number IS NOT NULL", from, today), &Month::received);
  put_into(months, count_by_month(reader, "answered_on", "answered_on IS NOT NULL", from, today), &Month::answered);
  return months;
}

std::vector<std::pair<State, std::int64_t>> count_open_states(db::Reader& reader) {
  std::vector<std::pair<State, std::int64_t>> counts{
      {State::New, 0}, {State::Acknowledged, 0}, {State::InProgress, 0}, {State::Answered, 0}};
  reader.each(
      "SELECT state, COUNT(*) AS value FROM complaint WHERE state IN ('new', 'acknowledged', 'in_progress', "
      "'answered') "
      "GROUP BY state",
      {}, [&](const db::Row& row) {
        for (auto& [state, count] : counts) {
          if (name_of(state) == row.get<std::string_view>("state")) count = row.get<std::int64_t>("value");
        }
      });
  return counts;
}

}  // namespace recours::complaints
