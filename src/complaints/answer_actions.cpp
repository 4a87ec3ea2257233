// The written answer: draft → review → sent. A version that was refused, approved or sent never changes; going on from
// it makes a new one.
#include <algorithm>

#include "base/text.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/delivery_store.h"
#include "complaints/firm_people_store.h"
#include "complaints/outgoing_actions.h"
#include "complaints/typed_text.h"

namespace recours::complaints {
namespace {

std::vector<Answer> answers_of(const Turn& turn) { return load_case(turn.transaction, turn.complaint).answers; }

Answer require_answer(const Turn& turn, AnswerId id) {
  const auto answers = answers_of(turn);
  const auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& one) { return one.id == id; });
  if (found == answers.end()) throw NotFound();
  return *found;
}

void note_answer(Turn& turn, AnswerId id, AnswerState state) {
  turn.event.detail = name_of(state);
  turn.noted["answer_id"] = id.value;
  turn.noted["answer_state"] = name_of(state);
}

Refusal rule(const char* code, Message message) { return {code, std::move(message), {}, Refusal::Kind::Rule}; }

// A draft of the same person changes in place; of somebody else, or already judged, it stays and a new version begins.
bool changes_in_place(const Answer& answer, const accounts::Viewer& viewer) {
  return answer.state == AnswerState::Draft && answer.author == viewer.id;
}

bool is_closed_to_changes(const Answer& answer) {
  return answer.state == AnswerState::InReview || answer.state == AnswerState::Sending ||
         answer.state == AnswerState::Sent;
}

void write_new_answer(Turn& turn, const std::string& text, AnswerState state) {
  Answer answer;
  answer.text = text;
  answer.state = state;
  answer.author = turn.act.viewer.id;
  note_answer(turn, insert_answer(turn.transaction, turn.complaint.id, answer, turn.act.now), answer.state);
}

std::optional<Refusal> objection_to(const Answer& answer, const Review& review, const Turn& turn) {
  if (answer.state != AnswerState::InReview) return not_allowed_now();
  if (answer.author == turn.act.viewer.id && is_review_required(turn.transaction, turn.today)) {
    return rule("own_answer", msg("Somebody else reviews what you wrote."));
  }
  std::vector<FieldRefusal> refusals;
  if (!review.approved) {
    check_choice("refusal_code", review.refusal_code, is_code(answer_refusals(), review.refusal_code), Needed::Yes,
                 refusals);
  }
  const bool unexplained = !review.approved && review.refusal_code == "other";
  check_typed("comment", review.comment, kLongestReason, unexplained ? Needed::Yes : Needed::No, refusals);
  if (refusals.empty()) return std::nullopt;
  return incomplete(std::move(refusals));
}

// While one is being sent no other is written or sent: the mail server may take it a moment later.
std::optional<Refusal> hindrance_of_another(const Turn& turn) {
  const auto answers = answers_of(turn);
  if (std::none_of(answers.begin(), answers.end(),
                   [](const Answer& one) { return one.state == AnswerState::Sending; })) {
    return std::nullopt;
  }
  return rule("sending_under_way", msg("An answer is being sent: wait until the mail server took it."));
}

// No letter was posted before its text was written and approved.
std::vector<FieldRefusal> objections_to_posting(const Dispatch& dispatch, const Answer& answer) {
  const Date ready_on = paris_day(answer.reviewed_at.value_or(answer.created_at));
  if (dispatch.via != Via::Letter || !dispatch.posted_on || *dispatch.posted_on >= ready_on) return {};
  return {{"posted_on", "before_approval",
           msg("This answer was ready on {1} only: it cannot have been posted before.", ready_on)}};
}

// R-740 What was refused is never sent; without four eyes a text may leave as soon as it is written.
std::optional<Refusal> hindrance_of_sending(const Answer& answer, const Turn& turn) {
  if (auto refusal = hindrance_of_another(turn)) return refusal;
  if (answer.state == AnswerState::Approved) return std::nullopt;
  if (answer.state == AnswerState::Sent || answer.state == AnswerState::Refused) return not_allowed_now();
  if (!is_review_required(turn.transaction, turn.today)) return std::nullopt;
  return rule("review_missing", msg("Somebody else must approve this answer before it is sent."));
}

// A second answer, after handling was resumed, is not held against the delay again.
std::optional<Date> due_of_answer(const Turn& turn) {
  return turn.complaint.answered_on ? std::nullopt : turn.answer_due_on();
}

