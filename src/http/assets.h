// Static files built into the program (public/ and what npm brings), precompressed, under names that carry their hash:
// they are cached for ever by browsers. A plain name (/favicon.svg) is served with an ETag instead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace recours::http {

// "app.css" → "/assets/app-3f2a9c01.css". Throws std::logic_error for a name that was not built in.
const std::string& asset_path(std::string_view name);

// The answer to GET/HEAD /assets/…, if there is such a file: negotiates br/gzip, answers If-None-Match with 304.
std::optional<Response> serve_asset(const Request& request);

}  // namespace recours::http
