#include "claims/batch.h"

#include <algorithm>
#include <array>

#include "base/whole_number.h"

namespace recours::claims {
namespace {

struct Word {
  BatchCommand command;
  std::string_view name;
};
constexpr std::array kWords{Word{BatchCommand::Take, "take"}, Word{BatchCommand::Assign, "assign"},
                            Word{BatchCommand::Approve, "approve"}, Word{BatchCommand::Refuse, "refuse"}};

}  // namespace

std::string_view name_of(BatchCommand command) { return kWords[static_cast<std::size_t>(command)].name; }

std::optional<BatchCommand> batch_command_named(std::string_view name) {
  const auto* found = std::find_if(kWords.begin(), kWords.end(), [&](const Word& word) { return word.name == name; });
  return found == kWords.end() ? std::nullopt : std::optional(found->command);
}

std::string label_of(ui::Language language, BatchCommand command) {
  switch (command) {
    case BatchCommand::Take: return label_of(language, Command::Take);
    case BatchCommand::Assign: return ui::tr(language, "Assign");
    case BatchCommand::Approve: return label_of(language, Command::Approve);
    case BatchCommand::Refuse: return label_of(language, Command::Refuse);
  }
  return {};
}

std::optional<ChosenClaim> chosen_claim_of(std::string_view text) {
  const auto mark = text.rfind('~');
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  const auto version = whole_number(text.substr(mark + 1));
  if (!version) return std::nullopt;
  return ChosenClaim{std::string(text.substr(0, mark)), *version};
}

std::string text_of(const ChosenClaim& chosen) { return chosen.number + "~" + std::to_string(chosen.version); }

}  // namespace recours::claims
