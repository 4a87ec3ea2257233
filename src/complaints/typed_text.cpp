#include "complaints/typed_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/text.h"

namespace recours::complaints {
namespace {

// Overrides of the direction of writing hide what is said.
bool turns_direction(UChar32 point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool is_readable(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 point = 0;
    U8_NEXT(bytes, at, size, point);
    const bool is_break = point == '\n' || point == '\r' || point == '\t';
    if (!is_break && (point < 0 || u_iscntrl(point) || turns_direction(point))) return false;
  }
  return true;
}

}  // namespace

void check_typed(std::string_view field, std::string_view text, std::size_t longest, Needed needed,
                 std::vector<FieldRefusal>& refusals) {
  if (!is_readable(text)) {
    refusals.push_back(
        {std::string(field), "unreadable", msg("This text holds characters that cannot be read: type it again.")});
  } else if (length(text) > longest) {
    refusals.push_back({std::string(field), "too_long",
                        msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest))});
  } else if (needed == Needed::Yes && trim(text).empty()) {
    refusals.push_back({std::string(field), "required", msg("Please fill in this field.")});
  }
}

void check_choice(std::string_view field, std::string_view code, bool known, Needed needed,
                  std::vector<FieldRefusal>& refusals) {
  if (code.empty()) {
    if (needed == Needed::Yes) refusals.push_back({std::string(field), "required", msg("Please choose.")});
  } else if (!known) {
    refusals.push_back({std::string(field), "unknown_choice", msg("This choice does not exist.")});
  }
}

Refusal incomplete(std::vector<FieldRefusal> fields) {
  return {"incomplete", msg("Please check these fields."), std::move(fields), Refusal::Kind::Rule};
}

}  // namespace recours::complaints
