// R-653 Mails that come in: an answer of a contact joins its claim, what nobody can place waits for a person, what a
// machine wrote is kept and moves nothing. The original of every mail is kept, whatever is in it; the same mail
// twice is one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attachments/attachment_actions.h"
#include "claims/message_mail.h"
#include "claims/received_mail_store.h"

namespace recours::claims {

struct Intake {
  Correspondence correspondence = {};
  std::vector<std::string> own_addresses = {};  // mails from there are our own; so are those of departments
};

// More mails of one sender within an hour are taken for a machine's.
inline constexpr int kMostMailsAnHour = 20;

struct Arrival {
  enum class Kind { Filed, Unexpected, Automatic, Waiting, Known } kind = Kind::Waiting;
  std::string claim_number;  // where it was filed
};
// Takes any bytes that are not empty.
Arrival take_in(db::Database& database, const attachments::Depot& depot, std::string_view bytes, const Intake& intake,
                Instant now);

// ---- by staff who decide, on mails that wait or that were taken for a machine's
// Refusal incomplete (number) when there is no such claim. Conflict when somebody else was quicker.
Result<std::string, Refusal> file_mail(db::Database& database, const accounts::Viewer& viewer, ReceivedMailId id,
                                       const std::string& number, Instant now);
// Refusal incomplete (reason).
std::optional<Refusal> discard_mail(db::Database& database, const accounts::Viewer& viewer, ReceivedMailId id,
                                    const std::string& reason, Instant now);

}  // namespace recours::claims
