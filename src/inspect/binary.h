// Numbers and words inside bytes others sent. What lies beyond the end makes the file a damaged one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "inspect/verdict.h"

namespace recours::inspect {

// bytes[at, at + count); Unacceptable(Damaged) when they are not all there.
inline std::string_view part(std::string_view bytes, std::size_t at, std::size_t count) {
  if (at > bytes.size() || count > bytes.size() - at) throw Unacceptable(Reason::Damaged);
  return bytes.substr(at, count);
}

inline std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(part(bytes, at, 1)[0]);
}

inline std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (const char c : part(bytes, at, count)) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

inline std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(part(bytes, at, count)[i]);
  return value;
}

inline std::string big_endian_text(std::uint32_t value, std::size_t count) {
  std::string out(count, '\0');
  for (std::size_t i = count; i-- > 0; value >>= 8) out[i] = static_cast<char>(value & 0xff);
  return out;
}

// ASCII letters only: what formats write, not what people do.
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string lower(std::string_view text);
// `word` in lower case.
bool contains_ignoring_case(std::string_view bytes, std::string_view word);
bool starts_ignoring_case(std::string_view bytes, std::string_view word);
bool ends_ignoring_case(std::string_view bytes, std::string_view word);

}  // namespace recours::inspect
