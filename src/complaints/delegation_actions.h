// R-760 Naming who stands in during an absence, and taking it back.
#pragma once

#include "accounts/idempotency.h"
#include "accounts/viewer.h"
#include "base/refusal.h"
#include "base/result.h"
#include "complaints/delegation_store.h"
#include "complaints/firm_people_store.h"

namespace recours::complaints {

struct Absence {
  std::optional<UserId> delegate;
  std::optional<Date> from_on, to_on;
};
// Of the viewer. The delegate must be able to do with complaints what the absent person may, and see the whole firm.
Result<Delegation, Refusal> delegate_complaints(db::Database& database, const accounts::Viewer& viewer,
                                                const Absence& absence, Instant now,
                                                const std::optional<accounts::IdempotencyKey>& key = {});
// Who could be named by this viewer; by name.
std::vector<Person> list_possible_delegates(db::Reader& reader, const accounts::Viewer& viewer, Date today);
// Back earlier. NotFound for what is not the viewer's own.
void end_delegation(db::Database& database, const accounts::Viewer& viewer, DelegationId id, Instant now);

}  // namespace recours::complaints
