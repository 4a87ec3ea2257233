// R-600 The verbs of a claim's life as words: their codes, paths, labels, and what each asks to be told. From where to
// where each leads, and who may give it, is in transition.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/viewer.h"
#include "ui/language.h"

namespace recours::claims {

enum class Command {
  Confirm,
  Take,
  Approve,
  Refuse,
  Ask,
  Answer,
  Transfer,
  Cancel,
  Expire,
  Ship,
  Receive,
  Inspect,
  Dispose,
  Redeliver,
  Replace,
  LetKeep,
  Offer,
  AnswerOffer,
  Lapse,
  Credit,
  CorrectInvoice,
  Charge,
  Waive,
  SettleWithoutMoney,
  Reopen,
};

// What a command is told beside its lines and a comment.
enum class Detail {
  RefusalReason,
  Comment,  // must be said: the question, the answer
  DueOn,
  Department,
  Parcels,
  Difference,  // of what came from what was announced
  Result,      // of the inspection
  Disposition,
  Amount,       // before tax; may be left to the proposal
  FixedAmount,  // before tax; must be said
  ValidUntil,
  Accepted,
  Document,  // number and date of the credit note or invoice
};

// Given on quantities of lines, on whole lines, or on the claim with all of its lines that are in a state for it.
enum class Scope { Quantities, Lines, Claim };

struct CommandWords {
  Command command;
  std::string_view name;  // approve: in the history, the journal and the API
  std::string_view path;  // approval: under /claims/{number}/, of pages and API; empty: not given by people there
  accounts::Right right;  // without which the path does not open
  Scope scope;
  std::vector<Detail> asks;
  Message label;        // Approuver
  Message consequence;  // what happens then, said before it does
};
const CommandWords& words_of(Command command);
std::span<const CommandWords> all_commands();
std::optional<Command> command_named(std::string_view name);

std::string_view name_of(Command command);                     // cancel
std::string label_of(ui::Language language, Command command);  // Annuler la réclamation
bool asks_for(Command command, Detail detail);

}  // namespace recours::claims
