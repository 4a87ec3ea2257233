// R-620 What an open claim waits for. In this order: what the reseller must do before the others can go on, then the
// department, then the goods, then the money.
#include <algorithm>

#include "claims/claim.h"
#include "claims/weekdays.h"

namespace recours::claims {
namespace {

constexpr const char* kReseller = "reseller";
constexpr const char* kFinance = "finance";
constexpr const char* kWarehouse = "warehouse";

template <class Condition>
const ClaimLine* first_line(const std::vector<ClaimLine>& lines, Condition&& condition) {
  const auto found = std::find_if(lines.begin(), lines.end(), condition);
  return found == lines.end() ? nullptr : &*found;
}

const ClaimLine* awaiting(const std::vector<ClaimLine>& lines, Authorisation state) {
  return first_line(lines, [&](const ClaimLine& line) { return line.state.authorisation == state; });
}

// The first to expire counts for all.
std::optional<Date> earliest_expiry(const std::vector<ClaimLine>& lines) {
  std::optional<Date> earliest;
  for (const auto& line : lines) {
    if (line.state.authorisation != Authorisation::Validated || line.state.goods != Goods::AwaitingGoods) continue;
    if (line.expires_on && (!earliest || *line.expires_on < *earliest)) earliest = line.expires_on;
  }
  return earliest;
}

NextAction for_goods(const Claim& claim, const std::vector<ClaimLine>& lines, Goods goods) {
  switch (goods) {
    case Goods::AwaitingGoods: return {kReseller, msg("Send the goods back"), earliest_expiry(lines)};
    case Goods::Shipped: return {kWarehouse, msg("Receive the goods"), {}};
    case Goods::Received:
    case Goods::NotAsAnnounced: return {kWarehouse, msg("Inspect the goods"), {}};
    case Goods::Repair: return {claim.department, msg("Finish the repair"), {}};
    default: return {claim.department, msg("Decide what becomes of the goods"), {}};
  }
}

NextAction for_money(const Claim& claim, const ClaimLine& line) {
  switch (line.state.money) {
    case Money::CreditRequested:
    case Money::OfferAccepted: return {kFinance, msg("Issue the credit note"), {}};
    case Money::OfferMade: return {kReseller, msg("Answer the offer"), line.offer_valid_until};
    default: return {claim.department, msg("Decide on a credit note"), {}};
  }
}

}  // namespace

NextAction next_action(const Claim& claim, const std::vector<ClaimLine>& lines) {
  if (!claim.confirmed_at) return {kReseller, msg("Confirm the basket"), {}};
  if (const auto* asked = awaiting(lines, Authorisation::InformationRequested)) {
    return {kReseller, msg("Answer the question"), asked->answer_due_on};
  }
  if (awaiting(lines, Authorisation::Submitted) || awaiting(lines, Authorisation::PendingReview)) {
    const Date began = paris_day(claim.reopened_at.value_or(*claim.confirmed_at));
    return {claim.department, msg("Review your request"), plus_weekdays(began, kReviewDays)};
  }
  const auto validated = [](const ClaimLine& line) { return line.state.authorisation == Authorisation::Validated; };
  const auto* with_goods =
      first_line(lines, [&](const ClaimLine& line) { return validated(line) && !is_settled(line.state.goods); });
  if (with_goods) return for_goods(claim, lines, with_goods->state.goods);
  const auto* with_money =
      first_line(lines, [&](const ClaimLine& line) { return validated(line) && !is_settled(line.state.money); });
  if (with_money) return for_money(claim, *with_money);
  return {};
}

}  // namespace recours::claims
