// « Connexion en deux étapes » of « Mon compte »: turning the second factor on with a QR code, recovery codes, turning
// it off.
#pragma once

#include "accounts/site.h"

namespace recours::accounts {

// For « Mon compte »: whether it is on, and the way here.
ui::Html second_factor_card(const Visit& visit);

void register_second_factor(Site& site);

}  // namespace recours::accounts
