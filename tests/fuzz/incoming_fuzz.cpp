// R-653 Any bytes as a mail that comes in: always something that can be kept and shown, nothing thrown.
#include "base/text.h"
#include "fuzz/fuzzing.h"
#include "mail/incoming.h"
#include "mail/reply_text.h"

namespace {

using namespace recours;
using fuzzing::require;

bool is_fit(std::string_view text) {
  return is_valid_utf8(text) && text.find('\r') == std::string_view::npos && text.find('\0') == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  const auto mail = mail::read_incoming(bytes);
  require(mail.identity.size() == 64 && is_one_line(mail.identity));
  require(is_fit(mail.reply) && is_one_line(mail.content.subject));
  require(is_one_line(mail.content.from.name) && is_one_line(mail.content.from.address));
  require(is_one_line(mail.message_id) && mail.message_id.find(' ') == std::string::npos);
  for (const auto& address : mail.recipients) require(is_email(address));
  for (const auto& address : mail.failed) require(is_email(address));
  for (const auto& id : mail.answered) require(is_one_line(id));
  for (const auto& id : mail.mentioned) require(id.size() == 32);
  require(mail::read_incoming(bytes).identity == mail.identity);
  const auto text = mail::plain_text(bytes);
  require(is_fit(mail::reply_text(text)) && mail::reply_text(text).size() <= text.size());
  return 0;
}
