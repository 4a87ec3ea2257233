#include "claims/policies_json_view.h"

#include "base/text.h"
#include "base/whole_number.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using Kind = DataValue::Kind;

json::value day_json(const std::optional<Date>& day) { return day ? json::value(day->iso()) : json::value(nullptr); }

json::array words_json(std::string_view commas) {
  json::array words;
  for (const auto& word : split(commas, ',')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

json::array variants_json(std::string_view text) {
  json::array variants;
  for (const auto& one : variants_in(text)) {
    variants.push_back({{"code", one.code}, {"label_fr", one.label.fr}, {"label_en", one.label.en}});
  }
  return variants;
}

json::value value_json(const DataValue& value, std::string_view text) {
  if (value.name == "variants") return variants_json(text);
  switch (value.kind) {
    case Kind::Flag: return text == "yes";
    case Kind::Choices:
    case Kind::Ordered: return words_json(text);
    case Kind::Amount: return {{"amount", text}, {"currency", "EUR"}};
    case Kind::Number: {
      const auto number = whole_number(text);
      return number ? json::value(*number) : json::value(nullptr);
    }
    default: return json::string(text);
  }
}

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::InForce: return "in_force";
    case Standing::ToCome: return "to_come";
    case Standing::Over: return "over";
  }
  return "";
}

json::object version_json(DataKind kind, const DataVersion& version, Date today) {
  return {{"id", version.id},
          {"valid_from", version.validity.from.iso()},
          {"valid_to", day_json(version.validity.to)},
          {"standing", name_of(standing_on(version.validity, today))},
          {"values", values_json(kind, version.draft)}};
}

json::object change_json(const DataChange& change) {
  json::object changes;
  for (const auto& [name, from, to] : change.changes) changes[name] = {{"from", from}, {"to", to}};
  return {{"at", change.at.iso()},
          {"by", change.actor_name},
          {"action", std::string_view(change.action).substr(change.action.find('.') + 1)},
          {"changes", std::move(changes)}};
}

json::object verdict_json(const Verdict& verdict, ui::Language language) {
  json::array causes;
  for (const auto& obstacle : verdict.obstacles) {
    causes.push_back(
        {{"cause", claims::name_of(obstacle.cause)}, {"reason", ui::tr_message(language, obstacle.reason)}});
  }
  return {{"outcome", claims::name_of(verdict.outcome)},
          {"fee_percent", verdict.fee_percent.text()},
          {"causes", std::move(causes)}};
}

// ---- reading

std::optional<std::string> text_of(const json::value& value);

// Of a list: words joined by commas, objects of variants one a line.
std::optional<std::string> text_of(const json::array& items, std::string_view name) {
  std::vector<std::string> texts;
  for (const auto& item : items) {
    if (name == "variants" && item.is_object()) {
      const auto part = [&](const char* member) {
        const auto* found = item.as_object().if_contains(member);
        return found && found->is_string() ? std::string(found->as_string()) : std::string();
      };
      texts.push_back(part("code") + " | " + part("label_fr") + " | " + part("label_en"));
    } else if (item.is_string()) {
      texts.emplace_back(item.as_string());
    } else {
      return std::nullopt;
    }
  }
  return join(texts, name == "variants" ? "\n" : ",");
}

std::optional<std::string> text_of(const json::value& value) {
  if (value.is_null()) return std::string();
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_bool()) return std::string(yes_or_no(value.as_bool()));
  if (value.is_int64()) return std::to_string(value.as_int64());
  if (value.is_object()) {
    const auto* amount = value.as_object().if_contains("amount");
    if (amount && amount->is_string()) return std::string(amount->as_string());
  }
  return std::nullopt;
}

}  // namespace

json::object values_json(DataKind kind, const Draft& draft) {
  json::object values;
  for (const auto& value : values_of(kind)) values[value.name] = value_json(value, draft.text(value.name));
  return values;
}

json::object listed_json(const DataSubject& subject, Date today) {
  const auto* next = subject.next_after(today);
  return {{"key", subject.key},
          {"version", subject.version},
          {"in_force", subject.on(today) != nullptr},
          {"values", values_json(subject.kind, subject.present(today).draft)},
          {"changes_on", next ? json::value(next->validity.from.iso()) : json::value(nullptr)}};
}

json::object subject_json(const DataSubject& subject, const std::vector<DataChange>& changes, Date today) {
  json::array versions, gaps, history;
  for (const auto& version : subject.versions) versions.push_back(version_json(subject.kind, version, today));
  for (const auto& gap : gaps_after(subject.versions, today)) {
    gaps.push_back({{"from", gap.from.iso()}, {"to", day_json(gap.to)}});
  }
  for (const auto& change : changes) history.push_back(change_json(change));
  return {{"kind", claims::name_of(subject.kind)}, {"key", subject.key},      {"version", subject.version},
          {"versions", std::move(versions)},       {"gaps", std::move(gaps)}, {"history", std::move(history)}};
}

json::object preview_json(const Preview& preview, ui::Language language) {
  json::array items;
  for (const auto& one : preview.differences) {
    items.push_back({{"claim", one.past.number},
                     {"line_id", one.past.line.id.value},
                     {"reservation_number", one.past.line.reservation_number},
                     {"confirmed_on", one.past.confirmed_on.iso()},
                     {"then", verdict_json(one.then, language)},
                     {"with_this", verdict_json(one.with_this, language)}});
  }
  return {{"since", preview.since.iso()},
          {"claims", preview.claims},
          {"lines", preview.lines},
          {"changed", preview.changed},
          {"now_impossible", preview.now_impossible},
          {"now_approved", preview.now_approved},
          {"now_to_staff", preview.now_to_staff},
          {"now_other", preview.now_other_fee},
          {"items", std::move(items)},
          {"next", preview.next ? json::value(*preview.next) : json::value(nullptr)}};
}

Result<Draft, Refusal> draft_from(DataKind kind, const json::object& body) {
  Draft draft;
  Refusal refusal{"invalid_json", msg("Some fields have a form that is not understood."), {}, Refusal::Kind::Rule};
  for (const auto& field : fields_of(kind)) {
    const auto* sent = body.if_contains(field.name);
    if (!sent) continue;
    const auto text = sent->is_array() ? text_of(sent->as_array(), field.name) : text_of(*sent);
    if (text) {
      draft.set(field.name, *text);
    } else {
      refusal.fields.push_back(
          {std::string(field.name), "wrong_type", msg("Some fields have a form that is not understood.")});
    }
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  return draft;
}

}  // namespace recours::claims
