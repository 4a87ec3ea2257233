// What hangs on a complaint, written: grievances, letters, answers, decisions, corrective actions, notes, events.
#include "complaints/complaint_writes_store.h"

namespace recours::complaints {
namespace {

template <class IdType>
IdType id_of(const db::Row& row) {
  return row.get<IdType>("id");
}

std::optional<std::int64_t> cents_of(const std::optional<Money>& amount) {
  return amount ? std::optional(amount->cents) : std::nullopt;
}

}  // namespace

GrievanceId insert_grievance(db::Transaction& transaction, ComplaintId id, const std::string& text) {
  return transaction.require("INSERT INTO complaint_grievance (complaint_id, text) VALUES (:id, :text) RETURNING id",
                             {{"id", id}, {"text", text}}, id_of<GrievanceId>);
}

void update_grievance(db::Transaction& transaction, Grievance& grievance) {
  transaction.execute_one(
      "UPDATE complaint_grievance SET text = :text, finding = :finding, finding_text = :finding_text, "
      "version = version + 1 WHERE id = :id AND version = :version",
      {{"text", grievance.text},
       {"finding", grievance.finding},
       {"finding_text", grievance.finding_text},
       {"id", grievance.id},
       {"version", grievance.version}});
  ++grievance.version;
}

LetterId insert_letter(db::Transaction& transaction, ComplaintId id, const Letter& letter, UserId author, Instant now) {
  return transaction.require(
      "INSERT INTO complaint_letter (complaint_id, kind, via, recipient, subject, text, letterhead, outbox_id, posted_on, "
      "counted_on, late_reason, reason, new_date, created_by, created_at, is_past) VALUES (:id, :kind, :via, :recipient, "
      ":subject, :text, :letterhead, :outbox, :posted_on, :counted_on, :late_reason, :reason, :new_date, :author, :now, "
      ":is_past) RETURNING id",
      {{"id", id},
       {"kind", name_of(letter.kind)},
       {"via", name_of(letter.via)},
       {"recipient", letter.recipient},
       {"subject", letter.subject},
       {"text", letter.text},
       {"letterhead", letter.letterhead},
       {"outbox", letter.outbox_id},
       {"posted_on", letter.posted_on},
       {"counted_on", letter.counted_on},
       {"late_reason", letter.late_reason},
       {"reason", letter.reason},
       {"new_date", letter.new_date},
       {"author", author},
       {"now", now},
       {"is_past", letter.is_past}},
      id_of<LetterId>);
}

// Once: the first day stays.
void set_letter_counted(db::Transaction& transaction, LetterId id, Date counted_on) {
  transaction.execute("UPDATE complaint_letter SET counted_on = :day WHERE id = :id AND counted_on IS NULL",
                      {{"day", counted_on}, {"id", id}});
}

void set_letter_late_reason(db::Transaction& transaction, LetterId id, const std::string& reason) {
  transaction.execute_one("UPDATE complaint_letter SET late_reason = :reason WHERE id = :id AND late_reason = ''",
                          {{"reason", reason}, {"id", id}});
}

AnswerId insert_answer(db::Transaction& transaction, ComplaintId id, const Answer& answer, Instant now) {
  return transaction.require(
      "INSERT INTO complaint_answer (complaint_id, text, state, author_id, created_at, is_past) "
      "VALUES (:id, :text, :state, :author, :now, :is_past) RETURNING id",
      {{"id", id},
       {"text", answer.text},
       {"state", name_of(answer.state)},
       {"author", answer.author},
       {"now", now},
       {"is_past", answer.is_past}},
      id_of<AnswerId>);
}

void update_answer(db::Transaction& transaction, Answer& answer) {
  transaction.execute_one(
      "UPDATE complaint_answer SET text = :text, state = :state, author_id = :author, reviewer_id = :reviewer, "
      "reviewed_at = :reviewed_at, refusal_code = :refusal_code, review_comment = :review_comment, sent_text = "
      ":sent_text, sent_subject = :sent_subject, letterhead = :letterhead, mediator_id = :mediator, via = :via, recipient = :recipient, posted_on = :posted_on, "
      "counted_on = :counted_on, late_reason = :late_reason, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"text", answer.text},
       {"state", name_of(answer.state)},
       {"author", answer.author},
       {"reviewer", answer.reviewer},
       {"reviewed_at", answer.reviewed_at},
       {"refusal_code", answer.refusal_code},
       {"review_comment", answer.review_comment},
       {"sent_text", answer.sent_text},
       {"sent_subject", answer.sent_subject},
       {"letterhead", answer.letterhead},
       {"mediator", answer.mediator_id},
       {"via", answer.via},
       {"recipient", answer.recipient},
       {"posted_on", answer.posted_on},
       {"counted_on", answer.counted_on},
       {"late_reason", answer.late_reason},
       {"id", answer.id},
       {"version", answer.version}});
  ++answer.version;
}

