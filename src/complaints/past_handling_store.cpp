#include "complaints/past_handling_store.h"

#include "base/text.h"
#include "complaints/complaint_rows_store.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/letter_facts_store.h"
#include "complaints/list_store.h"
#include "complaints/registration_facts_store.h"

namespace recours::complaints {
namespace {

std::vector<std::string> codes_of(db::Reader& reader, std::string_view list, Date today) {
  std::vector<std::string> codes;
  for (const auto& item : list_items(reader, list, today)) codes.push_back(item.code);
  return codes;
}

std::optional<Clock> clock_started_by(db::Reader& reader, const Registration& said) {
  Complaint asked;
  asked.medium = said.medium;
  asked.activity = said.activity;
  asked.sent_on = said.sent_on;
  asked.received_on = said.received_on;
  start_clock(reader, asked);  // days without a rule are told by the registration
  return asked.clock;
}

std::string postal_recipient(const Complainant& who) {
  const auto address = address_of(who);
  return address.empty() ? who.display_name() : who.display_name() + "\n" + address;
}

void insert_acknowledgement(db::Transaction& transaction, const Complaint& complaint, const PastHandling& past,
                            UserId recorder, Instant now) {
  Letter letter;
  letter.kind = LetterKind::Acknowledgement;
  letter.via = Via::Letter;
  letter.recipient = postal_recipient(complaint.complainant);
  letter.posted_on = letter.counted_on = past.acknowledged_on;
  letter.late_reason = past.acknowledgement_late_reason;
  letter.is_past = true;
  insert_letter(transaction, complaint.id, letter, recorder, now);
}

void insert_past_answer(db::Transaction& transaction, const Complaint& complaint, const PastHandling& past,
                        const PastContext& context, UserId recorder, Instant now) {
  Answer answer;
  answer.text = answer.sent_text = past.answer;
  answer.state = AnswerState::Sent;
  answer.author = recorder;
  answer.is_past = true;
  answer.id = insert_answer(transaction, complaint.id, answer, now);
  if (past.mediator_mentioned) answer.mediator_id = context.mediator;
  answer.via = name_of(Via::Letter);
  answer.recipient = postal_recipient(complaint.complainant);
  answer.posted_on = answer.counted_on = past.answered_on;
  answer.late_reason = past.answer_late_reason;
  update_answer(transaction, answer);
}

void insert_past_decision(db::Transaction& transaction, const Complaint& complaint, const PastHandling& past,
                          UserId recorder, Instant now) {
  Decision decision;
  decision.decision = past.decision;
  decision.finding = past.finding;
  decision.solution = past.solution;
  decision.root_cause = past.root_cause;
  decision.dysfunction = past.dysfunction;
  decision.amount = amount_of(past);
  insert_decision(transaction, complaint.id, decision, recorder, now);
}

void write_findings(db::Transaction& transaction, ComplaintId id, const PastHandling& past) {
  auto grievances = grievances_of(transaction, id);
  for (std::size_t at = 0; at < grievances.size(); ++at) {
    grievances[at].finding = finding_of(past, at);
    if (!grievances[at].finding.empty()) update_grievance(transaction, grievances[at]);
  }
}

}  // namespace

PastContext past_context_of(db::Reader& reader, const Registration& said, PastContext::LateReasons late_reasons,
                            Date today) {
  PastContext context;
  context.today = today;
  context.received_on = said.received_on;
  context.clock = clock_started_by(reader, said);
  context.is_spoken = !has_clock(said.medium);
  context.is_assigned = said.handler.has_value();
  context.grievances = said.grievances;
  context.solutions = codes_of(reader, "solution", today);
  context.root_causes = codes_of(reader, "root_cause", today);
  context.late_reasons = late_reasons;
  const auto mediator = mediator_on(reader, said.activity, said.past.answered_on.value_or(today));
  if (mediator) context.mediator = mediator->id;
  return context;
}

void take_past(const PastHandling& past, Complaint& complaint) {
  complaint.state = state_of(past);
  complaint.acknowledged_on = past.acknowledged_on;
  complaint.answered_on = past.answered_on;
  complaint.closed_on = past.closed_on;
}

void insert_past(db::Transaction& transaction, const Complaint& complaint, const PastHandling& past,
                 const PastContext& context, UserId recorder, Instant now) {
  if (past.acknowledged_on) insert_acknowledgement(transaction, complaint, past, recorder, now);
  if (past.answered_on) insert_past_answer(transaction, complaint, past, context, recorder, now);
  if (!past.decision.empty()) insert_past_decision(transaction, complaint, past, recorder, now);
  write_findings(transaction, complaint.id, past);
}

std::string days_text(const PastHandling& past) {
  std::vector<std::string> parts;
  const std::pair<const char*, std::optional<Date>> days[]{
      {"acknowledged_on", past.acknowledged_on}, {"answered_on", past.answered_on}, {"closed_on", past.closed_on}};
  for (const auto& [name, day] : days) {
    if (day) parts.push_back(std::string(name) + ": " + day->iso());
  }
  return join(parts, ", ");
}

}  // namespace recours::complaints
