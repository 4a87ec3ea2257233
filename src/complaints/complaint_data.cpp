#include "complaints/complaint_data.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "complaints/letter_text.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

using Refusals = std::vector<FieldRefusal>;
constexpr auto kLines = FieldSpec::Shape::Lines;

constexpr std::array kMediatorFields{FieldSpec{"activity", 40},         FieldSpec{"name", 200},
                                     FieldSpec{"address", 400, kLines}, FieldSpec{"website", 200},
                                     FieldSpec{"valid_from", 20},       FieldSpec{"valid_to", 20}};
constexpr std::array kItemFields{FieldSpec{"label_fr", 120}, FieldSpec{"label_en", 120},  FieldSpec{"code", 60},
                                 FieldSpec{"parent", 60},    FieldSpec{"valid_from", 20}, FieldSpec{"valid_to", 20}};
constexpr std::array kRegimeFields{FieldSpec{"code", 40},
                                   FieldSpec{"source", 300},
                                   FieldSpec{"activities", 200},
                                   FieldSpec{"valid_from", 20},
                                   FieldSpec{"valid_to", 20},
                                   FieldSpec{"starts_from", 20},
                                   FieldSpec{"acknowledgement_days", 4},
                                   FieldSpec{"acknowledgement_unit", 20},
                                   FieldSpec{"answer_months", 4},
                                   FieldSpec{"mediator_months", 4}};
constexpr std::array kTemplateFields{FieldSpec{"subject", 200}, FieldSpec{"body", 20'000, kLines},
                                     FieldSpec{"valid_from", 20}};
constexpr std::array<std::string_view, 6> kTemplateKinds{"acknowledgement", "progress", "holding",
                                                         "invitation",      "transfer", "answer"};

std::string text_of(const std::optional<Date>& date) { return date ? date->iso() : std::string(); }

// ---- what every form of them asks

void check_texts(std::span<const FieldSpec> fields, const Draft& draft, std::initializer_list<std::string_view> needed,
                 Refusals& refusals) {
  for (const auto& field : fields) {
    const auto text = draft.text(field.name);
    const bool is_needed = std::find(needed.begin(), needed.end(), field.name) != needed.end();
    if (field.shape == FieldSpec::Shape::Line && !is_one_line(text)) {
      refusals.push_back({std::string(field.name), "unreadable",
                          msg("This text holds characters that cannot be read: type it again.")});
    } else {
      check_typed(field.name, text, field.longest, is_needed ? Needed::Yes : Needed::No, refusals);
    }
  }
}

std::optional<Date> read_date(const Draft& draft, std::string_view field, Refusals& refusals) {
  const auto text = draft.text(field);
  if (text.empty()) return std::nullopt;
  const auto date = Date::parse(text);
  if (!date) refusals.push_back({std::string(field), "not_a_date", msg("This is not a date.")});
  return date;
}

std::optional<Date> read_end(const Draft& draft, const std::optional<Date>& from, Refusals& refusals) {
  const auto to = read_date(draft, "valid_to", refusals);
  if (from && to && *to < *from) {
    refusals.push_back({"valid_to", "before_start", msg("The last day comes before the first.")});
  }
  return to;
}

Validity read_validity(const Draft& draft, Refusals& refusals) {
  const auto from = read_date(draft, "valid_from", refusals);
  return {from.value_or(Date()), read_end(draft, from, refusals)};
}

// 1 … `most`.
int read_number(const Draft& draft, std::string_view field, int most, Refusals& refusals) {
  const auto text = draft.text(field);
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!text.empty() && (!is_number || number < 1 || number > most)) {
    refusals.push_back({std::string(field), "out_of_range",
                        msg("Enter a whole number from 1 to {1}.", static_cast<std::int64_t>(most))});
  }
  return number;
}

bool has_code(std::span<const ListItem> items, std::string_view code) {
  return std::any_of(items.begin(), items.end(), [&](const ListItem& item) { return item.code == code; });
}

void take_labels(const Draft& draft, ListItem& item, Refusals& refusals) {
  item.label_fr = draft.text("label_fr");
  item.label_en = draft.text("label_en").empty() ? draft.text("label_fr") : draft.text("label_en");
  const auto validity = read_validity(draft, refusals);
  item.valid_from = validity.from;
  item.valid_to = validity.to;
}

