#include "http/request_rules.h"

#include <algorithm>

#include "base/text.h"
#include "http/target.h"

namespace recours::http {

namespace {

constexpr std::size_t kLongestTarget = 8 * 1024;
constexpr std::size_t kLongestLength = 18;  // digits; more do not fit 63 bits

bool is_length(std::string_view text) {
  return !text.empty() && text.size() <= kLongestLength && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

int objection_to(const Request& request, Version version) {
  int hosts = 0;
  int lengths = 0;
  int transfers = 0;
  for (const auto& [name, value] : request.headers) {
    if (name == "host") {
      ++hosts;
      if (!value.empty() && !is_host(value)) return 400;
    } else if (name == "content-length") {
      if (++lengths > 1 || !is_length(value)) return 400;
    } else if (name == "transfer-encoding") {
      if (++transfers > 1) return 400;
      if (!same_word(value, "chunked")) return 501;
    } else if (name == "expect" && !same_word(value, "100-continue")) {
      return 417;
    }
  }
  if (hosts > 1 || (hosts == 0 && version == Version::Http11)) return 400;
  if (transfers > 0 && (lengths > 0 || version == Version::Http10)) return 400;
  if (request.target.size() > kLongestTarget) return 414;
  return 0;
}

}  // namespace recours::http
