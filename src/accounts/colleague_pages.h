// R-670 « Utilisateurs de mon compte »: the pages on which the administrator of a reseller's account invites, changes
// and ends the access of the people of that account. For staff and for everybody's access there is people_pages.h.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

void register_colleagues(Site& site);

}  // namespace recours::accounts
