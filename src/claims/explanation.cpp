#include "claims/explanation.h"

#include <boost/json.hpp>

namespace recours::claims {
namespace {

namespace json = boost::json;
using Outcome = Check::Outcome;

// What was noted at confirmation, member by member; what an older program did not note is absent.
class Noted {
 public:
  explicit Noted(const std::string& basis) {
    if (!basis.empty()) values_ = json::parse(basis).as_object();
  }
  bool empty() const { return values_.empty(); }
  const json::object& values() const { return values_; }
  bool is_true(std::string_view name) const {
    const auto* value = values_.if_contains(name);
    return value && value->is_bool() && value->as_bool();
  }
  std::int64_t number(std::string_view name) const {
    const auto* value = values_.if_contains(name);
    return value && value->is_int64() ? value->as_int64() : 0;
  }
  std::string text(std::string_view name) const {
    const auto* value = values_.if_contains(name);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
  }
  // A policy that was in force; null where there was none.
  const json::object* policy(std::string_view name) const {
    const auto* value = values_.if_contains(name);
    return value && value->is_object() ? &value->as_object() : nullptr;
  }

 private:
  json::object values_;
};

Check told(Message text) { return {std::move(text), Outcome::Told}; }
Check checked(bool passed, Message text) { return {std::move(text), passed ? Outcome::Passed : Outcome::Failed}; }

recours::Money euros(std::int64_t cents, const PastLine& past) { return {cents, past.currency}; }

// ---- what could be claimed

Check limit_of(const PastLine& past, const ClaimType& type, const DoaPolicy* doa) {
  if (type.by_doa_policy && doa) {
    return told(msg("The DOA policy of {1} in force since {2} gave {3} days.", past.sold.manufacturer_name,
                    doa->validity.from, doa->days));
  }
  if (!type.limit_days) return told(msg("This type has no limit in time."));
  return told(msg("Its limit was {1} days from the invoice date, {2}.", *type.limit_days, past.invoice_date));
}

std::vector<Check> eligibility_of(const PastLine& past, const Policies& policies) {
  const ClaimType& type = *policies.version(past.line.type);
  std::vector<Check> checks{told(
      msg("Declared as {1} {2}, in the version in force since {3}.", type.department, type.code, type.validity.from))};
  if (past.without_invoice) {
    checks.push_back(told(msg("Recorded by staff without an invoice: no limit was computed. {1}", past.line.staff_reason)));
    return checks;
  }
  checks.push_back(limit_of(past, type, policies.doa_on(past.sold, past.invoice_date)));
  const Situation situation{past.sold, past.invoice_date, past.confirmed_on, past.sold.quantity,
                            past.line.end_customer_invoice_on};
  const auto eligibility = evaluate(situation, type, policies);
  if (const auto* denied = std::get_if<Denied>(&eligibility)) {
    for (const auto& obstacle : denied->obstacles) checks.push_back(checked(false, obstacle.reason));
    if (!past.line.staff_reason.empty()) {
      checks.push_back(told(msg("Staff declared it all the same: {1}", past.line.staff_reason)));
    }
    return checks;
  }
  const auto& until = std::get<Allowed>(eligibility).until;
  checks.push_back(checked(true, until ? msg("Confirmed on {1}: possible until {2}.", past.confirmed_on, *until)
                                       : msg("Confirmed on {1}: possible.", past.confirmed_on)));
  return checks;
}

// ---- whether it was approved by itself

Check condition_check(const Noted& noted, const json::object& policy) {
  const std::string asked(policy.at("condition").as_string());
  const bool passed = noted.text("condition") == asked;
  if (asked == "sealed") {
    return checked(passed, passed ? msg("The product was declared sealed, as the policy asks.")
                                  : msg("The policy asks for a sealed product; it was not declared so."));
  }
  return checked(passed, passed ? msg("The product was declared in the condition the policy asks for.")
                                : msg("The product was not declared in the condition the policy asks for."));
}

Check amount_check(const PastLine& past, const Noted& noted, const json::object& policy) {
  const std::int64_t beside = std::max(noted.number("claim_net_cents"), noted.number("invoice_line_net_cents"));
  const std::int64_t counted = noted.number("net_cents") + beside, most = policy.at("max_net_cents").as_int64();
  return checked(
      counted <= most,
      msg("The net amount that counts was {1} ({2} of this line, {3} claimed beside it); at most {4}.",
          euros(counted, past), euros(noted.number("net_cents"), past), euros(beside, past), euros(most, past)));
}

std::vector<Check> serial_checks(const Noted& noted, const json::object& policy) {
  std::vector<Check> checks;
  if (policy.at("needs_known_serials").as_bool()) {
    const bool known = noted.is_true("serials_known");
    checks.push_back(checked(known, known ? msg("Every serial number was sold on this line, or the line has none.")
                                          : msg("A serial number is missing, or was not sold on this line.")));
  }
  if (noted.is_true("serial_in_use")) {
    checks.push_back(checked(false, msg("A serial number was claimed already in another claim.")));
  }
  return checks;
}

std::vector<Check> approval_of(const PastLine& past, const Noted& noted) {
  if (noted.empty()) return {told(msg("Nothing was noted when this line was confirmed."))};
  if (past.without_invoice) return {told(msg("A claim without invoice is always given to a person."))};
  if (!noted.text("staff_reason").empty()) return {checked(false, msg("A rule was set aside: a person decides."))};
  const auto* policy = noted.policy("auto_approval");
  if (!policy) return {told(msg("No automatic approval was in force for this type: a person decides."))};
  std::vector<Check> checks;
  if (const auto since = Date::parse_iso(std::string(policy->at("valid_from").as_string()))) {
    checks.push_back(told(msg("The automatic approval in force since {1} was asked.", *since)));
  }
  checks.push_back(condition_check(noted, *policy));
  checks.push_back(amount_check(past, noted, *policy));
  for (auto& check : serial_checks(noted, *policy)) checks.push_back(std::move(check));
  return checks;
}

std::vector<Check> fee_of(const PastLine& past) {
  if (past.line.fee_percent == Decimal()) return {told(msg("No fee was in force for this type."))};
  return {told(msg("A fee of {1} % was in force at confirmation.", past.line.fee_percent))};
}

json::array sentences_of(const std::vector<Check>& checks, ui::Language language) {
  json::array sentences;
  for (const auto& check : checks) {
    const json::value passed =
        check.outcome == Outcome::Told ? json::value(nullptr) : json::value(check.outcome == Outcome::Passed);
    sentences.push_back({{"text", ui::tr_message(language, check.text)}, {"passed", passed}});
  }
  return sentences;
}

json::object type_json(const ClaimType& type) {
  return {{"id", type.id.value},
          {"department", type.department},
          {"code", type.code},
          {"valid_from", type.validity.from.iso()},
          {"limit_days", type.limit_days ? json::value(*type.limit_days) : json::value(nullptr)}};
}

}  // namespace

//
Explanation explain(const PastLine& past, const Policies& policies) {
  const Noted noted(past.basis);
  Explanation explanation;
  explanation.line = past.line.id;
  explanation.reservation_number = past.line.reservation_number;
  explanation.decided_on = Date::parse_iso(noted.text("on"));
  explanation.approved = noted.is_true("approved");
  explanation.eligibility = eligibility_of(past, policies);
  explanation.approval = approval_of(past, noted);
  explanation.fee = fee_of(past);
  if (noted.empty()) {
    explanation.answer = msg("Nothing was noted when this line was confirmed.");
  } else {
    explanation.answer = explanation.approved ? msg("Approved by itself: every condition of the policy was met.")
                                              : msg("Given to a person: the line could not be approved by itself.");
  }
  return explanation;
}

json::object explanation_json(const Explanation& explanation, const PastLine& past, const Policies& policies,
                              ui::Language language) {
  const Noted noted(past.basis);
  json::object inputs{{"invoice_date", past.invoice_date.iso()}};
  for (const char* name : {"condition", "quantity", "net_cents", "claim_net_cents", "invoice_line_net_cents",
                           "serials_known", "serial_in_use"}) {
    const auto* value = noted.values().if_contains(name);
    inputs[name] = value ? *value : json::value(nullptr);
  }
  const auto policy = [&](std::string_view name) {
    const auto* found = noted.policy(name);
    return found ? json::value(*found) : json::value(nullptr);
  };
  return {
      {"line_id", explanation.line.value},
      {"reservation_number", explanation.reservation_number},
      {"decided_on", explanation.decided_on ? json::value(explanation.decided_on->iso()) : json::value(nullptr)},
      {"answer", noted.empty() ? json::value(nullptr) : json::value(explanation.approved ? "approved" : "to_staff")},
      {"answer_text", ui::tr_message(language, explanation.answer)},
      {"policies",
       {{"claim_type", type_json(*policies.version(past.line.type))},
        {"auto_approval", policy("auto_approval")},
        {"fee", policy("fee")}}},
      {"inputs", std::move(inputs)},
      {"eligibility", sentences_of(explanation.eligibility, language)},
      {"approval", sentences_of(explanation.approval, language)},
      {"fee", sentences_of(explanation.fee, language)}};
}

}  // namespace recours::claims
