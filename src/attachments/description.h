// What people say of a file: its name, which type de pièce it is, a comment. The rules for it; pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment.h"
#include "ui/language.h"

namespace recours::attachments {

// A type de pièce: a stable code and its label in both languages. People choose among those in force; files keep
// theirs.
struct PieceKind {
  std::string code, fr, en;
  bool in_force = true;
  const std::string& label(ui::Language language) const { return language == ui::Language::French ? fr : en; }
};
// With the label the catalogue has for this English key.
PieceKind piece_kind(std::string code, const char* english);

struct Description {
  std::string name, kind, comment;
};

inline constexpr std::size_t kLongestName = 120;
inline constexpr std::size_t kLongestComment = 1000;

// Every objection at once, by field: required (name), too_long, unreadable_characters, unknown_kind. Without `kinds` (a
// form that was not sent yet) any code that looks like one is taken.
std::optional<Refusal> objection_to_description(const Description& description, const std::vector<PieceKind>& kinds);

}  // namespace recours::attachments
