#include "claims/return_address_actions.h"

#include <algorithm>

#include "accounts/settings.h"
#include "base/readable.h"
#include "base/text.h"

namespace recours::claims {
namespace {

constexpr std::size_t kLongest = 400;
constexpr std::ptrdiff_t kMostLines = 7;  // what a label has room for

Refusal refused(const char* code, const Message& message) {
  return {"incomplete", message, {{kReturnsAddress, code, message}}, Refusal::Kind::Rule};
}

std::optional<Refusal> objection_to(const std::string& address) {
  if (length(address) > kLongest) {
    return refused("too_long", msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kLongest)));
  }
  if (has_unreadable(address, Lines::Many)) return refused("unreadable_characters", unreadable_characters());
  if (std::count(address.begin(), address.end(), '\n') >= kMostLines)
    return refused("too_many_lines", msg("At most {1} lines fit on a label.", static_cast<std::int64_t>(kMostLines)));
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> set_return_address(db::Database& database, const accounts::Viewer& viewer,
                                          const std::string& typed, Instant now) {
  if (viewer.read_only || !viewer.can(accounts::Right::ManagePolicies)) throw Forbidden();
  std::string address(trim(typed));
  std::erase(address, '\r');
  if (auto objection = objection_to(address)) return objection;
  database.write([&](db::Transaction& transaction) {
    if (accounts::find_setting(transaction, kReturnsAddress).value_or("") == address) return;
    accounts::set_setting(transaction, viewer.actor(), kReturnsAddress, address, now);
  });
  return std::nullopt;
}

}  // namespace recours::claims
