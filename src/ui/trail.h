// Addresses with queries, and the way back through pages of a list: keyset cursors only lead on, so the ones passed on
// the way are carried in the address. No feature, no look-up.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/paging.h"
#include "http/message.h"

namespace recours::ui {

using Query = std::vector<std::pair<std::string, std::string>>;
// "/contacts?kind=person": values escaped, empty ones left out.
std::string address(std::string_view path, const Query& query);

class Trail {
 public:
  // Reads `after` and `via`.
  explicit Trail(const http::Fields& query);
  recours::Page page(int limit) const { return {after_, limit}; }
  // The page before this one; none on the first.
  std::optional<std::string> back(std::string_view path, const Query& query) const;
  std::optional<std::string> on(std::string_view path, const Query& query,
                                const std::optional<std::string>& next) const;

 private:
  std::string after_;
  std::vector<std::string> passed_;
};

}  // namespace recours::ui
