#include "claims/claim_data.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "claims/claim_files.h"

namespace recours::claims {
namespace {

using Kind = DataValue::Kind;
using Words = std::span<const std::string_view>;

struct KindFacts {
  DataKind kind;
  std::string_view name;
  bool is_dated, decides, can_be_added;
};
constexpr std::array kKinds{
    KindFacts{DataKind::Types, "types", true, true, true},
    KindFacts{DataKind::DoaPolicies, "doa-policies", true, true, true},
    KindFacts{DataKind::AutoApprovals, "auto-approvals", true, true, true},
    KindFacts{DataKind::Fees, "fees", true, true, true},
    KindFacts{DataKind::InvoiceStatuses, "invoice-statuses", true, false, true},
    KindFacts{DataKind::Procedures, "procedures", true, false, true},
    KindFacts{DataKind::Departments, "departments", false, false, false},
    KindFacts{DataKind::RefusalReasons, "refusal-reasons", false, false, true},
    KindFacts{DataKind::Settings, "settings", false, false, false},
    KindFacts{DataKind::Articles, "articles", false, false, true},
};
constexpr auto kKindList = [] {
  std::array<DataKind, kKinds.size()> kinds{};
  for (std::size_t at = 0; at < kKinds.size(); ++at) kinds[at] = kKinds[at].kind;
  return kinds;
}();

const KindFacts& facts_of(DataKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

// ---- what is asked of each

constexpr std::string_view kCategories[] = {"return", "claim", "defect"};
constexpr std::string_view kClockSources[] = {"type", "doa_policy"};
constexpr std::string_view kLineKinds[] = {"goods", "service", "freight"};
constexpr std::string_view kQuestions[] = {"none",     "delivered_by_mistake", "delivered_fewer", "delivered_more",
                                           "affected", "to_take_back",         "to_return"};
constexpr std::string_view kAsks[] = {"condition",   "comment",        "serial", "fault_description",
                                      "accessories", "expected_price", "photo",  "document"};
constexpr std::string_view kGoodsBack[] = {"yes", "no", "after_offer", "staff_decide", "return_or_keep"};
constexpr std::string_view kClockStarts[] = {"invoice", "delivery", "end_customer_invoice"};
constexpr std::string_view kConditions[] = {"sealed", "opened", "damaged"};

constexpr DataValue text(std::string_view name, std::size_t longest, bool is_needed = true) {
  return {name, Kind::Text, longest, 0, 0, is_needed, {}};
}
constexpr DataValue lines(std::string_view name, std::size_t longest, bool is_needed) {
  return {name, Kind::Lines, longest, 0, 0, is_needed, {}};
}
constexpr DataValue flag(std::string_view name) { return {name, Kind::Flag, 3, 0, 0, true, {}}; }
constexpr DataValue number(std::string_view name, int least, int most, bool is_needed = true) {
  return {name, Kind::Number, 12, least, most, is_needed, {}};
}
constexpr DataValue choice(std::string_view name, Words choices = {}, bool is_needed = true) {
  return {name, Kind::Choice, 200, 0, 0, is_needed, choices};
}
constexpr DataValue some_of(std::string_view name, Words choices, bool is_needed) {
  return {name, Kind::Choices, 400, 0, 0, is_needed, choices};
}

constexpr DataValue kTypeValues[] = {choice("department"),
                                     text("code", 10),
                                     number("position", 1, 9999),
                                     text("label_fr", 120),
                                     text("label_en", 120, false),
                                     text("second_label_fr", 120, false),
                                     text("second_label_en", 120, false),
                                     choice("category", kCategories),
                                     number("limit_days", 0, 3650, false),
                                     choice("clock_source", kClockSources),
                                     some_of("line_kinds", kLineKinds, true),
                                     choice("quantity_question", kQuestions),
                                     flag("uses_quantity"),
                                     some_of("asks", kAsks, false),
                                     choice("goods_back", kGoodsBack),
                                     flag("closed_by_non_returnable"),
                                     flag("credit_on_approval"),
                                     flag("hidden_from_resellers"),
                                     flag("active"),
                                     lines("variants", 2000, false),
                                     {"shots", Kind::Ordered, 400, 0, 0, false, {}}};
constexpr DataValue kDoaValues[] = {choice("manufacturer"),        text("product_group", 80, false),
                                    number("days", 0, 3650),       choice("clock_start", kClockStarts),
                                    flag("needs_call_id"),         flag("needs_end_customer_invoice"),
                                    flag("direct_to_manufacturer")};
constexpr DataValue kApprovalValues[] = {choice("type"),
                                         choice("condition", kConditions),
                                         {"max_net", Kind::Amount, 20, 0, 0, true, {}},
                                         flag("needs_known_serials")};
constexpr DataValue kFeeValues[] = {choice("type"), {"percent", Kind::Percent, 12, 0, 0, true, {}}};
constexpr DataValue kInvoiceStatusValues[] = {choice("claim_code"),
                                              text("status", 10),
                                              text("partial_status", 10, false),
                                              text("status_reasons", 200, false),
                                              text("status_actions", 200, false),
                                              flag("only_if_invoiced")};
constexpr DataValue kProcedureValues[] = {choice("manufacturer"), lines("text_fr", 50'000, true),
                                          lines("text_en", 50'000, false)};
constexpr DataValue kDepartmentValues[] = {choice("department"), text("label_fr", 80), text("label_en", 80, false),
                                           text("email", 254)};
constexpr DataValue kReasonValues[] = {text("code", 60, false), text("label_fr", 120), text("label_en", 120, false),
                                       number("position", 1, 9999), flag("active")};
constexpr DataValue kSettingValues[] = {text("name", 40), number("value", 1, 3650)};
constexpr DataValue kArticleValues[] = {text("article_no", 60), flag("non_returnable")};

constexpr std::string_view kTypeKey[] = {"department", "code"};
constexpr std::string_view kDoaKey[] = {"manufacturer", "product_group"};
constexpr std::string_view kOfTypeKey[] = {"type"};
constexpr std::string_view kClaimCodeKey[] = {"claim_code"};
constexpr std::string_view kManufacturerKey[] = {"manufacturer"};
constexpr std::string_view kDepartmentKey[] = {"department"};
constexpr std::string_view kCodeKey[] = {"code"};
constexpr std::string_view kNameKey[] = {"name"};
constexpr std::string_view kArticleKey[] = {"article_no"};

constexpr std::array kSettings{
    NumberSetting{"rma_valid_days", 14, 1, 365},      NumberSetting{"rma_reminder_day", 10, 1, 364},
    NumberSetting{"no_answer_days", 7, 1, 90},  NumberSetting{"reopen_days", 30, 1, 365},
    NumberSetting{"claim_archive_days", 90, 1, 3650}, NumberSetting{"claim_max_lines", 30, 1, 200},
};

std::vector<FieldSpec> specs_of(DataKind kind) {
  std::vector<FieldSpec> specs;
  for (const auto& value : values_of(kind)) {
    const bool is_long = value.kind == Kind::Lines;
    specs.push_back({value.name, value.longest, is_long ? FieldSpec::Shape::Lines : FieldSpec::Shape::Line});
  }
  if (is_dated(kind)) {
    specs.push_back({"valid_from", 20});
    specs.push_back({"valid_to", 20});
  }
  return specs;
}

}  // namespace

std::string_view name_of(DataKind kind) { return facts_of(kind).name; }
bool is_dated(DataKind kind) { return facts_of(kind).is_dated; }
bool decides(DataKind kind) { return facts_of(kind).decides; }
bool can_be_added(DataKind kind) { return facts_of(kind).can_be_added; }
std::span<const DataKind> data_kinds() { return kKindList; }

std::optional<DataKind> data_kind_named(std::string_view name) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& one) { return one.name == name; });
  return found == kKinds.end() ? std::nullopt : std::optional(found->kind);
}

accounts::Right right_to_edit(DataKind kind) {
  return kind == DataKind::Procedures ? accounts::Right::EditProcedures : accounts::Right::ManagePolicies;
}

std::span<const DataValue> values_of(DataKind kind) {
  switch (kind) {
    case DataKind::Types: return kTypeValues;
    case DataKind::DoaPolicies: return kDoaValues;
    case DataKind::AutoApprovals: return kApprovalValues;
    case DataKind::Fees: return kFeeValues;
    case DataKind::InvoiceStatuses: return kInvoiceStatusValues;
    case DataKind::Procedures: return kProcedureValues;
    case DataKind::Departments: return kDepartmentValues;
    case DataKind::RefusalReasons: return kReasonValues;
    case DataKind::Settings: return kSettingValues;
    case DataKind::Articles: return kArticleValues;
  }
  return {};
}

std::span<const FieldSpec> fields_of(DataKind kind) {
  static const auto all = [] {
    std::vector<std::vector<FieldSpec>> specs;
    for (const auto one : kKindList) specs.push_back(specs_of(one));
    return specs;
  }();
  return all[static_cast<std::size_t>(kind)];
}

std::span<const std::string_view> key_values_of(DataKind kind) {
  switch (kind) {
    case DataKind::Types: return kTypeKey;
    case DataKind::DoaPolicies: return kDoaKey;
    case DataKind::AutoApprovals:
    case DataKind::Fees: return kOfTypeKey;
    case DataKind::InvoiceStatuses: return kClaimCodeKey;
    case DataKind::Procedures: return kManufacturerKey;
    case DataKind::Departments: return kDepartmentKey;
    case DataKind::RefusalReasons: return kCodeKey;
    case DataKind::Settings: return kNameKey;
    case DataKind::Articles: return kArticleKey;
  }
  return {};
}

std::vector<std::string> choices_of(const DataWorld& world, std::string_view value) {
  std::vector<std::string> codes;
  const auto add = [&](std::string code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
  };
  if (value == "department") {
    for (const auto& one : world.policies.departments) add(one.code);
  } else if (value == "type") {
    for (const auto& one : world.policies.types) add(type_key(one.department, one.code));
  } else if (value == "claim_code") {
    for (const auto& one : world.policies.types) add(one.code);
    add(std::string(kAskCode));
    add(std::string(kAnswerCode));
  } else if (value == "manufacturer") {
    for (const auto& one : world.manufacturers) add(one.slug);
  } else if (value == "shots") {
    for (const auto& one : piece_kinds()) add(one.code);
  }
  return codes;
}

std::string subject_of(DataKind kind, const Draft& draft) {
  if (kind == DataKind::Types) return type_key(draft.text("department"), draft.text("code"));
  std::string key(draft.text(key_values_of(kind).front()));
  const auto group = slug(draft.text("product_group"));
  return kind == DataKind::DoaPolicies && !group.empty() ? key + "~" + group : key;
}

std::span<const NumberSetting> number_settings() { return kSettings; }

Refusal stale_claim_data() {
  return {"stale_version",
          msg("Somebody saved this in the meantime. What you typed is kept below: compare, then save again."),
          {},
          Refusal::Kind::Conflict};
}

}  // namespace recours::claims
