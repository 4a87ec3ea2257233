// Finding reseller accounts by number or name, for staff who act for one of them. Only for who sees every account.
#pragma once

#include <string>
#include <vector>

#include "db/database.h"
#include "sales/invoice.h"

namespace recours::sales {

// Every word somewhere in the name or the town, without case and accents, or at the beginning of the customer number,
// with or without its zeros. By name; `limit` at most. No words: the first accounts.
std::vector<Account> search_accounts(db::Reader& reader, const std::string& words, std::size_t limit);

}  // namespace recours::sales