std::vector<std::string> activities_in(const Draft& draft, Refusals& refusals) {
  auto named = split(std::string(draft.text("activities")), ',');
  std::erase(named, "");
  const auto all = activities();
  for (const auto& code : named) {
    if (!is_code(all, code)) {
      refusals.push_back({"activities", "unknown_choice", msg("This choice does not exist.")});
      break;
    }
  }
  return named.size() == all.size() ? std::vector<std::string>() : named;  // all of them: none is named
}

std::string in_braces(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  for (const auto& name : names) shown.push_back("{" + name + "}");
  return join(shown, ", ");
}

void check_placeholders(const Template& text, Refusals& refusals) {
  if (const auto unknown = unknown_placeholders(text); !unknown.empty()) {
    refusals.push_back(
        {"body", "unknown_placeholder", msg("No such placeholder: {1}. Look at the list beside.", in_braces(unknown))});
  }
  if (const auto missing = missing_placeholders(text); !missing.empty()) {
    refusals.push_back({"body", "missing_placeholder", msg("This letter cannot do without: {1}.", in_braces(missing))});
  }
}

}  // namespace

// ---- mediators

std::span<const FieldSpec> mediator_fields() { return kMediatorFields; }

Draft draft_of(const DatedMediator& entry) {
  const auto& mediator = entry.mediator;
  return Draft()
      .set("activity", mediator.activity)
      .set("name", mediator.name)
      .set("address", mediator.address)
      .set("website", mediator.website)
      .set("valid_from", entry.validity.from.iso())
      .set("valid_to", text_of(entry.validity.to));
}

