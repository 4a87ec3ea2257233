// What leaves for the complainant: how it leaves, the words it says, the mail in the outbox. Used by the actions of this
// folder.
#pragma once

#include "complaints/case_turn_actions.h"
#include "complaints/letter_facts_store.h"

namespace recours::complaints {

// R-711 R-712 Mail: an address is known. Letter: posted on a day that is neither to come nor before the reception. After
// `due_on` the reason of the delay.
std::vector<FieldRefusal> objections_to(const Dispatch& dispatch, const Complaint& complaint,
                                        std::optional<Date> due_on, Date today);
// R-715 R-741 None when the letter says what it must.
std::optional<Refusal> objection_to(const PreparedLetter& letter, const Complaint& complaint,
                                    const accounts::Viewer& viewer);

std::string recipient_of(const Complaint& complaint, Via via);
// Into the outbox; returns its id.
std::int64_t enqueue_letter(Turn& turn, const WrittenLetter& letter);

// Checks, writes and enqueues a letter of the complaint; nothing is written when it returns a refusal.
struct Sending {
  LetterKind kind = LetterKind::Acknowledgement;
  const Dispatch& dispatch;
  LetterWish wish;
  std::optional<Date> due_on;                                // what the day it leaves is held against
};
std::optional<Refusal> send_letter(Turn& turn, const Sending& sending);

}  // namespace recours::complaints
