#include "cli/route_names.h"

#include <memory>
#include <set>
#include <string>

#include "http/router.h"

namespace recours::cli {
namespace {

constexpr std::string_view kAssets = "/assets/";

}  // namespace

http::RouteOf route_names(const std::vector<accounts::Site::Route>& routes) {
  const auto router = std::make_shared<http::Router<std::string>>();
  for (const auto& route : routes) router->add(route.method, route.pattern, route.pattern);
  for (const char* own : {"/healthz", "/readyz", "/metrics"}) router->add(http::Method::Get, own, own);
  return [router](http::Method method, std::string_view target) -> std::string_view {
    if (target.starts_with(kAssets)) return "/assets";
    http::Request request;
    request.method = method;
    request.target = target;
    const auto match = router->match(request);
    return match.handler == nullptr ? std::string_view("none") : std::string_view(*match.handler);
  };
}

}  // namespace recours::cli
