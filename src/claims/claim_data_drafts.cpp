// The data of claims between what people type and what the rules use: only drafts that were admitted come here.
#include <tuple>
#include <utility>

#include "base/text.h"
#include "base/whole_number.h"
#include "claims/claim_data.h"

namespace recours::claims {
namespace {

template <class Value, class Named>
std::vector<Value> values_named(std::string_view commas, Named named) {
  std::vector<Value> values;
  for (const auto& word : split(commas, ',')) {
    if (const auto value = named(word)) values.push_back(*value);
  }
  return values;
}

template <class Values>
std::string names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto value : values) names.emplace_back(name_of(value));
  return join(names, ",");
}

int number_of(const Draft& draft, std::string_view value) {
  return static_cast<int>(whole_number(draft.text(value)).value_or(0));
}

// Department and code of CS-22.
std::pair<std::string, std::string> type_named(std::string_view key) {
  const auto dash = key.find('-');
  return {std::string(key.substr(0, dash)), std::string(key.substr(std::min(key.size(), dash + 1)))};
}

}  // namespace

std::string type_key(std::string_view department, std::string_view code) {
  return std::string(department) + "-" + std::string(code);
}

std::vector<Variant> variants_in(std::string_view text) {
  std::vector<Variant> variants;
  for (const auto& line : split(text, '\n')) {
    const auto parts = split(line, '|');
    if (trim(line).empty()) continue;
    Variant variant{std::string(trim(parts[0])), {}};
    if (parts.size() > 1) variant.label.fr = trim(parts[1]);
    variant.label.en = parts.size() > 2 ? std::string(trim(parts[2])) : variant.label.fr;
    variants.push_back(std::move(variant));
  }
  return variants;
}

std::string text_of(const std::vector<Variant>& variants) {
  std::vector<std::string> lines;
  for (const auto& one : variants) lines.push_back(one.code + " | " + one.label.fr + " | " + one.label.en);
  return join(lines, "\n");
}

ClaimType type_of(const Draft& draft) {
  ClaimType type;
  type.department = draft.text("department");
  type.code = draft.text("code");
  type.position = number_of(draft, "position");
  type.label = {std::string(draft.text("label_fr")), std::string(draft.text("label_en"))};
  type.second_label = {std::string(draft.text("second_label_fr")), std::string(draft.text("second_label_en"))};
  type.category = draft.text("category");
  if (!draft.text("limit_days").empty()) type.limit_days = number_of(draft, "limit_days");
  type.by_doa_policy = draft.text("clock_source") == "doa_policy";
  type.line_kinds = values_named<sales::LineKind>(draft.text("line_kinds"), sales::line_kind_named);
  type.quantity_question = quantity_question_named(draft.text("quantity_question")).value();
  type.uses_quantity = is_yes(draft, "uses_quantity");
  type.asks = values_named<Ask>(draft.text("asks"), ask_named);
  type.goods_back = goods_back_named(draft.text("goods_back")).value();
  type.closed_by_non_returnable = is_yes(draft, "closed_by_non_returnable");
  type.credit_on_approval = is_yes(draft, "credit_on_approval");
  type.hidden_from_resellers = is_yes(draft, "hidden_from_resellers");
  type.active = is_yes(draft, "active");
  type.variants = variants_in(draft.text("variants"));
  type.shots = split(draft.text("shots"), ',');
  std::erase(type.shots, "");
  return type;
}

Draft draft_of(const ClaimType& type) {
  return Draft()
      .set("department", type.department)
      .set("code", type.code)
      .set("position", std::to_string(type.position))
      .set("label_fr", type.label.fr)
      .set("label_en", type.label.en)
      .set("second_label_fr", type.second_label.fr)
      .set("second_label_en", type.second_label.en)
      .set("category", type.category)
      .set("limit_days", type.limit_days ? std::to_string(*type.limit_days) : "")
      .set("clock_source", type.by_doa_policy ? "doa_policy" : "type")
      .set("line_kinds", names_of(type.line_kinds))
      .set("quantity_question", name_of(type.quantity_question))
      .set("uses_quantity", yes_or_no(type.uses_quantity))
      .set("asks", names_of(type.asks))
      .set("goods_back", name_of(type.goods_back))
      .set("closed_by_non_returnable", yes_or_no(type.closed_by_non_returnable))
      .set("credit_on_approval", yes_or_no(type.credit_on_approval))
      .set("hidden_from_resellers", yes_or_no(type.hidden_from_resellers))
      .set("active", yes_or_no(type.active))
      .set("variants", text_of(type.variants))
      .set("shots", join(type.shots, ","));
}

