#include "claims/typed_serials.h"

#include "base/text.h"

namespace recours::claims {

std::vector<std::string> serials_in(std::string_view typed) {
  std::vector<std::string> serials;
  for (std::size_t start = 0; start < typed.size();) {
    const auto end = std::min(typed.find_first_of("\r\n,;", start), typed.size());
    if (const auto serial = trim(typed.substr(start, end - start)); !serial.empty()) serials.emplace_back(serial);
    start = end + 1;
  }
  return serials;
}

}  // namespace recours::claims
