#include "complaints/past_handling_json.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "complaints/handling_json.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;

// The members that are texts, days and so on, named once for both directions.
template <class Past>
auto texts_of(Past& past) {
  return std::array{std::pair{"acknowledgement_late_reason", &past.acknowledgement_late_reason},
                    std::pair{"answer", &past.answer},
                    std::pair{"answer_late_reason", &past.answer_late_reason},
                    std::pair{"decision", &past.decision},
                    std::pair{"finding", &past.finding},
                    std::pair{"solution", &past.solution},
                    std::pair{"root_cause", &past.root_cause},
                    std::pair{"dysfunction", &past.dysfunction},
                    std::pair{"waiver", &past.waiver},
                    std::pair{"waiver_reason", &past.waiver_reason}};
}

template <class Past>
auto days_of(Past& past) {
  return std::array{std::pair{"acknowledged_on", &past.acknowledged_on}, std::pair{"answered_on", &past.answered_on},
                    std::pair{"closed_on", &past.closed_on}};
}

// A draft keeps an amount that cannot be read yet, too.
void read_amount(Fields& fields, PastHandling& past) {
  if (fields.is_text("amount"))
    past.amount = trim(fields.text("amount"));
  else if (const auto amount = fields.money("amount"))
    past.amount = amount->amount();
}

void read_findings(Fields& fields, const json::object& body, PastHandling& past) {
  const auto* items = body.if_contains("findings");
  if (!items || items->is_null()) return;
  if (!items->is_array()) return fields.refuse("findings", "not_a_list", msg("A list is expected here."));
  for (const auto& item : items->as_array()) {
    if (!item.is_string() && !item.is_null()) {
      return fields.refuse("findings", "not_a_text", msg("A text is expected here."));
    }
    past.findings.emplace_back(item.is_string() ? std::string(item.as_string()) : std::string());
  }
}

Refusal with_prefix(Refusal refusal) {
  for (auto& field : refusal.fields) field.field = "past." + field.field;
  return refusal;
}

}  // namespace

json::object json_of(const PastHandling& past) {
  json::object said;
  for (const auto& [name, text] : texts_of(past)) {
    if (!text->empty()) said[name] = *text;
  }
  for (const auto& [name, day] : days_of(past)) {
    if (*day) said[name] = (*day)->iso();
  }
  if (past.mediator_mentioned) said["mediator_mentioned"] = true;
  if (!past.amount.empty()) said["amount"] = past.amount;
  if (!past.findings.empty()) said["findings"] = json::array(past.findings.begin(), past.findings.end());
  return {{"state", past.state}, {"past", std::move(said)}};
}

Result<PastHandling, Refusal> past_from(const json::object& body) {
  PastHandling past;
  Fields outer(body);
  if (const auto state = std::string(trim(outer.text("state"))); !state.empty()) past.state = state;
  if (!outer.ok()) return fail(outer.refusal());
  const auto* value = body.if_contains("past");
  if (!value || value->is_null()) return past;
  if (!value->is_object()) {
    outer.refuse("past", "not_an_object", msg("An object is expected here."));
    return fail(outer.refusal());
  }
  const auto& said = value->as_object();
  Fields fields(said);
  for (const auto& [name, text] : texts_of(past)) *text = trim(fields.text(name));
  for (const auto& [name, day] : days_of(past)) *day = fields.date(name);
  past.mediator_mentioned = fields.flag("mediator_mentioned", false);
  read_amount(fields, past);
  read_findings(fields, said, past);
  if (!fields.ok()) return fail(with_prefix(fields.refusal()));
  return past;
}

std::string text_of(const PastHandling& past) {
  return is_empty(past) ? std::string() : json::serialize(json_of(past));
}

PastHandling past_of(std::string_view text) {
  if (text.empty()) return {};
  return past_from(json::parse(text).as_object()).value();
}

}  // namespace recours::complaints
