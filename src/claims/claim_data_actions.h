// R-642 Writing the data of claims: a version more, a planned one withdrawn, a last day; what is not dated as it is
// from now on. Each verb is one transaction, asks for the right of its kind and leaves a journal entry with what it was
// and what it is. Who edited an older state gets stale_claim_data(), and nothing is overwritten.
#pragma once

#include "accounts/idempotency.h"
#include "claims/claim_data_store.h"

namespace recours::claims {

struct DataAct {
  db::Database& database;
  const accounts::Viewer& viewer;
  Instant now;
  DataKind kind;
  std::optional<std::int64_t> version = {};          // of the subject when the form was opened; none: it is new
  std::optional<accounts::IdempotencyKey> key = {};  // of a form sent twice
};

// The subject as it is afterwards. Adding what may not be added, and changing what does not exist, is NotFound; refusal
// `exists` for something new that is there already.
Result<DataSubject, Refusal> save_claim_data(const DataAct& act, const Draft& typed);
Result<DataSubject, Refusal> withdraw_version(const DataAct& act, std::string_view key, std::int64_t id);
Result<DataSubject, Refusal> end_version(const DataAct& act, std::string_view key, std::int64_t id,
                                         const Draft& typed);  // valid_to

// What would be saved: admitted, with the days it would hold.
struct Proposal {
  Draft draft;
  Placement placement;
};
Result<Proposal, Refusal> propose(db::Reader& reader, DataKind kind, const Draft& typed, Date today);

}  // namespace recours::claims
