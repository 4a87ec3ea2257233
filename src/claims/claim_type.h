// Claim types and policies: data with validity dates (claims.md §4), as values. The rules that use them are in
// eligibility.h and admission.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/validity.h"
#include "claims/claim.h"

namespace recours::claims {

enum class QuantityQuestion { None, DeliveredByMistake, DeliveredFewer, DeliveredMore, Affected, ToTakeBack, ToReturn };
enum class Ask { Condition, Comment, Serial, FaultDescription, Accessories, ExpectedPrice, Photo, Document };
enum class GoodsBack { Yes, No, AfterOffer, StaffDecide, ReturnOrKeep };
// Stable codes of the database: delivered_fewer, fault_description, after_offer.
std::string_view name_of(QuantityQuestion question);
std::string_view name_of(Ask ask);
std::string_view name_of(GoodsBack goods_back);
std::optional<QuantityQuestion> quantity_question_named(std::string_view name);
std::optional<Ask> ask_named(std::string_view name);
std::optional<GoodsBack> goods_back_named(std::string_view name);

struct Variant {
  std::string code;
  Label label;
};

struct ClaimType {
  ClaimTypeId id;          // of this version
  std::string department;  // CS
  std::string code;        // 22
  int position = 0;
  Label label;
  Label second_label;
  std::string category;  // return, claim, defect
  std::optional<int> limit_days;
  bool by_doa_policy = false;  // 63: the DOA policy's days and clock, else limit_days
  std::vector<sales::LineKind> line_kinds;
  QuantityQuestion quantity_question = QuantityQuestion::Affected;
  bool uses_quantity = true;  // needs and uses free quantity (not 08, 09, 31, 98)
  std::vector<Ask> asks;
  GoodsBack goods_back = GoodsBack::No;
  bool closed_by_non_returnable = false;  // 10, 22, 25
  bool credit_on_approval = false;        // 01, 03, 08, 22, 25
  bool hidden_from_resellers = false;
  bool active = true;
  std::vector<Variant> variants;
  std::vector<std::string> shots;  // R-844 piece kinds (claim_files.h) it asks to see, in the order of taking them
  Validity validity;

  bool asks_for(Ask ask) const;
  bool shows(std::string_view piece_kind) const;  // among its shots
};

enum class ClockStart { Invoice, Delivery, EndCustomerInvoice };
std::string_view name_of(ClockStart start);
std::optional<ClockStart> clock_start_named(std::string_view name);

struct DoaPolicy {
  std::int64_t id = 0;
  sales::ManufacturerId manufacturer;
  std::string product_group;  // empty: all of the manufacturer
  int days = 7;
  ClockStart clock_start = ClockStart::Invoice;
  bool needs_call_id = false;
  bool needs_end_customer_invoice = false;
  bool direct_to_manufacturer = false;
  Validity validity;
};

struct AutoApproval {
  std::int64_t id = 0;
  std::string department, code;
  std::string condition;  // sealed
  std::int64_t max_net_cents = 0;
  bool needs_known_serials = false;
  Validity validity;
};

struct Fee {
  std::int64_t id = 0;
  std::string department, code;
  Decimal percent;
  Validity validity;
};

struct Department {
  std::string code;
  Label label;
  std::string email;
};

// Why staff refuse: stable codes of the API, in the words and the order of the organisation.
struct RefusalReason {
  std::string code;
  int position = 0;
  Label label;
  bool active = true;       // may be given
  bool by_program = false;  // no_answer: not among the choices of staff
};

// Everything of a moment, read once per request.
struct Policies {
  std::vector<ClaimType> types;  // every version
  std::vector<DoaPolicy> doa;
  std::vector<AutoApproval> auto_approvals;
  std::vector<Fee> fees;
  std::vector<Department> departments;
  std::vector<RefusalReason> refusals;  // in their order, those switched off too

  // The version in force on that day, by position; at most one per (department, code).
  std::vector<const ClaimType*> types_on(Date day) const;
  const ClaimType* type_on(std::string_view department, std::string_view code, Date day) const;
  // The type a claim is under: that of its department, else, once it was transferred, of the one it came from.
  const ClaimType* type_of(const Claim& claim) const;
  const ClaimType* version(ClaimTypeId id) const;
  // Product group first, then the manufacturer's general one.
  const DoaPolicy* doa_on(const sales::InvoiceLine& line, Date day) const;
  const AutoApproval* auto_approval_on(const ClaimType& type, Date day) const;
  const Fee* fee_on(const ClaimType& type, Date day) const;
  Decimal fee_percent_on(const ClaimType& type, Date day) const;
  const Department* department(std::string_view code) const;
  const RefusalReason* refusal(std::string_view code) const;
};

}  // namespace recours::claims
