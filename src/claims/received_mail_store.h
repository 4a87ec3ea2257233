// Mails that came in, in the database: which wait to be filed by a person, which a machine wrote, which were put aside.
// For staff who decide on claims; the right is asked by routes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/message.h"
#include "db/database.h"
#include "mail/loop_guard.h"

namespace recours::claims {

enum class MailState { Waiting, Automatic, Filed, Discarded };
std::string_view name_of(MailState state);
std::optional<MailState> mail_state_named(std::string_view name);

struct ReceivedMailRow {
  ReceivedMailId id;
  std::string message_id, from_address, from_name, subject, text;
  std::vector<Remark> remarks;
  std::optional<Instant> sent_at;
  Instant received_at;
  mail::Automatic automatic = mail::Automatic::No;
  MailState state = MailState::Waiting;
  std::optional<ClaimId> claim;
  std::string claim_number;  // of it
  std::string reason;        // why it was put aside
  std::string decided_by_name;
  std::optional<Instant> decided_at;
};

struct MailPage {
  std::vector<ReceivedMailRow> items;  // newest first
  std::optional<ReceivedMailId> next = {};
};
MailPage list_received_mails(db::Reader& reader, MailState state, std::optional<ReceivedMailId> before, int limit);
ReceivedMailRow require_received_mail(db::Reader& reader, ReceivedMailId id);
// Exact to 100; beyond that 101.
std::int64_t count_waiting_mails(db::Reader& reader);
// Numbers of claims we wrote about to this address, newest first: where its mail may belong.
std::vector<std::string> likely_claims(db::Reader& reader, const std::string& address, int limit);

// ---- for the intake
bool is_known_mail(db::Reader& reader, const std::string& identity);
std::int64_t count_mails_of(db::Reader& reader, const std::string& address, Instant since);
// None: the same mail is there already.
std::optional<ReceivedMailId> insert_received_mail(db::Transaction& transaction, const ReceivedMailRow& mail,
                                                   const std::string& identity);

}  // namespace recours::claims