//
Result<DatedMediator, Refusal> admit_mediator(const Draft& draft) {
  Refusals refusals;
  check_choice("activity", draft.text("activity"), is_code(activities(), draft.text("activity")), Needed::Yes,
               refusals);
  check_texts(mediator_fields().subspan(1), draft, {"name", "address", "website", "valid_from"}, refusals);
  const auto validity = read_validity(draft, refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return DatedMediator{{0, std::string(draft.text("activity")), std::string(draft.text("name")),
                        std::string(draft.text("address")), std::string(draft.text("website"))},
                       validity,
                       1};
}

// ---- lists

std::span<const FieldSpec> list_item_fields() { return kItemFields; }

Draft draft_of(const ListItem& item) {
  return Draft()
      .set("label_fr", item.label_fr)
      .set("label_en", item.label_en)
      .set("code", item.code)
      .set("parent", item.parent)
      .set("valid_from", item.valid_from.iso())
      .set("valid_to", text_of(item.valid_to));
}

//
Result<ListItem, Refusal> admit_list_item(std::string_view list, const Draft& draft, std::span<const ListItem> items,
                                          std::span<const ListItem> parents) {
  Refusals refusals;
  check_texts(kItemFields, draft, {"label_fr", "valid_from"}, refusals);
  ListItem item;
  item.list = list;
  take_labels(draft, item, refusals);
  item.code = draft.text("code").empty() ? code_made_of(draft.text("label_fr")) : draft.text("code");
  item.parent = parents.empty() ? std::string_view() : draft.text("parent");
  if (!parents.empty()) check_choice("parent", item.parent, has_code(parents, item.parent), Needed::Yes, refusals);
  if (!is_code_text(item.code) || (item.code.empty() && !item.label_fr.empty())) {
    refusals.push_back(
        {"code", "not_a_code", msg("Only small letters without accents, digits and _ are possible here.")});
  } else if (has_code(items, item.code)) {
    refusals.push_back(
        {"code", "code_taken", msg("The code {1} is in this list already: type another one.", item.code)});
  }
  for (const auto& other : items) item.position = std::max(item.position, other.position);
  ++item.position;
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return item;
}

Result<ListItem, Refusal> admit_change(const ListItem& item, const Draft& draft) {
  Refusals refusals;
  check_texts(kItemFields, draft, {"label_fr", "valid_from"}, refusals);
  ListItem changed = item;
  take_labels(draft, changed, refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return changed;
}

// ---- rules

std::span<const FieldSpec> regime_fields() { return kRegimeFields; }

Draft draft_of(const DatedRegime& entry) {
  const auto& regime = entry.regime;
  return Draft()
      .set("code", regime.code)
      .set("source", regime.source)
      .set("activities", join(regime.activities, ","))
      .set("valid_from", text_of(regime.valid_from))
      .set("valid_to", text_of(regime.valid_to))
      .set("starts_from", calendar::name_of(regime.starts_from))
      .set("acknowledgement_days", std::to_string(regime.acknowledgement.count))
      .set("acknowledgement_unit", calendar::name_of(regime.acknowledgement.unit))
      .set("answer_months", std::to_string(regime.answer_months))
      .set("mediator_months", std::to_string(regime.mediator_months));
}

namespace {

void take_days_in_force(const Draft& draft, calendar::Regime& regime, Refusals& refusals) {
  regime.valid_from = read_date(draft, "valid_from", refusals);
  regime.valid_to = read_end(draft, regime.valid_from, refusals);
}

void take_delays(const Draft& draft, calendar::Regime& regime, Refusals& refusals) {
  const auto starts_from = calendar::starts_from_named(draft.text("starts_from"));
  const auto unit = calendar::day_unit_named(draft.text("acknowledgement_unit"));
  check_choice("starts_from", draft.text("starts_from"), starts_from.has_value(), Needed::Yes, refusals);
  check_choice("acknowledgement_unit", draft.text("acknowledgement_unit"), unit.has_value(), Needed::Yes, refusals);
  regime.starts_from = starts_from.value_or(calendar::StartsFrom::Sent);
  regime.acknowledgement = {read_number(draft, "acknowledgement_days", 60, refusals),
                            unit.value_or(calendar::DayUnit::Workable)};
  regime.answer_months = read_number(draft, "answer_months", 12, refusals);
  regime.mediator_months = read_number(draft, "mediator_months", 60, refusals);
}

}  // namespace

//
Result<calendar::Regime, Refusal> admit_regime(const Draft& draft, const DatedRegime* before) {
  Refusals refusals;
  const bool keeps = before && before->is_used;
  calendar::Regime regime = before ? before->regime : calendar::Regime();
  if (!keeps) {
    check_texts(kRegimeFields, draft, {"code", "source", "acknowledgement_days", "answer_months", "mediator_months"},
                refusals);
    regime.code = draft.text("code");
    regime.source = draft.text("source");
    regime.activities = activities_in(draft, refusals);
    take_delays(draft, regime, refusals);
  }
  take_days_in_force(draft, regime, refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return regime;
}

bool is_applied(const calendar::Regime& regime, std::span<const calendar::Regime> all, Date day) {
  const auto codes = activities();
  return std::any_of(codes.begin(), codes.end(), [&](const Code& activity) {
    const auto* applied = calendar::regime_on(all, activity.code, day);
    return applied && applied->id == regime.id;
  });
}

// ---- letters

std::span<const FieldSpec> template_fields() { return kTemplateFields; }
std::span<const std::string_view> template_kinds() { return kTemplateKinds; }

Draft draft_of(const TemplateVersion& version) {
  return Draft()
      .set("subject", version.text.subject)
      .set("body", version.text.body)
      .set("valid_from", version.valid_from.iso());
}

//
Result<TemplateVersion, Refusal> admit_template(std::string_view kind, const Draft& draft, Date today) {
  Refusals refusals;
  check_texts(kTemplateFields, draft, {"subject", "body", "valid_from"}, refusals);
  const auto from = read_date(draft, "valid_from", refusals);
  if (from && *from < today) {
    refusals.push_back(
        {"valid_from", "in_past", msg("Letters that left keep their text: choose today or a later day.")});
  }
  TemplateVersion version{
      {std::string(kind), std::string(draft.text("subject")), std::string(draft.text("body")) + "\n", 0},
      from.value_or(Date()),
      {},
      {}};
  if (!draft.text("body").empty()) check_placeholders(version.text, refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return version;
}

Refusal stale_data() {
  return {"stale_version",
          msg("Somebody saved this in the meantime. What you typed is kept below: compare, then save again."),
          {},
          Refusal::Kind::Conflict};
}

}  // namespace recours::complaints
