#include "accounts/account_api.h"

#include <boost/json.hpp>

#include "accounts/user_store.h"

namespace recours::accounts {
namespace {

boost::json::value account_of(const User& user) {
  if (!user.account) return nullptr;
  return {{"customer_no", user.customer_no}, {"name", user.account_name}};
}

http::Response show_me(Visit& visit) {
  const auto user = find_user(visit.reader, visit.viewer.id);
  if (!user) throw NotFound();
  boost::json::array roles;
  for (const Role role : user->roles) roles.emplace_back(name_of(role));
  return json_answer({{"id", user->id.value},
                      {"name", user->name},
                      {"email", user->email},
                      {"roles", std::move(roles)},
                      {"account", account_of(*user)},
                      {"language", ui::code_of(user->language)},
                      {"read_only", visit.viewer.read_only}});
}

}  // namespace

void register_accounts_api(Site& site) { site.api(http::Method::Get, "/api/v1/me", show_me); }

}  // namespace recours::accounts
