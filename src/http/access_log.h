// The access log: one JSON object per line, for machines. Never the query, a body, a cookie or a token.
#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "http/message.h"

namespace recours::http {

struct AccessEntry {
  std::time_t at = 0;
  std::string_view method = "-";          // "-": the request line could not be read
  std::string_view path = "-";
  int status = 0;
  std::uint64_t bytes = 0;                // of the body, should the client take all of it
  std::chrono::microseconds took{0};      // from the complete request to the complete answer
  std::string_view client;
  std::string_view request;               // its name, also in X-Request-Id of the answer; empty: it has none
};

std::string access_line(const AccessEntry& entry);

}  // namespace recours::http