void leave(Turn& turn, Answer& answer, const Dispatch& dispatch, const WrittenLetter& letter) {
  answer.via = name_of(dispatch.via);
  answer.recipient = recipient_of(turn.complaint, dispatch.via);
  answer.late_reason = trim(dispatch.late_reason);
  answer.sent_text = letter.text;
  answer.sent_subject = letter.subject;
  answer.letterhead = letterhead(turn.transaction);
  answer.posted_on.reset();
  if (dispatch.via == Via::Letter) {
    answer.state = AnswerState::Sent;
    answer.posted_on = answer.counted_on = dispatch.posted_on;
    if (!turn.complaint.answered_on) turn.complaint.answered_on = dispatch.posted_on;
  } else {
    answer.state = AnswerState::Sending;
    turn.to.reset();
  }
  update_answer(turn.transaction, answer);
  const auto mail = dispatch.via == Via::Email ? std::optional(enqueue_letter(turn, letter)) : std::nullopt;
  set_answer_mail(turn.transaction, answer.id, mail);
}

// `state`: what it is afterwards, a draft or in review.
Outcome write_answer(const Act& act, std::optional<AnswerId> answer, const std::string& text, AnswerState state) {
  return carry_out(act, Command::DraftAnswer, [&](Turn& turn) -> std::optional<Refusal> {
    std::vector<FieldRefusal> refusals;
    check_typed("text", text, kLongestAnswer, Needed::Yes, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    if (auto refusal = hindrance_of_another(turn)) return refusal;
    if (!answer) {
      write_new_answer(turn, text, state);
      return std::nullopt;
    }
    Answer found = require_answer(turn, *answer);
    if (is_closed_to_changes(found)) return not_allowed_now();
    if (!changes_in_place(found, act.viewer)) {
      write_new_answer(turn, text, state);
      turn.noted["from_answer"] = found.id.value;
      return std::nullopt;
    }
    found.text = text;
    found.state = state;
    update_answer(turn.transaction, found);
    note_answer(turn, found.id, found.state);
    return std::nullopt;
  });
}

}  // namespace

Outcome draft_answer(const Act& act, std::optional<AnswerId> answer, const std::string& text) {
  return write_answer(act, answer, text, AnswerState::Draft);
}

Outcome propose_answer(const Act& act, std::optional<AnswerId> answer, const std::string& text) {
  return write_answer(act, answer, text, AnswerState::InReview);
}

Outcome submit_answer(const Act& act, AnswerId answer) {
  return carry_out(act, Command::DraftAnswer, [&](Turn& turn) -> std::optional<Refusal> {
    Answer found = require_answer(turn, answer);
    if (found.state != AnswerState::Draft) return not_allowed_now();
    found.state = AnswerState::InReview;
    update_answer(turn.transaction, found);
    note_answer(turn, found.id, found.state);
    return std::nullopt;
  });
}

//
Outcome review_answer(const Act& act, AnswerId answer, const Review& review) {
  return carry_out(act, Command::ReviewAnswer, [&](Turn& turn) -> std::optional<Refusal> {
    Answer found = require_answer(turn, answer);
    if (auto refusal = objection_to(found, review, turn)) return refusal;
    found.state = review.approved ? AnswerState::Approved : AnswerState::Refused;
    found.reviewer = act.viewer.id;
    found.reviewed_at = act.now;
    found.refusal_code = review.approved ? "" : review.refusal_code;
    found.review_comment = trim(review.comment);
    update_answer(turn.transaction, found);
    turn.event.reason_code = found.refusal_code;
    turn.event.reason = found.review_comment;
    note_answer(turn, found.id, found.state);
    return std::nullopt;
  });
}

// R-741 What leaves is the template in force around the text, the mediator's block always.
Outcome send_answer(const Act& act, AnswerId answer, const Dispatch& dispatch) {
  return carry_out(act, Command::SendAnswer, [&](Turn& turn) -> std::optional<Refusal> {
    Answer found = require_answer(turn, answer);
    if (auto refusal = hindrance_of_sending(found, turn)) return refusal;
    auto refusals = objections_to(dispatch, turn.complaint, due_of_answer(turn), turn.today);
    if (refusals.empty()) refusals = objections_to_posting(dispatch, found);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    LetterWish wish;
    wish.answer = found.text;
    const auto prepared = prepare_letter(turn.transaction, turn.complaint, "answer", act.viewer, wish, turn.today);
    if (auto refusal = objection_to(prepared, turn.complaint, turn.act.viewer)) return refusal;
    found.mediator_id = prepared.facts.mediator->id;
    leave(turn, found, dispatch, prepared.written);
    note_answer(turn, found.id, found.state);
    turn.noted["via"] = found.via;
    turn.noted["recipient"] = found.recipient;
    turn.noted["sent_text"] = found.sent_text;
    if (!found.late_reason.empty()) turn.noted["late_reason"] = found.late_reason;
    return std::nullopt;
  });
}

}  // namespace recours::complaints
