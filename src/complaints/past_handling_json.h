// Past handling as JSON: what a draft keeps of it, what the journal tells, what POST /complaints takes as `state` and
// `past`. Pure.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"
#include "complaints/past_handling.h"

namespace recours::complaints {

// Only what is said; {"state": …, "past": {…}}.
boost::json::object json_of(const PastHandling& past);
// Refusal incomplete with `past.…` for members of the wrong form.
Result<PastHandling, Refusal> past_from(const boost::json::object& body);

// Of a draft: a text for its column, empty for a complaint without past; and back.
std::string text_of(const PastHandling& past);
PastHandling past_of(std::string_view text);

}  // namespace recours::complaints
