// The API of contacts, projects, contracts and losses (the outer contract is described in OpenAPI). Registered once by
// the composition root.
#pragma once

#include "accounts/site.h"

namespace recours::contacts {

void register_contacts_api(accounts::Site& site);

}  // namespace recours::contacts
