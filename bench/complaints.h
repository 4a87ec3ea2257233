// The hot paths of the complaint register, measured at one size of it (docs/benchmarks.md).
#pragma once

#include <cstdint>

#include "bench/asking.h"

namespace recours::bench {

Rows measure_register(std::int64_t complaints);

}  // namespace recours::bench
