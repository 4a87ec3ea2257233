// What people say of a file: its name, which type de pièce it is, a comment. The rules for it; pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment.h"

namespace recours::attachments {

// A type de pièce people choose from: stable code and English label, a key of the catalogue.
struct PieceKind {
  std::string code;
  const char* label;
};

struct Description {
  std::string name, kind, comment;
};

inline constexpr std::size_t kLongestName = 120;
inline constexpr std::size_t kLongestComment = 1000;

// Every objection at once, by field: required (name), too_long, unreadable_characters, unknown_kind. Without `kinds` (a
// form that was not sent yet) any code that looks like one is taken.
std::optional<Refusal> objection_to_description(const Description& description, const std::vector<PieceKind>& kinds);

}  // namespace recours::attachments
