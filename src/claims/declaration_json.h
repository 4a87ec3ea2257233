// What callers of the API send: declarations from JSON. A value of the wrong type is a refusal that
// names its field; whether the content is right is decided by admission.h.
#pragma once

#include <boost/json.hpp>

#include "base/refusal.h"
#include "base/result.h"
#include "claims/admission.h"

namespace recours::claims {

class Reading;
// {contact: {name, email, phone}}; what is absent stays as it is.
void read_contact(Reading& reading, Contact& contact);

// A new declaration; absent contact fields are the viewer's own.
Result<Declaration, Refusal> declaration_from(const boost::json::object& body, const accounts::Viewer& viewer);
// The fields that are present replace those of `start`.
Result<Declaration, Refusal> overlaid(Declaration start, const boost::json::object& body);

// {reference}
Result<std::string, Refusal> reference_from(const boost::json::object& body);

}  // namespace recours::claims