DoaPolicy doa_policy_of(const Draft& draft, const std::vector<sales::Manufacturer>& manufacturers) {
  DoaPolicy policy;
  for (const auto& one : manufacturers) {
    if (one.slug == draft.text("manufacturer")) policy.manufacturer = one.id;
  }
  policy.product_group = draft.text("product_group");
  policy.days = number_of(draft, "days");
  policy.clock_start = clock_start_named(draft.text("clock_start")).value();
  policy.needs_call_id = is_yes(draft, "needs_call_id");
  policy.needs_end_customer_invoice = is_yes(draft, "needs_end_customer_invoice");
  policy.direct_to_manufacturer = is_yes(draft, "direct_to_manufacturer");
  return policy;
}

Draft draft_of(const DoaPolicy& policy, const sales::Manufacturer& manufacturer) {
  return Draft()
      .set("manufacturer", manufacturer.slug)
      .set("product_group", policy.product_group)
      .set("days", std::to_string(policy.days))
      .set("clock_start", name_of(policy.clock_start))
      .set("needs_call_id", yes_or_no(policy.needs_call_id))
      .set("needs_end_customer_invoice", yes_or_no(policy.needs_end_customer_invoice))
      .set("direct_to_manufacturer", yes_or_no(policy.direct_to_manufacturer));
}

AutoApproval auto_approval_of(const Draft& draft) {
  AutoApproval approval;
  std::tie(approval.department, approval.code) = type_named(draft.text("type"));
  approval.condition = draft.text("condition");
  approval.max_net_cents = recours::Money::parse_cents(draft.text("max_net")).value_or(0);
  approval.needs_known_serials = is_yes(draft, "needs_known_serials");
  return approval;
}

Draft draft_of(const AutoApproval& approval) {
  return Draft()
      .set("type", type_key(approval.department, approval.code))
      .set("condition", approval.condition)
      .set("max_net", recours::Money{approval.max_net_cents, "EUR"}.amount())
      .set("needs_known_serials", yes_or_no(approval.needs_known_serials));
}

Fee fee_of(const Draft& draft) {
  Fee fee;
  std::tie(fee.department, fee.code) = type_named(draft.text("type"));
  if (const auto percent = Decimal::parse(draft.text("percent"))) fee.percent = percent->value;
  return fee;
}

Draft draft_of(const Fee& fee) {
  return Draft().set("type", type_key(fee.department, fee.code)).set("percent", fee.percent.text());
}

InvoiceStatusRule invoice_status_rule_of(const Draft& draft) {
  InvoiceStatusRule rule;
  rule.code = draft.text("claim_code");
  rule.status = draft.text("status");
  rule.partial_status = draft.text("partial_status");
  rule.reasons = split(draft.text("status_reasons"), ',');
  rule.actions = split(draft.text("status_actions"), ',');
  std::erase(rule.reasons, "");
  std::erase(rule.actions, "");
  rule.only_if_invoiced = is_yes(draft, "only_if_invoiced");
  return rule;
}

Draft draft_of(const InvoiceStatusRule& rule) {
  return Draft()
      .set("claim_code", rule.code)
      .set("status", rule.status)
      .set("partial_status", rule.partial_status)
      .set("status_reasons", join(rule.reasons, ","))
      .set("status_actions", join(rule.actions, ","))
      .set("only_if_invoiced", yes_or_no(rule.only_if_invoiced));
}

Draft draft_of(const Department& department) {
  return Draft()
      .set("department", department.code)
      .set("label_fr", department.label.fr)
      .set("label_en", department.label.en)
      .set("email", department.email);
}

Draft draft_of(const RefusalReason& reason) {
  return Draft()
      .set("code", reason.code)
      .set("label_fr", reason.label.fr)
      .set("label_en", reason.label.en)
      .set("position", std::to_string(reason.position))
      .set("active", yes_or_no(reason.active));
}

}  // namespace recours::claims
