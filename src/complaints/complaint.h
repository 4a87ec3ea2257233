// The words of a complaint (complaints.md): identifiers, codes, a complaint and what hangs on it as values. The codes are the
// API's; labels come by label_of.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/message.h"
#include "journal/journal.h"
#include "ui/language.h"

namespace recours::complaints {

using ComplaintId = Id<struct ComplaintNoun>;
using GrievanceId = Id<struct GrievanceNoun>;
using LetterId = Id<struct LetterNoun>;
using AnswerId = Id<struct AnswerNoun>;
using CorrectiveActionId = Id<struct CorrectiveActionNoun>;

// R-700 « Brouillon » is in no list but its author's and not in the register.
enum class State { Draft, New, Acknowledged, InProgress, Answered, Closed, Cancelled };
std::string_view name_of(State state);                       // in_progress
std::optional<State> state_named(std::string_view name);
std::string label_of(ui::Language language, State state);    // Gestion en cours

// A fixed list of codes with labels: complexity, channel, medium, subject, proof, capacity, activity, decision, finding,
// waiver, answer refusal, mediation event, state of a corrective action, what a complaint was requalified to. What firms
// edit themselves is in list_store.h.
struct Code {
  std::string_view code;
  const char* label;                                         // English key
};
std::span<const Code> complexities();                        // low medium high
std::span<const Code> channels();                            // form email phone letter other
std::span<const Code> media();                               // durable oral messaging
std::span<const Code> subjects();                            // project contract loss other
std::span<const Code> proofs();                              // postmark email_header form_timestamp letter_date statement
std::span<const Code> capacities();
std::span<const Code> activities();
std::span<const Code> decisions();
std::span<const Code> findings();
std::span<const Code> waivers();
std::span<const Code> answer_refusals();
std::span<const Code> mediation_events();
std::span<const Code> corrective_states();                   // to_do in_progress done effective ineffective abandoned
std::span<const Code> requalifications();                    // what is a request, no complaint
bool is_code(std::span<const Code> codes, std::string_view code);
// The code itself when it is not in the list.
std::string label_of(ui::Language language, std::span<const Code> codes, std::string_view code);

struct Complainant {
  std::string kind = "person";                               // person, company
  std::string name, first_name, company, email, phone, street, postcode, city, country;
  std::string display_name() const;                          // Marie Durand; the company's name for one
};

enum class LinkKind { Project, Contract, Loss, Complaint };
std::string_view name_of(LinkKind kind);
std::optional<LinkKind> link_kind_named(std::string_view name);
std::string label_of(ui::Language language, LinkKind kind);
struct Link {
  LinkKind kind = LinkKind::Project;
  std::int64_t id = 0;
  std::string label;                                         // of what it leads to, for showing
};

struct Grievance {
  GrievanceId id;
  std::string text, finding, finding_text;
  std::int64_t version = 1;
};

// The legal clock as computed when it started; none for drafts and oral complaints.
struct Clock {
  std::int64_t regime_id = 0;
  Date starts_on, acknowledgement_due_on, answer_due_on, mediator_opens_on, mediator_closes_on;
};

struct Complaint {
  ComplaintId id;
  std::string number;                                        // REC-2026-000123; empty: draft
  State state = State::Draft;
  std::optional<std::int64_t> contact;                       // contacts::ContactId value; none: somebody without record
  Complainant complainant;
  std::string capacity;
  std::optional<UserId> adviser, received_by, handler;
  std::string adviser_name, received_by_name, handler_name;  // for showing
  std::optional<Date> sent_on, received_on;
  std::string proof_of_sending;
  std::optional<Instant> registered_at;
  std::string complexity, channel, medium, subject, title, details, reason, sub_reason, activity, product,
      expected_outcome, persons, third_parties;
  std::optional<Date> invited_to_write_on;
  std::optional<Clock> clock;
  std::optional<Date> acknowledged_on, answered_on, closed_on;   // the days that count
  std::optional<Date> next_due_on;
  std::string next_due;                                      // acknowledgement, answer, or empty
  bool imported = false;
  std::string old_reference;
  std::string past;                                          // of a draft: what was done before (past_handling_json.h)
  std::vector<Link> links;
  std::vector<Grievance> grievances;
  UserId created_by;
  Instant created_at;
  std::int64_t version = 1;
};

// R-701 Oral and messaging have no clock until the complaint is written.
bool has_clock(std::string_view medium);

enum class LetterKind { Acknowledgement, Progress, Holding, Invitation, Transfer };
std::string_view name_of(LetterKind kind);                   // also of its template
std::optional<LetterKind> letter_kind_named(std::string_view name);
std::string label_of(ui::Language language, LetterKind kind);
enum class Via { Email, Letter };
std::string_view name_of(Via via);
std::optional<Via> via_named(std::string_view name);
std::string label_of(ui::Language language, Via via);

struct Letter {
  LetterId id;
  LetterKind kind = LetterKind::Acknowledgement;
  Via via = Via::Email;
  std::string recipient, subject, text;
  std::string letterhead;                                    // of the day it left
  std::optional<std::int64_t> outbox_id;
  std::string delivery;                                      // state of its mail: queued, sending, sent, parked; empty: letter
  std::optional<Date> posted_on, counted_on, new_date;
  std::string late_reason, reason;
  std::string created_by_name;
  Instant created_at;
  bool is_past = false;                                      // left before the complaint was recorded; no text is kept
};

enum class AnswerState { Draft, InReview, Refused, Approved, Sending, Sent };
std::string_view name_of(AnswerState state);
std::optional<AnswerState> answer_state_named(std::string_view name);
std::string label_of(ui::Language language, AnswerState state);
struct Answer {
  AnswerId id;
  std::string text;
  AnswerState state = AnswerState::Draft;
  UserId author;
  std::string author_name, reviewer_name;
  std::optional<UserId> reviewer;
  std::optional<Instant> reviewed_at;
  std::string refusal_code, review_comment;
  std::string sent_text;                                     // as it left, mediator's block included; never changed
  std::string sent_subject, letterhead;                      // of the day it left
  std::optional<std::int64_t> mediator_id;
  std::string via, recipient, delivery;
  std::optional<Date> posted_on, counted_on;
  std::string late_reason;
  Instant created_at;
  bool is_past = false;                                      // left before the complaint was recorded
  std::int64_t version = 1;
};

struct Decision {
  std::string decision, finding, solution, root_cause, dysfunction;
  std::optional<Money> amount;
  std::string decided_by_name;
  Instant decided_at;
};

struct CorrectiveAction {
  CorrectiveActionId id;
  std::string kind, description, state, proof;
  UserId owner;
  std::string owner_name;
  Date due_on;
  std::optional<Date> check_on;
  std::int64_t version = 1;
};

struct Note {
  std::string text, author_name;
  Instant created_at;
};

struct MediationEvent {
  std::string event, outcome;
  Date happened_on;
};

struct ComplaintEvent {
  Instant at;
  std::string actor_name, command, from_state, to_state, reason_code, reason, detail;
};

struct Mediator {
  std::int64_t id = 0;
  std::string activity, name, address, website;
};

// A version of a letter's text, with {placeholders}.
struct Template {
  std::string kind, subject, body;                           // kind: name_of(LetterKind), or answer
  int version_no = 0;
};

// Everything of one case, for its page, the API and the gate.
struct CaseFile {
  Complaint complaint;
  std::vector<Letter> letters;
  std::vector<Answer> answers;
  std::optional<Decision> decision;
  std::vector<CorrectiveAction> corrective_actions;
  std::vector<Note> notes;
  std::vector<MediationEvent> mediation;
  std::vector<ComplaintEvent> events;                        // newest first
};

}  // namespace recours::complaints
