// R-653 A mail as it arrives at the intake: besides what reading.h tells, whom it answers, whether a machine wrote it,
// and how to know it again. Takes any bytes and refuses nothing: what cannot be read says so and is kept by who calls.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/loop_guard.h"
#include "mail/reading.h"

namespace recours::mail {

// A file of 20 MiB fits, as it travels. Beyond, a mail is kept unread; beyond kMostIntakeBytes it is not taken in.
inline constexpr std::size_t kMostReadBytes = std::size_t{32} << 20;
inline constexpr std::size_t kMostIntakeBytes = std::size_t{64} << 20;

struct IncomingMail {
  ReceivedMail content;                 // of an unreadable one: what its headers say, or as much of its text
  std::string unreadable;               // why it could not be read: too_large, not_a_mail, too_complex; empty: it was
  std::string reply;                    // the text without quotes and signature
  std::string message_id;               // without <>
  std::vector<std::string> recipients;  // lower case; also of Delivered-To and its kin
  std::vector<std::string> answered;    // Message-IDs of In-Reply-To and References, without <>
  std::vector<std::string> mentioned;   // left parts of Message-IDs like ours anywhere in it: what a bounce gives back
  std::vector<std::string> failed;      // of a bounce: addresses that will not do, in lower case
  Automatic automatic = Automatic::No;
  std::string identity;  // SHA-256 in hex: the same mail by another way is the same
};

IncomingMail read_incoming(std::string_view bytes);

}  // namespace recours::mail
