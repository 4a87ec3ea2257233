#include "claims/received_mail_store.h"

#include <array>
#include <limits>

#include "base/errors.h"

namespace recours::claims {
namespace {

constexpr std::array kStates{MailState::Waiting, MailState::Automatic, MailState::Filed, MailState::Discarded};

constexpr std::string_view kRows =
    "SELECT r.id, r.message_id, r.from_address, r.from_name, r.subject, r.text, r.remarks, r.sent_at, r.received_at, "
    "r.automatic, r.state, r.claim_id, c.number AS claim_number, r.reason, r.decided_by_name, r.decided_at "
    "FROM received_mail r LEFT JOIN claim c ON c.id = r.claim_id ";

ReceivedMailRow mail_of(const db::Row& row) {
  ReceivedMailRow mail;
  mail.id = row.get<ReceivedMailId>("id");
  mail.message_id = row.get<std::string>("message_id");
  mail.from_address = row.get<std::string>("from_address");
  mail.from_name = row.get<std::string>("from_name");
  mail.subject = row.get<std::string>("subject");
  mail.text = row.get<std::string>("text");
  mail.remarks = remarks_of(row.get<std::string>("remarks"));
  mail.sent_at = row.get<std::optional<Instant>>("sent_at");
  mail.received_at = row.get<Instant>("received_at");
  mail.automatic = mail::automatic_named(row.get<std::string>("automatic"));
  mail.state = mail_state_named(row.get<std::string>("state")).value_or(MailState::Waiting);
  mail.claim = row.get<std::optional<ClaimId>>("claim_id");
  mail.claim_number = row.get<std::optional<std::string>>("claim_number").value_or("");
  mail.reason = row.get<std::string>("reason");
  mail.decided_by_name = row.get<std::string>("decided_by_name");
  mail.decided_at = row.get<std::optional<Instant>>("decided_at");
  return mail;
}

}  // namespace

std::string_view name_of(MailState state) {
  switch (state) {
    case MailState::Waiting: return "waiting";
    case MailState::Automatic: return "automatic";
    case MailState::Filed: return "filed";
    case MailState::Discarded: return "discarded";
  }
  return "waiting";
}

std::optional<MailState> mail_state_named(std::string_view name) {
  for (const auto state : kStates) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

MailPage list_received_mails(db::Reader& reader, MailState state, std::optional<ReceivedMailId> before, int limit) {
  MailPage page;
  page.items =
      reader.list(std::string(kRows) + "WHERE r.state = :state AND r.id < :before ORDER BY r.id DESC LIMIT :limit",
                  {{"state", name_of(state)},
                   {"before", before ? before->value : std::numeric_limits<std::int64_t>::max()},
                   {"limit", limit + 1}},
                  mail_of);
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

ReceivedMailRow require_received_mail(db::Reader& reader, ReceivedMailId id) {
  return reader.require(std::string(kRows) + "WHERE r.id = :id", {{"id", id}}, mail_of);
}

std::int64_t count_waiting_mails(db::Reader& reader) {
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM (SELECT id FROM received_mail WHERE state = 'waiting' LIMIT 101) AS counted");
}

std::vector<std::string> likely_claims(db::Reader& reader, const std::string& address, int limit) {
  if (address.empty()) return {};
  return reader.list(
      "SELECT c.number FROM claim c WHERE c.id IN (SELECT m.claim_id FROM claim_mail m WHERE m.contact_email = "
      ":address) "
      "ORDER BY c.confirmed_at DESC, c.id DESC LIMIT :limit",
      {{"address", address}, {"limit", limit}}, [](const db::Row& row) { return row.get<std::string>("number"); });
}

bool is_known_mail(db::Reader& reader, const std::string& identity) {
  return reader.value<std::int64_t>("SELECT COUNT(*) AS value FROM received_mail WHERE identity = :identity",
                                    {{"identity", identity}}) > 0;
}

std::int64_t count_mails_of(db::Reader& reader, const std::string& address, Instant since) {
  return reader.value<std::int64_t>(
      "SELECT COUNT(*) AS value FROM received_mail WHERE from_address = :address AND received_at > :since",
      {{"address", address}, {"since", since}});
}

std::optional<ReceivedMailId> insert_received_mail(db::Transaction& transaction, const ReceivedMailRow& mail,
                                                   const std::string& identity) {
  return transaction.find(
      "INSERT INTO received_mail (identity, message_id, from_address, from_name, subject, text, remarks, sent_at, "
      "received_at, automatic, state, claim_id) VALUES (:identity, :message_id, :from_address, :from_name, :subject, "
      ":text, :remarks, :sent_at, :received_at, :automatic, :state, :claim) ON CONFLICT (identity) DO NOTHING "
      "RETURNING id",
      {{"identity", identity},
       {"message_id", mail.message_id},
       {"from_address", mail.from_address},
       {"from_name", mail.from_name},
       {"subject", mail.subject},
       {"text", mail.text},
       {"remarks", remarks_json(mail.remarks)},
       {"sent_at", mail.sent_at},
       {"received_at", mail.received_at},
       {"automatic", mail::name_of(mail.automatic)},
       {"state", name_of(mail.state)},
       {"claim", mail.claim}},
      [](const db::Row& row) { return row.get<ReceivedMailId>("id"); });
}

}  // namespace recours::claims
