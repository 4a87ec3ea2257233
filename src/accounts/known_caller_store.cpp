#include "accounts/known_caller_store.h"

#include "accounts/caller.h"
#include "accounts/cookies.h"
#include "accounts/session_store.h"

namespace recours::accounts {

bool is_known_caller(db::Reader& reader, const http::Request& request, std::string_view public_url, Instant now) {
  if (request.path.starts_with("/api/")) {
    const auto token = bearer_token(request);
    return token && find_api_token(reader, *token, paris_day(now)).has_value();
  }
  const auto token = session_token(request);
  return token && !is_cross_site(request, public_url) && find_session(reader, *token, now).has_value();
}

}  // namespace recours::accounts
