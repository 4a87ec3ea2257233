// « Utilisateurs »: everybody who may sign in, inviting, and one page per person with what can be done about the
// access. The administration right; what administrators of a reseller do about their own people will be pages of its
// own.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

//
void register_people(Site& site);

}  // namespace recours::accounts
