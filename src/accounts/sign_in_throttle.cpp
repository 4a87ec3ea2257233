#include "accounts/sign_in_throttle.h"

#include <algorithm>

#include "accounts/session_store.h"

namespace recours::accounts {
namespace {

std::optional<Instant> closed_until(db::Reader& reader, const Throttle& throttle, Instant now) {
  const auto failures = reader.list(
      "SELECT at FROM sign_in_failure WHERE subject = :subject AND at > :since ORDER BY at DESC LIMIT :failures",
      {{"subject", throttle.subject},
       {"since", now.plus(-std::chrono::milliseconds(kThrottleWindow))},
       {"failures", throttle.failures}},
      [](const db::Row& row) { return row.get<Instant>("at"); });
  if (std::ssize(failures) < throttle.failures) return std::nullopt;
  return failures.back().plus(kThrottleWindow);
}

}  // namespace

// The address of a person is kept as a hash: what people type there by mistake is sometimes their password.
std::vector<Throttle> throttles(std::string_view email, const std::string& address) {
  return {{"email:" + token_hash(email_key(email)), 5}, {"address:" + address, 20}};
}

std::string code_subject(UserId user) { return "code:" + std::to_string(user.value); }

void forget_failures(db::Transaction& transaction, std::string_view email, UserId user) {
  const std::vector<std::string> subjects{throttles(email, "").front().subject, code_subject(user)};
  transaction.execute("DELETE FROM sign_in_failure WHERE subject IN (:subjects[text])", {{"subjects", subjects}});
}

std::optional<Instant> note_attempt(db::Transaction& transaction, const std::vector<Throttle>& subjects, Instant now) {
  std::optional<Instant> until;
  for (const Throttle& throttle : subjects) until = std::max(until, closed_until(transaction, throttle, now));
  if (until) return until;
  for (const Throttle& throttle : subjects) {
    transaction.execute("INSERT INTO sign_in_failure (subject, at) VALUES (:subject, :now)",
                        {{"subject", throttle.subject}, {"now", now}});
  }
  return std::nullopt;
}

void forget_attempt(db::Transaction& transaction, const std::vector<Throttle>& subjects, Instant now) {
  transaction.execute("DELETE FROM sign_in_failure WHERE subject = :subject", {{"subject", subjects.front().subject}});
  transaction.execute("DELETE FROM sign_in_failure WHERE subject = :subject AND at = :now",
                      {{"subject", subjects.back().subject}, {"now", now}});
}

}  // namespace recours::accounts
