// What a request is counted under in /metrics: the pattern of its route. Made once from the routes of the site.
#pragma once

#include <vector>

#include "accounts/site.h"
#include "http/server.h"

namespace recours::cli {

http::RouteOf route_names(const std::vector<accounts::Site::Route>& routes);

}  // namespace recours::cli
