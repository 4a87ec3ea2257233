// R-772 Any bytes as a saved mail: texts fit for a form and a reader, or a refusal; nothing thrown.
#include "base/text.h"
#include "fuzz/fuzzing.h"
#include "mail/reading.h"

namespace {

using namespace recours;
using fuzzing::require;

bool is_fit(std::string_view text) {
  return is_valid_utf8(text) && text.find('\r') == std::string_view::npos && text.find('\0') == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  require(is_fit(mail::plain_text(bytes)));
  const auto html = mail::plain_text(bytes);
  require(is_fit(mail::text_of_html(html)));
  const auto mail = mail::read_mail(bytes);
  if (!mail) return 0;
  require(is_fit(mail->text) && is_fit(mail->subject) && is_one_line(mail->subject));
  require(is_one_line(mail->from.name) && is_one_line(mail->from.address));
  for (const auto& attachment : mail->attachments) require(!attachment.name.empty() && is_one_line(attachment.name));
  return 0;
}
