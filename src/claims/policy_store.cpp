#include "claims/policy_store.h"

#include <map>

#include "accounts/settings.h"
#include "base/text.h"

namespace recours::claims {
namespace {

Validity validity_of(const db::Row& row) {
  return {row.get<Date>("valid_from"), row.get<std::optional<Date>>("valid_to")};
}

// A word of a comma list that this program does not know was written by a newer one or by hand: never guessed at.
template <class Value, class Named>
std::vector<Value> values_of(const std::string& comma_list, Named named) {
  std::vector<Value> values;
  if (comma_list.empty()) return values;
  for (const auto& word : split(comma_list, ',')) {
    const auto value = named(trim(word));
    if (!value) throw db::Error("claim_type: unknown word '" + word + "'");
    values.push_back(*value);
  }
  return values;
}

ClaimType type_of(const db::Row& row) {
  ClaimType type;
  type.id = row.get<ClaimTypeId>("id");
  type.department = row.get<std::string>("department");
  type.code = row.get<std::string>("code");
  type.position = row.get<int>("position");
  type.label = {row.get<std::string>("label_fr"), row.get<std::string>("label_en")};
  type.second_label = {row.get<std::string>("second_label_fr"), row.get<std::string>("second_label_en")};
  type.category = row.get<std::string>("category");
  type.limit_days = row.get<std::optional<int>>("limit_days");
  type.by_doa_policy = row.get<std::string_view>("clock_source") == "doa_policy";
  type.line_kinds = values_of<sales::LineKind>(row.get<std::string>("line_kinds"), sales::line_kind_named);
  type.quantity_question = quantity_question_named(row.get<std::string_view>("quantity_question")).value();
  type.uses_quantity = row.get<bool>("uses_quantity");
  type.asks = values_of<Ask>(row.get<std::string>("asks"), ask_named);
  type.goods_back = goods_back_named(row.get<std::string_view>("goods_back")).value();
  type.closed_by_non_returnable = row.get<bool>("closed_by_non_returnable");
  type.credit_on_approval = row.get<bool>("credit_on_approval");
  type.hidden_from_resellers = row.get<bool>("hidden_from_resellers");
  type.active = row.get<bool>("active");
  type.validity = validity_of(row);
  return type;
}

std::vector<ClaimType> load_types(db::Reader& reader) {
  std::map<std::int64_t, std::vector<Variant>> variants;
  reader.each(
      "SELECT claim_type_id, variant, label_fr, label_en FROM claim_type_variant ORDER BY claim_type_id, position", {},
      [&](const db::Row& row) {
        variants[row.get<std::int64_t>("claim_type_id")].push_back(
            {row.get<std::string>("variant"), {row.get<std::string>("label_fr"), row.get<std::string>("label_en")}});
      });
  std::map<std::int64_t, std::vector<std::string>> shots;
  reader.each("SELECT claim_type_id, kind FROM claim_type_shot ORDER BY claim_type_id, position", {},
              [&](const db::Row& row) {
                shots[row.get<std::int64_t>("claim_type_id")].push_back(row.get<std::string>("kind"));
              });
  auto types = reader.list("SELECT * FROM claim_type ORDER BY position, valid_from", {}, type_of);
  for (auto& type : types) {
    if (const auto found = variants.find(type.id.value); found != variants.end())
      type.variants = std::move(found->second);
    if (const auto found = shots.find(type.id.value); found != shots.end()) type.shots = std::move(found->second);
  }
  return types;
}

DoaPolicy doa_of(const db::Row& row) {
  DoaPolicy policy;
  policy.id = row.get<std::int64_t>("id");
  policy.manufacturer = row.get<sales::ManufacturerId>("manufacturer_id");
  policy.product_group = row.get<std::string>("product_group");
  policy.days = row.get<int>("days");
  policy.clock_start = clock_start_named(row.get<std::string_view>("clock_start")).value();
  policy.needs_call_id = row.get<bool>("needs_call_id");
  policy.needs_end_customer_invoice = row.get<bool>("needs_end_customer_invoice");
  policy.direct_to_manufacturer = row.get<bool>("direct_to_manufacturer");
  policy.validity = validity_of(row);
  return policy;
}

AutoApproval auto_approval_of(const db::Row& row) {
  return {row.get<std::int64_t>("id"),
          row.get<std::string>("department"),
          row.get<std::string>("code"),
          row.get<std::string>("condition"),
          row.get<std::int64_t>("max_net_cents"),
          row.get<bool>("needs_known_serials"),
          validity_of(row)};
}

Fee fee_of(const db::Row& row) {
  return {row.get<std::int64_t>("id"), row.get<std::string>("department"), row.get<std::string>("code"),
          row.get<Decimal>("percent_micros"), validity_of(row)};
}

Department department_of(const db::Row& row) {
  return {row.get<std::string>("code"),
          {row.get<std::string>("label_fr"), row.get<std::string>("label_en")},
          row.get<std::string>("email")};
}

}  // namespace

Policies load_policies(db::Reader& reader) {
  Policies policies;
  policies.types = load_types(reader);
  policies.doa = reader.list("SELECT * FROM doa_policy ORDER BY valid_from, id", {}, doa_of);
  policies.auto_approvals = reader.list("SELECT * FROM auto_approval ORDER BY valid_from, id", {}, auto_approval_of);
  policies.fees = reader.list("SELECT * FROM claim_fee ORDER BY valid_from, id", {}, fee_of);
  policies.departments =
      reader.list("SELECT code, label_fr, label_en, email FROM department ORDER BY code", {}, department_of);
  policies.refusals = list_refusal_reasons(reader);
  return policies;
}

std::vector<RefusalReason> list_refusal_reasons(db::Reader& reader) {
  return reader.list(
      "SELECT code, position, label_fr, label_en, active, by_program FROM claim_refusal ORDER BY position, code", {},
      [](const db::Row& row) {
        return RefusalReason{row.get<std::string>("code"),
                             row.get<int>("position"),
                             {row.get<std::string>("label_fr"), row.get<std::string>("label_en")},
                             row.get<bool>("active"),
                             row.get<bool>("by_program")};
      });
}

std::int64_t setting_or(db::Reader& reader, std::string_view name, std::int64_t fallback) {
  const auto text = accounts::find_setting(reader, name);
  if (!text) return fallback;
  const auto number = Decimal::parse(*text);
  if (!number || !number->value.is_whole() || number->value <= Decimal()) return fallback;
  return number->value.micros() / Decimal::kScale;
}

}  // namespace recours::claims
