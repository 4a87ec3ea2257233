#include "claims/claim.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recours::claims {
namespace {

template <class State>
struct Word {
  State state;
  std::string_view name;
  Message label;
};

const std::array kAuthorisations{
    Word{Authorisation::InBasket, "in_basket", msg("Added to the basket")},
    Word{Authorisation::Submitted, "submitted", msg("Registered (reserved)")},
    Word{Authorisation::PendingReview, "pending_review", msg("Under review")},
    Word{Authorisation::InformationRequested, "information_requested", msg("Information requested")},
    Word{Authorisation::Validated, "validated", msg("RMA approved")},
    Word{Authorisation::Refused, "refused", msg("Refused")},
    Word{Authorisation::Cancelled, "cancelled", msg("Cancelled")},
    Word{Authorisation::Expired, "expired", msg("Expired")},
    Word{Authorisation::PartiallyValidated, "partially_validated", msg("RMA partly approved")},
    Word{Authorisation::Closed, "closed", msg("Closed")},
    Word{Authorisation::Reopened, "reopened", msg("Reopened")},
};

const std::array kGoods{
    Word{Goods::NotRequired, "not_required", msg("No return")},
    Word{Goods::AwaitingGoods, "awaiting_goods", msg("Awaiting return")},
    Word{Goods::Shipped, "shipped", msg("Shipped")},
    Word{Goods::Received, "received", msg("Received")},
    Word{Goods::NotAsAnnounced, "not_as_announced", msg("Not as announced")},
    Word{Goods::Inspected, "inspected", msg("Inspected")},
    Word{Goods::Restock, "restock", msg("Back in stock")},
    Word{Goods::BStock, "b_stock", msg("B-stock")},
    Word{Goods::ToManufacturer, "to_manufacturer", msg("Sent to the manufacturer")},
    Word{Goods::Repair, "repair", msg("Under repair")},
    Word{Goods::Scrapped, "scrapped", msg("Recycled (WEEE)")},
    Word{Goods::BackToCustomer, "back_to_customer", msg("Returned to the customer")},
    Word{Goods::KeptByCustomer, "kept_by_customer", msg("Kept by the customer")},
    Word{Goods::Replaced, "replaced", msg("Replaced")},
    Word{Goods::Redelivered, "redelivered", msg("Redelivered")},
};

const std::array kMoney{
    Word{Money::Undecided, "undecided", msg("To be decided")},
    Word{Money::None, "none", msg("None, by decision")},
    Word{Money::OfferMade, "offer_made", msg("Offer made")},
    Word{Money::OfferAccepted, "offer_accepted", msg("Offer accepted")},
    Word{Money::OfferDeclined, "offer_declined", msg("Offer declined")},
    Word{Money::OfferLapsed, "offer_lapsed", msg("Offer lapsed")},
    Word{Money::CreditRequested, "credit_requested", msg("Credit note requested")},
    Word{Money::CreditIssued, "credit_issued", msg("Credit note issued")},
    Word{Money::CorrectedInvoice, "corrected_invoice", msg("Corrected invoice")},
    Word{Money::Charged, "charged", msg("Charged")},
    Word{Money::Waived, "waived", msg("Waived")},
};

template <class Words, class State>
const auto& word_of(const Words& words, State state) {
  return *std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.state == state; });
}

template <class Words>
auto state_named(const Words& words, std::string_view name) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.name == name; });
  return found == words.end() ? std::nullopt : std::optional(found->state);
}

// While a line is open: what is still awaited decides, the most pressing first. Lines their owner gave up say nothing.
Authorisation open_state(std::span<const LineState> lines) {
  const auto count = [&](auto... states) {
    return std::count_if(lines.begin(), lines.end(),
                         [&](const LineState& line) { return ((line.authorisation == states) || ...); });
  };
  const auto validated = count(Authorisation::Validated);
  const auto given_up = count(Authorisation::Cancelled, Authorisation::Expired);
  if (validated > 0) {
    const bool all = validated + given_up == static_cast<std::ptrdiff_t>(lines.size());
    return all ? Authorisation::Validated : Authorisation::PartiallyValidated;
  }
  for (const auto state :
       {Authorisation::InformationRequested, Authorisation::PendingReview, Authorisation::Submitted}) {
    if (count(state) > 0) return state;
  }
  return Authorisation::InBasket;
}

}  // namespace

std::string_view name_of(Authorisation state) { return word_of(kAuthorisations, state).name; }
std::string_view name_of(Goods state) { return word_of(kGoods, state).name; }
std::string_view name_of(Money state) { return word_of(kMoney, state).name; }
std::optional<Authorisation> authorisation_named(std::string_view name) { return state_named(kAuthorisations, name); }
std::optional<Goods> goods_named(std::string_view name) { return state_named(kGoods, name); }
std::optional<Money> money_named(std::string_view name) { return state_named(kMoney, name); }
std::string label_of(ui::Language language, Authorisation state) {
  return ui::tr_message(language, word_of(kAuthorisations, state).label);
}
std::string label_of(ui::Language language, Goods state) {
  return ui::tr_message(language, word_of(kGoods, state).label);
}
std::string label_of(ui::Language language, Money state) {
  return ui::tr_message(language, word_of(kMoney, state).label);
}

bool has_moved(Goods state) { return state != Goods::NotRequired && state != Goods::AwaitingGoods; }

bool is_settled(Goods state) {
  switch (state) {
    case Goods::AwaitingGoods:
    case Goods::Shipped:
    case Goods::Received:
    case Goods::NotAsAnnounced:
    case Goods::Inspected:
    case Goods::Repair: return false;
    default: return true;
  }
}

bool is_settled(Money state) {
  switch (state) {
    case Money::None:
    case Money::CreditIssued:
    case Money::CorrectedInvoice:
    case Money::Charged:
    case Money::Waived: return true;
    default: return false;
  }
}

bool is_issued(Money state) {
  return state == Money::CreditIssued || state == Money::CorrectedInvoice || state == Money::Charged;
}

bool is_ended(const LineState& line) {
  switch (line.authorisation) {
    case Authorisation::Refused:
    case Authorisation::Cancelled:
    case Authorisation::Expired: return true;
    case Authorisation::Validated: return is_settled(line.goods) && is_settled(line.money);
    default: return false;
  }
}

Authorisation derive_state(std::span<const LineState> lines) {
  if (lines.empty()) return Authorisation::InBasket;
  if (!std::all_of(lines.begin(), lines.end(), is_ended)) return open_state(lines);
  const Authorisation first = lines.front().authorisation;
  const bool equal =
      std::all_of(lines.begin(), lines.end(), [&](const LineState& l) { return l.authorisation == first; });
  return equal && first != Authorisation::Validated ? first : Authorisation::Closed;
}

Authorisation derive_state(const Claim& claim, const std::vector<ClaimLine>& lines) {
  std::vector<LineState> states;
  for (const auto& line : lines) states.push_back(line.state);
  const Authorisation state = derive_state(states);
  return claim.reopened_at && state == Authorisation::PendingReview ? Authorisation::Reopened : state;
}

bool is_closed(Authorisation claim_state) {
  switch (claim_state) {
    case Authorisation::Refused:
    case Authorisation::Cancelled:
    case Authorisation::Expired:
    case Authorisation::Closed: return true;
    default: return false;
  }
}

}  // namespace recours::claims
