// R-673 Who ended an access: the distributor, or somebody of the person's own account. What the distributor ended, the
// account does not open again. Read from the journal, which is written with every ending.
#pragma once

#include "accounts/user_store.h"

namespace recours::accounts {

// By a colleague of the same account the last time; false where the access was not ended, or on the command line.
bool ended_by_colleague(db::Reader& reader, const User& user);

}  // namespace recours::accounts
