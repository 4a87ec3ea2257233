// The API of the register: recording, lists, one complaint, changes, the writing after an oral one, the lists people
// choose from. What is done with a complaint afterwards is in handling_api.
#pragma once

#include "accounts/site.h"

namespace recours::complaints {

void register_complaints_api(accounts::Site& site);

}  // namespace recours::complaints
