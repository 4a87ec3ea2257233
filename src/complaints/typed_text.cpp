#include "complaints/typed_text.h"

#include "base/readable.h"
#include "base/text.h"

namespace recours::complaints {
namespace {

void check(std::string_view field, std::string_view text, Lines lines, std::size_t longest, Needed needed,
           std::vector<FieldRefusal>& refusals) {
  if (has_unreadable(text, lines)) {
    refusals.push_back(
        {std::string(field), "unreadable", msg("This text holds characters that cannot be read: type it again.")});
  } else if (length(text) > longest) {
    refusals.push_back({std::string(field), "too_long",
                        msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest))});
  } else if (needed == Needed::Yes && is_blank(text)) {
    refusals.push_back({std::string(field), "required", msg("Please fill in this field.")});
  }
}

}  // namespace

void check_typed(std::string_view field, std::string_view text, std::size_t longest, Needed needed,
                 std::vector<FieldRefusal>& refusals) {
  check(field, text, Lines::Many, longest, needed, refusals);
}

void check_typed_line(std::string_view field, std::string_view text, std::size_t longest, Needed needed,
                      std::vector<FieldRefusal>& refusals) {
  check(field, text, Lines::One, longest, needed, refusals);
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
