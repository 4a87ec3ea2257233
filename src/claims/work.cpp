#include "claims/work.h"

#include <algorithm>
#include <array>

#include "claims/weekdays.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Role;

constexpr int kHandlingDays = 2;
constexpr int kTransportDays = 5;  // of a parcel that was announced
constexpr int kWaitingDays = 10;

struct Place {
  Queue queue;
  Bucket bucket;
  std::optional<Date> due_on = {};
};

std::vector<Place> of_money(const ClaimLine& line, Queue department) {
  switch (line.state.money) {
    case Money::CreditRequested:
    case Money::OfferAccepted: return {{Queue::Finance, Bucket::ToCredit}};
    case Money::OfferMade: return {{department, Bucket::Offered, line.offer_valid_until}};
    default: return {{department, Bucket::ToDecide}, {Queue::Finance, Bucket::ToDecide}};
  }
}

std::vector<Place> of_approved(const ClaimLine& line, Queue department) {
  switch (line.state.goods) {
    case Goods::AwaitingGoods:
      return {{department, Bucket::ReturnAwaited, line.expires_on},
              {Queue::Warehouse, Bucket::ReturnAwaited, line.expires_on}};
    case Goods::Shipped: return {{department, Bucket::ReturnAwaited}, {Queue::Warehouse, Bucket::ToReceive}};
    case Goods::Received:
    case Goods::NotAsAnnounced: return {{Queue::Warehouse, Bucket::ToInspect}};
    case Goods::Inspected:
    case Goods::Repair: return {{department, Bucket::ToDecide}};
    default: break;
  }
  return is_settled(line.state.money) ? std::vector<Place>() : of_money(line, department);
}

// Where a line lies; `review_due_on` is what the next action of its claim says while it is under review.
std::vector<Place> places_of(const ClaimLine& line, Queue department, bool is_answered,
                             const std::optional<Date>& review_due_on) {
  switch (line.state.authorisation) {
    case Authorisation::Submitted: return {{department, Bucket::ToTake, review_due_on}};
    case Authorisation::PendingReview:
      return {{department, is_answered ? Bucket::Answered : Bucket::InReview, review_due_on}};
    case Authorisation::InformationRequested: return {{department, Bucket::Asked, line.answer_due_on}};
    case Authorisation::Validated: return of_approved(line, department);
    case Authorisation::Refused:
      if (line.state.goods == Goods::Inspected) return {{Queue::Warehouse, Bucket::ToGiveBack}};
      return {};
    default: return {};
  }
}

void add(std::vector<Work>& all, const Place& place) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const Work& work) { return work.queue == place.queue; });
  if (same == all.end()) {
    all.push_back({place.queue, place.bucket, place.due_on});
  } else if (place.bucket < same->bucket) {
    *same = {place.queue, place.bucket, place.due_on};
  } else if (place.bucket == same->bucket && place.due_on && (!same->due_on || *place.due_on < *same->due_on)) {
    same->due_on = place.due_on;
  }
}

template <class Words>
auto named(std::span<const Words> all, std::string_view name) {
  return std::find_if(all.begin(), all.end(), [&](const Words& words) { return words.name == name; });
}

template <class Condition>
std::vector<Queue> queues_where(Condition&& condition) {
  std::vector<Queue> queues;
  for (const auto& words : all_queues()) {
    if (condition(words)) queues.push_back(words.queue);
  }
  return queues;
}

}  // namespace

std::span<const QueueWords> all_queues() {
  static const std::array table{
      QueueWords{Queue::CustomerService, "customer_service", Role::CustomerService, Right::DecideClaim, "CS"},
      QueueWords{Queue::Rma, "rma", Role::Rma, Right::DecideClaim, "RMA"},
      QueueWords{Queue::Warehouse, "warehouse", Role::Warehouse, Right::ReceiveGoods, ""},
      QueueWords{Queue::Finance, "finance", Role::Finance, Right::SettleMoney, ""},
  };
  return table;
}

const QueueWords& words_of(Queue queue) { return all_queues()[static_cast<std::size_t>(queue)]; }

