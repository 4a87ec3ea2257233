#include "claims/goods_in.h"

#include <algorithm>

namespace recours::claims {
namespace {

bool came_in(const ClaimLine& line) {
  switch (line.state.goods) {
    case Goods::NotRequired:
    case Goods::AwaitingGoods:
    case Goods::Shipped:
    case Goods::Redelivered: return false;
    default: return true;
  }
}

bool is_undecided(const ClaimLine& line) {
  return line.state.authorisation == Authorisation::Submitted ||
         line.state.authorisation == Authorisation::PendingReview ||
         line.state.authorisation == Authorisation::InformationRequested;
}

}  // namespace

GoodsStanding goods_standing(const accounts::Viewer& viewer, const Claim& claim, const std::vector<ClaimLine>& lines) {
  const auto all = [&](Authorisation state) {
    return std::all_of(lines.begin(), lines.end(),
                       [&](const ClaimLine& line) { return line.state.authorisation == state; });
  };
  if (!lines_for(viewer, claim, lines, Command::Receive).empty()) return GoodsStanding::Receivable;
  if (std::any_of(lines.begin(), lines.end(), came_in)) return GoodsStanding::AlreadyReceived;
  if (std::any_of(lines.begin(), lines.end(), is_undecided)) return GoodsStanding::Undecided;
  if (all(Authorisation::Refused)) return GoodsStanding::Refused;
  if (all(Authorisation::Cancelled)) return GoodsStanding::Cancelled;
  return GoodsStanding::NothingAwaited;
}

const Receipt* receipt_of(const std::vector<Receipt>& receipts, const std::vector<ClaimLine>& lines,
                          const ClaimLine& line) {
  const auto own = std::find_if(receipts.rbegin(), receipts.rend(),
                                [&](const Receipt& receipt) { return receipt.line == line.id; });
  if (own != receipts.rend()) return &*own;
  if (!line.split_from || !came_in(line)) return nullptr;
  const auto origin =
      std::find_if(lines.begin(), lines.end(), [&](const ClaimLine& one) { return one.id == *line.split_from; });
  return origin == lines.end() ? nullptr : receipt_of(receipts, lines, *origin);
}

bool is_late(const ClaimLine& line, Date today) {
  return line.state.authorisation == Authorisation::Expired || (line.expires_on && *line.expires_on < today);
}

}  // namespace recours::claims
