#include "accounts/setup_actions.h"

#include "accounts/passwords.h"
#include "accounts/random_key.h"
#include "accounts/session_store.h"

namespace recours::accounts {
namespace {

constexpr std::chrono::hours kKeyLife{30 * 24};

Refusal with(Refusal refusal, FieldRefusal field) {
  refusal.fields.push_back(std::move(field));
  return refusal;
}

Refusal wrong_key() {
  return with({"wrong_setup_key", msg("The organisation was not founded"), {}},
              {"key", "wrong_setup_key", msg("This is not the key the server printed when it started.")});
}

std::optional<Refusal> objection_to(db::Database& database, const Setup& setup, Instant now) {
  if (!is_setup_key(*database.reader(), setup.key)) return wrong_key();
  auto refusal = founding_refusal(setup.organisation, setup.admin, setup.password, paris_day(now));
  if (setup.password == setup.repeated) return refusal;
  return with(refusal.value_or(Refusal{"invalid_organisation", msg("The organisation was not founded"), {}}),
              {"repeated_password", "differs", msg("Both entries of the new password must be the same.")});
}

}  // namespace

std::optional<std::string> issue_setup_key(db::Database& database, Instant now) {
  return database.write([&](db::Transaction& transaction) -> std::optional<std::string> {
    if (is_founded(transaction)) return std::nullopt;
    auto key = random_key();
    transaction.execute(
        "INSERT INTO account_key (key_hash, purpose, created_at, expires_at) VALUES (:hash, 'setup', :now, :expires)",
        {{"hash", token_hash(key)}, {"now", now}, {"expires", now.plus(kKeyLife)}});
    return key;
  });
}

bool is_setup_key(db::Reader& reader, std::string_view key) {
  return reader.value<std::int64_t>(
             "SELECT COUNT(*) AS value FROM account_key WHERE key_hash = :hash AND purpose = 'setup'",
             {{"hash", token_hash(key)}}) == 1;
}

Result<OpenedSession, Refusal> set_up(db::Database& database, const Setup& setup, const Origin& origin, Instant now) {
  if (auto refusal = objection_to(database, setup, now)) return fail(std::move(*refusal));
  const std::string hash = hash_password(setup.password);
  return database.write([&](db::Transaction& transaction) -> Result<OpenedSession, Refusal> {
    // Held until the end: of two at the same time the second finds no key.
    if (transaction.execute("DELETE FROM account_key WHERE purpose = 'setup'") == 0) return fail(wrong_key());
    const journal::Actor actor{std::nullopt, "", "web " + origin.address};
    const auto founded = found_in(transaction, actor, setup.organisation, setup.admin, hash, now);
    if (!founded) return fail(founded.error());
    return insert_session(transaction, find_user(transaction, *founded).value(), origin, now);
  });
}

}  // namespace recours::accounts
