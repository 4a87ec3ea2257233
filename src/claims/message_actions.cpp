#include "claims/message_actions.h"

#include "claims/claim_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/user_store.h"
#include "base/errors.h"
#include "base/text.h"
#include "claims/claim_post_store.h"
#include "claims/joined_files_actions.h"
#include "claims/policy_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::Right;
using attachments::Attachment;

struct Writing {
  db::Transaction& transaction;
  const accounts::Viewer& viewer;
  const MessageDraft& draft;
  const Correspondence& correspondence;
  Instant now;
};

Refusal archived() { return {"archived", archived_sentence(), {}, Refusal::Kind::Rule}; }

void require_may(const accounts::Viewer& viewer, Audience audience) {
  if (!may_write(viewer) || (audience == Audience::StaffOnly && !may_note(viewer))) throw Forbidden();
}

// The language of who reads: their own, else that of who opened the claim for the reseller, else French.
ui::Language language_of(db::Reader& reader, const Claim& claim, const std::string& address) {
  if (const auto reader_of_it = accounts::find_user_by_email(reader, address)) return reader_of_it->language;
  const auto author = accounts::find_user(reader, claim.author);
  return author && author->account ? author->language : ui::Language::French;
}

const Department& department_of(const Policies& policies, const Claim& claim) {
  const auto* department = policies.department(claim.department);
  if (department == nullptr) throw std::logic_error("claim of an unknown department");
  return *department;
}

void tell_contacts(const Writing& writing, const Claim& claim, const ClaimMessage& message) {
  auto& transaction = writing.transaction;
  const auto policies = load_policies(transaction);
  for (const auto& contact : contacts_of(list_claim_lines(transaction, {claim.id}))) {
    const auto language = language_of(transaction, claim, contact.email);
    const auto& name = department_of(policies, claim).label.in(language);
    post_claim_mail(transaction, {claim.id},
                    mail_to_contact(claim, message, contact, name, writing.correspondence, language),
                    accounts::MailKind::Message, writing.now);
  }
}

ClaimMessage message_of(const Writing& writing, const Claim& claim) {
  ClaimMessage message;
  message.claim = claim.id;
  message.kind = writing.draft.audience == Audience::StaffOnly ? MessageKind::Note : MessageKind::Message;
  message.side = side_of(writing.viewer);
  message.author = writing.viewer.id;
  message.author_name = writing.viewer.name;
  message.text = std::string(trim(writing.draft.text));
  message.written_at = writing.now;
  if (message.kind == MessageKind::Note) message.read_at = writing.now;
  return message;
}

Result<ClaimMessage, Refusal> write(const Writing& writing, const std::string& number) {
  auto& transaction = writing.transaction;
  const auto claim = require_claim(transaction, writing.viewer, number);
  require_may(writing.viewer, writing.draft.audience);
  if (is_archived(transaction, claim, paris_day(writing.now))) return fail(archived());
  auto files = joined_files(transaction, writing.viewer, {writing.draft.upload_form, writing.draft.attachments});
  if (!files) return fail(files.error());
  if (auto objection = objection_to_text(writing.draft.text, files->size())) return fail(*std::move(objection));
  auto message = message_of(writing, claim);
  message.id = insert_message(transaction, message);
  hand_over(transaction, writing.viewer, {writing.draft.upload_form, {}}, *files, {kMessageFiles, message.id.value},
            writing.now);
  message.files = *std::move(files);
  const bool is_note = message.kind == MessageKind::Note;
  note_message(transaction, claim, message, writing.viewer.actor(), writing.now);
  if (is_note) return message;
  if (message.side == Side::Staff)
    tell_contacts(writing, claim, message);
  else
    tell_department(transaction, claim, message, writing.correspondence, writing.now);
  return message;
}

