#include "claims/message_store.h"

#include <limits>
#include <unordered_map>

#include "attachments/attachment_store.h"
#include "base/errors.h"
#include "claims/policy_store.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Viewer;

constexpr std::string_view kRows =
    "SELECT m.id, m.claim_id, m.kind, m.side, m.author_id, m.author_name, m.text, m.received_mail_id, m.written_at, "
    "m.read_at, m.accepted_by_name, m.accepted_at, r.remarks "
    "FROM claim_message m LEFT JOIN received_mail r ON r.id = m.received_mail_id ";

ClaimMessage message_of(const db::Row& row) {
  ClaimMessage message;
  message.id = row.get<ClaimMessageId>("id");
  message.claim = row.get<ClaimId>("claim_id");
  message.kind = message_kind_named(row.get<std::string>("kind"));
  message.side = side_named(row.get<std::string>("side"));
  message.author = row.get<std::optional<UserId>>("author_id");
  message.author_name = row.get<std::string>("author_name");
  message.text = row.get<std::string>("text");
  message.mail = row.get<std::optional<ReceivedMailId>>("received_mail_id");
  message.written_at = row.get<Instant>("written_at");
  message.read_at = row.get<std::optional<Instant>>("read_at");
  message.accepted_by_name = row.get<std::string>("accepted_by_name");
  message.accepted_at = row.get<std::optional<Instant>>("accepted_at");
  message.remarks = remarks_of(row.get<std::optional<std::string>>("remarks").value_or("[]"));
  return message;
}

// R-651 The one place that says which kinds a side reads.
std::string_view readable_kinds(const Viewer& viewer) {
  return side_of(viewer) == Side::Staff ? "AND m.kind <> '' " : "AND m.kind = 'message' ";
}

void add_files(db::Reader& reader, std::vector<ClaimMessage>& messages) {
  if (messages.empty()) return;
  std::unordered_map<std::int64_t, ClaimMessage*> by_id;
  std::vector<std::int64_t> ids;
  for (auto& message : messages) {
    by_id.emplace(message.id.value, &message);
    ids.push_back(message.id.value);
  }
  for (auto& file : attachments::list_attachments(reader, kMessageFiles, ids)) {
    by_id.at(file.owner.id)->files.push_back(std::move(file));
  }
}

}  // namespace

MessagePage list_messages(db::Reader& reader, const Viewer& viewer, ClaimId claim, std::optional<ClaimMessageId> before,
                          int limit) {
  MessagePage page;
  page.items = reader.list(std::string(kRows) + "WHERE m.claim_id = :claim AND m.id < :before " +
                               std::string(readable_kinds(viewer)) + "ORDER BY m.id DESC LIMIT :limit",
                           {{"claim", claim},
                            {"before", before ? before->value : std::numeric_limits<std::int64_t>::max()},
                            {"limit", limit + 1}},
                           message_of);
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  add_files(reader, page.items);
  return page;
}

ClaimMessage require_message(db::Reader& reader, const Viewer& viewer, ClaimId claim, ClaimMessageId id) {
  std::vector<ClaimMessage> found{reader.require(
      std::string(kRows) + "WHERE m.id = :id AND m.claim_id = :claim " + std::string(readable_kinds(viewer)),
      {{"id", id}, {"claim", claim}}, message_of)};
  add_files(reader, found);
  return std::move(found.front());
}

std::map<ClaimId, std::int64_t> unread_messages(db::Reader& reader, const Viewer& viewer,
                                                const std::vector<ClaimId>& claims) {
  std::map<ClaimId, std::int64_t> counts;
  if (claims.empty()) return counts;
  for (const auto& [claim, count] :
       reader.list("SELECT m.claim_id, COUNT(*) AS messages FROM claim_message m WHERE m.claim_id IN (:claims[]) "
                   "AND m.side = :side AND m.read_at IS NULL " +
                       std::string(readable_kinds(viewer)) + "GROUP BY m.claim_id",
                   {{"claims", claims}, {"side", name_of(other(side_of(viewer)))}}, [](const db::Row& row) {
                     return std::pair(row.get<ClaimId>("claim_id"), row.get<std::int64_t>("messages"));
                   })) {
    counts.emplace(claim, count);
  }
  return counts;
}

