#include "bench/claims.h"

#include <stdexcept>

#include <fmt/format.h>

#include "bench/dataset.h"
#include "bench/hosted.h"
#include "bench/measure.h"
#include "claims/basket_actions.h"
#include "claims/eligibility.h"
#include "sales/invoice_store.h"

namespace recours::bench {
namespace {

// The newest claims with what the list shows.
constexpr const char* kNewestClaims =
    "SELECT c.id, c.number, c.rma_number, c.reference, c.state, c.confirmed_at, c.category, c.code, a.name, u.name, "
    "i.number, "
    "i.issued_on FROM claim c JOIN reseller_account a ON a.id = c.account_id JOIN app_user u ON u.id = c.author_id "
    "JOIN invoice i ON i.id = c.invoice_id WHERE c.confirmed_at IS NOT NULL ORDER BY c.confirmed_at DESC, c.id DESC "
    "LIMIT 51";
constexpr const char* kNewestInvoices =
    "SELECT i.id, i.number, i.issued_on, i.type, i.currency, i.net_cents FROM invoice i WHERE i.account_id = 2 "
    "ORDER BY i.issued_on DESC, i.id DESC LIMIT 51";

Row eligibility(db::Database& database, const Dataset& data, Instant now) {
  const auto reader = database.reader();
  const auto policies = claims::load_policies(*reader);
  const auto lines = sales::list_lines(*reader, {sales::InvoiceId{1}, sales::InvoiceId{2}, sales::InvoiceId{3},
                                                 sales::InvoiceId{4}, sales::InvoiceId{5}});
  const double cpu = median_cpu(50, [&] {
    for (const auto& line : lines) {
      const claims::Situation situation{line, paris_day(now).plus_days(-10), paris_day(now), Decimal::of(2), {}};
      if (claims::evaluate_all(situation, policies, data.reseller).empty()) std::abort();
    }
  });
  return {fmt::format("eligibility of all types, {} lines", lines.size()), cpu, 0};
}

// Put into the basket and confirmed, with fsync: the wall clock counts.
Row confirmation(db::Database& database, const Dataset& data, Instant now) {
  std::int64_t next = 2;  // the first line of each invoice is already claimed; account 1 owns every 200th invoice
  const double wall = median_of(wall_microseconds, 9, 5, [&] {
    claims::Declaration declaration;
    declaration.invoice_line = {((next++) * 200 - 1) % data.invoices * 10 + 2 + next / (data.invoices / 200) % 8};
    declaration.department = "CS";
    declaration.code = "98";
    declaration.quantity = Decimal::of(1);
    declaration.comment = "Mesure";
    declaration.contact = {"Banc", "banc@example.invalid", ""};
    if (const auto added = claims::add_item(database, data.reseller, declaration, now); !added) {
      throw std::runtime_error(added.error().code);
    }
    if (const auto done = claims::confirm_basket(database, data.reseller, now, std::nullopt); !done) {
      throw std::runtime_error(done.error().code);
    }
  });
  return {"put in the basket and confirm, durable (wall)", wall, 0};
}

Rows measure(Hosted& hosted, const Dataset& data, Instant now) {
  const auto of_staff = [&](std::string work, const std::string& target, const char* sql = nullptr) {
    return asked(hosted, data.of_staff, std::move(work), target, sql);
  };
  const auto of_reseller = [&](std::string work, const std::string& target, const char* sql = nullptr) {
    return asked(hosted, data.of_reseller, std::move(work), target, sql);
  };
  const auto last = data.invoices / kAccounts * kAccounts;  // an invoice of account 1
  return {
      eligibility(hosted.database(), data, now),
      of_staff("claim list, 50 rows, JSON, token", "/api/v1/claims?limit=50", kNewestClaims),
      of_staff("claim list, 50 rows, HTML, signed in", "/claims", kNewestClaims),
      of_reseller("invoices of 6 months, 50 rows, JSON", "/api/v1/invoices?period=6m&limit=50", kNewestInvoices),
      of_reseller("look-up by invoice, JSON",
                  fmt::format("/api/v1/invoices?number_type=invoice&number={}", 33000000 + last)),
      of_reseller("look-up by order, JSON",
                  fmt::format("/api/v1/invoices?number_type=order&number={}", 20000000 + last)),
      of_reseller("look-up by delivery note, JSON",
                  fmt::format("/api/v1/invoices?number_type=delivery_note&number={}", 20000000 + last)),
      of_reseller("look-up by serial number, JSON",
                  fmt::format("/api/v1/invoices?number_type=serial&number=SN{:09}", last)),
      of_reseller("look-up, kind recognised, JSON", fmt::format("/api/v1/invoices?number=SN{:09}", last)),
      of_reseller("prefix of an invoice number, JSON",
                  fmt::format("/api/v1/invoices?number_type=invoice&number={}", (33000000 + last) / 100)),
      of_staff("claim by its reservation number, JSON",
               fmt::format("/api/v1/claims?number_type=reservation&number={}", last)),
      confirmation(hosted.database(), data, now),
  };
}

}  // namespace

Rows measure_claims(std::int64_t invoices) {
  const Instant now = SystemClock().now();
  Hosted hosted("claims", now);
  return measure(hosted, make_dataset(hosted.database(), invoices, now), now);
}

}  // namespace recours::bench
