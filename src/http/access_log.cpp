#include "http/access_log.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace recours::http {

std::string access_line(const AccessEntry& entry) {
  const std::string path = boost::json::serialize(boost::json::string(entry.path.data(), entry.path.size()));
  const std::string name = entry.request.empty() ? "" : fmt::format(R"(,"request":"{}")", entry.request);
  return fmt::format(R"({{"at":"{:%Y-%m-%dT%H:%M:%SZ}","method":"{}","path":{},"status":{},"bytes":{},"ms":{:.1f},"client":"{}"{}}})",
                     fmt::gmtime(entry.at), entry.method, path, entry.status, entry.bytes,
                     static_cast<double>(entry.took.count()) / 1000.0, entry.client, name);
}

}  // namespace recours::http
