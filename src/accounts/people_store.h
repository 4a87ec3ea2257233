// Everybody who may sign in, for the administration pages: found by words, role and state, with how they come in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/user_store.h"

namespace recours::accounts {

struct Person {
  User user;
  std::optional<Instant> last_sign_in_at;
  bool has_password = false;  // not yet: the invitation is open
  bool has_second_factor = false;
};

enum class Access { Active, Invited, Ended };
std::string_view name_of(Access access);  // active, invited, ended
std::optional<Access> access_named(std::string_view name);
Access access_of(const Person& person, Date today);

struct PeopleFilter {
  std::string words;  // each somewhere in name, e-mail address or account; without case and accents
  std::optional<Role> role;
  std::optional<Access> access;
  std::optional<ResellerAccountId> account = {};  // people of this one only
};
struct PeoplePage {
  std::vector<Person> people;       // by e-mail address
  std::optional<std::string> next;  // pass as `after` for those that follow
};
PeoplePage list_people(db::Reader& reader, const PeopleFilter& filter, const std::string& after, Date today,
                       std::size_t limit = 50);
// Throws NotFound.
Person require_person(db::Reader& reader, UserId id);

// By exact customer number; leading zeros may be left out.
std::optional<ResellerAccountId> find_account(db::Reader& reader, const std::string& customer_no);

// R-106 Whether failures keep this person from signing in at the moment.
bool is_throttled(db::Reader& reader, const User& user, Instant now);

}  // namespace recours::accounts
