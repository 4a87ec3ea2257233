#include "cli/demo.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "accounts/organisation_actions.h"
#include "accounts/settings.h"
#include "accounts/user_actions.h"
#include "cli/demo_claim_data.h"
#include "cli/demo_claims.h"
#include "cli/demo_complaints.h"
#include "cli/demo_files.h"
#include "sales/import/import_actions.h"
#include "sales/invoice_store.h"

namespace recours::cli {
namespace {

constexpr const char* kPassword = "recours-demo";

void import_everything(db::Database& database, const journal::Actor& actor, Instant now) {
  const Date today = paris_day(now);
  using sales::TableKind;
  for (const auto& [kind, name] : {std::pair{TableKind::Accounts, "accounts.csv"}, {TableKind::Articles, "articles.csv"},
                                   {TableKind::Deliveries, "deliveries.csv"}}) {
    expect_imported(sales::import_table(database, kind, demo_file(name, today), false, actor, now));
  }
  std::vector<ImportFile> invoices;
  for (const char* name : {"invoices.csv", "invoice-ubl.xml", "invoice-cii.xml", "invoice-credit-note-ubl.xml", "invoice-credit-note-waiting-ubl.xml"}) {
    invoices.push_back(demo_file(name, today));
  }
  expect_imported(sales::import_invoices(database, invoices, {}, actor, now));
}

void add_policies(db::Transaction& transaction) {
  const auto policy = [&](const char* manufacturer, int days, const char* start, bool call_id, bool end_invoice, bool direct) {
    transaction.execute(
        "INSERT INTO doa_policy (manufacturer_id, days, clock_start, needs_call_id, needs_end_customer_invoice,"
        " direct_to_manufacturer, valid_from)"
        " SELECT id, :days, :start, :call_id, :end_invoice, :direct, '2000-01-01' FROM manufacturer WHERE name = :name",
        {{"days", days}, {"start", start}, {"call_id", call_id}, {"end_invoice", end_invoice}, {"direct", direct},
         {"name", manufacturer}});
  };
  policy("Lumexa", 15, "delivery", false, false, false);
  policy("Norquist", 10, "end_customer_invoice", true, true, false);
  policy("Tavik", 0, "invoice", false, false, true);
}

struct Person {
  const char* email;
  const char* name;
  accounts::Role role;
  const char* customer_no;
};
constexpr Person kPeople[] = {
    {"lea@brindille.example", "Léa Morvan", accounts::Role::Reseller, "0000100234"},
    {"hugo@brindille.example", "Hugo Tanguy", accounts::Role::ResellerAdmin, "0000100234"},
    {"nadia@kervalen.example", "Nadia Ferrand", accounts::Role::Reseller, "0000100567"},
    {"emile@alpilles.example", "Émile Castan", accounts::Role::Reseller, "0000100891"},
    {"claire@orvance.example", "Claire Aubanel", accounts::Role::CustomerService, ""},
    {"remi@orvance.example", "Rémi Sauvage", accounts::Role::Rma, ""},
    {"ines@orvance.example", "Inès Calvet", accounts::Role::Warehouse, ""},
    {"paul@orvance.example", "Paul Verdier", accounts::Role::Finance, ""},
};

void add_people(db::Database& database, const journal::Actor& actor, Instant now) {
  for (const auto& person : kPeople) {
    accounts::NewUser user{.email = person.email, .name = person.name, .phone = "", .roles = {person.role}};
    if (*person.customer_no != '\0') {
      user.account = sales::find_account_by_customer_no(*database.reader(), person.customer_no)->id;
    }
    if (auto added = accounts::add_user(database, actor, user, kPassword, now); !added) {
      throw std::runtime_error(fmt::format("{}: {}", person.email, added.error().code));
    }
  }
}

}  // namespace

void fill_demo(db::Database& database, const attachments::Depot& depot, Instant now) {
  const journal::Actor actor{std::nullopt, "recours demo", "cli"};
  const Instant founded = now.plus(-std::chrono::days(400));
  const auto admin = accounts::found_organisation(
      database, actor, {.name = "Groupe Orvance", .desks = accounts::Desks::Both, .zone = "FR"},
      {.email = "admin@orvance.example", .name = "Anaïs Roche"}, kPassword, founded);
  if (!admin) throw NotEmpty("the database already has an organisation: the demo needs an empty one");

  import_everything(database, actor, now);
  database.write([&](db::Transaction& transaction) {
    accounts::set_setting(transaction, actor, "demo_password", kPassword, now);
    accounts::set_setting(transaction, actor, "organisation_address", "18 quai des Lavandières\n21000 Dijon", now);
    add_policies(transaction);
  });
  add_people(database, actor, founded);
  make_demo_desk(database, kPassword, actor, founded, now);
  make_demo_claims(database, depot, now);
  make_demo_claim_data(database, now);
  make_demo_complaints(database, depot, now);
}

std::vector<DemoLogin> demo_logins(db::Reader& reader) {
  const auto password = accounts::find_setting(reader, "demo_password");
  if (!password) return {};
  auto users = accounts::list_users(reader);
  std::stable_sort(users.begin(), users.end(), [](const accounts::User& a, const accounts::User& b) {
    return accounts::leading_role(a) < accounts::leading_role(b);
  });
  std::vector<DemoLogin> logins;
  for (const auto& user : users) {
    logins.push_back({accounts::label_of(ui::Language::French, accounts::leading_role(user)), user.email, *password});
  }
  return logins;
}

}  // namespace recours::cli
