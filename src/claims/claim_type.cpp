#include "claims/claim_type.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace recours::claims {
namespace {

template <class Value, std::size_t count>
using Names = std::array<std::pair<Value, std::string_view>, count>;

constexpr Names<QuantityQuestion, 7> kQuestions{{
    {QuantityQuestion::None, "none"},
    {QuantityQuestion::DeliveredByMistake, "delivered_by_mistake"},
    {QuantityQuestion::DeliveredFewer, "delivered_fewer"},
    {QuantityQuestion::DeliveredMore, "delivered_more"},
    {QuantityQuestion::Affected, "affected"},
    {QuantityQuestion::ToTakeBack, "to_take_back"},
    {QuantityQuestion::ToReturn, "to_return"},
}};
constexpr Names<Ask, 8> kAsks{{
    {Ask::Condition, "condition"},
    {Ask::Comment, "comment"},
    {Ask::Serial, "serial"},
    {Ask::FaultDescription, "fault_description"},
    {Ask::Accessories, "accessories"},
    {Ask::ExpectedPrice, "expected_price"},
    {Ask::Photo, "photo"},
    {Ask::Document, "document"},
}};
constexpr Names<GoodsBack, 5> kGoodsBack{{
    {GoodsBack::Yes, "yes"},
    {GoodsBack::No, "no"},
    {GoodsBack::AfterOffer, "after_offer"},
    {GoodsBack::StaffDecide, "staff_decide"},
    {GoodsBack::ReturnOrKeep, "return_or_keep"},
}};
constexpr Names<ClockStart, 3> kClockStarts{{
    {ClockStart::Invoice, "invoice"},
    {ClockStart::Delivery, "delivery"},
    {ClockStart::EndCustomerInvoice, "end_customer_invoice"},
}};

template <class Value, std::size_t count>
std::string_view name_in(const Names<Value, count>& names, Value value) {
  return std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == value; })->second;
}

template <class Value, std::size_t count>
std::optional<Value> value_in(const Names<Value, count>& names, std::string_view name) {
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.second == name; });
  return found == names.end() ? std::nullopt : std::optional(found->first);
}

template <class Policy>
bool is_for(const Policy& policy, const ClaimType& type, Date day) {
  return policy.department == type.department && policy.code == type.code && policy.validity.covers(day);
}

// The newest version wins where two overlap.
template <class Policy>
const Policy* newest(const Policy* a, const Policy& b) {
  return !a || a->validity.from < b.validity.from ? &b : a;
}

}  // namespace

std::string_view name_of(QuantityQuestion question) { return name_in(kQuestions, question); }
std::string_view name_of(Ask ask) { return name_in(kAsks, ask); }
std::string_view name_of(GoodsBack goods_back) { return name_in(kGoodsBack, goods_back); }
std::string_view name_of(ClockStart start) { return name_in(kClockStarts, start); }
std::optional<QuantityQuestion> quantity_question_named(std::string_view name) { return value_in(kQuestions, name); }
std::optional<Ask> ask_named(std::string_view name) { return value_in(kAsks, name); }
std::optional<GoodsBack> goods_back_named(std::string_view name) { return value_in(kGoodsBack, name); }
std::optional<ClockStart> clock_start_named(std::string_view name) { return value_in(kClockStarts, name); }

bool ClaimType::asks_for(Ask ask) const { return std::find(asks.begin(), asks.end(), ask) != asks.end(); }

bool ClaimType::shows(std::string_view piece_kind) const {
  return std::find(shots.begin(), shots.end(), piece_kind) != shots.end();
}

std::vector<const ClaimType*> Policies::types_on(Date day) const {
  std::vector<const ClaimType*> found;
  for (const auto& type : types) {
    if (type_on(type.department, type.code, day) == &type) found.push_back(&type);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->position < b->position; });
  return found;
}

const ClaimType* Policies::type_on(std::string_view department_code, std::string_view code, Date day) const {
  const ClaimType* found = nullptr;
  for (const auto& type : types) {
    if (type.department == department_code && type.code == code && type.validity.covers(day))
      found = newest(found, type);
  }
  return found;
}

const ClaimType* Policies::type_of(const Claim& claim) const {
  if (const auto* own = type_on(claim.department, claim.code, claim.invoice_date)) return own;
  for (const auto& other : departments) {
    if (const auto* former = type_on(other.code, claim.code, claim.invoice_date)) return former;
  }
  return nullptr;
}

const ClaimType* Policies::version(ClaimTypeId id) const {
  const auto found = std::find_if(types.begin(), types.end(), [&](const ClaimType& type) { return type.id == id; });
  return found == types.end() ? nullptr : &*found;
}

const DoaPolicy* Policies::doa_on(const sales::InvoiceLine& line, Date day) const {
  const DoaPolicy* of_group = nullptr;
  const DoaPolicy* general = nullptr;
  for (const auto& policy : doa) {
    if (policy.manufacturer != line.manufacturer || !policy.validity.covers(day)) continue;
    if (policy.product_group.empty())
      general = newest(general, policy);
    else if (policy.product_group == line.product_group)
      of_group = newest(of_group, policy);
  }
  return of_group ? of_group : general;
}

const AutoApproval* Policies::auto_approval_on(const ClaimType& type, Date day) const {
  const AutoApproval* found = nullptr;
  for (const auto& approval : auto_approvals) {
    if (is_for(approval, type, day)) found = newest(found, approval);
  }
  return found;
}

const Fee* Policies::fee_on(const ClaimType& type, Date day) const {
  const Fee* found = nullptr;
  for (const auto& fee : fees) {
    if (is_for(fee, type, day)) found = newest(found, fee);
  }
  return found;
}

Decimal Policies::fee_percent_on(const ClaimType& type, Date day) const {
  const Fee* fee = fee_on(type, day);
  return fee ? fee->percent : Decimal();
}

const Department* Policies::department(std::string_view code) const {
  const auto found =
      std::find_if(departments.begin(), departments.end(), [&](const Department& d) { return d.code == code; });
  return found == departments.end() ? nullptr : &*found;
}

const RefusalReason* Policies::refusal(std::string_view code) const {
  const auto found =
      std::find_if(refusals.begin(), refusals.end(), [&](const RefusalReason& reason) { return reason.code == code; });
  return found == refusals.end() ? nullptr : &*found;
}

}  // namespace recours::claims
