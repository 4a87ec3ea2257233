#include "attachments/description.h"

#include <algorithm>

#include "base/readable.h"
#include "base/text.h"

namespace recours::attachments {
namespace {

constexpr std::size_t kLongestCode = 40;

bool is_known(const std::string& kind, const std::vector<PieceKind>& kinds) {
  if (kind.empty()) return true;
  if (!kinds.empty())
    return std::any_of(kinds.begin(), kinds.end(), [&](const auto& known) { return known.code == kind; });
  return kind.size() <= kLongestCode && std::all_of(kind.begin(), kind.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

void object_to_text(std::vector<FieldRefusal>& fields, const char* field, const std::string& text, std::size_t longest,
                    Lines lines) {
  if (length(text) > longest) {
    fields.push_back(
        {field, "too_long", msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest))});
  } else if (has_unreadable(text, lines)) {
    fields.push_back({field, "unreadable_characters", unreadable_characters()});
  }
}

}  // namespace

PieceKind piece_kind(std::string code, const char* english) {
  return {std::move(code), ui::tr(ui::Language::French, english), ui::tr(ui::Language::English, english)};
}

std::optional<Refusal> objection_to_description(const Description& description, const std::vector<PieceKind>& kinds) {
  std::vector<FieldRefusal> fields;
  if (trim(description.name).empty()) {
    fields.push_back({"name", "required", msg("Give the file a name.")});
  }
  object_to_text(fields, "name", description.name, kLongestName, Lines::One);
  if (!is_known(description.kind, kinds)) {
    fields.push_back({"kind", "unknown_kind", msg("Choose what this file is from the list.")});
  }
  object_to_text(fields, "comment", description.comment, kLongestComment, Lines::Many);
  if (fields.empty()) return std::nullopt;
  const auto& first = fields.front();
  return Refusal{first.code, first.message, fields, Refusal::Kind::Rule};
}

}  // namespace recours::attachments
