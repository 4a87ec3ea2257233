#include "complaints/complaint_rows_store.h"

#include "contacts/contact.h"

namespace recours::complaints {
namespace {

std::string text_or_empty(const db::Row& row, std::string_view column) {
  return row.get<std::optional<std::string>>(column).value_or("");
}

Link link_of(const db::Row& row) {
  Link link;
  link.kind = link_kind_named(row.get<std::string_view>("kind")).value();
  link.id = row.get<std::int64_t>("target_id");
  switch (link.kind) {
    case LinkKind::Project: link.label = text_or_empty(row, "project_title"); break;
    case LinkKind::Contract: {
      contacts::ContractFields contract;
      contract.number = text_or_empty(row, "contract_number");
      contract.insurer = text_or_empty(row, "insurer");
      contract.product = text_or_empty(row, "product");
      link.label = contacts::title_of(contract);
      break;
    }
    case LinkKind::Loss: {
      contacts::LossFields loss;
      loss.number = text_or_empty(row, "loss_number");
      loss.occurred_on = row.get<std::optional<Date>>("occurred_on");
      link.label = contacts::title_of(loss);
      break;
    }
    case LinkKind::Complaint: link.label = text_or_empty(row, "complaint_number"); break;
  }
  return link;
}

Letter letter_of(const db::Row& row) {
  Letter letter;
  letter.id = row.get<LetterId>("id");
  letter.kind = letter_kind_named(row.get<std::string_view>("kind")).value();
  letter.via = via_named(row.get<std::string_view>("via")).value();
  letter.recipient = row.get<std::string>("recipient");
  letter.subject = row.get<std::string>("subject");
  letter.text = row.get<std::string>("text");
  letter.letterhead = row.get<std::string>("letterhead");
  letter.outbox_id = row.get<std::optional<std::int64_t>>("outbox_id");
  letter.posted_on = row.get<std::optional<Date>>("posted_on");
  letter.counted_on = row.get<std::optional<Date>>("counted_on");
  letter.late_reason = row.get<std::string>("late_reason");
  letter.reason = row.get<std::string>("reason");
  letter.new_date = row.get<std::optional<Date>>("new_date");
  letter.created_at = row.get<Instant>("created_at");
  letter.created_by_name = text_or_empty(row, "author_name");
  letter.delivery = text_or_empty(row, "delivery");
  letter.is_past = row.get<bool>("is_past");
  return letter;
}

Answer answer_of(const db::Row& row) {
  Answer answer;
  answer.id = row.get<AnswerId>("id");
  answer.text = row.get<std::string>("text");
  answer.state = answer_state_named(row.get<std::string_view>("state")).value();
  answer.author = row.get<UserId>("author_id");
  answer.reviewer = row.get<std::optional<UserId>>("reviewer_id");
  answer.reviewed_at = row.get<std::optional<Instant>>("reviewed_at");
  answer.refusal_code = row.get<std::string>("refusal_code");
  answer.review_comment = row.get<std::string>("review_comment");
  answer.sent_text = row.get<std::string>("sent_text");
  answer.sent_subject = row.get<std::string>("sent_subject");
  answer.letterhead = row.get<std::string>("letterhead");
  answer.mediator_id = row.get<std::optional<std::int64_t>>("mediator_id");
  answer.via = row.get<std::string>("via");
  answer.recipient = row.get<std::string>("recipient");
  answer.posted_on = row.get<std::optional<Date>>("posted_on");
  answer.counted_on = row.get<std::optional<Date>>("counted_on");
  answer.late_reason = row.get<std::string>("late_reason");
  answer.created_at = row.get<Instant>("created_at");
  answer.version = row.get<std::int64_t>("version");
  answer.author_name = text_or_empty(row, "author_name");
  answer.reviewer_name = text_or_empty(row, "reviewer_name");
  answer.delivery = text_or_empty(row, "delivery");
  answer.is_past = row.get<bool>("is_past");
  return answer;
}

Decision decision_row(const db::Row& row) {
  Decision decision;
  decision.decision = row.get<std::string>("decision");
  decision.finding = row.get<std::string>("finding");
  decision.solution = row.get<std::string>("solution");
  if (const auto cents = row.get<std::optional<std::int64_t>>("amount_cents")) {
    decision.amount = Money{*cents, row.get<std::string>("currency")};
  }
  decision.root_cause = row.get<std::string>("root_cause");
  decision.dysfunction = row.get<std::string>("dysfunction");
  decision.decided_by_name = text_or_empty(row, "decided_by_name");
  decision.decided_at = row.get<Instant>("decided_at");
  return decision;
}

CorrectiveAction corrective_action_row(const db::Row& row) {
  CorrectiveAction action;
  action.id = row.get<CorrectiveActionId>("id");
  action.kind = row.get<std::string>("kind");
  action.description = row.get<std::string>("description");
  action.owner = row.get<UserId>("owner_id");
  action.owner_name = text_or_empty(row, "owner_name");
  action.due_on = row.get<Date>("due_on");
  action.check_on = row.get<std::optional<Date>>("check_on");
  action.state = row.get<std::string>("state");
  action.proof = row.get<std::string>("proof");
  action.version = row.get<std::int64_t>("version");
  return action;
}

ComplaintEvent event_row(const db::Row& row) {
  return {row.get<Instant>("at"),           row.get<std::string>("actor_name"),
          row.get<std::string>("command"),  row.get<std::string>("from_state"),
          row.get<std::string>("to_state"), row.get<std::string>("reason_code"),
          row.get<std::string>("reason"),   row.get<std::string>("detail")};
}

}  // namespace

std::vector<Link> links_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT l.kind, l.target_id, p.title AS project_title, k.number AS contract_number, k.insurer, k.product, "
      "s.number AS loss_number, s.occurred_on, o.number AS complaint_number FROM complaint_link l "
      "LEFT JOIN project p ON l.kind = 'project' AND p.id = l.target_id "
      "LEFT JOIN contract k ON l.kind = 'contract' AND k.id = l.target_id "
      "LEFT JOIN loss s ON l.kind = 'loss' AND s.id = l.target_id "
      "LEFT JOIN complaint o ON l.kind = 'complaint' AND o.id = l.target_id "
      "WHERE l.complaint_id = :id ORDER BY CASE l.kind WHEN 'project' THEN 1 WHEN 'contract' THEN 2 WHEN 'loss' THEN 3 "
      "ELSE 4 END, l.target_id",
      {{"id", id}}, link_of);
}

