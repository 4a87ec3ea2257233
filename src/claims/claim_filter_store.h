// What the filters of lists of claims mean in SQL, on claim c: shared by claim_store and work_store. Nobody else
// includes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/claim_store.h"

namespace recours::claims {

// "AND …", or empty where nothing is asked; on :low and :high, beginning_with(number_key), and :plain_low and
// :plain_high, beginning_with(reservation_key).
std::string number_condition(const ClaimFilter& filter);
// On :accounts, which is accounts_meant: those with the text somewhere in name or number, without case and accents.
std::string_view account_condition(const ClaimFilter& filter);
std::vector<ResellerAccountId> accounts_meant(db::Reader& reader, const ClaimFilter& filter);
std::string containing(const std::string& text);  // a pattern for LIKE … ESCAPE '!'

bool is_reservation_number(std::string_view number);

// Keys that begin with `key`, in byte order.
struct KeyRange {
  std::string low, high;
};
KeyRange beginning_with(std::string key);

}  // namespace recours::claims
