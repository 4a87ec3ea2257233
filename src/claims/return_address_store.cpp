#include "claims/return_address_store.h"

#include "accounts/settings.h"

namespace recours::claims {

std::string return_address(db::Reader& reader) {
  const auto own = accounts::find_setting(reader, kReturnsAddress).value_or("");
  if (!own.empty()) return own;
  const auto name = accounts::find_setting(reader, "organisation").value_or("");
  const auto address = accounts::find_setting(reader, "organisation_address").value_or("");
  return address.empty() ? name : name + "\n" + address;
}

}  // namespace recours::claims
