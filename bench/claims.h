// The hot paths of claims: lists, look-ups, eligibility, confirmation, measured at one size of the data.
#pragma once

#include <cstdint>

#include "bench/asking.h"

namespace recours::bench {

// `invoices` of ten lines, each with a serial number and a claim.
Rows measure_claims(std::int64_t invoices);

}  // namespace recours::bench
