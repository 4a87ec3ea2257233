#include "accounts/user_store.h"

#include <algorithm>

#include "accounts/user_rows.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

std::optional<User> find_one(db::Reader& reader, const std::string& condition, db::Params params) {
  std::vector<User> users;
  reader.each(std::string("SELECT ") + kUserColumns + " FROM app_user u " + kUserJoins + " WHERE " + condition, params,
              [&](const db::Row& row) { collect(users, row); });
  if (users.empty()) return std::nullopt;
  return std::move(users.front());
}

}  // namespace

bool is_active(const User& user, Date today) {
  return !user.disabled_at && (!user.valid_until || today <= *user.valid_until);
}

Role leading_role(const User& user) {
  const bool administers = std::find(user.roles.begin(), user.roles.end(), Role::Admin) != user.roles.end();
  return administers ? Role::Admin : user.roles.front();
}

Viewer viewer_of(const User& user, std::string source) {
  Viewer viewer;
  viewer.id = user.id;
  viewer.name = user.name;
  viewer.email = user.email;
  viewer.phone = user.phone;
  viewer.roles = user.roles;
  viewer.account = user.account;
  viewer.language = user.language;
  viewer.theme = user.theme;
  viewer.source = std::move(source);
  return viewer;
}

std::string email_key(std::string_view email) {
  std::string key(trim(email));
  std::transform(key.begin(), key.end(), key.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return key;
}

User user_of(const db::Row& row) {
  User user;
  user.id = row.get<UserId>("user_id");
  user.email = row.get<std::string>("email");
  user.name = row.get<std::string>("name");
  user.phone = row.get<std::string>("phone");
  user.account = row.get<std::optional<ResellerAccountId>>("account_id");
  user.customer_no = row.get<std::optional<std::string>>("customer_no").value_or("");
  user.account_name = row.get<std::optional<std::string>>("account_name").value_or("");
  user.language = ui::language_of(row.get<std::string_view>("language"));
  user.theme = row.get<std::string>("theme");
  user.valid_until = row.get<std::optional<Date>>("valid_until");
  user.disabled_at = row.get<std::optional<Instant>>("disabled_at");
  user.created_at = row.get<Instant>("user_created_at");
  user.version = row.get<std::int64_t>("version");
  return user;
}

void add_role(User& user, const db::Row& row) {
  const auto name = row.get<std::optional<std::string>>("role");
  const auto role = name ? role_named(*name) : std::nullopt;
  if (!role) return;
  user.roles.insert(std::upper_bound(user.roles.begin(), user.roles.end(), *role), *role);
}

void collect(std::vector<User>& users, const db::Row& row) {
  if (users.empty() || users.back().id != row.get<UserId>("user_id")) users.push_back(user_of(row));
  add_role(users.back(), row);
}

std::optional<User> find_user(db::Reader& reader, UserId id) { return find_one(reader, "u.id = :id", {{"id", id}}); }

std::optional<User> find_user_by_email(db::Reader& reader, std::string_view email) {
  return find_one(reader, "u.email = :email", {{"email", email_key(email)}});
}

std::vector<User> list_users(db::Reader& reader, std::string_view after, int limit) {
  std::vector<User> users;
  reader.each(std::string("SELECT ") + kUserColumns + " FROM app_user u " + kUserJoins +
                  " WHERE u.id IN (SELECT id FROM app_user WHERE email > :after ORDER BY email LIMIT :limit)"
                  " ORDER BY u.email",
              {{"after", after}, {"limit", limit}}, [&](const db::Row& row) { collect(users, row); });
  return users;
}

UserId insert_user(db::Transaction& transaction, const NewUser& user, const std::optional<std::string>& password_hash,
                   Instant now) {
  const auto id = transaction.require(
      "INSERT INTO app_user (email, name, phone, password_hash, account_id, language, valid_until, created_at) "
      "VALUES (:email, :name, :phone, :password_hash, :account, :language, :valid_until, :now) RETURNING id",
      {{"email", email_key(user.email)},
       {"name", trim(user.name)},
       {"phone", trim(user.phone)},
       {"password_hash", password_hash},
       {"account", user.account},
       {"language", ui::code_of(user.language)},
       {"valid_until", user.valid_until},
       {"now", now}},
      [](const db::Row& row) { return row.get<UserId>("id"); });
  for (const Role role : user.roles) {
    transaction.execute("INSERT INTO user_role (user_id, role) VALUES (:user, :role) ON CONFLICT DO NOTHING",
                        {{"user", id}, {"role", name_of(role)}});
  }
  return id;
}

}  // namespace recours::accounts
