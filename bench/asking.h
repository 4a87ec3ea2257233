// What every part of the benchmark shares: the application in process, asked as a browser or a program asks; the same
// rows read by the plainest C program; the table that sets two sizes of the data side by side.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "accounts/site.h"
#include "base/clock.h"

namespace recours::bench {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }

 private:
  Instant at_;
};

// The credentials of one person: pages want the session, the API the token.
struct Caller {
  std::string session, token;
};

// Ends the program when the answer is not 200: a refused request is quick.
void expect_answered(const accounts::Site& site, const Caller& caller, const std::string& target);

// The same rows by the plainest C program over the same file: statements prepared once, read one after the other.
class Plain {
 public:
  Plain(const std::string& file, const std::vector<std::string>& statements);
  ~Plain();
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;
  void read();

 private:
  sqlite3* database_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
};

struct Row {
  std::string work;
  double microseconds = 0;  // of CPU, or of the wall clock where the disk counts
  double plain = 0;         // of the plain C program; 0: nothing to compare with
  double statements = 0;    // of the same with every statement of the request: session, counts, menus; 0: not measured
};
using Rows = std::vector<Row>;

// CPU of one request, with that of the plain program where `sql` is given: over these rows alone, and over everything
// the request asked the database.
class Hosted;
Row asked(const Hosted& hosted, const Caller& caller, std::string work, const std::string& target,
          const char* sql = nullptr);

// A line each: at a tenth of the data, at the whole, the growth, the two ratios to the plain program.
void print_table(std::string_view title, const Rows& tenth, const Rows& whole);

}  // namespace recours::bench
