#include "sales/account_store.h"

#include <algorithm>

#include "base/text.h"

namespace recours::sales {
namespace {

// Words are compared here, not in SQL: engines disagree about case and accents, and accounts are some thousands at most.
bool fits(const Account& account, const std::vector<std::string>& words) {
  const std::string text = fold(account.name + " " + account.city);
  const std::string number = number_key(account.customer_no);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    const std::string key = number_key(word);
    return text.find(word) != std::string::npos || (!key.empty() && number.starts_with(key));
  });
}

}  // namespace

std::vector<Account> search_accounts(db::Reader& reader, const std::string& words, std::size_t limit) {
  std::vector<std::string> wanted;
  for (const auto& word : split(fold(words), ' ')) {
    if (!word.empty()) wanted.push_back(word);
  }
  std::vector<Account> found;
  reader.each("SELECT id, customer_no, name, city FROM reseller_account ORDER BY name, id", {}, [&](const db::Row& row) {
    if (found.size() == limit) return;
    Account account;
    account.id = row.get<ResellerAccountId>("id");
    account.customer_no = row.get<std::string>("customer_no");
    account.name = row.get<std::string>("name");
    account.city = row.get<std::string>("city");
    if (fits(account, wanted)) found.push_back(std::move(account));
  });
  return found;
}

}  // namespace recours::sales
