// R-655 Whether a machine wrote a mail: holiday replies, bounces, lists. What is found here never opens, answers or
// moves anything, so that two machines do not write to each other for ever. Pure; half of the holiday replies carry no
// header that says so, which is why their subjects are known too.
#pragma once

#include <string>
#include <string_view>

#include "mail/header_fields.h"

namespace recours::mail {

enum class Automatic {
  No,
  Bounce,         // a mail of ours did not arrive
  Report,         // read receipt, complaint about abuse
  EmptySender,    // Return-Path: <>
  AutoSubmitted,  // RFC 3834
  Responder,      // X-Autoreply and its family
  Bulk,           // Precedence
  List,
  Robot,    // mailer-daemon, no-reply…
  Subject,  // "Réponse automatique : …"
  OwnMail,  // from one of our own mailboxes, or a mail we sent
  TooMany,  // of one sender in an hour
};
std::string_view name_of(Automatic reason);  // "auto_submitted": stable, in the database
// No for a name nobody gave.
Automatic automatic_named(std::string_view name);

// By headers and subject; `subject` is decoded, `from` an address in lower case. OwnMail and TooMany are for who knows
// our mailboxes and what came before.
Automatic automatic_by(const HeaderFields& headers, std::string_view from, std::string_view subject);

}  // namespace recours::mail
