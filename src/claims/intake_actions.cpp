#include "claims/intake_actions.h"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "accounts/user_store.h"
#include "attachments/attachment_store.h"
#include "attachments/received_actions.h"
#include "base/errors.h"
#include "base/text.h"
#include "claims/claim_post_store.h"
#include "claims/claim_rows_store.h"
#include "claims/message_actions.h"
#include "claims/policy_store.h"
#include "mail/incoming.h"

namespace recours::claims {
namespace {

using accounts::email_key;
using attachments::Attachment;
using attachments::Examined;
using mail::Automatic;
using mail::IncomingMail;

constexpr std::size_t kTokenDigits = 32;

// What is joined to a mail, looked at before the transaction begins.
struct Joined {
  std::string name;
  Result<Examined, Refusal> examined;
};

struct Taking {
  const attachments::Depot& depot;
  const Intake& intake;
  const IncomingMail& mail;
  std::string_view bytes;
  const std::vector<Joined>& joined;
  Instant now;
};

std::string sender_name(const IncomingMail& mail) {
  const auto& from = mail.content.from;
  return from.name.empty() ? from.address : from.name;
}

journal::Actor actor_of(const IncomingMail&) { return {std::nullopt, "recours", "intake mail"}; }
attachments::Sender sender_of(const IncomingMail& mail) { return {sender_name(mail), actor_of(mail)}; }

// ---- whom it is from and what it answers

bool is_hexadecimal(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::vector<std::string> tokens_in(const std::vector<std::string>& recipients) {
  std::set<std::string> tokens;
  for (const auto& address : recipients) {
    const auto local = std::string_view(address).substr(0, address.rfind('@'));
    const auto plus = local.rfind('+');
    if (plus == std::string_view::npos) continue;
    const auto token = local.substr(plus + 1);
    if (token.size() == kTokenDigits && is_hexadecimal(token)) tokens.emplace(token);
  }
  return {tokens.begin(), tokens.end()};
}

std::vector<std::string> left_parts(const std::vector<std::string>& ids) {
  std::vector<std::string> parts;
  for (const auto& id : ids) parts.push_back(id.substr(0, id.find('@')));
  return parts;
}

std::vector<Bound> bound_to(db::Reader& reader, const IncomingMail& mail) {
  if (auto bound = bound_by_tokens(reader, tokens_in(mail.recipients)); !bound.empty()) return bound;
  if (auto bound = bound_by_message_ids(reader, left_parts(mail.answered)); !bound.empty()) return bound;
  return bound_by_message_ids(reader, mail.mentioned);
}

bool is_own_address(db::Reader& reader, const Intake& intake, const std::string& address) {
  const auto is_it = [&](const std::string& own) { return email_key(own) == address; };
  if (std::any_of(intake.own_addresses.begin(), intake.own_addresses.end(), is_it)) return true;
  const auto departments = load_policies(reader).departments;
  return std::any_of(departments.begin(), departments.end(), [&](const auto& one) { return is_it(one.email); });
}

// R-655 With what only we know: our own mailboxes and mails, and how much came from there of late.
Automatic automatic_of(db::Reader& reader, const Intake& intake, const IncomingMail& mail, Instant now) {
  if (mail.automatic != Automatic::No) return mail.automatic;
  const auto& from = mail.content.from.address;
  if (is_own_address(reader, intake, from) ||
      is_own_message(reader, mail.message_id.substr(0, mail.message_id.find('@'))))
    return Automatic::OwnMail;
  const auto of_late = count_mails_of(reader, from, now.plus(-std::chrono::hours(1)));
  return of_late >= kMostMailsAnHour ? Automatic::TooMany : Automatic::No;
}

std::optional<Claim> find_claim(db::Reader& reader, ClaimId id) {
  return reader.find(std::string(kClaimRows) + "WHERE c.id = :id AND c.confirmed_at IS NOT NULL", {{"id", id}},
                     claim_of);
}

// None: it answers nothing of ours, or mails about several claims.
std::optional<Claim> claim_of_bound(db::Reader& reader, const std::vector<Bound>& bound) {
  if (bound.empty()) return std::nullopt;
  const bool one =
      std::all_of(bound.begin(), bound.end(), [&](const Bound& b) { return b.claim == bound.front().claim; });
  return one ? find_claim(reader, bound.front().claim) : std::nullopt;
}

//
bool is_contact(db::Reader& reader, ClaimId claim, const mail::ReceivedMail& mail) {
  if (mail.has_several_senders || mail.from.address.empty()) return false;
  const auto contacts = contacts_of(list_claim_lines(reader, {claim}));
  return std::any_of(contacts.begin(), contacts.end(),
                     [&](const Contact& one) { return email_key(one.email) == mail.from.address; });
}

// ---- files

bool is_worth_looking_at(Automatic automatic) { return automatic == Automatic::No; }

std::vector<Joined> look_at(const attachments::Depot& depot, const IncomingMail& mail) {
  std::vector<Joined> joined;
  for (const auto& file : mail.content.attachments) {
    if (file.content.empty()) {
      joined.push_back({file.name, fail(Refusal{"not_taken", {}, {}})});
      continue;
    }
    joined.push_back({file.name, attachments::examine(depot, file.content, attachments::Formats::Documents)});
  }
  return joined;
}

void keep_original(db::Transaction& transaction, const Taking& taking, ReceivedMailId id) {
  const auto& subject = taking.mail.content.subject;
  attachments::keep_original(transaction, taking.depot, {kMailFiles, id.value},
                             (subject.empty() ? "message" : subject) + ".eml", taking.bytes, sender_of(taking.mail),
                             taking.now);
}

// What could not be taken is told, never lost: it is in the original.
std::vector<Remark> keep_joined(db::Transaction& transaction, const Taking& taking, const attachments::Owner& owner) {
  std::vector<Remark> remarks;
  for (const auto& [name, examined] : taking.joined) {
    if (!examined) {
      remarks.push_back({name, examined.error().code});
      continue;
    }
    const auto kept = attachments::keep_received(transaction, taking.depot, owner, name, *examined,
                                                 sender_of(taking.mail), taking.now);
    if (!kept) remarks.push_back({name, kept.error().code});
  }
  return remarks;
}

// ---- rows

ReceivedMailRow row_of(const Taking& taking, Automatic automatic, const std::optional<Claim>& claim) {
  const auto& content = taking.mail.content;
  ReceivedMailRow row;
  row.message_id = taking.mail.message_id;
  row.from_address = content.from.address;
  row.from_name = content.from.name;
  row.subject = content.subject;
  row.text = shortened(taking.mail.reply, kMailedTextBytes);
  row.sent_at = content.sent_at;
  row.received_at = taking.now;
  row.automatic = automatic;
  if (claim) row.claim = claim->id;
  row.state = automatic != Automatic::No ? MailState::Automatic : claim ? MailState::Filed : MailState::Waiting;
  return row;
}

ClaimMessage message_of(const ReceivedMailRow& mail, const Claim& claim, MessageKind kind, Instant now) {
  ClaimMessage message;
  message.claim = claim.id;
  message.kind = kind;
  message.side = Side::Reseller;
  message.author_name = mail.from_name.empty() ? mail.from_address : mail.from_name;
  if (kind != MessageKind::Message && !mail.from_name.empty()) message.author_name += " <" + mail.from_address + ">";
  message.text = mail.text;
  message.mail = mail.id;
  message.written_at = now;
  if (kind == MessageKind::Automatic) message.read_at = now;
  return message;
}

void note(db::Transaction& transaction, const journal::Actor& actor, const char* action, const ReceivedMailRow& mail,
          const std::string& claim_number, const std::string& reason, Instant now) {
  journal::append(transaction, actor, now, action, {"received_mail", std::to_string(mail.id.value)},
                  {{"claim", claim_number},
                   {"state", name_of(mail.state)},
                   {"automatic", mail::name_of(mail.automatic)},
                   {"reason", reason}});
}

void set_remarks(db::Transaction& transaction, ReceivedMailId id, const std::vector<Remark>& remarks) {
  if (remarks.empty()) return;
  transaction.execute("UPDATE received_mail SET remarks = :remarks WHERE id = :id",
                      {{"remarks", remarks_json(remarks)}, {"id", id}});
}

// R-657 Only addresses we wrote to in the very mails the bounce gives back: anybody can write one.
void mark_failing(db::Transaction& transaction, const Taking& taking, ReceivedMailId id,
                  const std::vector<Bound>& bound) {
  for (const auto& address : taking.mail.failed) {
    const bool is_ours =
        std::any_of(bound.begin(), bound.end(), [&](const Bound& b) { return b.contact_email == address; });
    if (!is_ours) continue;
    transaction.execute(
        "INSERT INTO failing_address (address, since, received_mail_id) VALUES (:address, :now, :mail) "
        "ON CONFLICT (address) DO NOTHING",
        {{"address", address}, {"now", taking.now}, {"mail", id}});
  }
}

void forget_failing(db::Transaction& transaction, const std::string& address) {
  transaction.execute("DELETE FROM failing_address WHERE address = :address", {{"address", address}});
}

void take_automatic(db::Transaction& transaction, const Taking& taking, const ReceivedMailRow& mail,
                    const std::optional<Claim>& claim, const std::vector<Bound>& bound) {
  if (mail.automatic == Automatic::Bounce) mark_failing(transaction, taking, mail.id, bound);
  if (claim) insert_message(transaction, message_of(mail, *claim, MessageKind::Automatic, taking.now));
}

// A message of the reseller, or of somebody nobody knows; told to the department.
Arrival join_claim(db::Transaction& transaction, const Taking& taking, const ReceivedMailRow& mail,
                   const Claim& claim) {
  const bool expected = is_contact(transaction, claim.id, taking.mail.content);
  auto message = message_of(mail, claim, expected ? MessageKind::Message : MessageKind::Unexpected, taking.now);
  message.id = insert_message(transaction, message);
  const attachments::Owner owner{kMessageFiles, message.id.value};
  set_remarks(transaction, mail.id, keep_joined(transaction, taking, owner));
  message.files = attachments::list_attachments(transaction, owner);
  if (expected) {
    forget_failing(transaction, mail.from_address);
    note_message(transaction, claim, message, actor_of(taking.mail), taking.now);
    note_answer(transaction, claim, message, actor_of(taking.mail), taking.now);
  }
  tell_department(transaction, claim, message, taking.intake.correspondence, taking.now);
  return {expected ? Arrival::Kind::Filed : Arrival::Kind::Unexpected, claim.number};
}

Arrival take(db::Transaction& transaction, const Taking& taking, Automatic automatic) {
  const auto bound = bound_to(transaction, taking.mail);
  const auto claim = claim_of_bound(transaction, bound);
  auto row = row_of(taking, automatic, claim);
  const auto id = insert_received_mail(transaction, row, taking.mail.identity);
  if (!id) return {Arrival::Kind::Known, ""};
  row.id = *id;
  keep_original(transaction, taking, *id);
  note(transaction, actor_of(taking.mail), "mail.received", row, claim ? claim->number : "", "", taking.now);
  if (automatic != Automatic::No) {
    take_automatic(transaction, taking, row, claim, bound);
    return {Arrival::Kind::Automatic, claim ? claim->number : ""};
  }
  if (claim) return join_claim(transaction, taking, row, *claim);
  set_remarks(transaction, *id, keep_joined(transaction, taking, {kMailFiles, id->value}));
  return {Arrival::Kind::Waiting, ""};
}

// ---- by a person

void require_may_decide(const accounts::Viewer& viewer) {
  if (!viewer.can(accounts::Right::DecideClaim) || viewer.read_only) throw Forbidden();
}

Refusal incomplete(const char* field, const char* code, const Message& message) {
  return {"incomplete", message, {{field, code, message}}, Refusal::Kind::Rule};
}

ReceivedMailRow require_undecided(db::Transaction& transaction, ReceivedMailId id) {
  transaction.lock_rows("received_mail", {id.value});
  auto mail = require_received_mail(transaction, id);
  const bool is_open = mail.state == MailState::Waiting || (mail.state == MailState::Automatic && !mail.claim);
  if (!is_open) throw Conflict("mail decided meanwhile");
  return mail;
}

void decide(db::Transaction& transaction, const accounts::Viewer& viewer, const ReceivedMailRow& mail,
            const std::string& reason, Instant now) {
  transaction.execute_one(
      "UPDATE received_mail SET state = :state, claim_id = :claim, reason = :reason, decided_by_name = :name,"
      " decided_at = :now WHERE id = :id",
      {{"state", name_of(mail.state)},
       {"claim", mail.claim},
       {"reason", reason},
       {"name", viewer.name},
       {"now", now},
       {"id", mail.id}});
}

std::optional<Claim> find_visible(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number) {
  try {
    return require_claim(reader, viewer, number);
  } catch (const NotFound&) {
    return std::nullopt;
  }
}

// The files that came with it follow the message; the original stays with the mail.
void move_files(db::Transaction& transaction, ReceivedMailId mail, ClaimMessageId message) {
  auto files = attachments::list_attachments(transaction, {kMailFiles, mail.value});
  std::erase_if(files, [](const Attachment& file) { return file.type == attachments::FileType::Eml; });
  attachments::hand_over(transaction, files, {kMessageFiles, message.value});
}

}  // namespace

Arrival take_in(db::Database& database, const attachments::Depot& depot, std::string_view bytes, const Intake& intake,
                Instant now) {
  const auto mail = mail::read_incoming(bytes);
  auto automatic = Automatic::No;
  {
    const auto reader = database.reader();
    if (is_known_mail(*reader, mail.identity)) return {Arrival::Kind::Known, ""};
    automatic = automatic_of(*reader, intake, mail, now);
  }
  const auto joined = is_worth_looking_at(automatic) ? look_at(depot, mail) : std::vector<Joined>();
  const Taking taking{depot, intake, mail, bytes, joined, now};
  return database.write([&](db::Transaction& transaction) { return take(transaction, taking, automatic); });
}

Result<std::string, Refusal> file_mail(db::Database& database, const accounts::Viewer& viewer, ReceivedMailId id,
                                       const std::string& number, Instant now) {
  require_may_decide(viewer);
  return database.write([&](db::Transaction& transaction) -> Result<std::string, Refusal> {
    auto mail = require_undecided(transaction, id);
    const auto claim = find_visible(transaction, viewer, std::string(trim(number)));
    if (!claim) return fail(incomplete("number", "unknown_claim", msg("There is no claim with this number.")));
    mail::ReceivedMail said;
    said.from.address = mail.from_address;
    const bool expected = mail.automatic == Automatic::No && is_contact(transaction, claim->id, said);
    auto message =
        message_of(mail, *claim, expected ? MessageKind::Message : MessageKind::Unexpected, mail.received_at);
    message.read_at = now;  // who files it has read it
    message.id = insert_message(transaction, message);
    move_files(transaction, id, message.id);
    mail.state = MailState::Filed;
    mail.claim = claim->id;
    decide(transaction, viewer, mail, "", now);
    note(transaction, viewer.actor(), "mail.filed", mail, claim->number, "", now);
    if (!expected) return claim->number;
    note_message(transaction, *claim, message, viewer.actor(), now);
    note_answer(transaction, *claim, message, viewer.actor(), now);
    return claim->number;
  });
}

std::optional<Refusal> discard_mail(db::Database& database, const accounts::Viewer& viewer, ReceivedMailId id,
                                    const std::string& reason, Instant now) {
  require_may_decide(viewer);
  const std::string why(trim(reason));
  if (why.empty()) return incomplete("reason", "required", msg("Say why this mail is put aside."));
  if (length(why) > 500 || !is_one_line(why))
    return incomplete("reason", "too_long", msg("One line, at most 500 characters."));
  database.write([&](db::Transaction& transaction) {
    auto mail = require_undecided(transaction, id);
    mail.state = MailState::Discarded;
    decide(transaction, viewer, mail, why, now);
    note(transaction, viewer.actor(), "mail.discarded", mail, "", why, now);
  });
  return std::nullopt;
}

}  // namespace recours::claims
