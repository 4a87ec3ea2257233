#include "claims/settlement.h"

#include <algorithm>
#include <numeric>

namespace recours::claims {
namespace {

const Decimal kHundred = Decimal::of(100);

Settlement with_vat(Settlement settlement, const ClaimLine& line) {
  settlement.vat_rate = line.vat_rate;
  settlement.vat_cents = share_of_cents(settlement.net_cents, line.vat_rate, kHundred);
  return settlement;
}

}  // namespace

Settlement proposal_for(const ClaimLine& line) {
  if (line.state.money == Money::CreditRequested && line.offered_net_cents) {
    return settled_at(line, *line.offered_net_cents);
  }
  Settlement settlement{line.net_cents, share_of_cents(line.net_cents, line.fee_percent, kHundred), 0, {}, 0};
  settlement.net_cents = settlement.claimed_net_cents - settlement.fee_cents;
  return with_vat(settlement, line);
}

Settlement settled_at(const ClaimLine& line, std::int64_t net_cents) {
  return with_vat({line.net_cents, 0, net_cents, {}, 0}, line);
}

std::vector<std::int64_t> spread(std::int64_t cents, const std::vector<std::int64_t>& weights) {
  auto left = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  const bool equally = left <= 0;
  if (equally) left = static_cast<std::int64_t>(weights.size());
  std::vector<std::int64_t> parts;
  for (const auto weight : weights) {
    const auto share = equally ? 1 : weight;
    parts.push_back(left == 0 ? 0 : share_of_cents(cents, Decimal::of(share), Decimal::of(left)));
    cents -= parts.back();
    left -= share;
  }
  return parts;
}

}  // namespace recours::claims
