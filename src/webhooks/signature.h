// R-142 Who sends, and that nobody changed it: the signature of the Standard Webhooks, HMAC-SHA256 over id, time and
// body.
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"

namespace recours::webhooks {

// whsec_ and 32 random bytes in base64.
std::string draw_secret();
// Seconds since 1970: header webhook-timestamp.
std::string timestamp_of(Instant at);
// "v1,…": header webhook-signature. The secret is one of draw_secret().
std::string signature_of(std::string_view secret, std::string_view id, std::string_view timestamp,
                         std::string_view body);

}  // namespace recours::webhooks
