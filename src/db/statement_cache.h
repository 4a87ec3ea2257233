// Prepared statements of one connection by their SQL text. Internal to src/db.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace recours::db {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

template <class Statement>
using StatementCache = std::unordered_map<std::string, Statement, TextHash, std::equal_to<>>;

// The program has a few hundred texts; more means that some are composed, and old ones may go.
constexpr std::size_t kCachedStatements = 1000;

}  // namespace recours::db