bool is_archived(db::Reader& reader, const Claim& claim, Date today) {
  if (!claim.closed_at) return false;
  const auto days = setting_or(reader, "claim_archive_days", kArchiveAfterDays);
  return *claim.closed_at < paris_midnight(today.plus_days(static_cast<int>(-days)));
}

std::map<std::string, Instant> failing_addresses(db::Reader& reader, const std::vector<std::string>& addresses) {
  std::map<std::string, Instant> failing;
  if (addresses.empty()) return failing;
  for (auto& [address, since] : reader.list(
           "SELECT address, since FROM failing_address WHERE address IN (:addresses[text])", {{"addresses", addresses}},
           [](const db::Row& row) { return std::pair(row.get<std::string>("address"), row.get<Instant>("since")); })) {
    failing.emplace(std::move(address), since);
  }
  return failing;
}

ClaimMessageId insert_message(db::Transaction& transaction, const ClaimMessage& message) {
  return transaction.require(
      "INSERT INTO claim_message (claim_id, kind, side, author_id, author_name, text, received_mail_id, written_at, "
      "read_at) VALUES (:claim, :kind, :side, :author, :author_name, :text, :mail, :written_at, :read_at) RETURNING id",
      {{"claim", message.claim},
       {"kind", name_of(message.kind)},
       {"side", name_of(message.side)},
       {"author", message.author},
       {"author_name", message.author_name},
       {"text", message.text},
       {"mail", message.mail},
       {"written_at", message.written_at},
       {"read_at", message.read_at}},
      [](const db::Row& row) { return row.get<ClaimMessageId>("id"); });
}

// ---- rights of files

namespace {

struct Standing {
  std::string number;
  ResellerAccountId account;
  MessageKind kind = MessageKind::Note;
};

std::optional<Standing> find_standing(db::Reader& reader, std::int64_t message) {
  return reader.find(
      "SELECT c.number, c.account_id, m.kind FROM claim_message m JOIN claim c ON c.id = m.claim_id "
      "WHERE m.id = :id",
      {{"id", message}}, [](const db::Row& row) {
        return Standing{row.get<std::string>("number"), row.get<ResellerAccountId>("account_id"),
                        message_kind_named(row.get<std::string>("kind"))};
      });
}

bool sees(const Viewer& viewer, const Standing& message) {
  if (!viewer.can(Right::SeeClaims)) return false;
  if (side_of(viewer) == Side::Staff) return true;
  return accounts::account_scope(viewer) == message.account.value && message.kind == MessageKind::Message;
}

std::optional<Refusal> is_evidence(db::Reader&, const Viewer&, std::int64_t) {
  const auto sentence = msg("What was sent with a message stays as it is.");
  return Refusal{"sent", sentence, {{"file", "sent", sentence}}, Refusal::Kind::Rule};
}

}  // namespace

void register_message_owners(attachments::Owners& owners) {
  attachments::OwnerRules message;
  message.can_see = [](db::Reader& reader, const Viewer& viewer, std::int64_t id) {
    const auto standing = find_standing(reader, id);
    return standing && sees(viewer, *standing);
  };
  message.objection = is_evidence;
  message.table = "claim_message";
  message.subject = [](db::Reader& reader, std::int64_t id) {
    const auto standing = find_standing(reader, id);
    return std::pair<std::string, std::string>("claim", standing ? standing->number : std::to_string(id));
  };
  owners.add(kMessageFiles, std::move(message));
  attachments::OwnerRules mail;
  mail.can_see = [](db::Reader&, const Viewer& viewer, std::int64_t) {
    return viewer.can(Right::DecideClaim) && side_of(viewer) == Side::Staff;
  };
  mail.objection = is_evidence;
  mail.table = "received_mail";
  mail.subject = [](db::Reader&, std::int64_t id) {
    return std::pair<std::string, std::string>("received_mail", std::to_string(id));
  };
  mail.formats = attachments::Formats::MailsAndSound;
  owners.add(kMailFiles, std::move(mail));
}

}  // namespace recours::claims
