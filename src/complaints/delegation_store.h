// R-760 Who stands in for whom, from day to day: during an absence the delegate gets the alarms too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "journal/journal.h"

namespace recours::complaints {

using DelegationId = Id<struct DelegationNoun>;

struct Delegation {
  DelegationId id;
  UserId user, delegate;
  std::string user_name, delegate_name;
  Date from_on, to_on;                                       // first and last day
};

// Those of this person that are not over, given or received; earliest first.
std::vector<Delegation> list_delegations(db::Reader& reader, UserId person, Date today);
std::optional<Delegation> find_delegation(db::Reader& reader, DelegationId id);   // not of those that were ended
// On that day.
std::vector<UserId> delegates_of(db::Reader& reader, UserId user, Date today);
std::vector<UserId> delegators_of(db::Reader& reader, UserId delegate, Date today);

DelegationId insert_delegation(db::Transaction& transaction, const Delegation& delegation, Instant now);
void end_delegation_row(db::Transaction& transaction, DelegationId id, Instant now);

}  // namespace recours::complaints