// What the same request wrote before.
Result<std::optional<ClaimMessage>, Refusal> recalled(const Writing& writing, const std::string& number,
                                                      const accounts::IdempotencyKey& key) {
  const auto kept = accounts::recall(writing.transaction, key, writing.now);
  if (!kept) return fail(kept.error());
  if (!*kept) return std::optional<ClaimMessage>();
  const auto claim = require_claim(writing.transaction, writing.viewer, number);
  const ClaimMessageId id{json::parse((*kept)->body).at("id").as_int64()};
  return std::optional(require_message(writing.transaction, writing.viewer, claim.id, id));
}

}  // namespace

Result<ClaimMessage, Refusal> write_message(db::Database& database, const accounts::Viewer& viewer,
                                            const std::string& number, const MessageDraft& draft,
                                            const Correspondence& correspondence, Instant now,
                                            const std::optional<accounts::IdempotencyKey>& key) {
  return database.write([&](db::Transaction& transaction) -> Result<ClaimMessage, Refusal> {
    const Writing writing{transaction, viewer, draft, correspondence, now};
    if (key) {
      auto earlier = recalled(writing, number, *key);
      if (!earlier) return fail(earlier.error());
      if (*earlier) return **std::move(earlier);
    }
    auto message = write(writing, number);
    if (key && message)
      accounts::keep(transaction, *key, {201, json::serialize(json::object{{"id", message->id.value}})}, now);
    return message;
  });
}

void read_messages(db::Database& database, const accounts::Viewer& viewer, ClaimId claim, Instant now) {
  if (!reads_for_side(viewer)) return;
  const auto reader = database.reader();
  if (unread_messages(*reader, viewer, {claim}).empty()) return;
  database.write([&](db::Transaction& transaction) {
    const std::string kinds = side_of(viewer) == Side::Staff ? "" : " AND kind = 'message'";
    transaction.execute(
        "UPDATE claim_message SET read_at = :now WHERE claim_id = :claim AND side = :side"
        " AND read_at IS NULL" +
            kinds,
        {{"now", now}, {"claim", claim}, {"side", name_of(other(side_of(viewer)))}});
  });
}

void accept_message(db::Database& database, const accounts::Viewer& viewer, const std::string& number,
                    ClaimMessageId id, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto claim = require_claim(transaction, viewer, number);
    if (!viewer.can(Right::DecideClaim) || !may_note(viewer)) throw Forbidden();
    auto message = require_message(transaction, viewer, claim.id, id);
    transaction.execute_one(
        "UPDATE claim_message SET kind = 'message', accepted_by_name = :name, accepted_at = :now,"
        " read_at = COALESCE(read_at, :now) WHERE id = :id AND kind IN ('unexpected', 'automatic')",
        {{"name", viewer.name}, {"now", now}, {"id", id}});
    message.kind = MessageKind::Message;
    note_message(transaction, claim, message, viewer.actor(), now);
    note_answer(transaction, claim, message, viewer.actor(), now);
  });
}

void note_message(db::Transaction& transaction, const Claim& claim, const ClaimMessage& message,
                  const journal::Actor& actor, Instant now) {
  const char* action = message.kind == MessageKind::Message ? "claim.message" : "claim.note";
  journal::append(transaction, actor, now, action, {"claim", claim.number},
                  {{"claim_id", claim.id.value},
                   {"message_id", message.id.value},
                   {"side", name_of(message.side)},
                   {"files", static_cast<std::int64_t>(message.files.size())},
                   {"state", name_of(claim.state)}});
}

void tell_department(db::Transaction& transaction, const Claim& claim, const ClaimMessage& message,
                     const Correspondence& correspondence, Instant now) {
  const auto policies = load_policies(transaction);
  mail::enqueue(
      transaction,
      mail_to_department(claim, message, department_of(policies, claim), correspondence, ui::Language::French), now);
}

void note_answer(db::Transaction& transaction, const Claim& claim, const ClaimMessage& message,
                 const journal::Actor& actor, Instant now) {
  answer_by_mail(transaction, claim.id, message.text, actor.name, now);
}

}  // namespace recours::claims
