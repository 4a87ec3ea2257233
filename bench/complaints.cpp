#include "bench/complaints.h"

#include <cstdlib>
#include <string>

#include <fmt/format.h>
#include <sqlite3.h>

#include "bench/complaint_dataset.h"
#include "bench/hosted.h"
#include "bench/measure.h"
#include "complaints/registration_actions.h"

namespace recours::bench {
namespace {

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

// Copies of what was registered last, with the same durability.
double plain_insert(const std::string& file) {
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
  sqlite3_close(database);
  return wall;
}

// With fsync: the wall clock counts.
Row registering(db::Database& database, const Register& data, const std::string& file, Instant now) {
  const auto said = one_more(now);
  const double wall = median_of(wall_microseconds, 9, 20, [&] {
    if (!complaints::register_complaint(database, data.compliance, {}, said, now)) std::abort();
  });
  return {"register a complaint, durable (wall)", wall, plain_insert(file)};
}

// For 1,000 rows.
Row exported(const accounts::Site& site, const Register& data) {
  const double wall =
      median_of(wall_microseconds, 3, 1, [&] { expect_answered(site, data.caller, "/complaints/export.csv"); });
  return {"export of the whole list, CSV, 1,000 rows (wall)", wall / static_cast<double>(data.complaints) * 1000, 0};
}

Rows measure(Hosted& hosted, const Register& data, Instant now) {
  const auto row = [&](std::string work, const std::string& target, const char* sql) {
    return asked(hosted, data.caller, std::move(work), target, sql);
  };
  return {
      row("complaint list, 50 rows, JSON, token", "/api/v1/complaints?limit=50", kNewest),
      row("complaint list, 50 rows, HTML, signed in", "/complaints", kNewest),
      row("late ones, JSON", "/api/v1/complaints?limit=50&late=true", kLate),
      row("search, rare word, JSON", "/api/v1/complaints?limit=50&q=hippocampe", kRare),
      row("search, word of every fourth, JSON", "/api/v1/complaints?limit=50&q=cotisation", kCommon),
      row("search, word of every fourth, HTML", "/complaints?q=cotisation", kCommon),
      exported(hosted.site(), data),
      registering(hosted.database(), data, hosted.file(), now),
  };
}

}  // namespace

Rows measure_register(std::int64_t complaints) {
  const Instant now = SystemClock().now();
  Hosted hosted("register", now);
  return measure(hosted, make_register(hosted.database(), complaints, now), now);
}

}  // namespace recours::bench