void insert_decision(db::Transaction& transaction, ComplaintId id, const Decision& decision, UserId by, Instant now) {
  transaction.execute(
      "INSERT INTO complaint_decision (complaint_id, decision, finding, solution, amount_cents, currency, root_cause, "
      "dysfunction, decided_by, decided_at) VALUES (:id, :decision, :finding, :solution, :cents, :currency, "
      ":root_cause, :dysfunction, :by, :now)",
      {{"id", id},
       {"decision", decision.decision},
       {"finding", decision.finding},
       {"solution", decision.solution},
       {"cents", cents_of(decision.amount)},
       {"currency", decision.amount ? decision.amount->currency : std::string("EUR")},
       {"root_cause", decision.root_cause},
       {"dysfunction", decision.dysfunction},
       {"by", by},
       {"now", now}});
}

CorrectiveActionId insert_corrective_action(db::Transaction& transaction, ComplaintId id,
                                            const CorrectiveAction& action, Instant now) {
  return transaction.require(
      "INSERT INTO corrective_action (complaint_id, kind, description, owner_id, due_on, check_on, state, proof, "
      "created_at) VALUES (:id, :kind, :description, :owner, :due_on, :check_on, :state, :proof, :now) RETURNING id",
      {{"id", id},
       {"kind", action.kind},
       {"description", action.description},
       {"owner", action.owner},
       {"due_on", action.due_on},
       {"check_on", action.check_on},
       {"state", action.state.empty() ? std::string("to_do") : action.state},
       {"proof", action.proof},
       {"now", now}},
      id_of<CorrectiveActionId>);
}

void update_corrective_action(db::Transaction& transaction, CorrectiveAction& action) {
  transaction.execute_one(
      "UPDATE corrective_action SET kind = :kind, description = :description, owner_id = :owner, due_on = :due_on, "
      "check_on = :check_on, state = :state, proof = :proof, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"kind", action.kind},
       {"description", action.description},
       {"owner", action.owner},
       {"due_on", action.due_on},
       {"check_on", action.check_on},
       {"state", action.state},
       {"proof", action.proof},
       {"id", action.id},
       {"version", action.version}});
  ++action.version;
}

void insert_note(db::Transaction& transaction, ComplaintId id, const std::string& text, UserId author, Instant now) {
  transaction.execute(
      "INSERT INTO complaint_note (complaint_id, text, author_id, created_at) VALUES (:id, :text, :author, :now)",
      {{"id", id}, {"text", text}, {"author", author}, {"now", now}});
}

void insert_mediation(db::Transaction& transaction, ComplaintId id, const MediationEvent& event, UserId by,
                      Instant now) {
  transaction.execute(
      "INSERT INTO complaint_mediation (complaint_id, event, happened_on, outcome, recorded_by, recorded_at) "
      "VALUES (:id, :event, :happened_on, :outcome, :by, :now)",
      {{"id", id},
       {"event", event.event},
       {"happened_on", event.happened_on},
       {"outcome", event.outcome},
       {"by", by},
       {"now", now}});
}

void insert_event(db::Transaction& transaction, ComplaintId id, const journal::Actor& actor,
                  const ComplaintEvent& event) {
  transaction.execute(
      "INSERT INTO complaint_event (complaint_id, at, actor_id, actor_name, command, from_state, to_state, "
      "reason_code, reason, detail) VALUES (:id, :at, :actor, :actor_name, :command, :from_state, :to_state, "
      ":reason_code, :reason, :detail)",
      {{"id", id},
       {"at", event.at},
       {"actor", actor.user},
       {"actor_name", actor.name},
       {"command", event.command},
       {"from_state", event.from_state},
       {"to_state", event.to_state},
       {"reason_code", event.reason_code},
       {"reason", event.reason},
       {"detail", event.detail}});
}

}  // namespace recours::complaints
