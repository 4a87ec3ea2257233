#include "claims/claim_post_store.h"

#include <algorithm>

#include "accounts/random_key.h"
#include "accounts/session_store.h"
#include "accounts/user_store.h"

namespace recours::claims {
namespace {

constexpr int kMostReferences = 5;

// Our last mails to this contact about the claim, oldest first, and its own last one after them.
std::vector<std::string> thread_of(db::Reader& reader, ClaimId claim, const std::string& contact) {
  const auto text = [](const db::Row& row) { return row.get<std::string>("message_id"); };
  auto ids = reader.list(
      "SELECT o.message_id FROM claim_mail m JOIN outbox_message o ON o.id = m.outbox_id "
      "WHERE m.contact_email = :contact AND m.claim_id = :claim ORDER BY m.outbox_id DESC LIMIT :limit",
      {{"contact", contact}, {"claim", claim}, {"limit", kMostReferences}}, text);
  std::reverse(ids.begin(), ids.end());
  const auto theirs = reader.find(
      "SELECT r.message_id FROM claim_message m JOIN received_mail r ON r.id = m.received_mail_id "
      "WHERE m.claim_id = :claim AND m.kind = 'message' AND r.from_address = :contact AND r.message_id <> '' "
      "ORDER BY m.id DESC LIMIT 1",
      {{"claim", claim}, {"contact", contact}}, text);
  if (theirs) ids.push_back(*theirs);
  return ids;
}

Bound bound_of(const db::Row& row) { return {row.get<ClaimId>("claim_id"), row.get<std::string>("contact_email")}; }

}  // namespace

void post_claim_mail(db::Transaction& transaction, const std::vector<ClaimId>& claims, mail::Mail mail,
                     std::optional<accounts::MailKind> kind, Instant now) {
  if (kind && !accounts::wants_mail(transaction, mail.to.address, *kind)) return;
  const auto contact = accounts::email_key(mail.to.address);
  mail.reply_token = accounts::random_key();
  if (kind && !claims.empty()) mail.thread = thread_of(transaction, claims.front(), contact);
  const auto outbox = mail::enqueue(transaction, mail, now);
  for (const auto claim : claims) {
    transaction.execute(
        "INSERT INTO claim_mail (outbox_id, claim_id, contact_email, token_hash) "
        "VALUES (:outbox, :claim, :contact, :token)",
        {{"outbox", outbox},
         {"claim", claim},
         {"contact", contact},
         {"token", accounts::token_hash(mail.reply_token)}});
  }
}

std::vector<Bound> bound_by_tokens(db::Reader& reader, const std::vector<std::string>& tokens) {
  if (tokens.empty()) return {};
  std::vector<std::string> hashes;
  for (const auto& token : tokens) hashes.push_back(accounts::token_hash(token));
  return reader.list(
      "SELECT DISTINCT claim_id, contact_email FROM claim_mail WHERE token_hash IN (:tokens[text]) ORDER BY claim_id",
      {{"tokens", hashes}}, bound_of);
}

std::vector<Bound> bound_by_message_ids(db::Reader& reader, const std::vector<std::string>& ids) {
  if (ids.empty()) return {};
  return reader.list(
      "SELECT DISTINCT m.claim_id, m.contact_email FROM claim_mail m JOIN outbox_message o ON o.id = m.outbox_id "
      "WHERE o.message_id IN (:ids[text]) ORDER BY m.claim_id",
      {{"ids", ids}}, bound_of);
}

bool is_own_message(db::Reader& reader, const std::string& id) {
  return !id.empty() && reader.value<std::int64_t>(
                            "SELECT COUNT(*) AS value FROM outbox_message WHERE message_id = :id", {{"id", id}}) > 0;
}

}  // namespace recours::claims
