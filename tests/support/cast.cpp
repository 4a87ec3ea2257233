#include "support/cast.h"

#include "accounts/passwords.h"
#include "accounts/settings.h"
#include "accounts/user_store.h"
#include "support/clock.h"

namespace recours::testing_support {
namespace {

using accounts::Role;

ResellerAccountId add_account(db::Transaction& transaction, const std::string& customer_no, const std::string& name,
                              const std::string& vat_no, Instant now) {
  return transaction.require(
      "INSERT INTO reseller_account (customer_no, name, vat_no, email, phone, street, postcode, city, created_at) "
      "VALUES (:customer_no, :name, :vat_no, :email, '01 99 00 12 34', '12 rue des Tilleuls', '69003', 'Lyon', :now) "
      "RETURNING id",
      {{"customer_no", customer_no}, {"name", name}, {"vat_no", vat_no}, {"email", "achats-" + customer_no + "@example.com"},
       {"now", now}},
      [](const db::Row& row) { return row.get<ResellerAccountId>("id"); });
}

accounts::Viewer add_person(db::Transaction& transaction, const std::string& name, const std::string& email, Role role,
                            std::optional<ResellerAccountId> account, Instant now) {
  // Hashed once per test program: it is slow on purpose.
  static const std::string hash = accounts::hash_password(kPassword);
  const auto id =
      accounts::insert_user(transaction, {email, name, "01 99 00 55 66", {role}, account, ui::Language::French, {}}, hash, now);
  return accounts::viewer_of(*accounts::find_user(transaction, id), "web 192.0.2.1");
}

}  // namespace

Instant test_now() { return instant("2026-11-12T09:00:00.000Z"); }

Cast make_cast(db::Database& database, Instant now) {
  return database.write([&](db::Transaction& t) {
    accounts::set_setting(t, {std::nullopt, "test", "cli"}, "organisation", "Nordsud Distribution", now);
    Cast cast;
    cast.alice_account = add_account(t, kAliceCustomerNo, "Hélios Informatique SARL", "FR12345678901", now);
    cast.bob_account = add_account(t, kBobCustomerNo, "Atelier du Réseau", "FR98765432109", now);
    cast.alice = add_person(t, "Alice Martel", "alice@helios.example", Role::Reseller, cast.alice_account, now);
    cast.alban = add_person(t, "Alban Roche", "alban@helios.example", Role::ResellerAdmin, cast.alice_account, now);
    cast.bob = add_person(t, "Bob Keller", "bob@atelier.example", Role::Reseller, cast.bob_account, now);
    cast.claire = add_person(t, "Claire Besson", "claire@nordsud.example", Role::CustomerService, {}, now);
    cast.remi = add_person(t, "Rémi Lacaze", "remi@nordsud.example", Role::Rma, {}, now);
    cast.wanda = add_person(t, "Wanda Pruvost", "wanda@nordsud.example", Role::Warehouse, {}, now);
    cast.fabien = add_person(t, "Fabien Texier", "fabien@nordsud.example", Role::Finance, {}, now);
    cast.odile = add_person(t, "Odile Perrin", "odile@nordsud.example", Role::Adviser, {}, now);
    cast.basile = add_person(t, "Basile Noir", "basile@nordsud.example", Role::Adviser, {}, now);
    cast.hector = add_person(t, "Hector Blanc", "hector@nordsud.example", Role::Handler, {}, now);
    cast.solene = add_person(t, "Solène Gris", "solene@nordsud.example", Role::Compliance, {}, now);
    cast.admin = add_person(t, "Achille Doré", "admin@nordsud.example", Role::Admin, {}, now);
    return cast;
  });
}

}  // namespace recours::testing_support
