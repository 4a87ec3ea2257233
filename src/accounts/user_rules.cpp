#include "accounts/user_rules.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/passwords.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kLongestName = 200;

bool is_reseller(Role role) { return role == Role::Reseller || role == Role::ResellerAdmin; }

std::optional<FieldRefusal> account_refusal(const NewUser& user) {
  const bool some_reseller = std::any_of(user.roles.begin(), user.roles.end(), is_reseller);
  const bool all_resellers = std::all_of(user.roles.begin(), user.roles.end(), is_reseller);
  if (some_reseller && !all_resellers) {
    return FieldRefusal{"roles", "mixed_roles", msg("A reseller cannot hold a role of the staff as well")};
  }
  if (some_reseller && !user.account) {
    return FieldRefusal{"account", "required", msg("A reseller needs a customer account")};
  }
  if (!some_reseller && user.account) {
    return FieldRefusal{"account", "not_for_staff", msg("Only resellers belong to a customer account")};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> user_refusal(const NewUser& user, const std::optional<std::string>& password) {
  std::vector<FieldRefusal> fields;
  if (!is_email(trim(user.email))) {
    fields.push_back({"email", "invalid", msg("Enter an e-mail address such as name@example.com")});
  }
  if (trim(user.name).empty() || length(user.name) > kLongestName) {
    fields.push_back({"name", "required", msg("Enter the person's name")});
  }
  if (user.roles.empty()) fields.push_back({"roles", "required", msg("Choose at least one role")});
  if (auto refusal = account_refusal(user)) fields.push_back(std::move(*refusal));
  if (password) {
    if (auto refusal = password_refusal(*password, user.email)) fields.push_back(std::move(*refusal));
  }
  if (fields.empty()) return std::nullopt;
  return Refusal{"invalid_user", msg("The person was not added"), std::move(fields)};
}

Refusal email_taken() {
  const Message message = msg("Somebody has this e-mail address already");
  return {"email_taken", message, {{"email", "taken", message}}, Refusal::Kind::Conflict};
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
