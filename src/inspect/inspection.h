// The inspection of one file in memory: from its bytes to the verdict. Runs in the confined program, and in tests.
#pragma once

#include <string_view>

#include "inspect/verdict.h"

namespace recours::inspect {

inline constexpr std::size_t kMostFileBytes = 20'971'520;

// Starts the libraries; once, before the sandbox closes.
void start_libraries();

// R-810 Throws Unacceptable.
Verdict look_at(std::string_view bytes);

}  // namespace recours::inspect
