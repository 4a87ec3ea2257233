#include "base/readable.h"

#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace recours {
namespace {

constexpr UChar32 kEmptyBraille = 0x2800;

template <class Condition>
bool any_point(std::string_view text, Condition&& holds) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t at = 0;
  while (at < size) {
    UChar32 point = 0;
    U8_NEXT(bytes, at, size, point);
    if (holds(point)) return true;
  }
  return false;
}

bool turns_direction(UChar32 point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool breaks_line(UChar32 point) { return point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029; }

}  // namespace

bool has_unreadable(std::string_view text, Lines lines) {
  return any_point(text, [&](UChar32 point) {
    if (point < 0 || turns_direction(point)) return true;
    if (point == '\t' || breaks_line(point)) return lines == Lines::One;
    return u_charType(point) == U_CONTROL_CHAR;
  });
}

bool is_blank(std::string_view text) {
  return !any_point(text, [](UChar32 point) {
    return point >= 0 && !u_isUWhiteSpace(point) && point != kEmptyBraille && u_charType(point) != U_CONTROL_CHAR &&
           !u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  });
}

Message unreadable_characters() {
  return msg("This text holds characters that cannot be read, such as control characters: please type it again.");
}

}  // namespace recours
