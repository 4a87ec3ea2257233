// What fuzz targets share: a promise that ends the program when it is broken, and the one shape of checks that either
// accept bytes or refuse them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace recours::fuzzing {

inline void require(bool promise) {
  if (!promise) std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Runs `check`; `Refused` is the only way it may say no.
template <class Refused, class Check>
int accept_or_refuse(const std::uint8_t* data, std::size_t size, Check check) {
  try {
    check(text_of(data, size));
  } catch (const Refused&) {
  }
  return 0;
}

// The line up to the next \n, which is taken off `rest`.
inline std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const auto line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return line;
}

}  // namespace recours::fuzzing
