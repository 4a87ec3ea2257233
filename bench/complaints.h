// The hot paths of the complaint register, measured at one size of it (docs/benchmarks.md).
#pragma once

#include <cstdint>

namespace recours::bench {

void bench_complaints(std::int64_t complaints);

}  // namespace recours::bench
