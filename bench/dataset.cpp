#include "bench/dataset.h"

#include <fmt/format.h>

#include "bench/people.h"

namespace recours::bench {
namespace {

constexpr int kLinesPerInvoice = 10;
constexpr int kPerTransaction = 500;

void add_accounts(db::Transaction& transaction, Instant now) {
  for (int number = 1; number <= kAccounts; ++number) {
    transaction.execute(
        "INSERT INTO reseller_account (customer_no, name, created_at) VALUES (:customer_no, :name, :now)",
        {{"customer_no", fmt::format("{:010}", 100000 + number)}, {"name", fmt::format("Revendeur {}", number)}, {"now", now}});
  }
  for (const char* name : {"Lumexa", "Norquist", "Ombrelia", "Pixane", "Tavik"}) {
    transaction.execute("INSERT INTO manufacturer (name, name_key, slug) VALUES (:name, :name, :name)", {{"name", name}});
  }
}

void add_invoice(db::Transaction& transaction, std::int64_t number, Date issued_on, Instant now) {
  const std::string text = fmt::format("{:010}", 33000000 + number);
  const auto key = std::to_string(33000000 + number);
  transaction.execute(
      "INSERT INTO invoice (account_id, seller, number, number_key, issued_on, type, currency, net_cents, source_format,"
      " source_sha256, imported_at)"
      " VALUES (:account, '', :number, :key, :issued_on, '380', 'EUR', 100000, 'csv', '', :now)",
      {{"account", number % kAccounts + 1}, {"number", text}, {"key", key}, {"issued_on", issued_on}, {"now", now}});
  for (int position = 1; position <= kLinesPerInvoice; ++position) {
    const std::string order = std::to_string(20000000 + number);
    transaction.execute(
        "INSERT INTO invoice_line (invoice_id, position, line_no, kind, article_no, article_key, manufacturer_part_no, part_key,"
        " manufacturer_id, description, quantity_micros, unit_price_micros, net_cents, vat_rate_micros, order_no, order_key,"
        " delivery_note_no, delivery_note_key)"
        " VALUES (:invoice, :position, :line_no, 'goods', :article, :article, :part, :part, :manufacturer, :description,"
        " 2000000, 50000000, 10000, 20000000, :order, :order, :order, :order)",
        {{"invoice", number}, {"position", position}, {"line_no", std::to_string(position * 100)},
         {"article", std::to_string(1000000 + number % 5000)}, {"part", fmt::format("PX-{}", number % 5000)},
         {"manufacturer", position % 5 + 1}, {"description", fmt::format("Article {} du catalogue", number % 5000)}, {"order", order}});
  }
}

void add_serial(db::Transaction& transaction, std::int64_t invoice) {
  transaction.execute("INSERT INTO serial_number (line_id, number, number_key) VALUES (:line, :number, :number)",
                      {{"line", (invoice - 1) * kLinesPerInvoice + 1}, {"number", fmt::format("SN{:09}", invoice)}});
}

void add_claim(db::Transaction& transaction, std::int64_t number, UserId author, Instant confirmed_at) {
  transaction.execute(
      "INSERT INTO claim (account_id, author_id, invoice_id, department, code, category, number, state, created_at,"
      " confirmed_at, changed_at)"
      " VALUES (:account, :author, :invoice, 'CS', '22', 'return', :number, 'submitted', :at, :at, :at)",
      {{"account", number % kAccounts + 1}, {"author", author}, {"invoice", number}, {"number", fmt::format("R{:09}", number)},
       {"at", confirmed_at}});
  transaction.execute(
      "INSERT INTO claim_line (claim_id, invoice_line_id, claim_type_id, reservation_number, reservation_key, quantity_micros,"
      " uses_quantity, contact_name, contact_email, net_cents, authorisation, goods, money, created_at)"
      " VALUES (:claim, :line, (SELECT MIN(id) FROM claim_type WHERE code = '22'), :number, :key, 1000000, TRUE, 'Contact',"
      " 'contact@example.invalid', 5000, 'submitted', 'not_required', 'undecided', :at)",
      {{"claim", number}, {"line", (number - 1) * kLinesPerInvoice + 1}, {"number", fmt::format("R{:09}", number)},
       {"key", std::to_string(number)}, {"at", confirmed_at}});
}

}  // namespace

Dataset make_dataset(db::Database& database, std::int64_t invoices, Instant now) {
  Dataset data;
  data.invoices = invoices;
  data.claims = invoices;
  database.write([&](db::Transaction& transaction) { add_accounts(transaction, now); });
  data.reseller = add_person(database, kReseller, accounts::Role::Reseller, ResellerAccountId{1}, now);
  data.staff = add_person(database, kStaff, accounts::Role::CustomerService, std::nullopt, now);
  for (std::int64_t first = 1; first <= data.invoices; first += kPerTransaction) {
    database.write([&](db::Transaction& transaction) {
      for (std::int64_t number = first; number < first + kPerTransaction && number <= data.invoices; ++number) {
        add_invoice(transaction, number, paris_day(now).plus_days(-static_cast<int>(number % 60)), now);
        add_serial(transaction, number);
        add_claim(transaction, number, data.reseller.id, now.plus(-std::chrono::minutes(number)));
      }
    });
  }
  database.write([&](db::Transaction& transaction) {
    transaction.execute("INSERT INTO counter (series, value) VALUES ('reservation', :last)", {{"last", data.claims}});
  });
  data.of_reseller = caller_for(database, data.reseller, now);
  data.of_staff = caller_for(database, data.staff, now);
  return data;
}

}  // namespace recours::bench
