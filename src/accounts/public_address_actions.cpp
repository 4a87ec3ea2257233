#include "accounts/public_address_actions.h"

#include "accounts/settings.h"

namespace recours::accounts {
namespace {

constexpr const char* kName = "public_url";

}  // namespace

void note_public_url(db::Database& database, const std::string& public_url, Instant now) {
  if (noted_public_url(*database.reader()) == public_url) return;
  database.write([&](db::Transaction& transaction) {
    set_setting(transaction, {std::nullopt, "Recours", "system"}, kName, public_url, now);
  });
}

std::string noted_public_url(db::Reader& reader) { return find_setting(reader, kName).value_or(""); }

}  // namespace recours::accounts
