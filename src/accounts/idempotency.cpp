#include "accounts/idempotency.h"

#include <algorithm>
#include <chrono>

#include "accounts/session_store.h"
#include "base/errors.h"
#include "http/multipart.h"

namespace recours::accounts {
namespace {

// R-183 Longer than any client goes on repeating.
constexpr std::chrono::hours kKept{24};
constexpr std::size_t kLongestKey = 255;

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool is_multipart(const http::Request& request) { return http::is_multipart(request.header("content-type")); }

bool is_form(const http::Request& request) {
  return is_multipart(request) || request.header("content-type").substr(0, 33) == "application/x-www-form-urlencoded";
}

// A browser frames the same form anew each time it sends it: its fields and files are compared, not the bytes around them.
std::string hash_of(const http::Request& request) {
  if (!is_multipart(request)) return token_hash(request.content());
  std::string said;
  const auto add = [&](std::string_view text) { said.append(std::to_string(text.size())).append(":").append(text); };
  const auto form = request.form();
  for (const auto& [name, value] : form.items()) {
    add(name);
    add(value);
  }
  for (const auto& file : request.files()) {
    add(file.field);
    add(file.name);
    add(token_hash(file.content));
  }
  return token_hash(said);
}

struct Kept {
  std::string request_hash;
  KeptAnswer answer;
  Instant created_at;
};

std::optional<Kept> find_kept(db::Reader& reader, const IdempotencyKey& key) {
  return reader.find(
      "SELECT request_hash, status, body, created_at FROM idempotent_answer "
      "WHERE user_id = :user AND route = :route AND key = :key",
      {{"user", key.user}, {"route", key.route}, {"key", key.key}}, [](const db::Row& row) {
        return Kept{row.get<std::string>("request_hash"), {row.get<int>("status"), row.get<std::string>("body")},
                    row.get<Instant>("created_at")};
      });
}

}  // namespace

std::optional<IdempotencyKey> idempotency_key(UserId user, std::string_view route, const http::Request& request) {
  std::string key(request.header("idempotency-key"));
  if (key.empty() && is_form(request)) key = request.form().text("idempotency_key");
  if (key.empty()) return std::nullopt;
  if (key.size() > kLongestKey || !is_printable(key)) {
    throw Malformed("Idempotency-Key: at most 255 printable ASCII characters without blanks");
  }
  return IdempotencyKey{user, std::string(route), std::move(key), hash_of(request)};
}

Result<std::optional<KeptAnswer>, Refusal> recall(db::Transaction& transaction, const IdempotencyKey& key, Instant now) {
  auto kept = find_kept(transaction, key);
  if (!kept) return std::optional<KeptAnswer>();
  if (kept->created_at.plus(kKept) <= now) {
    transaction.execute("DELETE FROM idempotent_answer WHERE user_id = :user AND route = :route AND key = :key",
                        {{"user", key.user}, {"route", key.route}, {"key", key.key}});
    return std::optional<KeptAnswer>();
  }
  if (kept->request_hash != key.request_hash) {
    return fail(Refusal{"idempotency_key_reused",
                        msg("This idempotency key was used for another request: take a new one"), {}});
  }
  return std::optional(std::move(kept->answer));
}

void keep(db::Transaction& transaction, const IdempotencyKey& key, const KeptAnswer& answer, Instant now) {
  const auto kept = transaction.execute(
      "INSERT INTO idempotent_answer (user_id, route, key, request_hash, status, body, created_at) "
      "VALUES (:user, :route, :key, :request_hash, :status, :body, :now) ON CONFLICT DO NOTHING",
      {{"user", key.user},
       {"route", key.route},
       {"key", key.key},
       {"request_hash", key.request_hash},
       {"status", answer.status},
       {"body", answer.body},
       {"now", now}});
  if (kept == 0) throw db::RetryableError("idempotency key won by another request");
}

}  // namespace recours::accounts
