// Updates of existing things name the version they change: If-Match (interface.md). For API handlers.
#pragma once

#include <optional>

#include "accounts/site.h"

namespace recours::accounts {

// If-Match: "3". None when absent; Malformed when it is no version.
std::optional<std::int64_t> expected_version(const http::Request& request);
// 428: the route changes only what the caller has read.
http::Response version_missing(const Visit& visit);

}  // namespace recours::accounts
