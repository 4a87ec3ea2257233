#include "claims/timeline.h"

#include <algorithm>

namespace recours::claims {
namespace {

Refusal refused(const char* field, const char* code, const Message& message) {
  return {"invalid_days", message, {{field, code, message}}, Refusal::Kind::Rule};
}

Refusal in_the_past(const char* field) {
  return refused(field, "in_the_past", msg("What is past stays as it was: choose today or a later day."));
}
Refusal before_start() { return refused("valid_to", "before_start", msg("The last day comes before the first.")); }
Refusal overlaps(Date next) {
  return refused("valid_to", "overlaps", msg("Another version begins on {1}: this one must end before.", next));
}

const DataVersion* following(const std::vector<DataVersion>& versions, Date from) {
  const auto found =
      std::find_if(versions.begin(), versions.end(), [&](const auto& version) { return version.validity.from > from; });
  return found == versions.end() ? nullptr : &*found;
}

const DataVersion* preceding(const std::vector<DataVersion>& versions, Date from) {
  const DataVersion* found = nullptr;
  for (const auto& version : versions) {
    if (version.validity.from < from) found = &version;
  }
  return found;
}

std::optional<Date> read_day(const Draft& typed, std::string_view field, Refusal& refusal) {
  const auto text = typed.text(field);
  if (text.empty()) return std::nullopt;
  const auto day = Date::parse(text);
  if (!day) refusal.fields.push_back({std::string(field), "not_a_date", msg("This is not a date.")});
  return day;
}

}  // namespace

const DataVersion* DataSubject::on(Date day) const {
  const DataVersion* found = nullptr;
  for (const auto& one : versions) {
    if (one.validity.covers(day)) found = &one;
  }
  return found;
}

const DataVersion* DataSubject::next_after(Date day) const { return following(versions, day); }

const DataVersion* DataSubject::find(std::int64_t id) const {
  const auto found = std::find_if(versions.begin(), versions.end(), [&](const auto& one) { return one.id == id; });
  return found == versions.end() ? nullptr : &*found;
}

const DataVersion& DataSubject::present(Date day) const {
  if (const auto* current = on(day)) return *current;
  if (const auto* next = next_after(day)) return *next;
  return versions.back();
}

//
Result<Placement, Refusal> place(const std::vector<DataVersion>& versions, const Validity& wanted, Date today) {
  if (wanted.from < today) return fail(in_the_past("valid_from"));
  if (wanted.to && *wanted.to < wanted.from) return fail(before_start());
  for (const auto& version : versions) {
    if (version.validity.from == wanted.from) {
      return fail(
          refused("valid_from", "day_taken",
                  msg("A version begins on this day already: choose another day, or withdraw that one first.")));
    }
  }
  Placement placement{wanted, std::nullopt};
  if (const auto* next = following(versions, wanted.from)) {
    const Date before_next = next->validity.from.plus_days(-1);
    if (wanted.to && *wanted.to > before_next) return fail(overlaps(next->validity.from));
    if (!wanted.to) placement.validity.to = before_next;
  }
  const auto* former = preceding(versions, wanted.from);
  if (former && former->validity.covers(wanted.from)) placement.ends = Ending{former->id, wanted.from.plus_days(-1)};
  return placement;
}

Result<std::optional<Ending>, Refusal> withdraw(const std::vector<DataVersion>& versions, std::int64_t id, Date today) {
  const auto gone = std::find_if(versions.begin(), versions.end(), [&](const auto& one) { return one.id == id; });
  if (gone == versions.end()) throw NotFound("version");
  if (gone->validity.from <= today) {
    return fail(refused("", "has_begun", msg("This version has begun: it stays. Add one that follows it.")));
  }
  const auto* former = preceding(versions, gone->validity.from);
  const bool was_cut = former && former->validity.to == gone->validity.from.plus_days(-1);
  if (!was_cut) return std::optional<Ending>();
  return std::optional(Ending{former->id, gone->validity.to});
}

Result<Ending, Refusal> end_on(const std::vector<DataVersion>& versions, std::int64_t id, Date last, Date today) {
  const auto ended = std::find_if(versions.begin(), versions.end(), [&](const auto& one) { return one.id == id; });
  if (ended == versions.end()) throw NotFound("version");
  const bool is_over = ended->validity.to && *ended->validity.to < today;
  if (last < today || is_over) return fail(in_the_past("valid_to"));
  if (last < ended->validity.from) return fail(before_start());
  const auto* next = following(versions, ended->validity.from);
  if (next && last >= next->validity.from) return fail(overlaps(next->validity.from));
  return Ending{id, last};
}

std::vector<Validity> gaps_after(const std::vector<DataVersion>& versions, Date since) {
  std::vector<Validity> gaps;
  std::optional<Date> open;  // first day that may be without
  for (const auto& version : versions) {
    if (open && *open < version.validity.from) gaps.push_back({*open, version.validity.from.plus_days(-1)});
    open = version.validity.to ? std::optional(version.validity.to->plus_days(1)) : std::nullopt;
  }
  if (open) gaps.push_back({*open, std::nullopt});
  std::erase_if(gaps, [&](const Validity& gap) { return gap.to && *gap.to < since; });
  for (auto& gap : gaps) gap.from = std::max(gap.from, since);
  return gaps;
}

Refusal not_a_last_day() { return refused("valid_to", "not_a_date", msg("This is not a date.")); }

Result<Validity, Refusal> validity_typed(const Draft& typed) {
  Refusal refusal{"invalid_days", msg("Please check these fields."), {}, Refusal::Kind::Rule};
  const auto from = read_day(typed, "valid_from", refusal);
  const auto to = read_day(typed, "valid_to", refusal);
  if (typed.text("valid_from").empty()) {
    refusal.fields.push_back({"valid_from", "required", msg("Please fill in this field.")});
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  return Validity{*from, to};
}

}  // namespace recours::claims
