// What is done with a registered complaint (complaints.md §6). Each verb asks the one table (transition.h), writes state,
// event, journal and what is to be mailed in one transaction, and returns the complaint as it is afterwards.
// `version` is that of the complaint as it was read: Conflict when it moved on.
#pragma once

#include "accounts/idempotency.h"
#include "complaints/complaint_store.h"
#include "complaints/dues.h"
#include "base/refusal.h"
#include "base/result.h"

namespace recours::complaints {

using Outcome = Result<Complaint, Refusal>;
// On whom and on what a verb acts.
struct Act {
  db::Database& database;
  const accounts::Viewer& viewer;
  std::string number;
  std::optional<std::int64_t> version;
  Instant now;
  std::optional<accounts::IdempotencyKey> key = {};          // what was done once under it is not done again
};

// How something leaves. By letter `posted_on` is the day that counts; by mail the day the mail server accepted it.
struct Dispatch {
  Via via = Via::Email;
  std::optional<Date> posted_on;
  std::string late_reason;                                   // R-711 asked for when it leaves late
};

Outcome acknowledge(const Act& act, const Dispatch& dispatch);
Outcome resend_progress(const Act& act, const Dispatch& dispatch);      // R-713 adds a line; the first date stays
Outcome send_holding_letter(const Act& act, const Dispatch& dispatch, const std::string& reason, std::optional<Date> new_date);
// R-781 Of an oral complaint, as often as needed; the first day stays.
Outcome invite_to_write(const Act& act, const Dispatch& dispatch);
Outcome take_in_hand(const Act& act, std::optional<UserId> handler);
Outcome add_note(const Act& act, const std::string& text);
Outcome add_grievance(const Act& act, const std::string& text);
Outcome set_finding(const Act& act, GrievanceId grievance, const std::string& finding, const std::string& text);
Outcome decide(const Act& act, const Decision& decision);
Outcome close(const Act& act);                                          // through the gate
Outcome close_by_waiver(const Act& act, const std::string& waiver, const std::string& reason);
Outcome resume(const Act& act, const std::string& reason);
Outcome reopen(const Act& act, const std::string& reason);
Outcome cancel(const Act& act, const std::string& reason);
Outcome requalify(const Act& act, const std::string& kind, const std::string& reason);
// R-711 What the mail server took late, or what a corrected date made late: why. Once for each; Refusal nothing_late.
Outcome explain_delay(const Act& act, Late what, const std::string& reason);
// With its letter; without `dispatch` by mail where an address is known, else posted today.
Outcome transfer(const Act& act, const std::string& institution, const std::string& reason,
                 const std::optional<Dispatch>& dispatch = {});
Outcome record_mediation(const Act& act, const MediationEvent& event);
Outcome add_corrective_action(const Act& act, const CorrectiveAction& action);
Outcome complete_corrective_action(const Act& act, CorrectiveActionId action, const std::string& state, const std::string& proof);

// ---- answers: draft → review → sent; a sent text never changes (answer_actions.cpp)
Outcome draft_answer(const Act& act, std::optional<AnswerId> answer, const std::string& text);
// Both in one: written and put to review.
Outcome propose_answer(const Act& act, std::optional<AnswerId> answer, const std::string& text);
Outcome submit_answer(const Act& act, AnswerId answer);
struct Review {
  bool approved = false;
  std::string refusal_code, comment;
};
// R-740 Four eyes by person: never the own answer, as soon as two people could review (setting review_required).
Outcome review_answer(const Act& act, AnswerId answer, const Review& review);
// R-741 With the block of the activity's mediator; refused where none is configured (mediator_missing).
Outcome send_answer(const Act& act, AnswerId answer, const Dispatch& dispatch);

// ---- job: mails that the server accepted or that were parked. Accepted: the day counts, the state moves on. Parked:
// a letter shows it (Letter::delivery), an answer goes back to approved; both are tasks of the handler (list_undelivered).
void follow_deliveries(db::Database& database, Instant now);
// ---- job: alarms to the handler and who stands in for him; once late, or where nobody handles it, to compliance
// too. One mail a day and person, naming each date once.
void give_alarms(db::Database& database, Instant now);

}  // namespace recours::complaints
