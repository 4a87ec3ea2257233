// R-661 What goods-in may expect of a claim whose number was scanned. Pure; the life cycle itself is in transition.h.
#pragma once

#include <vector>

#include "claims/claim_traces.h"
#include "claims/transition.h"

namespace recours::claims {

enum class GoodsStanding { Receivable, AlreadyReceived, Refused, Cancelled, Undecided, NothingAwaited };

GoodsStanding goods_standing(const accounts::Viewer& viewer, const Claim& claim, const std::vector<ClaimLine>& lines);

// The receipt this line came with: its own, else that of the line it was split from; none before it was received.
const Receipt* receipt_of(const std::vector<Receipt>& receipts, const std::vector<ClaimLine>& lines,
                          const ClaimLine& line);

// Expired or past its last day: it may come in all the same, and is worth a word.
bool is_late(const ClaimLine& line, Date today);

}  // namespace recours::claims
