// The basket as values: groups, an item with its group, what adding and confirming tell.
#pragma once

#include <string>
#include <vector>

#include "claims/eligibility.h"

namespace recours::claims {

struct BasketGroup {
  Claim claim;
  std::vector<ClaimLine> lines;
};

struct BasketItem {
  Claim claim;
  ClaimLine line;
};

struct AddedItem {
  ClaimLineId id;
  std::string reservation_number;
};

// Stays in the basket, with every cause.
struct KeptItem {
  ClaimLineId item;
  std::vector<Obstacle> obstacles;
};

}  // namespace recours::claims
