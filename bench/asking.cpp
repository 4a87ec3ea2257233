#include "bench/asking.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "bench/hosted.h"
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

Plain::Plain(const std::string& file, const std::vector<std::string>& statements) {
  if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) std::abort();
  // As much memory for pages as ours have.
  sqlite3_exec(database_, "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY", nullptr, nullptr, nullptr);
  for (const auto& sql : statements) {
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statements_.emplace_back(), nullptr) != SQLITE_OK) std::abort();
  }
}

Plain::~Plain() {
  for (auto* statement : statements_) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

void Plain::read() {
  std::size_t bytes = 0;
  for (auto* statement : statements_) {
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        bytes += text ? std::strlen(text) : 0;
      }
    }
    sqlite3_reset(statement);
  }
  if (bytes == 0) std::abort();
}

namespace {

// What every connection of this process runs while somebody listens, with its parameters in the text.
std::vector<std::string>* listening = nullptr;

int hear(unsigned, void*, void* statement, void*) {
  if (!listening) return 0;
  char* text = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
  if (text && sqlite3_stmt_readonly(static_cast<sqlite3_stmt*>(statement))) listening->emplace_back(text);
  sqlite3_free(text);
  return 0;
}

int listen_to(sqlite3* connection, char**, const void*) {
  // Set once and for all would cost each statement a look; a connection that is opened while nobody asks hears nothing.
  if (listening) sqlite3_trace_v2(connection, SQLITE_TRACE_PROFILE, hear, nullptr);
  return 0;
}

// Asked of a second application over the same file, so that the measured one is not slowed down.
std::vector<std::string> statements_of(const Hosted& hosted, const Caller& caller, const std::string& target) {
  std::vector<std::string> heard;
  listening = &heard;
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(listen_to));
  hosted.beside([&](const accounts::Site& site) {
    expect_answered(site, caller, target);  // opens its connections
    heard.clear();
    expect_answered(site, caller, target);
  });
  sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(listen_to));
  listening = nullptr;
  return heard;
}

}  // namespace

Row asked(const Hosted& hosted, const Caller& caller, std::string work, const std::string& target, const char* sql) {
  Row row{std::move(work), median_cpu(10, [&] { expect_answered(hosted.site(), caller, target); })};
  if (!sql) return row;
  Plain rows(hosted.file(), {sql}), all(hosted.file(), statements_of(hosted, caller, target));
  row.plain = median_cpu(10, [&] { rows.read(); });
  row.statements = median_cpu(10, [&] { all.read(); });
  return row;
}

void print_table(std::string_view title, const Rows& tenth, const Rows& whole) {
  fmt::print("\n{:<48} {:>10} {:>10} {:>7} {:>9} {:>9}\n", title, "a tenth", "whole", "growth", "plain C", "all SQL");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const Row& row = whole[i];
    fmt::print("{:<48} {:>7.0f} µs {:>7.0f} µs {:>7.2f}", row.work, tenth[i].microseconds, row.microseconds,
               row.microseconds / tenth[i].microseconds);
    if (row.plain > 0) fmt::print(" {:>7.1f} ×", row.microseconds / row.plain);
    if (row.statements > 0) fmt::print(" {:>7.1f} ×", row.microseconds / row.statements);
    fmt::print("\n");
  }
  std::fflush(stdout);
}

}  // namespace recours::bench
