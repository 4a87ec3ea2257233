#include "mail/mime.h"

#include <gmime/gmime.h>

#include <memory>
#include <mutex>

namespace recours::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

// Line ends as the encoder expects them: LF alone.
std::string with_line_feeds(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      lines += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      lines += text[i];
    }
  }
  return lines;
}

// Not GMimeTextPart: that one falls back to a national charset where the text fits it.
Owned<GMimePart> text_part(const char* subtype, const std::string& text) {
  const auto lines = with_line_feeds(text);
  Owned<GMimeStream> bytes(g_mime_stream_mem_new_with_buffer(lines.data(), lines.size()));
  Owned<GMimeDataWrapper> content(g_mime_data_wrapper_new_with_stream(bytes.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  Owned<GMimePart> part(g_mime_part_new_with_type("text", subtype));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

void add_address(GMimeMessage* message, GMimeAddressType type, const Address& address) {
  const auto name = one_line(address.name);
  Owned<InternetAddress> mailbox(
      internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), one_line(address.address).c_str()));
  internet_address_set_charset(mailbox.get(), "utf-8");
  internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox.get());
}

void set_date(GMimeMessage* message, Instant date) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(date.time()).time_since_epoch().count();
  GDateTime* moment = g_date_time_new_from_unix_utc(seconds);
  g_mime_message_set_date(message, moment);
  g_date_time_unref(moment);
}

std::string domain_of(const std::string& address) {
  const auto at = address.rfind('@');
  return at == std::string::npos ? "recours.invalid" : one_line(address.substr(at + 1));
}

std::string answer_address(const std::string& intake, const std::string& token) {
  const auto at = intake.rfind('@');
  return intake.substr(0, at) + "+" + token + intake.substr(at);
}

// Programs show an answer beside what it answers.
void follow(GMimeMessage* message, const std::vector<std::string>& thread, const std::string& domain) {
  std::string references;
  std::string last;
  for (const auto& id : thread) {
    const auto whole = one_line(id);
    last = "<" + (whole.find('@') == std::string::npos ? whole + "@" + domain : whole) + ">";
    references += (references.empty() ? "" : " ") + last;
  }
  if (references.empty()) return;
  g_mime_object_append_header(GMIME_OBJECT(message), "In-Reply-To", last.c_str(), nullptr);
  g_mime_object_append_header(GMIME_OBJECT(message), "References", references.c_str(), nullptr);
}

std::string wire_text(GMimeMessage* message) {
  GMimeFormatOptions* options = g_mime_format_options_clone(g_mime_format_options_get_default());
  g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
  Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream.get());
  g_mime_format_options_free(options);
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    if (!is_control) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

std::string compose(const OutboxMessage& message, const Address& from, Instant date, const std::string& intake) {
  start_gmime();
  Owned<GMimeMessage> mail(g_mime_message_new(TRUE));
  add_address(mail.get(), GMIME_ADDRESS_TYPE_FROM, from);
  add_address(mail.get(), GMIME_ADDRESS_TYPE_TO, message.mail.to);
  for (const auto& copy : message.mail.copies) add_address(mail.get(), GMIME_ADDRESS_TYPE_CC, copy);
  g_mime_message_set_subject(mail.get(), one_line(message.mail.subject).c_str(), "UTF-8");
  set_date(mail.get(), date);
  g_mime_message_set_message_id(mail.get(), (message.message_id + "@" + domain_of(from.address)).c_str());
  if (!intake.empty() && !message.mail.reply_token.empty()) {
    add_address(mail.get(), GMIME_ADDRESS_TYPE_REPLY_TO, {"", answer_address(intake, message.mail.reply_token)});
  }
  follow(mail.get(), message.mail.thread, domain_of(from.address));
  // Asks holiday responders not to answer (RFC 3834).
  g_mime_object_append_header(GMIME_OBJECT(mail.get()), "Auto-Submitted", "auto-generated", nullptr);

  Owned<GMimeMultipart> alternatives(g_mime_multipart_new_with_subtype("alternative"));
  g_mime_multipart_add(alternatives.get(), GMIME_OBJECT(text_part("plain", message.mail.text).get()));
  if (!message.mail.html.empty()) {
    g_mime_multipart_add(alternatives.get(), GMIME_OBJECT(text_part("html", message.mail.html).get()));
  }
  g_mime_message_set_mime_part(mail.get(), GMIME_OBJECT(alternatives.get()));
  return wire_text(mail.get());
}

}  // namespace recours::mail
