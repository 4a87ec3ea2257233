#include "http/router.h"

namespace recours::http::routing {

std::vector<std::string_view> segments_of(std::string_view raw_path) {
  std::vector<std::string_view> segments;
  if (raw_path.empty() || raw_path.front() != '/') return segments;
  while (true) {
    raw_path.remove_prefix(1);
    const auto slash = std::min(raw_path.find('/'), raw_path.size());
    segments.push_back(raw_path.substr(0, slash));
    if (slash == raw_path.size()) return segments;
    raw_path.remove_prefix(slash);
  }
}

std::string_view raw_path_of(const Request& request) {
  const std::string_view target = request.target.empty() ? request.path : request.target;
  return target.substr(0, target.find('?'));
}

}  // namespace recours::http::routing
