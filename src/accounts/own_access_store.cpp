#include "accounts/own_access_store.h"

#include <utility>

#include "accounts/session_store.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kKeyLength = 16;  // of the hash's 64 digits: names one session among those of a person

// The first name found says it: Edge calls itself Chrome too, Chrome calls itself Safari.
template <std::size_t N>
std::string first_named(std::string_view text, const std::pair<const char*, const char*> (&names)[N]) {
  for (const auto& [sign, name] : names) {
    if (text.find(sign) != std::string_view::npos) return name;
  }
  return {};
}

}  // namespace

std::vector<OpenSession> list_sessions(db::Reader& reader, UserId user, Instant now) {
  return reader.list(
      "SELECT token_hash, created_at, seen_at, address, user_agent FROM session "
      "WHERE user_id = :user AND seen_at > :idle AND created_at > :oldest ORDER BY seen_at DESC, token_hash",
      {{"user", user},
       {"idle", now.plus(-std::chrono::milliseconds(kSessionIdle))},
       {"oldest", now.plus(-std::chrono::milliseconds(kSessionAbsolute))}},
      [](const db::Row& row) {
        const auto hash = row.get<std::string>("token_hash");
        return OpenSession{hash,
                           hash.substr(0, kKeyLength),
                           row.get<Instant>("created_at"),
                           row.get<Instant>("seen_at"),
                           row.get<std::string>("address"),
                           row.get<std::string>("user_agent")};
      });
}

std::vector<GivenToken> list_tokens(db::Reader& reader, UserId user, Date today) {
  return reader.list(
      "SELECT id, name, scope, created_at, expires_on, last_used_on FROM api_token WHERE user_id = :user "
      "AND revoked_at IS NULL AND (expires_on IS NULL OR expires_on >= :today) ORDER BY id DESC",
      {{"user", user}, {"today", today}}, [](const db::Row& row) {
        return GivenToken{row.get<ApiTokenId>("id"),
                          row.get<std::string>("name"),
                          row.get<std::string>("scope") == "read",
                          row.get<Instant>("created_at"),
                          row.get<std::optional<Date>>("expires_on"),
                          row.get<std::optional<Date>>("last_used_on")};
      });
}

std::string device_of(std::string_view user_agent) {
  static constexpr std::pair<const char*, const char*> kBrowsers[]{
      {"Edg/", "Edge"},     {"OPR/", "Opera"},     {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"},
      {"CriOS/", "Chrome"}, {"FxiOS/", "Firefox"}, {"Safari/", "Safari"},   {"curl/", "curl"}};
  static constexpr std::pair<const char*, const char*> kSystems[]{{"iPhone", "iPhone"},   {"iPad", "iPad"},
                                                                  {"Android", "Android"}, {"Windows", "Windows"},
                                                                  {"Mac OS X", "macOS"},  {"Linux", "Linux"}};
  const auto browser = first_named(user_agent, kBrowsers);
  const auto system = first_named(user_agent, kSystems);
  return browser.empty() || system.empty() ? browser + system : browser + " · " + system;
}

}  // namespace recours::accounts
