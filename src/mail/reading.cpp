#include "mail/reading.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "base/encoding.h"
#include "base/text.h"
#include "mail/mime.h"

namespace recours::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

constexpr std::size_t kMostHeaderBytes = std::size_t{256} << 10;
constexpr std::size_t kMostTextBytes = std::size_t{256} << 10;
constexpr std::size_t kMostAttachments = 100;
constexpr int kDeepest = 20;
constexpr std::size_t kMostMultiparts = 200;

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

Refusal refused(const char* code, const Message& message) {
  return {code, message, {{"file", code, message}}, Refusal::Kind::Rule};
}

Refusal not_a_mail() {
  return refused("not_a_mail", msg("This file is not a mail: choose the .eml file your mail program saved."));
}

// ---- before a parser sees it

// Some programs save a mail as the first of a mailbox, or with a mark of the encoding.
std::string_view without_preamble(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("From ")) {
    const auto end = bytes.find('\n');
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  return bytes;
}

std::string_view header_block(std::string_view bytes) {
  const auto crlf = bytes.find("\r\n\r\n");
  const auto lf = bytes.find("\n\n");
  return bytes.substr(0, std::min(crlf, lf));
}

bool names_header(std::string_view line) {
  constexpr std::array kOfMails{"from:", "date:", "subject:", "to:", "message-id:", "received:"};
  return std::any_of(kOfMails.begin(), kOfMails.end(), [&](std::string_view name) {
    return line.size() >= name.size() &&
           std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) { return a == g_ascii_tolower(b); });
  });
}

bool is_a_mail(std::string_view header) {
  for (std::size_t at = 0; at < header.size();) {
    if (names_header(header.substr(at))) return true;
    const auto end = header.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return false;
}

// The parser goes down into parts of parts by itself: how many there can be is known before.
std::size_t count_of(std::string_view bytes, std::string_view word) {
  std::size_t count = 0;
  for (auto at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) ++count;
  return count;
}

bool is_too_complex(std::string_view bytes) {
  const std::size_t boundaries = count_of(bytes, "oundary") + count_of(bytes, "OUNDARY");
  const std::size_t mails = count_of(bytes, "rfc822") + count_of(bytes, "RFC822") + count_of(bytes, "essage/");
  return boundaries > kMostMultiparts || mails > kMostMultiparts;
}

std::optional<Refusal> objection_to(std::string_view bytes, std::size_t most_bytes) {
  if (bytes.empty()) return refused("empty", msg("The file is empty."));
  if (bytes.size() > most_bytes) return refused("too_large", msg("This mail is larger than 20 MB."));
  const auto header = header_block(without_preamble(bytes));
  if (header.size() > kMostHeaderBytes || !is_a_mail(header)) return not_a_mail();
  if (is_too_complex(bytes))
    return refused("too_complex", msg("This mail holds too many parts within parts to be read."));
  return std::nullopt;
}

// ---- headers

std::string line_of(const char* text) { return text ? std::string(trim(one_line(plain_text(text)))) : std::string(); }

void take_mailboxes(InternetAddressList* list, std::vector<Address>& into, int depth = 0) {
  for (int i = 0; list && depth < kDeepest && i < internet_address_list_length(list); ++i) {
    InternetAddress* one = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
      auto address = line_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)));
      into.push_back({line_of(internet_address_get_name(one)), is_email(address) ? std::move(address) : std::string()});
    } else if (INTERNET_ADDRESS_IS_GROUP(one)) {
      take_mailboxes(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), into, depth + 1);
    }
  }
}

// Every From header counts: programs disagree on which one they show.
std::vector<Address> senders_of(GMimeMessage* message) {
  std::vector<Address> senders;
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    const char* raw = g_mime_header_get_raw_value(header);
    if (!raw || g_ascii_strcasecmp(g_mime_header_get_name(header), "From") != 0) continue;
    InternetAddressList* list = internet_address_list_parse(nullptr, raw);
    take_mailboxes(list, senders);
    if (list) g_object_unref(list);
  }
  return senders;
}

std::optional<Instant> date_of(GMimeMessage* message) {
  GDateTime* date = g_mime_message_get_date(message);
  if (!date) return std::nullopt;
  const std::chrono::sys_seconds at{std::chrono::seconds(g_date_time_to_unix(date))};
  // Nothing was sent by mail before, and nothing is yet to be sent in another century: a date misread.
  using namespace std::chrono;
  if (at < sys_days(year(1980) / 1 / 1) || at >= sys_days(year(2100) / 1 / 1)) return std::nullopt;
  return Instant(time_point_cast<milliseconds>(at));
}

std::string header_of(GMimeMessage* message, const char* name) {
  return line_of(g_mime_object_get_header(GMIME_OBJECT(message), name));
}

bool is_automatic(GMimeMessage* message) {
  const auto said = fold(header_of(message, "Auto-Submitted"));
  const auto content = fold(header_of(message, "Content-Type"));
  const auto precedence = fold(header_of(message, "Precedence"));
  return (!said.empty() && !said.starts_with("no")) || header_of(message, "Return-Path") == "<>" ||
         content.starts_with("multipart/report") || precedence == "auto_reply" || precedence == "bulk" ||
         precedence == "junk";
}

