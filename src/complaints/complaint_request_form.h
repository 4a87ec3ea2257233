// What is asked of the register: filters of its list, in page and API alike; and a complaint as a body says it.
#pragma once

#include <boost/json.hpp>

#include "accounts/viewer.h"
#include "base/result.h"
#include "complaints/complaint_query.h"
#include "complaints/registration.h"
#include "db/database.h"
#include "http/message.h"

namespace recours::complaints {

// state (codes, comma between them, or `open`), late (true, today, week), adviser, handler, received_by (id or me),
// channel, subject, complexity, product, reason, activity, from, to, q, sort (due). Refusal invalid_filter names every
// field at once.
Result<ComplaintFilter, Refusal> read_filter(const http::Fields& query, const accounts::Viewer& viewer);

// `cursor` and `limit`, at most 200.
Result<Page, Refusal> read_page(const http::Fields& query);

// Members no PATCH changes: not_changeable for what a complaint shows or registration takes, unknown_field for the rest.
std::optional<Refusal> objection_to_members(const boost::json::object& body);

// What the body says over what is there: members that are not named stay, null empties. People by id or e-mail address.
// Refusal invalid_json.
Result<Registration, Refusal> overlaid(db::Reader& reader, Registration said, const boost::json::object& body);

}  // namespace recours::complaints
