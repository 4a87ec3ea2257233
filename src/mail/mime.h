// A mail as it goes over the wire: headers (RFC 5322, accents by RFC 2047) and two alternatives, plain text and HTML,
// in UTF-8 quoted-printable with CRLF line ends. Pure. Nothing in a subject, name or address can add a header line.
#pragma once

#include <string>

#include "mail/outbox.h"

namespace recours::mail {

// `date` becomes the Date header; the Message-ID is the row's, at the sender's domain. R-652 A mail with a reply token is
// answered to local+token@domain of `intake`; without intake there is no Reply-To.
std::string compose(const OutboxMessage& message, const Address& from, Instant date, const std::string& intake = {});

// Text without control characters: line breaks, tabs and the like become one blank.
std::string one_line(std::string_view text);

}  // namespace recours::mail