std::vector<Grievance> grievances_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT id, text, finding, finding_text, version FROM complaint_grievance WHERE complaint_id = :id ORDER BY id",
      {{"id", id}}, [](const db::Row& row) {
        return Grievance{row.get<GrievanceId>("id"), row.get<std::string>("text"), row.get<std::string>("finding"),
                         row.get<std::string>("finding_text"), row.get<std::int64_t>("version")};
      });
}

std::vector<Letter> letters_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT l.id, l.kind, l.via, l.recipient, l.subject, l.text, l.letterhead, l.outbox_id, l.posted_on, "
      "l.counted_on, l.late_reason, l.reason, l.new_date, l.created_at, l.is_past, u.name AS author_name, m.state AS delivery "
      "FROM complaint_letter l LEFT JOIN app_user u ON u.id = l.created_by "
      "LEFT JOIN outbox_message m ON m.id = l.outbox_id WHERE l.complaint_id = :id ORDER BY l.id",
      {{"id", id}}, letter_of);
}

std::vector<Answer> answers_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT a.id, a.text, a.state, a.author_id, a.reviewer_id, a.reviewed_at, a.refusal_code, a.review_comment, "
      "a.sent_text, a.sent_subject, a.letterhead, a.mediator_id, a.via, a.recipient, a.posted_on, a.counted_on, a.late_reason, a.created_at, "
      "a.version, a.is_past, u.name AS author_name, v.name AS reviewer_name, m.state AS delivery "
      "FROM complaint_answer a LEFT JOIN app_user u ON u.id = a.author_id "
      "LEFT JOIN app_user v ON v.id = a.reviewer_id LEFT JOIN outbox_message m ON m.id = a.outbox_id "
      "WHERE a.complaint_id = :id ORDER BY a.id",
      {{"id", id}}, answer_of);
}

std::optional<Decision> decision_of(db::Reader& reader, ComplaintId id) {
  return reader.find(
      "SELECT d.decision, d.finding, d.solution, d.amount_cents, d.currency, d.root_cause, d.dysfunction, "
      "u.name AS decided_by_name, d.decided_at FROM complaint_decision d LEFT JOIN app_user u ON u.id = d.decided_by "
      "WHERE d.complaint_id = :id ORDER BY d.id DESC LIMIT 1",
      {{"id", id}}, decision_row);
}

std::vector<CorrectiveAction> corrective_actions_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT a.id, a.kind, a.description, a.owner_id, u.name AS owner_name, a.due_on, a.check_on, a.state, a.proof, "
      "a.version FROM corrective_action a LEFT JOIN app_user u ON u.id = a.owner_id WHERE a.complaint_id = :id "
      "ORDER BY a.id",
      {{"id", id}}, corrective_action_row);
}

std::vector<Note> notes_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT n.text, u.name AS author_name, n.created_at FROM complaint_note n "
      "LEFT JOIN app_user u ON u.id = n.author_id WHERE n.complaint_id = :id ORDER BY n.id",
      {{"id", id}}, [](const db::Row& row) {
        return Note{row.get<std::string>("text"), text_or_empty(row, "author_name"), row.get<Instant>("created_at")};
      });
}

std::vector<MediationEvent> mediation_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT event, outcome, happened_on FROM complaint_mediation WHERE complaint_id = :id ORDER BY happened_on, id",
      {{"id", id}}, [](const db::Row& row) {
        return MediationEvent{row.get<std::string>("event"), row.get<std::string>("outcome"),
                              row.get<Date>("happened_on")};
      });
}

std::vector<ComplaintEvent> events_of(db::Reader& reader, ComplaintId id) {
  return reader.list(
      "SELECT at, actor_name, command, from_state, to_state, reason_code, reason, detail FROM complaint_event "
      "WHERE complaint_id = :id ORDER BY id DESC",
      {{"id", id}}, event_row);
}

}  // namespace recours::complaints
