#include "claims/line_choice.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace recours::claims {
namespace {

std::set<std::string> keys_of(const std::vector<std::string>& serials) {
  std::set<std::string> keys;
  for (const auto& serial : serials) keys.insert(number_key(serial));
  return keys;
}

bool holds_more(const std::vector<std::string>& serials, Decimal quantity) {
  return quantity < Decimal::of(static_cast<std::int64_t>(serials.size()));
}

// A named line against what the line holds; what is wrong goes into the refusal.
class Portion {
 public:
  Portion(Command command, const NamedLine& named, const ClaimLine& line, std::string field, Refusal& refusal)
      : command_(command), named_(named), line_(line), field_(std::move(field)), refusal_(refusal) {}

  void check() {
    if (named_.quantity) check_quantity(*named_.quantity);
    if (is_part())
      check_serials_of_part();
    else if (command_ != Command::Receive)
      check_serials_of_whole();
  }
  bool is_part() const { return named_.quantity && Decimal() < *named_.quantity && *named_.quantity < line_.quantity; }

 private:
  void refuse(const char* field, const char* code, const Message& message) {
    refusal_.fields.push_back({field_ + field, code, message});
  }

  void check_quantity(Decimal quantity) {
    if (quantity == line_.quantity) return;
    if (quantity <= Decimal()) return refuse("/quantity", "not_positive", msg("Please give the quantity."));
    const bool excess = command_ == Command::Receive && named_.difference == "excess";
    if (line_.quantity < quantity && !excess) {
      return refuse("/quantity", "too_many", msg("This line holds {1} only.", line_.quantity));
    }
    if (line_.quantity.is_whole() && !quantity.is_whole()) {
      return refuse("/quantity", "not_whole", msg("Please give a whole number of pieces."));
    }
    if (words_of(command_).scope != Scope::Quantities) {
      refuse("/quantity", "partial_not_possible",
             msg("This is only possible for the whole line: {1}.", line_.quantity));
    }
  }

  void check_serials_of_whole() {
    if (!named_.serials) return;
    if (named_.serials->size() == line_.serials.size() && keys_of(*named_.serials) == keys_of(line_.serials)) return;
    refuse("/serials", "partial_not_possible", msg("This is only possible for the whole line: {1}.", line_.quantity));
  }

  void check_serials_of_part() {
    if (line_.serials.empty()) return;
    if (!named_.serials) {
      return refuse("/serials", "required", msg("Please name the serial numbers that go with this part."));
    }
    const auto held = keys_of(line_.serials);
    const auto named = keys_of(*named_.serials);
    const bool known = std::includes(held.begin(), held.end(), named.begin(), named.end());
    // What goods-in read and nobody announced is a difference, not a slip of the pen.
    if (!known && command_ != Command::Receive) {
      return refuse("/serials", "unknown_serial", msg("One of these serial numbers is not on this line."));
    }
    std::vector<std::string> rest;
    for (const auto& serial : line_.serials) {
      if (!named.contains(number_key(serial))) rest.push_back(serial);
    }
    const bool fits = known ? !holds_more(*named_.serials, *named_.quantity) : true;
    if (!fits || holds_more(rest, line_.quantity - *named_.quantity)) {
      refuse("/serials", "wrong_count", msg("There must be as many serial numbers as pieces in this part."));
    }
  }

  Command command_;
  const NamedLine& named_;
  const ClaimLine& line_;
  std::string field_;
  Refusal& refusal_;
};

std::string field_of(std::size_t at) { return "lines/" + std::to_string(at); }

Result<std::vector<ChosenLine>, Refusal> named_lines(const accounts::Viewer& viewer, const Claim& claim,
                                                     std::vector<ClaimLine>& lines, Command command,
                                                     const Instruction& instruction) {
  std::vector<ChosenLine> chosen;
  Refusal refusal{"incomplete", msg("Please check these fields."), {}, Refusal::Kind::Rule};
  for (const auto& named : instruction.lines) {
    const auto field = field_of(chosen.size());
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](const ClaimLine& one) { return one.id == named.id; });
    if (line == lines.end()) throw NotFound();
    if (std::any_of(chosen.begin(), chosen.end(), [&](const ChosenLine& one) { return one.line == &*line; })) {
      refusal.fields.push_back({field, "duplicate", msg("This line is named twice.")});
    }
    Portion portion(command, named, *line, field, refusal);
    portion.check();
    chosen.push_back({&*line, &named, portion.is_part() ? named.quantity : std::nullopt});
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  for (std::size_t at = 0; at < chosen.size(); ++at) {
    if (is_allowed(viewer, claim, *chosen[at].line, command)) continue;
    if (refusal.fields.empty()) refusal = not_allowed_now();
    refusal.fields.push_back({field_of(at), "not_allowed_now", refusal.message});
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  return chosen;
}

}  // namespace

Refusal not_allowed_now() {
  return {
      "not_allowed_now", msg("This is no longer possible in the present state of the claim."), {}, Refusal::Kind::Rule};
}

Result<std::vector<ChosenLine>, Refusal> choose_lines(const accounts::Viewer& viewer, const Claim& claim,
                                                      std::vector<ClaimLine>& lines, Command command,
                                                      const Instruction& instruction) {
  if (!instruction.lines.empty()) return named_lines(viewer, claim, lines, command, instruction);
  std::vector<ChosenLine> chosen;
  for (auto& line : lines) {
    if (is_allowed(viewer, claim, line, command)) chosen.push_back({&line});
  }
  if (chosen.empty()) return fail(not_allowed_now());
  return chosen;
}

}  // namespace recours::claims
