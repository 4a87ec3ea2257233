#include "claims/line_effect.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/admission.h"

namespace recours::claims {
namespace {

void await_goods(ClaimLine& line, Date expires_on) {
  line.state.goods = Goods::AwaitingGoods;
  line.expires_on = expires_on;
}

// Goods that came in and money that moved before a reopening stay where they are.
void approve(ClaimLine& line, const Deed& deed) {
  const LineState before = line.state;
  validate(line, deed.type, deed.expires_on);
  if (leaves_return_open(deed.type) && deed.instruction.goods == name_of(Goods::AwaitingGoods)) {
    await_goods(line, deed.expires_on);
  }
  if (has_moved(before.goods)) {
    line.state.goods = before.goods;
    line.expires_on.reset();
  }
  if (is_issued(before.money)) line.state.money = before.money;
  line.refusal_code.clear();
}

void reopen(ClaimLine& line) {
  line.state.authorisation = Authorisation::PendingReview;
  if (!has_moved(line.state.goods)) line.state.goods = Goods::NotRequired;
  if (!is_issued(line.state.money)) line.state.money = Money::Undecided;
  line.refusal_code.clear();
  line.expires_on.reset();
  line.offered_net_cents.reset();
  line.offer_valid_until.reset();
}

void receive(ClaimLine& line, const Deed& deed) {
  line.state.authorisation = Authorisation::Validated;
  line.state.goods = difference_of(line, deed.named).empty() ? Goods::Received : Goods::NotAsAnnounced;
}

void drop_offer(ClaimLine& line, Money money) {
  line.state.money = money;
  line.offered_net_cents.reset();
  line.offer_valid_until.reset();
}

// A buy-back brings the goods in once its offer was accepted.
void answer_offer(ClaimLine& line, const Deed& deed) {
  if (!deed.instruction.accepted.value_or(false)) return drop_offer(line, Money::OfferDeclined);
  line.state.money = Money::CreditRequested;
  if (deed.type.goods_back == GoodsBack::AfterOffer && line.state.goods == Goods::NotRequired) {
    await_goods(line, deed.expires_on);
  }
}

std::set<std::string> keys_of(const std::vector<std::string>& serials) {
  std::set<std::string> keys;
  for (const auto& serial : serials) keys.insert(number_key(serial));
  return keys;
}

}  // namespace

bool leaves_return_open(const ClaimType& type) {
  return type.goods_back == GoodsBack::StaffDecide || type.goods_back == GoodsBack::ReturnOrKeep;
}

// What was credited or delivered again is used up, whatever was decided afterwards.
bool holds_quantity(const LineState& state) {
  const bool credited = state.money == Money::CreditIssued || state.money == Money::CorrectedInvoice;
  const bool delivered_again = state.goods == Goods::Replaced || state.goods == Goods::Redelivered;
  if (credited || delivered_again) return true;
  switch (state.authorisation) {
    case Authorisation::InBasket:
    case Authorisation::Refused:
    case Authorisation::Cancelled:
    case Authorisation::Expired: return false;
    default: break;
  }
  const bool without_credit =
      state.money == Money::None || state.money == Money::Charged || state.money == Money::Waived;
  return state.goods != Goods::BackToCustomer || !without_credit;
}

std::string difference_of(const ClaimLine& line, const NamedLine* named) {
  if (!named) return {};
  if (!named->difference.empty() || !named->serials || line.serials.empty()) return named->difference;
  const auto announced = keys_of(line.serials);
  const auto read = keys_of(*named->serials);
  const bool all_announced = std::includes(announced.begin(), announced.end(), read.begin(), read.end());
  return all_announced ? "" : "serial_mismatch";
}

void take_effect(ClaimLine& line, const Deed& deed) {
  const Instruction& told = deed.instruction;
  switch (deed.command) {
    case Command::Confirm: line.state.authorisation = Authorisation::Submitted; break;
    case Command::Take: line.state.authorisation = Authorisation::PendingReview; break;
    case Command::Approve: approve(line, deed); break;
    case Command::Refuse:
      line.state.authorisation = Authorisation::Refused;
      line.refusal_code = told.reason_code;
      line.answer_due_on.reset();
      break;
    case Command::Ask:
      line.state.authorisation = Authorisation::InformationRequested;
      line.answer_due_on = told.due_on;
      break;
    case Command::Answer:
      line.state.authorisation = Authorisation::PendingReview;
      line.answer_due_on.reset();
      break;
    case Command::Transfer: line.type = deed.type.id; break;
    case Command::Cancel: line.state.authorisation = Authorisation::Cancelled; break;
    case Command::Expire: line.state.authorisation = Authorisation::Expired; break;
    case Command::Ship: line.state.goods = Goods::Shipped; break;
    case Command::Receive: receive(line, deed); break;
    case Command::Inspect:
      line.state.goods = Goods::Inspected;
      line.inspection_result = told.result;
      break;
    case Command::Dispose: line.state.goods = *goods_named(told.disposition); break;
    case Command::Redeliver: line.state.goods = Goods::Redelivered; break;
    case Command::Replace: line.state.goods = Goods::Replaced; break;
    case Command::LetKeep: line.state.goods = Goods::KeptByCustomer; break;
    case Command::Offer:
      line.state.money = Money::OfferMade;
      line.offered_net_cents = deed.net_cents;
      line.offer_valid_until = told.valid_until;
      break;
    case Command::AnswerOffer: answer_offer(line, deed); break;
    case Command::Lapse: drop_offer(line, Money::OfferLapsed); break;
    case Command::Credit: line.state.money = Money::CreditIssued; break;
    case Command::CorrectInvoice: line.state.money = Money::CorrectedInvoice; break;
    case Command::Charge: line.state.money = Money::Charged; break;
    case Command::Waive: line.state.money = Money::Waived; break;
    case Command::SettleWithoutMoney: line.state.money = Money::None; break;
    case Command::Reopen: reopen(line); break;
  }
}

ClaimLine split_off_rest(ClaimLine& line, Decimal part, const std::vector<std::string>& serials) {
  ClaimLine rest = line;
  rest.split_from = line.id;
  rest.version = 1;
  rest.quantity = line.quantity - part;
  line.net_cents = share_of_cents(rest.net_cents, part, line.quantity);
  rest.net_cents -= line.net_cents;
  if (line.offered_net_cents) {
    line.offered_net_cents = share_of_cents(*rest.offered_net_cents, part, line.quantity);
    *rest.offered_net_cents -= *line.offered_net_cents;
  }
  line.quantity = part;
  const auto taken = keys_of(serials);
  const auto goes_with_part = [&](const std::string& serial) { return taken.contains(number_key(serial)); };
  std::erase_if(rest.serials, goes_with_part);
  std::erase_if(line.serials, [&](const std::string& serial) { return !goes_with_part(serial); });
  return rest;
}

}  // namespace recours::claims
