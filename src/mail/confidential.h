// Mail whose body opens something, the link to choose a password for example: nobody but its recipient reads it, and it
// is forgotten once it was sent. The mark is what the mail is about.
#pragma once

#include <string_view>

#include "mail/outbox.h"

namespace recours::mail {

inline constexpr const char* kConfidential = "account_key";

inline bool is_confidential(const Mail& mail) { return mail.about_type == kConfidential; }

// R-115 Bodies of confidential mail that has not left since `oldest`: what they open has expired.
void forget_old_secrets(db::Database& database, Instant oldest);

}  // namespace recours::mail
