// R-606 One command on several claims of a queue, and what became of each. Values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/command.h"
#include "claims/work.h"

namespace recours::claims {

using BatchId = Id<struct BatchNoun>;
inline constexpr std::size_t kMostAtOnce = 100;

enum class BatchCommand { Take, Assign, Approve, Refuse };
std::string_view name_of(BatchCommand command);  // approve: in addresses and the database
std::optional<BatchCommand> batch_command_named(std::string_view name);
std::string label_of(ui::Language language, BatchCommand command);

// As it was shown when it was chosen: what changed since is not touched.
struct ChosenClaim {
  std::string number;
  std::int64_t version = 0;
};
// "000202646749~7"; none for anything else.
std::optional<ChosenClaim> chosen_claim_of(std::string_view text);
std::string text_of(const ChosenClaim& chosen);

struct BatchOrder {
  BatchCommand command = BatchCommand::Take;
  std::vector<ChosenClaim> claims = {};
  std::string reason_code = {}, comment = {};
  std::optional<UserId> assignee = {};
};

struct BatchResult {
  std::string number;
  std::string outcome;  // done, refused, changed, gone, not_yours, undecided
  std::string text;     // why not, in the language of who asked
  bool is_done() const { return outcome == "done"; }
};

struct Batch {
  Queue queue = Queue::CustomerService;
  BatchCommand command = BatchCommand::Take;
  std::vector<BatchResult> results;
};

}  // namespace recours::claims
