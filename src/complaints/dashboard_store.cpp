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

}  // namespace recours::complaints