std::string label_of(ui::Language language, Queue queue) { return accounts::label_of(language, words_of(queue).role); }

Queue queue_of_department(std::string_view department) {
  return department == "RMA" ? Queue::Rma : Queue::CustomerService;
}

std::optional<Queue> queue_named(std::string_view name) {
  const auto all = all_queues();
  const auto found = named(all, name);
  return found == all.end() ? std::nullopt : std::optional(found->queue);
}

std::vector<Queue> own_queues(const accounts::Viewer& viewer) {
  return queues_where([&](const QueueWords& words) { return viewer.has(words.role) && viewer.can(words.right); });
}

std::vector<Queue> visible_queues(const accounts::Viewer& viewer) {
  return queues_where([&](const QueueWords& words) { return viewer.can(words.right); });
}

std::span<const BucketWords> all_buckets() {
  static const std::array table{
      BucketWords{Bucket::ToTake, "to_take", Turn::Ours, kHandlingDays, msg("To take over")},
      BucketWords{Bucket::InReview, "in_review", Turn::Ours, kHandlingDays, msg("Being reviewed")},
      BucketWords{Bucket::Answered, "answered", Turn::Ours, kHandlingDays, msg("Information received")},
      BucketWords{Bucket::ToInspect, "to_inspect", Turn::Ours, kHandlingDays, msg("To inspect")},
      BucketWords{Bucket::ToReceive, "to_receive", Turn::Ours, kTransportDays, msg("To receive")},
      BucketWords{Bucket::ToCredit, "to_credit", Turn::Ours, kHandlingDays, msg("To credit")},
      BucketWords{Bucket::ToDecide, "to_decide", Turn::Ours, kHandlingDays, msg("To decide")},
      BucketWords{Bucket::ToGiveBack, "to_give_back", Turn::Ours, kHandlingDays, msg("To give back")},
      BucketWords{Bucket::Asked, "asked", Turn::Theirs, kWaitingDays, msg("Information asked for")},
      BucketWords{Bucket::ReturnAwaited, "return_awaited", Turn::Theirs, kWaitingDays, msg("Returns awaited")},
      BucketWords{Bucket::Offered, "offered", Turn::Theirs, kWaitingDays, msg("Offers made")},
  };
  return table;
}

const BucketWords& words_of(Bucket bucket) { return all_buckets()[static_cast<std::size_t>(bucket)]; }

std::string label_of(ui::Language language, Bucket bucket) { return ui::tr_message(language, words_of(bucket).label); }

std::optional<Bucket> bucket_named(std::string_view name) {
  const auto all = all_buckets();
  const auto found = named(all, name);
  return found == all.end() ? std::nullopt : std::optional(found->bucket);
}

std::vector<Bucket> buckets_of(Queue queue) {
  using enum Bucket;
  switch (queue) {
    case Queue::CustomerService:
    case Queue::Rma: return {ToTake, InReview, Answered, ToDecide, Asked, ReturnAwaited, Offered};
    case Queue::Warehouse: return {ToReceive, ToInspect, ToGiveBack, ReturnAwaited};
    case Queue::Finance: return {ToCredit, ToDecide};
  }
  return {};
}

//
std::vector<Work> work_of(const Claim& claim, const std::vector<ClaimLine>& lines,
                          const std::set<ClaimLineId>& answered) {
  if (!claim.confirmed_at) return {};
  const Queue department = queue_of_department(claim.department);
  const auto review_due_on = plus_weekdays(paris_day(claim.reopened_at.value_or(*claim.confirmed_at)), kReviewDays);
  std::vector<Work> all;
  for (const auto& line : lines) {
    for (const auto& place : places_of(line, department, answered.contains(line.id), review_due_on)) add(all, place);
  }
  std::sort(all.begin(), all.end(), [](const Work& a, const Work& b) { return a.queue < b.queue; });
  return all;
}

//
Date due_day(const Work& work, Date since) {
  return work.due_on.value_or(plus_weekdays(since, words_of(work.bucket).weekdays));
}

}  // namespace recours::claims
