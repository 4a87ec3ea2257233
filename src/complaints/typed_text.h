// Texts people type while they handle a complaint: what can be kept of them. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace recours::complaints {

constexpr std::size_t kLongestReason = 2'000;
constexpr std::size_t kLongestNote = 20'000;
constexpr std::size_t kLongestAnswer = 50'000;

enum class Needed { No, Yes };
// Adds at most one entry: required, unreadable, too_long.
void check_typed(std::string_view field, std::string_view text, std::size_t longest, Needed needed,
                 std::vector<FieldRefusal>& refusals);
// The same for a name or anything else of one line.
void check_typed_line(std::string_view field, std::string_view text, std::size_t longest, Needed needed,
                      std::vector<FieldRefusal>& refusals);
// Adds required or unknown_choice.
void check_choice(std::string_view field, std::string_view code, bool known, Needed needed,
                  std::vector<FieldRefusal>& refusals);
// All of them under the code `incomplete`.
Refusal incomplete(std::vector<FieldRefusal> fields);

}  // namespace recours::complaints
