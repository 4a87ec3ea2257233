// bin/bench: CPU of the hot paths beside the plainest program that could do the same on the same database in the same
// run, and how they grow with ten times the data (docs/benchmarks.md). Absolute times drift on shared machines and are
// printed for orientation only.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bench/claims.h"
#include "bench/complaints.h"

namespace {

constexpr double kInvoices = 100'000, kComplaints = 100'000;  // at scale 1: a million lines, as many claims as invoices

std::int64_t scaled(double most, double scale) { return static_cast<std::int64_t>(most * scale); }

}  // namespace

int main(int argc, char** argv) {
  using namespace recours::bench;
  const bool is_scaled = argc == 3 && std::strcmp(argv[1], "--scale") == 0;
  const double scale = is_scaled ? std::atof(argv[2]) : argc == 1 ? 1 : 0;
  if (scale < 0.1 || scale > 100) {
    std::fputs("usage: bin/bench [--scale 0.1…100]\n", stderr);
    return 2;
  }
  std::printf("SQLite; at the whole %lld invoice lines, %lld claims, %lld complaints\n",
              static_cast<long long>(scaled(kInvoices * 10, scale)), static_cast<long long>(scaled(kInvoices, scale)),
              static_cast<long long>(scaled(kComplaints, scale)));
  print_table("Claims", measure_claims(scaled(kInvoices, scale / 10)), measure_claims(scaled(kInvoices, scale)));
  print_table("The complaint register", measure_register(scaled(kComplaints, scale / 10)),
              measure_register(scaled(kComplaints, scale)));
}
