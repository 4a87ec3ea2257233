// The work queues in the database: restated by the actions, listed and counted for the pages of staff.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim_store.h"
#include "claims/work.h"

namespace recours::claims {

// ---- for actions: wherever lines or claim changed. `began`: since when it lies in a bucket it did not lie in before.
void restate_work(db::Transaction& transaction, const Claim& claim, const std::vector<ClaimLine>& lines, Instant began);

// Claims whose work was never stated, oldest first; the instant is that of their last event.
struct UnstatedClaim {
  ClaimId id;
  Instant last_event;
};
std::vector<UnstatedClaim> list_claims_without_work(db::Reader& reader, int limit);
void forget_without_work(db::Transaction& transaction, ClaimId id);

// ---- for pages
struct WorkFilter {
  enum class Show { Ours, All, Late, Mine, Unassigned };  // Ours: what does not wait for the reseller
  enum class Sort { Due, Age, Amount };
  Queue queue = Queue::CustomerService;
  Show show = Show::Ours;
  std::optional<Bucket> bucket = {};  // instead of `show`
  std::optional<UserId> assignee = {};
  std::string state = {};  // of the claim; empty: any
  std::string department = {}, code = {};
  std::string manufacturer = {};  // part of its name
  ClaimFilter claim = {};         // its account, number and days of confirmation
  Sort sort = Sort::Due;
};

struct WorkItem {
  Claim claim;
  Bucket bucket;
  Date due_on;
  Instant since;
  std::int64_t net_cents = 0;
};
// What is due first comes first. Forbidden for who may not look into the queue; Malformed for a bad cursor.
sales::PageOf<WorkItem> list_work(db::Reader& reader, const accounts::Viewer& viewer, const WorkFilter& filter,
                                  Date today, const sales::Page& page);
// Exact to 1,000; beyond that 1,001. Of `queue`, `show` and `bucket` alone.
std::int64_t count_work(db::Reader& reader, const accounts::Viewer& viewer, const WorkFilter& filter, Date today);
// The claim that stands behind this one among what is ours; from the start when this one does not stand there any more.
std::optional<std::string> find_next_number(db::Reader& reader, const accounts::Viewer& viewer, Queue queue,
                                            ClaimId claim);

}  // namespace recours::claims
