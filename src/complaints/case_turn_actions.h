// The frame of every verb on a registered complaint: the row held against other writers, right and state asked of the one
// table, then the verb itself, then complaint, event and journal entry together. Used by the actions of this folder.
#pragma once

#include <functional>

#include <boost/json.hpp>

#include "complaints/handling_actions.h"
#include "complaints/transition.h"

namespace recours::complaints {

struct Turn {
  db::Transaction& transaction;
  const Act& act;
  Complaint complaint;                                       // changed by the verb, written afterwards
  Date today;
  std::optional<State> to;                                   // as the table says; reset where the state waits for a mail
  ComplaintEvent event;                                      // reason, reason_code and detail are the verb's
  boost::json::object noted;                                 // for the journal, beside the event

  // R-701 Of an oral complaint there is none.
  std::optional<Date> acknowledgement_due_on() const;
  std::optional<Date> answer_due_on() const;
};

// Says no before it writes anything: what is written is committed.
using Verb = std::function<std::optional<Refusal>(Turn&)>;
Outcome carry_out(const Act& act, Command command, const Verb& verb);

// What carry_out writes at the end, also for jobs: complaint, event, journal.
void write_down(db::Transaction& transaction, const journal::Actor& actor, Complaint& complaint, ComplaintEvent event,
                boost::json::object noted, Instant now);

Refusal not_allowed_now();

}  // namespace recours::complaints
