#include "mail/incoming.h"

#include <sodium.h>

#include <algorithm>

#include "base/text.h"
#include "mail/mime.h"
#include "mail/reply_text.h"

namespace recours::mail {
namespace {

constexpr std::size_t kOwnIdDigits = 32;
constexpr std::size_t kMostMentioned = 20;
constexpr int kMostBlocks = 200;
constexpr std::size_t kMostShownBytes = std::size_t{16} << 10;  // of what could not be read

std::string sha256(std::string_view bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hex(hash);
}

// Servers on the way add headers, so that not all of them count.
std::string identity_of(const HeaderFields& headers, std::string_view bytes) {
  if (headers.items().empty()) return sha256(bytes);
  std::string said;
  for (const char* name : {"message-id", "from", "date", "subject"}) said += sha256(headers.first(name));
  return sha256(said + sha256(body_of(bytes)));
}

std::vector<std::string> recipients_of(const HeaderFields& headers) {
  std::vector<std::string> found;
  for (const char* name : {"to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to"}) {
    for (const auto& value : headers.all(name)) {
      for (auto& address : addresses_in(value)) found.push_back(std::move(address));
    }
  }
  return found;
}

std::vector<std::string> answered_by(const HeaderFields& headers) {
  auto ids = ids_in(headers.first("in-reply-to"));
  for (auto& id : ids_in(headers.first("references"))) ids.push_back(std::move(id));
  return ids;
}

bool is_own_id(std::string_view text) {
  return text.size() == kOwnIdDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// A bounce gives back the headers of what did not arrive, in one of many shapes.
std::vector<std::string> mentioned_in(std::string_view bytes) {
  std::vector<std::string> ids;
  for (auto at = bytes.find('@'); at != std::string_view::npos && ids.size() < kMostMentioned;
       at = bytes.find('@', at + 1)) {
    if (at <= kOwnIdDigits || bytes[at - kOwnIdDigits - 1] != '<') continue;
    const auto id = bytes.substr(at - kOwnIdDigits, kOwnIdDigits);
    if (is_own_id(id) && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.emplace_back(id);
  }
  return ids;
}

// RFC 3464: blocks of fields, one for each recipient. Those that are only late will do yet.
std::vector<std::string> failed_in(std::string_view bytes, const HeaderFields& headers) {
  auto failed = addresses_in(headers.first("x-failed-recipients"));
  int seen = 0;
  for (auto at = bytes.find("inal-"); at != std::string_view::npos && seen < kMostBlocks;
       at = bytes.find("inal-", at + 1)) {
    ++seen;
    auto block = bytes.substr(at, 2000);
    const bool is_recipient = fold(block.substr(0, 15)).starts_with("inal-recipient:");
    if (!is_recipient) continue;
    block = block.substr(0, std::min({block.find("\n\n"), block.find("\r\n\r\n"), block.size()}));
    const auto folded = fold(block);
    if (folded.find("action: failed") == std::string::npos) continue;
    const auto line = block.substr(0, block.find('\n'));
    for (auto& address : addresses_in(line)) {
      if (std::find(failed.begin(), failed.end(), address) == failed.end()) failed.push_back(std::move(address));
    }
  }
  return failed;
}

// What can be said of a mail no reader opens.
ReceivedMail what_can_be_said(const HeaderFields& headers, std::string_view bytes) {
  ReceivedMail mail;
  const auto senders = addresses_in(headers.first("from"));
  if (!senders.empty()) mail.from.address = senders.front();
  mail.has_several_senders = senders.size() > 1;
  mail.subject = trim(one_line(plain_text(headers.first("subject"))));
  mail.text = trim(shortened(plain_text(bytes.substr(0, kMostShownBytes)), kMostShownBytes));
  mail.is_cut = bytes.size() > kMostShownBytes;
  return mail;
}

}  // namespace

IncomingMail read_incoming(std::string_view bytes) {
  const auto headers = HeaderFields::of(bytes);
  IncomingMail mail;
  auto read = read_mail(bytes, kMostReadBytes);
  if (read)
    mail.content = *std::move(read);
  else
    mail.unreadable = read.error().code;
  if (!read) mail.content = what_can_be_said(headers, bytes);
  for (char& c : mail.content.from.address) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  mail.reply = mail.unreadable.empty() ? reply_text(mail.content.text) : mail.content.text;
  const auto ids = ids_in(headers.first("message-id"));
  if (!ids.empty()) mail.message_id = ids.front();
  mail.recipients = recipients_of(headers);
  mail.answered = answered_by(headers);
  mail.automatic = automatic_by(headers, mail.content.from.address, mail.content.subject);
  if (mail.automatic == Automatic::Bounce) {
    mail.mentioned = mentioned_in(bytes);
    mail.failed = failed_in(bytes, headers);
  }
  mail.identity = identity_of(headers, bytes);
  return mail;
}

}  // namespace recours::mail
