// bin/bench: CPU of the hot paths beside the plainest program that could do the same on the same database in the same
// run, and how they grow with ten times the data (docs/benchmarks.md). Absolute times drift on shared machines and are
// printed for orientation only. `--fill`, `--people` and `--writers` are what bench/load.sh asks for.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "bench/claims.h"
#include "bench/complaint_dataset.h"
#include "bench/complaints.h"
#include "bench/dataset.h"
#include "bench/people.h"
#include "bench/writers.h"
#include "db/migrate.h"

namespace recours::bench {
namespace {

constexpr double kInvoices = 100'000, kComplaints = 100'000;  // at scale 1: a million lines, as many claims as invoices

std::int64_t scaled(double most, double scale) { return static_cast<std::int64_t>(most * scale); }

void compare_sizes(double scale) {
  fmt::print("SQLite; at the whole {} invoice lines, {} claims, {} complaints\n", scaled(kInvoices * 10, scale),
             scaled(kInvoices, scale), scaled(kComplaints, scale));
  print_table("Claims", measure_claims(scaled(kInvoices, scale / 10)), measure_claims(scaled(kInvoices, scale)));
  print_table("The complaint register", measure_register(scaled(kComplaints, scale / 10)),
              measure_register(scaled(kComplaints, scale)));
}

// Both desks in one database.
void fill(const char* address, double scale) {
  const auto database = db::Database::open(address);
  const Instant now = SystemClock().now();
  db::migrate(*database, now);
  make_dataset(*database, scaled(kInvoices, scale), now);
  make_register(*database, scaled(kComplaints, scale), now);
}

// A line for a shell to read: who, session, token.
void introduce_people(const char* address) {
  const auto database = db::Database::open(address);
  const Instant now = SystemClock().now();
  for (const auto& [name, email] : {std::pair{"reseller", kReseller}, {"staff", kStaff}, {"compliance", kCompliance}}) {
    const auto caller = caller_for(*database, person_named(*database, email), now);
    fmt::print("{} {} {}\n", name, caller.session, caller.token);
  }
}

int refuse() {
  std::fputs("usage: bench [--scale 0.1…100] | --fill ADDRESS SCALE | --people ADDRESS | --writers ADDRESS\n", stderr);
  return 2;
}

int run(int count, char** words) {
  const std::string_view what = count > 1 ? words[1] : "--scale";
  const double scale = what == "--fill" && count == 4 ? std::atof(words[3]) : count == 3 ? std::atof(words[2]) : 1;
  if (what == "--people" && count == 3) return introduce_people(words[2]), 0;
  if (what == "--writers" && count == 3) return measure_writers(words[2]), 0;
  if (scale < 0.1 || scale > 100) return refuse();
  if (what == "--fill" && count == 4) return fill(words[2], scale), 0;
  if (what == "--scale" && (count == 1 || count == 3)) return compare_sizes(scale), 0;
  return refuse();
}

}  // namespace
}  // namespace recours::bench

int main(int count, char** words) { return recours::bench::run(count, words); }
