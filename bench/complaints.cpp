#include "bench/complaints.h"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <sqlite3.h>

#include "bench/complaint_dataset.h"
#include "bench/measure.h"
#include "cli/composition.h"
#include "complaints/registration_actions.h"
#include "db/migrate.h"

namespace recours::bench {
namespace {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }

 private:
  Instant at_;
};

// The same rows by the plainest C program over the same file.
class Plain {
 public:
  Plain(const std::string& file, const char* sql) {
    if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) std::abort();
    if (sqlite3_prepare_v2(database_, sql, -1, &statement_, nullptr) != SQLITE_OK) std::abort();
  }
  ~Plain() {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
  }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  void read() {
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

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

#define LISTED                                                                                               \
  "SELECT c.id, c.number, c.title, c.subject, c.state, c.complexity, c.channel, u.name, h.name, c.sent_on, " \
  "c.received_on, c.next_due_on, c.next_due, c.complainant_name, c.complainant_first_name, c.version "       \
  "FROM complaint c LEFT JOIN app_user u ON u.id = c.adviser_id LEFT JOIN app_user h ON h.id = c.handler_id "

constexpr const char* kNewest = LISTED "WHERE c.state <> 'draft' ORDER BY c.listed_on DESC, c.id DESC LIMIT 51";
constexpr const char* kLate =
    LISTED "WHERE c.due_order < date('now') AND c.state <> 'draft' ORDER BY c.listed_on DESC, c.id DESC LIMIT 51";
constexpr const char* kRare = LISTED
    "WHERE c.id IN (SELECT complaint_id FROM complaint_word WHERE word >= 'hippocampe' AND word < 'hippocampf') "
    "ORDER BY c.listed_on DESC, c.id DESC LIMIT 51";
constexpr const char* kCommon = LISTED
    "WHERE EXISTS (SELECT 1 FROM complaint_word w WHERE w.complaint_id = c.id AND w.word >= 'cotisation' "
    "AND w.word < 'cotisatioo') ORDER BY c.listed_on DESC, c.id DESC LIMIT 51";
#undef LISTED

struct Bench {
  accounts::Site& site;
  const Register& data;
  const std::string& file;
};

http::Request request_for(const Bench& bench, const std::string& target) {
  http::Request request;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  if (target.find('?') != std::string::npos)
    request.query = http::parse_urlencoded(target.substr(target.find('?') + 1));
  request.client_address = "127.0.0.1";
  const bool is_api = target.starts_with("/api");
  request.headers = {{"host", "localhost"},
                     is_api ? std::pair<std::string, std::string>{"authorization", "Bearer " + bench.data.token}
                            : std::pair<std::string, std::string>{"cookie", "recours=" + bench.data.session}};
  return request;
}

void expect_answered(const Bench& bench, const std::string& target) {
  if (bench.site.handle(request_for(bench, target)).status != 200) std::abort();
}

void row(const Bench& bench, const char* name, const std::string& target, const char* sql) {
  Plain plain(bench.file, sql);
  const double floor = median_cpu(10, [&] { plain.read(); });
  const double answer = median_cpu(10, [&] { expect_answered(bench, target); });
  fmt::print("{:<44} {:9.0f} µs CPU   {:6.1f} × plain C loop ({:.0f} µs)\n", name, answer, answer / floor, floor);
}

// With fsync: the wall clock counts.
void bench_registering(db::Database& database, const Register& data, Instant now) {
  const auto said = one_more(now);
  const auto work = [&] {
    if (!complaints::register_complaint(database, data.compliance, {}, said, now)) std::abort();
  };
  const double cpu = median_of(cpu_microseconds, 9, 20, work);
  const double wall = median_of(wall_microseconds, 9, 20, work);
  fmt::print("{:<44} {:9.0f} µs CPU   {:6.0f} a second, one writer\n", "register a complaint, durable", cpu,
             1e6 / wall);
}

// The same rows with the same durability by the plainest C program: copies of what was registered last.
void bench_plain_insert(const std::string& file) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) std::abort();
  const auto run = [&](const std::string& sql) {
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database));
    }
  };
  run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  run("CREATE TABLE plain AS SELECT * FROM complaint ORDER BY id DESC LIMIT 1;"
      "CREATE TABLE plain_word AS SELECT * FROM complaint_word WHERE complaint_id = (SELECT MAX(id) FROM complaint);"
      "CREATE INDEX plain_a ON plain (number); CREATE INDEX plain_b ON plain (state, listed_on, id);"
      "CREATE INDEX plain_c ON plain (due_order, id); CREATE INDEX plain_d ON plain (listed_on, id)");
  const double wall = median_of(wall_microseconds, 9, 20, [&] {
    run("BEGIN IMMEDIATE; UPDATE counter SET value = value; INSERT INTO plain SELECT * FROM plain WHERE rowid = 1;"
        "INSERT INTO plain_word SELECT * FROM complaint_word WHERE complaint_id = (SELECT MAX(id) FROM complaint);"
        "INSERT INTO complaint_event (complaint_id, at, actor_name, command, from_state, to_state)"
        " VALUES (1, '', '', 'register', 'draft', 'new'); COMMIT");
  });
  fmt::print("{:<44} {:>9}          {:6.0f} a second, one writer\n", "  the same rows by a plain C program", "",
             1e6 / wall);
  sqlite3_close(database);
}

void bench_export(const Bench& bench) {
  const double wall = median_of(wall_microseconds, 3, 1, [&] { expect_answered(bench, "/complaints/export.csv"); });
  fmt::print("{:<44} {:9.2f} s        {:9.0f} rows a second\n", "export of the whole list, CSV", wall / 1e6,
             static_cast<double>(bench.data.complaints) / wall * 1e6);
}

void measure(db::Database& database, const Register& data, const std::string& file, Instant now) {
  const FixedClock clock(now);
  accounts::Site site(database, clock, {});
  const auto folder = std::filesystem::path(file).parent_path();
  const attachments::Depot depot{
      attachments::blobs_in_database(folder), attachments::Inspector({}), {}, cli::attachment_owners()};
  cli::register_features(site, depot, jobs::OutboxKind::Demo);
  const Bench bench{site, data, file};
  row(bench, "complaint list, 50 rows, HTML, signed in", "/complaints", kNewest);
  row(bench, "complaint list, 50 rows, JSON, token", "/api/v1/complaints?limit=50", kNewest);
  row(bench, "late ones, JSON", "/api/v1/complaints?limit=50&late=true", kLate);
  row(bench, "search, rare word, JSON", "/api/v1/complaints?limit=50&q=hippocampe", kRare);
  row(bench, "search, word of every fourth, JSON", "/api/v1/complaints?limit=50&q=cotisation", kCommon);
  row(bench, "search, word of every fourth, HTML", "/complaints?q=cotisation", kCommon);
  bench_export(bench);
  bench_registering(database, data, now);
  bench_plain_insert(file);
}

}  // namespace

void bench_complaints(std::int64_t complaints) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("recours-bench-register-{}", getpid());
  std::filesystem::create_directories(folder);
  const std::string file = (folder / "bench.db").string();
  const Instant now = SystemClock().now();
  {
    const auto database = db::Database::open("sqlite:" + file);
    db::migrate(*database, now);
    const auto data = make_register(*database, complaints, now);
    fmt::print("\n{} complaints, SQLite\n", data.complaints);
    measure(*database, data, file, now);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace recours::bench
