// The target of a request line, taken apart. Pure; called by the server, and by tests that make requests without one.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace recours::http {

struct Target {
  std::string text;        // path and query as sent, without scheme and authority
  std::string authority;   // of the absolute form; empty for the usual one
  std::string path;        // decoded
  Fields query;
};

// "/claims?page=2" or "http://host/claims?page=2". Throws Malformed for anything else, for bad escapes and for dot
// segments, which browsers resolve before sending: only attacks hold them.
Target parse_target(std::string_view text);

// The path of a target that parse_target may have refused, decoded as far as it holds: "/api/v1/claims" of
// "/api/v1/claims?cursor=%00", "/api/v1/" of "/api/v1/%00". For the log and for who is told why.
std::string readable_path(std::string_view text);

// Host or authority: a name, IPv4 or [IPv6], with an optional port.
bool is_host(std::string_view text);

}  // namespace recours::http
