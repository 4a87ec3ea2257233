// R-650 The words of a conversation inside a claim: who wrote, who may read it, what a text must be. Values and rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"

namespace recours::claims {

using ClaimMessageId = Id<struct ClaimMessageNoun>;
using ReceivedMailId = Id<struct ReceivedMailNoun>;

// Owners of files: a message, and a mail that came in (its original always; what was joined to it until it is filed).
inline constexpr const char* kMessageFiles = "claim_message";
inline constexpr const char* kMailFiles = "received_mail";

enum class MessageKind {
  Message,     // seen by both sides
  Note,        // R-651 internal: staff only, for ever
  Unexpected,  // a mail of somebody who is no contact of the claim: staff only, until staff accepts it
  Automatic,   // a mail a machine wrote: staff only
};
std::string_view name_of(MessageKind kind);
MessageKind message_kind_named(std::string_view name);

enum class Side { Reseller, Staff };
std::string_view name_of(Side side);
Side side_named(std::string_view name);
inline Side other(Side side) { return side == Side::Staff ? Side::Reseller : Side::Staff; }
Side side_of(const accounts::Viewer& viewer);

// What was joined to a mail and could not be taken: the reason is a code of refused_file(), or "not_taken" for another
// mail and for pictures of a signature.
struct Remark {
  std::string name, code;
};
// JSON of the column; what is not understood has none.
std::string remarks_json(const std::vector<Remark>& remarks);
std::vector<Remark> remarks_of(std::string_view json);
Message sentence_of(const Remark& remark);

struct ClaimMessage {
  ClaimMessageId id;
  ClaimId claim;
  MessageKind kind = MessageKind::Message;
  Side side = Side::Reseller;
  std::optional<UserId> author;
  std::string author_name;
  std::string text;
  std::optional<ReceivedMailId> mail;  // it came by
  Instant written_at;
  std::optional<Instant> read_at;  // by the other side
  std::string accepted_by_name;
  std::optional<Instant> accepted_at;
  std::vector<Remark> remarks;                 // of the mail
  std::vector<attachments::Attachment> files;  // where the store says that it adds them
};

inline constexpr std::size_t kMessageLength = 10'000;       // characters somebody types
inline constexpr std::size_t kMailedTextBytes = 64 * 1024;  // of a mail

// Refusal incomplete, with the field text: nothing said and nothing joined, too long, unreadable characters.
std::optional<Refusal> objection_to_text(std::string_view text, std::size_t files);

Message archived_sentence();

// Everybody who sees claims may write to the other side; a token that only reads may not.
bool may_write(const accounts::Viewer& viewer);
bool may_note(const accounts::Viewer& viewer);
// Whoever is answerable for what the other side wrote: opening the page makes it read.
bool reads_for_side(const accounts::Viewer& viewer);

}  // namespace recours::claims
