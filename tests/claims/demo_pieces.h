// Files to send in tests of claims: the photos and the delivery note of the demonstration.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/embedded.h"

namespace recours::testing_support {

inline std::string demo_piece(std::string_view name) {
  for (const auto& file : embedded::demo()) {
    if (file.name == name) return std::string(file.bytes);
  }
  throw std::invalid_argument(std::string(name));
}

}  // namespace recours::testing_support
