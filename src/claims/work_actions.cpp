#include "claims/work_actions.h"

#include "claims/work_store.h"

namespace recours::claims {
namespace {

constexpr int kAtOnce = 200;

}  // namespace

void state_missing_work(db::Database& database) {
  bool more = true;
  while (more) {
    more = database.write([](db::Transaction& transaction) {
      const auto unstated = list_claims_without_work(transaction, kAtOnce);
      std::vector<std::int64_t> ids;
      for (const auto& claim : unstated) ids.push_back(claim.id.value);
      if (!ids.empty()) transaction.lock_rows("claim", ids);
      for (const auto& [id, last_event] : unstated) {
        restate_work(transaction, require_claim(transaction, id), list_claim_lines(transaction, {id}), last_event);
        forget_without_work(transaction, id);
      }
      return !unstated.empty();
    });
  }
}

}  // namespace recours::claims
