// bin/bench: CPU of the hot paths as ratios to the plainest program that could do the same on the same database in the same
// run (docs/benchmarks.md). Absolute times drift on shared machines and are printed for orientation only.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <sqlite3.h>

#include "bench/complaints.h"
#include "bench/dataset.h"
#include "bench/measure.h"
#include "claims/basket_actions.h"
#include "claims/eligibility.h"
#include "cli/composition.h"
#include "db/migrate.h"
#include "sales/invoice_store.h"

namespace recours::bench {
namespace {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }

 private:
  Instant at_;
};

http::Request request_for(const std::string& target, const std::string& token) {
  http::Request request;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  request.client_address = "127.0.0.1";
  request.headers = {{"host", "localhost"}, {"authorization", "Bearer " + token}};
  return request;
}

// The newest claims with what the list shows, by the plainest C program.
void plain_claim_list(sqlite3* database) {
  static sqlite3_stmt* statement = nullptr;
  if (!statement) {
    sqlite3_prepare_v2(database,
                       "SELECT c.id, c.number, c.rma_number, c.reference, c.state, c.confirmed_at, c.category, c.code, a.name, u.name,"
                       " i.number, i.issued_on FROM claim c JOIN reseller_account a ON a.id = c.account_id"
                       " JOIN app_user u ON u.id = c.author_id JOIN invoice i ON i.id = c.invoice_id"
                       " WHERE c.confirmed_at IS NOT NULL ORDER BY c.confirmed_at DESC, c.id DESC LIMIT 51",
                       -1, &statement, nullptr);
  }
  std::size_t bytes = 0;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      bytes += text ? std::strlen(text) : 0;
    }
  }
  sqlite3_reset(statement);
  if (bytes == 0) std::abort();
}

void bench_list(accounts::Site& site, const Dataset& data, const std::string& file) {
  sqlite3* plain = nullptr;
  if (sqlite3_open_v2(file.c_str(), &plain, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) std::abort();
  const double floor = median_cpu(20, [&] { plain_claim_list(plain); });
  const double answer = median_cpu(20, [&] {
    if (site.handle(request_for("/api/v1/claims?limit=50", data.staff_token)).status != 200) std::abort();
  });
  fmt::print("claim list, 50 rows, JSON, token checked     {:8.0f} µs CPU   {:5.1f} × plain C loop ({:.0f} µs)\n", answer,
             answer / floor, floor);
}

void bench_eligibility(db::Database& database, const Dataset& data, Instant now) {
  const auto reader = database.reader();
  const auto policies = claims::load_policies(*reader);
  auto lines = sales::list_lines(*reader, {sales::InvoiceId{1}, sales::InvoiceId{2}, sales::InvoiceId{3}, sales::InvoiceId{4},
                                           sales::InvoiceId{5}});
  const double cpu = median_cpu(50, [&] {
    for (const auto& line : lines) {
      const claims::Situation situation{line, paris_day(now).plus_days(-10), paris_day(now), Decimal::of(2), {}};
      if (claims::evaluate_all(situation, policies, data.reseller).empty()) std::abort();
    }
  });
  fmt::print("eligibility of all types, {} lines            {:8.0f} µs CPU   (aim 200)\n", lines.size(), cpu);
}

void bench_confirmation(db::Database& database, const Dataset& data, Instant now) {
  std::int64_t next = 2;  // the first line of each invoice is already claimed; account 1 owns every 200th invoice
  const double cpu = median_cpu(5, [&] {
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
  fmt::print("put in the basket and confirm, durable       {:8.0f} µs CPU\n", cpu);
}

void run(int scale) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("recours-bench-{}", getpid());
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "bench.db").string();
  const Instant now = SystemClock().now();
  {
    const auto database = db::Database::open("sqlite:" + file);
    db::migrate(*database, now);
    const auto data = make_dataset(*database, scale, now);
    fmt::print("{} invoice lines, {} claims, SQLite\n", data.lines, data.claims);
    const FixedClock clock(now);
    accounts::Site site(*database, clock, {});
    const attachments::Depot depot{attachments::blobs_in_database(folder), attachments::Inspector({}), {},
                                   cli::attachment_owners()};
    cli::register_features(site, depot, jobs::OutboxKind::Demo);
    bench_eligibility(*database, data, now);
    bench_list(site, data, file);
    bench_confirmation(*database, data, now);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace recours::bench

int main(int argc, char** argv) {
  const auto number_after = [&](const char* option) {
    return argc == 3 && std::strcmp(argv[1], option) == 0 ? std::atoll(argv[2]) : 0;
  };
  const auto complaints = number_after("--complaints");
  const auto scale = argc == 1 ? 1 : number_after("--scale");
  if (scale < 1 && complaints < 1) {
    std::fputs("usage: bin/bench [--scale N | --complaints N]\n", stderr);
    return 2;
  }
  if (complaints < 1) recours::bench::run(static_cast<int>(scale));
  recours::bench::bench_complaints(complaints < 1 ? 100'000 * scale : complaints);
}