// ---- parts

std::string bytes_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (!content) return {};
  Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

std::string decoded(const std::string& bytes, const char* charset) {
  auto known = decode_text(bytes, charset ? charset : "");
  if (known.problem != TextProblem::UnknownEncoding) return std::move(known.text);
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), charset);
  if (text.isBogus()) return plain_text(bytes);
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string name_of_file(GMimeObject* part) {
  const char* name = GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : nullptr;
  auto line = line_of(name);
  if (const auto slash = line.find_last_of("/\\"); slash != std::string::npos) line.erase(0, slash + 1);
  return line;
}

bool is_type(GMimeObject* part, const char* type, const char* subtype) {
  GMimeContentType* content = g_mime_object_get_content_type(part);
  return content && g_mime_content_type_is_type(content, type, subtype);
}

struct Texts {
  std::string plain, html;
};

class Parts {
 public:
  Texts texts;
  std::vector<MailAttachment> attachments;

  void walk(GMimeObject* part, int depth = 0) {
    if (!part || depth > kDeepest) return;
    if (GMIME_IS_MULTIPART(part)) return walk_parts(GMIME_MULTIPART(part), depth);
    const char* disposition = g_mime_object_get_disposition(part);
    const auto shown = disposition && g_ascii_strcasecmp(disposition, "attachment") == 0 ? Shown::Apart : Shown::Inside;
    const auto name = name_of_file(part);
    const bool is_text = GMIME_IS_PART(part) && is_type(part, "text", "*");
    if (!is_text || shown == Shown::Apart || !name.empty()) return attach(part, name, shown);
    auto& into = is_type(part, "text", "html") ? texts.html : texts.plain;
    if (into.size() > kMostTextBytes) return;
    const char* charset = g_mime_object_get_content_type_parameter(part, "charset");
    if (!into.empty()) into += "\n\n";
    into += decoded(bytes_of(GMIME_PART(part)), charset);
  }

 private:
  enum class Shown { Inside, Apart };

  void walk_parts(GMimeMultipart* parts, int depth) {
    const int count = g_mime_multipart_get_count(parts);
    for (int i = 0; i < count; ++i) walk(g_mime_multipart_get_part(parts, i), depth + 1);
  }
  // Pictures of a signature are shown in the text: named, not taken.
  void attach(GMimeObject* part, std::string name, Shown shown) {
    if (name.empty() && is_type(part, "message", "delivery-status")) return;
    if (attachments.size() == kMostAttachments) return;
    const bool is_taken = GMIME_IS_PART(part) && (shown == Shown::Apart || !is_type(part, "image", "*"));
    if (name.empty()) name = type_of(part);
    attachments.push_back({std::move(name), is_taken ? bytes_of(GMIME_PART(part)) : std::string()});
  }
  static std::string type_of(GMimeObject* part) {
    gchar* type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part));
    auto line = line_of(type);
    g_free(type);
    return line;
  }
};

void take_text(Parts& parts, ReceivedMail& mail) {
  auto text = plain_text(parts.texts.plain);
  if (trim(text).empty() && !parts.texts.html.empty()) {
    text = text_of_html(plain_text(parts.texts.html));
    mail.was_html = true;
  }
  mail.is_cut = text.size() > kMostTextBytes;
  mail.text = trim(shortened(std::move(text), kMostTextBytes));
}

}  // namespace

std::string plain_text(std::string_view bytes) {
  const std::string utf8 = is_valid_utf8(bytes) ? std::string(bytes) : decode_text(bytes, "windows-1252").text;
  std::string text;
  text.reserve(utf8.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < size;) {
    const auto begin = at;
    UChar32 point = 0;
    U8_NEXT(data, at, size, point);
    const bool turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    if (point == '\r') {
      if (at == size || data[at] != '\n') text += '\n';
    } else if (point == '\n' || point == '\t' || (point >= 0 && !u_iscntrl(point) && !turns)) {
      text.append(utf8, static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    }
  }
  return text;
}

Result<ReceivedMail, Refusal> read_mail(std::string_view bytes, std::size_t most_bytes) {
  if (auto refusal = objection_to(bytes, most_bytes)) return fail(std::move(*refusal));
  bytes = without_preamble(bytes);
  start_gmime();
  Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return fail(not_a_mail());
  ReceivedMail mail;
  const auto senders = senders_of(message.get());
  if (!senders.empty()) mail.from = senders.front();
  mail.has_several_senders = senders.size() > 1;
  mail.sent_at = date_of(message.get());
  mail.subject = line_of(g_mime_message_get_subject(message.get()));
  mail.is_automatic = is_automatic(message.get());
  Parts parts;
  parts.walk(g_mime_message_get_mime_part(message.get()));
  mail.attachments = std::move(parts.attachments);
  take_text(parts, mail);
  return mail;
}

}  // namespace recours::mail
