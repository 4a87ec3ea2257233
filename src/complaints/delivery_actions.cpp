// R-712 What the mail server said of letters and answers: the day it took them is the day that counts, in Paris.
#include <algorithm>

#include "complaints/case_turn_actions.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/delivery_store.h"

namespace recours::complaints {
namespace {

constexpr int kBatch = 200;

journal::Actor job() { return {std::nullopt, "Recours", "job"}; }

// Held against the people who work on it; fresh.
Complaint hold(db::Transaction& transaction, ComplaintId id) {
  transaction.lock_rows("complaint", {id.value});
  return *find_by_id(transaction, id);
}

bool is_unanswered(State state) {
  return state == State::New || state == State::Acknowledged || state == State::InProgress;
}

ComplaintEvent event_of(Command command, const Complaint& complaint, std::string detail) {
  ComplaintEvent event;
  event.command = name_of(command);
  event.from_state = name_of(complaint.state);
  event.detail = std::move(detail);
  return event;
}

Command command_of(LetterKind kind) {
  switch (kind) {
    case LetterKind::Progress: return Command::ResendProgress;
    case LetterKind::Holding: return Command::SendHoldingLetter;
    case LetterKind::Transfer: return Command::Transfer;
    case LetterKind::Invitation: return Command::InviteToWrite;
    case LetterKind::Acknowledgement: break;
  }
  return Command::Acknowledge;
}

// The first acknowledgement counts; one that left late for somebody's case in hand does not change its state.
void count_letter(db::Transaction& transaction, ComplaintId id, LetterId letter, Instant now) {
  Complaint complaint = hold(transaction, id);
  const auto delivered = find_delivered_letter(transaction, letter);
  if (!delivered) return;
  const Date day = paris_day(delivered->accepted_at);
  set_letter_counted(transaction, letter, day);
  auto event = event_of(command_of(delivered->kind), complaint, day.iso());
  if (delivered->kind == LetterKind::Acknowledgement) {
    if (!complaint.acknowledged_on) complaint.acknowledged_on = day;
    if (complaint.state == State::New) complaint.state = State::Acknowledged;
  }
  if (delivered->kind == LetterKind::Invitation && !complaint.invited_to_write_on) complaint.invited_to_write_on = day;
  if (delivered->kind == LetterKind::Transfer && is_unanswered(complaint.state)) {
    complaint.state = State::Closed;
    complaint.closed_on = day;
    event.reason_code = "transferred";
  }
  write_down(transaction, job(), complaint, std::move(event), {{"letter_id", letter.value}, {"counted_on", day.iso()}},
             now);
}

void count_answer(db::Transaction& transaction, Complaint& complaint, Answer& answer, Date day, Instant now) {
  answer.state = AnswerState::Sent;
  answer.counted_on = day;
  update_answer(transaction, answer);
  auto event = event_of(Command::SendAnswer, complaint, day.iso());
  if (!complaint.answered_on) complaint.answered_on = day;
  if (is_unanswered(complaint.state)) complaint.state = State::Answered;
  write_down(transaction, job(), complaint, std::move(event),
             {{"answer_id", answer.id.value}, {"counted_on", day.iso()}}, now);
}

// It never left: the handler sends it again, by another way or to another address.
void take_back(db::Transaction& transaction, Complaint& complaint, Answer& answer, const std::string& error,
               Instant now) {
  answer.state = AnswerState::Approved;
  update_answer(transaction, answer);
  auto event = event_of(Command::SendAnswer, complaint, "parked");
  event.reason = error;
  write_down(transaction, job(), complaint, std::move(event), {{"answer_id", answer.id.value}}, now);
}

void settle_answer(db::Transaction& transaction, ComplaintId id, AnswerId answer, Instant now) {
  Complaint complaint = hold(transaction, id);
  const auto delivery = find_answer_delivery(transaction, answer);
  if (!delivery) return;
  auto file = load_case(transaction, complaint);
  auto& found =
      *std::find_if(file.answers.begin(), file.answers.end(), [&](const Answer& one) { return one.id == answer; });
  if (delivery->accepted_at)
    count_answer(transaction, complaint, found, paris_day(*delivery->accepted_at), now);
  else
    take_back(transaction, complaint, found, delivery->last_error, now);
}

}  // namespace

void follow_deliveries(db::Database& database, Instant now) {
  for (const auto& news : list_delivery_news(*database.reader(), kBatch)) {
    database.write([&](db::Transaction& transaction) {
      if (news.letter)
        count_letter(transaction, news.complaint, *news.letter, now);
      else
        settle_answer(transaction, news.complaint, *news.answer, now);
    });
  }
}

}  // namespace recours::complaints
