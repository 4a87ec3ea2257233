#include "bench/asking.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "bench/measure.h"

namespace recours::bench {
namespace {

http::Request request_for(const Caller& caller, const std::string& target) {
  http::Request request;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  if (target.find('?') != std::string::npos) {
    request.query = http::parse_urlencoded(target.substr(target.find('?') + 1));
  }
  request.client_address = "127.0.0.1";
  const bool is_api = target.starts_with("/api");
  request.headers = {{"host", "localhost"},
                     is_api ? std::pair<std::string, std::string>{"authorization", "Bearer " + caller.token}
                            : std::pair<std::string, std::string>{"cookie", "recours=" + caller.session}};
  return request;
}

}  // namespace

void expect_answered(const accounts::Site& site, const Caller& caller, const std::string& target) {
  const auto answer = site.handle(request_for(caller, target));
  if (answer.status == 200) return;
  fmt::print(stderr, "{}: {}\n", target, answer.status);
  std::abort();
}

Plain::Plain(const std::string& file, const char* sql) {
  if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) std::abort();
  if (sqlite3_prepare_v2(database_, sql, -1, &statement_, nullptr) != SQLITE_OK) std::abort();
}

Plain::~Plain() {
  sqlite3_finalize(statement_);
  sqlite3_close(database_);
}

void Plain::read() {
  std::size_t bytes = 0;
  while (sqlite3_step(statement_) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(statement_); ++column) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
      bytes += text ? std::strlen(text) : 0;
    }
  }
  sqlite3_reset(statement_);
  if (bytes == 0) std::abort();
}

Row asked(const accounts::Site& site, const Caller& caller, const std::string& file, std::string work,
          const std::string& target, const char* sql) {
  Row row{std::move(work), median_cpu(10, [&] { expect_answered(site, caller, target); }), 0};
  if (!sql) return row;
  Plain plain(file, sql);
  row.plain = median_cpu(10, [&] { plain.read(); });
  return row;
}

void print_table(std::string_view title, const Rows& tenth, const Rows& whole) {
  fmt::print("\n{:<48} {:>10} {:>10} {:>7} {:>9}\n", title, "a tenth", "whole", "growth", "plain C");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const Row& row = whole[i];
    fmt::print("{:<48} {:>7.0f} µs {:>7.0f} µs {:>7.2f}", row.work, tenth[i].microseconds, row.microseconds,
               row.microseconds / tenth[i].microseconds);
    if (row.plain > 0) fmt::print(" {:>7.1f} ×", row.microseconds / row.plain);
    fmt::print("\n");
  }
  std::fflush(stdout);
}

}  // namespace recours::bench
