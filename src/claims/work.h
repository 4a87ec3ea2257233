// R-603 What waits for whom: the queues of the departments, of goods-in and of accounting, and in which bucket of each
// a claim lies. Pure: it follows from the lines, as their state and their next action do (claim.h).
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace recours::claims {

enum class Queue { CustomerService, Rma, Warehouse, Finance };
struct QueueWords {
  Queue queue;
  std::string_view name;        // customer_service: in addresses, the database and the API
  accounts::Role role;          // whose queue it is
  accounts::Right right;        // without which nobody sees it
  std::string_view department;  // CS, RMA; empty: claims of both departments come here
};
std::span<const QueueWords> all_queues();
const QueueWords& words_of(Queue queue);
std::string label_of(ui::Language language, Queue queue);  // Service client
std::optional<Queue> queue_named(std::string_view name);
Queue queue_of_department(std::string_view department);  // CS, RMA
// Those of the viewer's roles, and those it may look into.
std::vector<Queue> own_queues(const accounts::Viewer& viewer);
std::vector<Queue> visible_queues(const accounts::Viewer& viewer);

// In the order of urgency: of several parts of one claim the first says where it lies.
enum class Bucket {
  ToTake,
  InReview,
  Answered,  // in review again, after an answer
  ToInspect,
  ToReceive,
  ToCredit,
  ToDecide,    // goods or money of what was approved
  ToGiveBack,  // refused after its inspection, and still here
  Asked,
  ReturnAwaited,
  Offered,
};
enum class Turn { Ours, Theirs };  // Theirs: the reseller has to move first
struct BucketWords {
  Bucket bucket;
  std::string_view name;  // to_take
  Turn turn;
  int weekdays;  // how long it may lie here where the next action names no day
  Message label;
};
std::span<const BucketWords> all_buckets();
const BucketWords& words_of(Bucket bucket);
std::string label_of(ui::Language language, Bucket bucket);
std::optional<Bucket> bucket_named(std::string_view name);
// Which buckets a queue has, in the order they are shown.
std::vector<Bucket> buckets_of(Queue queue);

struct Work {
  Queue queue;
  Bucket bucket;
  std::optional<Date> due_on = {};  // of the next action
  friend bool operator==(const Work&, const Work&) = default;
};
// One for each queue at most. `answered`: lines whose review goes on after an answer of the reseller. Every open claim
// has some.
std::vector<Work> work_of(const Claim& claim, const std::vector<ClaimLine>& lines,
                          const std::set<ClaimLineId>& answered);
// R-604 By when: as the next action says, else so many weekdays after it came into its bucket.
Date due_day(const Work& work, Date since);

}  // namespace recours::claims
