#include "claims/acting_store.h"

#include "base/errors.h"

namespace recours::claims {

std::optional<sales::Account> acted_for(db::Reader& reader, const accounts::Viewer& viewer,
                                        std::string_view customer_no) {
  if (customer_no.empty() || !viewer.sees_all_accounts()) return std::nullopt;
  auto account = sales::find_account_by_customer_no(reader, std::string(customer_no));
  if (!account) throw NotFound("reseller account");
  return account;
}

accounts::Viewer looking_as(const accounts::Viewer& viewer, const std::optional<sales::Account>& account) {
  accounts::Viewer narrowed = viewer;
  if (!account) return narrowed;
  narrowed.roles = {accounts::Role::Reseller};
  narrowed.account = account->id;
  return narrowed;
}

Contact contact_for(db::Reader& reader, const accounts::Viewer& viewer, ResellerAccountId account, Date today) {
  if (!viewer.sees_all_accounts()) return {viewer.name, viewer.email, viewer.phone};
  const auto of_account = sales::find_account(reader, account);
  if (of_account && !of_account->email.empty()) return {of_account->name, of_account->email, of_account->phone};
  const auto person = reader.find(
      "SELECT name, email, phone FROM app_user WHERE account_id = :account AND disabled_at IS NULL "
      "AND (valid_until IS NULL OR valid_until >= :today) ORDER BY id LIMIT 1",
      {{"account", account}, {"today", today}}, [](const db::Row& row) {
        return Contact{row.get<std::string>("name"), row.get<std::string>("email"), row.get<std::string>("phone")};
      });
  return person.value_or(Contact{of_account ? of_account->name : "", "", ""});
}

}  // namespace recours::claims
