#include "claims/claims_api.h"

#include <algorithm>
#include <charconv>

#include "claims/basket_store.h"

namespace recours::claims {

void register_claims_api(accounts::Site& site) {
  register_basket_api(site);
  register_tracking_api(site);
}

std::optional<std::int64_t> expected_version(const http::Request& request) {
  std::string_view text = request.header("if-match");
  if (text.empty()) return std::nullopt;
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc() || end != text.data() + text.size()) throw Malformed("If-Match is not a version");
  return version;
}

std::map<sales::InvoiceLineId, Decimal> claimable_quantities(db::Reader& reader,
                                                             const std::vector<sales::InvoiceLine>& lines) {
  auto quantities = free_quantities(reader, lines);
  for (auto& [line, quantity] : quantities) quantity = std::max(quantity, Decimal());
  return quantities;
}

}  // namespace recours::claims
