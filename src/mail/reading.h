// A mail somebody received and saved as a file (.eml): who wrote it, when, what about, its text as people read it. For
// proposing, never for proving: headers say what their sender wrote there. Knows no database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/refusal.h"
#include "base/result.h"
#include "mail/outbox.h"

namespace recours::mail {

inline constexpr std::size_t kMostMailBytes = 20'971'520;

struct MailAttachment {
  std::string name;     // without folders
  std::string content;  // empty: another mail, a picture shown in the text, or what could not be decoded
};

struct ReceivedMail {
  Address from;  // of several the first; empty: none could be read
  bool has_several_senders = false;
  std::optional<Instant> sent_at;  // the Date header
  std::string subject;             // one line
  std::string text;                // valid UTF-8, \n line ends; of HTML where there is no plain part
  bool was_html = false;
  bool is_cut = false;        // the text went on
  bool is_automatic = false;  // a bounce, a holiday reply
  std::vector<MailAttachment> attachments;
};

// R-772 Refusals: empty, too_large, not_a_mail (no header of a mail), too_complex (parts within parts without end).
Result<ReceivedMail, Refusal> read_mail(std::string_view bytes, std::size_t most_bytes = kMostMailBytes);

// The text of a page of HTML as people would read it: no scripts, no styles, paragraphs as lines. Takes anything.
std::string text_of_html(std::string_view html);

// What may stand in a form: valid UTF-8 (else read as Windows-1252), \n line ends, no other control characters and none
// that turn the direction of writing.
std::string plain_text(std::string_view bytes);

}  // namespace recours::mail
