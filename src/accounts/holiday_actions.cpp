#include "accounts/holiday_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/organisation_calendar.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

using calendar::HolidayChange;

constexpr std::size_t kLabelLength = 60;

std::string_view name_of(HolidayChange::Kind kind) { return kind == HolidayChange::Kind::Added ? "added" : "removed"; }

void require_right(const Viewer& viewer) {
  if (!viewer.can(Right::ManageCalendar) || viewer.read_only) throw Forbidden();
}

void note(db::Transaction& transaction, const Viewer& viewer, std::string_view action, Date day,
          const std::string& label, Instant now) {
  journal::append(transaction, viewer.actor(), now, action, {"holiday", day.iso()}, {{"label", label}});
}

void put_change(db::Transaction& transaction, const HolidayChange& change) {
  transaction.execute(
      "INSERT INTO holiday_change (day, kind, label) VALUES (:day, :kind, :label) "
      "ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, label = excluded.label",
      {{"day", change.on}, {"kind", name_of(change.kind)}, {"label", change.label}});
}

void drop_change(db::Transaction& transaction, Date day) {
  transaction.execute_one("DELETE FROM holiday_change WHERE day = :day", {{"day", day}});
}

std::optional<HolidayChange> find_change(db::Reader& reader, Date day) {
  const auto changes = list_holiday_changes(reader);
  const auto found =
      std::find_if(changes.begin(), changes.end(), [&](const HolidayChange& one) { return one.on == day; });
  return found == changes.end() ? std::nullopt : std::optional(*found);
}

std::optional<Refusal> objection_to(db::Reader& reader, Date day, const std::string& label) {
  std::vector<FieldRefusal> fields;
  if (const auto name = holidays_of(reader).name_on(day)) {
    fields.push_back({"day", "already_a_holiday", msg("This day is a public holiday already.")});
  }
  if (trim(label).empty()) fields.push_back({"label", "required", msg("Please fill in this field.")});
  if (length(label) > kLabelLength) {
    fields.push_back({"label", "too_long",
                      msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kLabelLength))});
  }
  if (!is_one_line(label)) {
    fields.push_back({"label", "unreadable_characters", msg("This text has characters that cannot be read.")});
  }
  if (fields.empty()) return std::nullopt;
  return Refusal{"incomplete", msg("The day was not added: please look at the marked fields."), std::move(fields)};
}

}  // namespace

std::optional<Refusal> add_holiday(db::Database& database, const Viewer& viewer, Date day, const std::string& label,
                                   Instant now) {
  require_right(viewer);
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    if (auto refusal = objection_to(transaction, day, label)) return refusal;
    put_change(transaction, {day, HolidayChange::Kind::Added, std::string(trim(label))});
    note(transaction, viewer, "holiday.added", day, label, now);
    return std::nullopt;
  });
}

void remove_holiday(db::Database& database, const Viewer& viewer, Date day, Instant now) {
  require_right(viewer);
  database.write([&](db::Transaction& transaction) {
    const auto change = find_change(transaction, day);
    const bool is_legal = calendar::Holidays(organisation_zone(transaction)).is_holiday(day);
    if (change && change->kind == HolidayChange::Kind::Added) {
      drop_change(transaction, day);
    } else if (!change && is_legal) {
      put_change(transaction, {day, HolidayChange::Kind::Removed, ""});
    } else {
      throw NotFound();
    }
    note(transaction, viewer, "holiday.removed", day, change ? change->label : "", now);
  });
}

void restore_holiday(db::Database& database, const Viewer& viewer, Date day, Instant now) {
  require_right(viewer);
  database.write([&](db::Transaction& transaction) {
    const auto change = find_change(transaction, day);
    if (!change || change->kind != HolidayChange::Kind::Removed) throw NotFound();
    drop_change(transaction, day);
    note(transaction, viewer, "holiday.restored", day, "", now);
  });
}

}  // namespace recours::accounts
