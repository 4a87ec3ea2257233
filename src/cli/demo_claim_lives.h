// Claims of the demo that have gone further: on the way back, at goods-in, waiting for money, settled.
#pragma once

#include "cli/demo_story.h"

namespace recours::cli {

void tell_claim_lives(Story& story);

}  // namespace recours::cli
