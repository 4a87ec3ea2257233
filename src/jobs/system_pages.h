// « État du système »: findings with what to do, facts about this installation, and when the jobs last ran.
#pragma once

#include "accounts/site.h"
#include "jobs/system_state.h"

namespace recours::jobs {

void register_system_state(accounts::Site& site, Installation installation);

}  // namespace recours::jobs
