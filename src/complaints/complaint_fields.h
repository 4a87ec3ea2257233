// A complaint as named texts, for what the journal keeps of a change; and as what would be typed to have it so. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "complaints/registration.h"

namespace recours::complaints {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;
// By the API's names, always the same ones in the same order.
NamedTexts fields_of(const Complaint& complaint);
// {"title": {"from": …, "to": …}} of what differs.
boost::json::object changes_json(const NamedTexts& before, const NamedTexts& after);

// What a form or a PATCH begins with.
Registration registration_of(const Complaint& complaint);

}  // namespace recours::complaints
