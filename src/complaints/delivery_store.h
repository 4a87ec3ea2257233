// R-712 Letters and answers by mail, and how far their mail is in the outbox.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "complaints/complaint.h"
#include "db/database.h"

namespace recours::complaints {

// None: it left as a letter after all.
void set_answer_mail(db::Transaction& transaction, AnswerId id, std::optional<std::int64_t> outbox_id);
// A letter of this kind is queued or being sent.
bool is_under_way(db::Reader& reader, ComplaintId id, LetterKind kind);

// A letter or an answer about whose mail there is news: accepted by the mail server, or parked.
struct DeliveryNews {
  ComplaintId complaint;
  std::optional<LetterId> letter;                            // else an answer
  std::optional<AnswerId> answer;
};
std::vector<DeliveryNews> list_delivery_news(db::Reader& reader, int limit);

// As it is now; none when somebody else dealt with it.
struct DeliveredLetter {
  LetterKind kind = LetterKind::Acknowledgement;
  Instant accepted_at;
};
std::optional<DeliveredLetter> find_delivered_letter(db::Reader& reader, LetterId id);
struct AnswerDelivery {
  std::optional<Instant> accepted_at;                        // none: parked
  std::string last_error;
};
std::optional<AnswerDelivery> find_answer_delivery(db::Reader& reader, AnswerId id);

// A task: what was to leave by mail, which the mail server does not take, and was not sent again since. Of one handler and of
// nobody's cases, or of everybody.
struct Undelivered {
  ComplaintId complaint;
  std::string number, title, what, recipient, last_error;    // what: a LetterKind, or answer
};
std::vector<Undelivered> list_undelivered(db::Reader& reader, std::optional<UserId> handler, int limit = 50);

}  // namespace recours::complaints
