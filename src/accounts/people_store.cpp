#include "accounts/people_store.h"

#include <algorithm>

#include "accounts/sign_in_throttle.h"
#include "accounts/user_rows.h"
#include "base/errors.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

// Words are compared here, not in SQL: engines disagree about case and accents, and people are some thousands at most.
constexpr int kReadAtOnce = 500;

constexpr const char* kMore =
    ", u.last_sign_in_at, CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,"
    " CASE WHEN f.confirmed_at IS NULL THEN 0 ELSE 1 END AS has_factor";
constexpr const char* kFactor = " LEFT JOIN second_factor f ON f.user_id = u.id";

void collect_person(std::vector<Person>& people, const db::Row& row) {
  if (people.empty() || people.back().user.id != row.get<UserId>("user_id")) {
    people.push_back({user_of(row), row.get<std::optional<Instant>>("last_sign_in_at"),
                      row.get<std::int64_t>("has_password") == 1, row.get<std::int64_t>("has_factor") == 1});
  }
  add_role(people.back().user, row);
}

std::vector<Person> read_some(db::Reader& reader, const PeopleFilter& filter, const std::string& after) {
  std::vector<Person> people;
  reader.each(std::string("SELECT ") + kUserColumns + kMore + " FROM app_user u " + kUserJoins + kFactor +
                  " WHERE u.id IN (SELECT id FROM app_user WHERE email > :after AND (:account = 0 OR account_id = :account)"
                  " ORDER BY email LIMIT :limit)"
                  " ORDER BY u.email",
              {{"after", after}, {"account", filter.account ? filter.account->value : 0}, {"limit", kReadAtOnce}}, [&](const db::Row& row) { collect_person(people, row); });
  return people;
}

bool fits(const Person& person, const PeopleFilter& filter, const std::vector<std::string>& words, Date today) {
  const auto& roles = person.user.roles;
  if (filter.role && std::find(roles.begin(), roles.end(), *filter.role) == roles.end()) return false;
  if (filter.access && access_of(person, today) != *filter.access) return false;
  const auto text = fold(person.user.name + " " + person.user.email + " " + person.user.account_name);
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

}  // namespace

std::string_view name_of(Access access) {
  switch (access) {
    case Access::Active: return "active";
    case Access::Invited: return "invited";
    case Access::Ended: return "ended";
  }
  return "active";
}

std::optional<Access> access_named(std::string_view name) {
  for (const Access access : {Access::Active, Access::Invited, Access::Ended}) {
    if (name_of(access) == name) return access;
  }
  return std::nullopt;
}

Access access_of(const Person& person, Date today) {
  if (!is_active(person.user, today)) return Access::Ended;
  return person.has_password ? Access::Active : Access::Invited;
}

PeoplePage list_people(db::Reader& reader, const PeopleFilter& filter, const std::string& after, Date today,
                       std::size_t limit) {
  std::vector<std::string> words;
  for (const auto& word : split(fold(filter.words), ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  PeoplePage page;
  std::string cursor = after;
  while (true) {
    const auto some = read_some(reader, filter, cursor);
    if (some.empty()) return page;
    cursor = some.back().user.email;
    for (const auto& person : some) {
      if (!fits(person, filter, words, today)) continue;
      if (page.people.size() == limit) {
        page.next = page.people.back().user.email;
        return page;
      }
      page.people.push_back(person);
    }
  }
}

Person require_person(db::Reader& reader, UserId id) {
  std::vector<Person> people;
  reader.each(
      std::string("SELECT ") + kUserColumns + kMore + " FROM app_user u " + kUserJoins + kFactor + " WHERE u.id = :id",
      {{"id", id}}, [&](const db::Row& row) { collect_person(people, row); });
  if (people.empty()) throw NotFound("user");
  return std::move(people.front());
}

std::optional<ResellerAccountId> find_account(db::Reader& reader, const std::string& customer_no) {
  const std::string_view typed = trim(customer_no);
  const auto first = std::min(typed.find_first_not_of('0'), typed.size());
  return reader.find(
      "SELECT id FROM reseller_account WHERE customer_no = :typed OR ltrim(customer_no, '0') = :bare"
      " ORDER BY CASE WHEN customer_no = :typed THEN 0 ELSE 1 END, id LIMIT 1",
      {{"typed", typed}, {"bare", typed.substr(first)}},
      [](const db::Row& row) { return row.get<ResellerAccountId>("id"); });
}

bool is_throttled(db::Reader& reader, const User& user, Instant now) {
  const auto since = now.plus(-std::chrono::milliseconds(kThrottleWindow));
  const auto password = throttles(user.email, "").front();
  return reader.value<std::int64_t>(
             "SELECT COUNT(*) AS value FROM (SELECT subject FROM sign_in_failure WHERE subject IN (:subjects[text])"
             " AND at > :since GROUP BY subject HAVING COUNT(*) >= :failures) AS closed",
             {{"subjects", std::vector<std::string>{password.subject, code_subject(user.id)}},
              {"since", since},
              {"failures", password.failures}}) > 0;
}

}  // namespace recours::accounts
