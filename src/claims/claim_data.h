// R-641 The data claims are decided by, as people keep it: types, DOA policies, automatic approvals, fees,
// e-invoice statuses and procedures in versions with a first day; departments, refusal reasons, settings and articles that are not taken back
// as they are now. What may be typed of each. Pure; where a version may begin is in timeline.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "base/result.h"
#include "claims/claim_type.h"
#include "claims/invoice_status.h"
#include "contacts/draft.h"

namespace recours::claims {

using contacts::Draft;
using contacts::FieldSpec;

enum class DataKind {
  Types,
  DoaPolicies,
  AutoApprovals,
  Fees,
  InvoiceStatuses,
  Procedures,
  Departments,
  RefusalReasons,
  Settings,
  Articles
};
// Of addresses, API and journal: types, doa-policies…
std::string_view name_of(DataKind kind);
std::optional<DataKind> data_kind_named(std::string_view name);
std::span<const DataKind> data_kinds();
bool is_dated(DataKind kind);      // kept in versions, each with its first day
bool decides(DataKind kind);       // claims would have been decided otherwise: a preview tells
bool can_be_added(DataKind kind);  // else what there is can be changed only
accounts::Right right_to_edit(DataKind kind);

// One thing that is asked of it, by the name it has in forms, API and journal.
struct DataValue {
  enum class Kind {
    Text,
    Lines,
    Flag,
    Number,
    Choice,
    Choices,
    Ordered,
    Amount,
    Percent
  };  // Ordered: choices in the order given
  std::string_view name;
  Kind kind = Kind::Text;
  std::size_t longest = 120;  // of texts
  int least = 0, most = 0;    // of numbers
  bool is_needed = true;
  std::span<const std::string_view> choices = {};  // empty: those of the moment (DataWorld)
};
std::span<const DataValue> values_of(DataKind kind);
// The same with the days of validity, for reading forms and comparing.
std::span<const FieldSpec> fields_of(DataKind kind);
// What says which of them it is; never changes.
std::span<const std::string_view> key_values_of(DataKind kind);

// The procedure of manufacturers without one of their own: takes the place of a manufacturer's address.
inline constexpr std::string_view kGeneralProcedure = "general";

// What the values of the moment are checked against.
struct DataWorld {
  const Policies& policies;
  const std::vector<sales::Manufacturer>& manufacturers;
};
// The codes that may be chosen for a value with choices of the moment: departments, types (CS-22), manufacturers.
std::vector<std::string> choices_of(const DataWorld& world, std::string_view value);

// CS-22, nordwind, nordwind~imprimantes, CS, not_covered, rma_valid_days, 1429251.
std::string subject_of(DataKind kind, const Draft& draft);
// Every value as it is kept: flags yes or no, amounts 500.00; or all refusals at once.
Result<Draft, Refusal> admit(DataKind kind, const Draft& typed, const DataWorld& world);

// ---- between drafts and values; what admit() let through only
std::string type_key(std::string_view department, std::string_view code);  // CS-22
// "apparent | Emballage abîmé | Damaged packaging", one a line; the English label may be left out.
std::vector<Variant> variants_in(std::string_view text);
std::string text_of(const std::vector<Variant>& variants);
ClaimType type_of(const Draft& draft);
DoaPolicy doa_policy_of(const Draft& draft, const std::vector<sales::Manufacturer>& manufacturers);
AutoApproval auto_approval_of(const Draft& draft);
Fee fee_of(const Draft& draft);
InvoiceStatusRule invoice_status_rule_of(const Draft& draft);
Draft draft_of(const ClaimType& type);
Draft draft_of(const DoaPolicy& policy, const sales::Manufacturer& manufacturer);
Draft draft_of(const AutoApproval& approval);
Draft draft_of(const Fee& fee);
Draft draft_of(const InvoiceStatusRule& rule);
Draft draft_of(const Department& department);
Draft draft_of(const RefusalReason& reason);
inline bool is_yes(const Draft& draft, std::string_view value) { return draft.text(value) == "yes"; }
inline std::string_view yes_or_no(bool yes) { return yes ? "yes" : "no"; }

// The numbers the organisation may set, with what they are without.
struct NumberSetting {
  std::string_view name;
  std::int64_t fallback;
  int least, most;
};
std::span<const NumberSetting> number_settings();

// Somebody saved since the form was opened.
Refusal stale_claim_data();

}  // namespace recours::claims
