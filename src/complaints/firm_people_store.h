// People of the firm by what they may do: who could review, who answers for the register.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::complaints {

// Active on that day and holding the right by some role; in order of their id.
std::vector<UserId> people_with(db::Reader& reader, accounts::Right right, Date today);
struct Person {
  UserId id;
  std::string name;
};
// The same with their names, in their order, plus the one named, whoever it is.
std::vector<Person> list_people_with(db::Reader& reader, accounts::Right right, Date today,
                                     const std::optional<UserId>& also = {});
// Active on that day and holding the right.
bool is_one_with(db::Reader& reader, UserId user, accounts::Right right, Date today);

// R-740 Setting review_required: always, never, or (auto, the default) as soon as two people could review.
bool is_review_required(db::Reader& reader, Date today);

}  // namespace recours::complaints
