#include "accounts/user_rules.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/passwords.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kLongest = 200;

bool is_reseller(Role role) { return role == Role::Reseller || role == Role::ResellerAdmin; }

std::optional<FieldRefusal> account_refusal(const NewUser& user) {
  const bool some_reseller = std::any_of(user.roles.begin(), user.roles.end(), is_reseller);
  const bool all_resellers = std::all_of(user.roles.begin(), user.roles.end(), is_reseller);
  if (some_reseller && !all_resellers) {
    return FieldRefusal{"roles", "mixed_roles", msg("A reseller cannot hold a role of the staff as well.")};
  }
  if (some_reseller && !user.account) {
    return FieldRefusal{"account", "required", msg("A reseller needs a customer account.")};
  }
  if (!some_reseller && user.account) {
    return FieldRefusal{"account", "not_for_staff", msg("Only resellers belong to a customer account.")};
  }
  return std::nullopt;
}

FieldRefusal too_long(const char* field) {
  return {field, "too_long", msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kLongest))};
}

std::optional<FieldRefusal> email_refusal(std::string_view email) {
  if (!is_one_line(email) || !is_email(email)) {
    return FieldRefusal{"email", "invalid", msg("Enter an e-mail address such as name@example.com.")};
  }
  if (length(email) > kLongest) return too_long("email");
  return std::nullopt;
}

std::optional<FieldRefusal> name_refusal(std::string_view name) {
  if (trim(name).empty()) return FieldRefusal{"name", "required", msg("Enter the person's name.")};
  if (!is_one_line(name)) {
    return FieldRefusal{"name", "invalid", msg("The name holds characters that no name has: type it again.")};
  }
  if (length(name) > kLongest) return too_long("name");
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> user_refusal(const NewUser& user, const std::optional<std::string>& password, Date today) {
  std::vector<FieldRefusal> fields;
  if (auto refusal = name_refusal(user.name)) fields.push_back(std::move(*refusal));
  if (auto refusal = email_refusal(trim(user.email))) fields.push_back(std::move(*refusal));
  if (user.roles.empty()) fields.push_back({"roles", "required", msg("Choose at least one role.")});
  if (auto refusal = account_refusal(user)) fields.push_back(std::move(*refusal));
  if (user.valid_until && *user.valid_until < today) {
    fields.push_back({"valid_until", "in_the_past", msg("The last day must not lie in the past.")});
  }
  if (password) {
    if (auto refusal = password_refusal(*password, user.email)) fields.push_back(std::move(*refusal));
  }
  if (fields.empty()) return std::nullopt;
  return Refusal{"invalid_user", msg("The person was not added."), std::move(fields)};
}

Refusal email_taken() {
  const Message message = msg("Somebody has this e-mail address already.");
  return {"email_taken", message, {{"email", "taken", message}}, Refusal::Kind::Conflict};
}

bool leaves_an_administrator(db::Transaction& transaction, UserId user, Date today) {
  const auto administrators =
      transaction.list("SELECT user_id AS value FROM user_role WHERE role = 'admin'", {},
                       [](const db::Row& row) { return row.get<std::int64_t>("value"); });
  transaction.lock_rows("app_user", administrators);
  return transaction
      .find("SELECT u.id AS value FROM app_user u JOIN user_role r ON r.user_id = u.id AND r.role = 'admin' "
            "WHERE u.id <> :user AND u.disabled_at IS NULL AND (u.valid_until IS NULL OR u.valid_until >= :today) LIMIT 1",
            {{"user", user}, {"today", today}}, [](const db::Row& row) { return row.get<std::int64_t>("value"); })
      .has_value();
}

Refusal last_administrator(const User& user) {
  return {"last_administrator", msg("{1} is the last administrator: name another one first", user.name), {}};
}

Refusal no_public_url() {
  return {"no_public_url", msg("No link can be sent: set RECOURS_PUBLIC_URL to the address people type"), {}};
}

UserId create_user(db::Transaction& transaction, const journal::Actor& actor, const NewUser& user,
                   const std::optional<std::string>& password_hash, Instant now) {
  const UserId id = insert_user(transaction, user, password_hash, now);
  boost::json::array roles;
  for (const Role role : user.roles) roles.emplace_back(name_of(role));
  boost::json::object content{{"email", email_key(user.email)}, {"name", user.name}, {"roles", std::move(roles)}};
  if (user.account) content["account_id"] = user.account->value;
  if (user.valid_until) content["valid_until"] = user.valid_until->iso();
  journal::append(transaction, actor, now, "user.created", {"user", std::to_string(id.value)}, content);
  return id;
}

}  // namespace recours::accounts
