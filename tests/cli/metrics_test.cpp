// R-170, R-171 What /metrics says and to whom.
#include "cli/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "cli/route_names.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::cli {
namespace {

using std::chrono::microseconds;
using ::testing::HasSubstr;
using ::testing::Not;

Metrics sample() {
  Metrics metrics{.version = "1.2", .engine = "SQLite"};
  http::TrafficCount count;
  for (const int took : {500, 30'000, 20'000'000})
    count.answered(http::Method::Get, "/claims/{number}", 200, microseconds(took));
  count.answered(http::Method::Post, "none", 404, microseconds(10));
  count.refused(503);
  metrics.traffic = count.read();
  metrics.traffic.waiting = 7;
  metrics.connections.readers = {.limit = 10, .open = 3, .lent = 2, .waiting = 1};
  metrics.outbox = mail::OutboxCounts{.queued = 4, .sending = 0, .parked = 2};
  jobs::JobRecord record;
  const auto at = testing_support::instant("2026-11-12T09:00:00.000Z");
  record.note("mail", at, microseconds(1500), jobs::JobEnd::Done);
  record.note("mail", at.plus(std::chrono::seconds(1)), microseconds(2500), jobs::JobEnd::Failed);
  metrics.jobs = record.read();
  return metrics;
}

TEST(MetricsText, TellsWhatThereIs) {
  const auto text = metrics_text(sample());
  for (const auto* line : {
           "recours_build_info{version=\"1.2\",engine=\"SQLite\"} 1\n",
           "recours_http_requests_total{method=\"GET\",route=\"/claims/{number}\",class=\"2xx\"} 3\n",
           "recours_http_requests_total{method=\"POST\",route=\"none\",class=\"4xx\"} 1\n",
           "recours_http_request_duration_seconds_bucket{method=\"GET\",route=\"/claims/{number}\",le=\"0.001\"} 1\n",
           "recours_http_request_duration_seconds_bucket{method=\"GET\",route=\"/claims/{number}\",le=\"0.1\"} 2\n",
           "recours_http_request_duration_seconds_bucket{method=\"GET\",route=\"/claims/{number}\",le=\"10\"} 2\n",
           "recours_http_request_duration_seconds_bucket{method=\"GET\",route=\"/claims/{number}\",le=\"+Inf\"} 3\n",
           "recours_http_request_duration_seconds_count{method=\"GET\",route=\"/claims/{number}\"} 3\n",
           "recours_http_requests_waiting 7\n",
           "recours_http_refused_total{status=\"503\"} 1\n",
           "recours_db_connections_lent{kind=\"read\"} 2\n",
           "recours_db_connections_awaited{kind=\"read\"} 1\n",
           "recours_outbox_messages{state=\"parked\"} 2\n",
           "recours_job_runs_total{job=\"mail\",end=\"failed\"} 1\n",
           "recours_job_last_done_seconds{job=\"mail\"} 1794474000.000\n",
           "recours_job_last_duration_seconds{job=\"mail\"} 0.0025\n",
       }) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_THAT(text, Not(HasSubstr("certificate"))) << "there is none";
}

// Every line is a comment or a sample; each family begins once, with help and type before its samples.
TEST(MetricsText, IsWellFormed) {
  auto metrics = sample();
  metrics.traffic.certificate_ends_at = 1'800'000'000;
  metrics.process = process_use();
  const std::regex number(R"re(^([a-z_]+)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? -?[0-9.e+-]+$)re");
  std::set<std::string> families;
  std::istringstream lines(metrics_text(metrics));
  std::string line;
  std::string family;
  while (std::getline(lines, line)) {
    if (line.starts_with("# HELP ")) {
      family = line.substr(7, line.find(' ', 7) - 7);
      EXPECT_TRUE(families.insert(family).second) << family;
    } else if (!line.starts_with("# TYPE ")) {
      std::smatch match;
      ASSERT_TRUE(std::regex_match(line, match, number)) << line;
      EXPECT_TRUE(match[1].str().starts_with(family)) << line;
    }
  }
  EXPECT_GT(families.size(), 18u);
}

TEST(ProcessUse, IsOfThisProcess) {
  const auto use = process_use();
  EXPECT_GT(use.cpu_seconds, 0);
  EXPECT_GT(use.resident_bytes, 1u << 20);
  EXPECT_GE(use.open_files, 3u);
  EXPECT_NEAR(use.started_at, static_cast<double>(std::time(nullptr)), 3600);
}

http::Request from(const std::string& address, std::vector<std::pair<std::string, std::string>> headers = {}) {
  http::Request request;
  request.client_address = address;
  request.headers = std::move(headers);
  return request;
}

// R-171
TEST(MayReadMetrics, IsForThisMachineOrTheToken) {
  EXPECT_TRUE(may_read_metrics(from("127.0.0.1"), ""));
  EXPECT_TRUE(may_read_metrics(from("::1"), ""));
  EXPECT_FALSE(may_read_metrics(from("198.51.100.7"), ""));
  EXPECT_FALSE(may_read_metrics(from("127.0.0.1", {{"x-forwarded-for", "198.51.100.7"}}), ""))
      << "a proxy nobody named";
  EXPECT_FALSE(may_read_metrics(from("127.0.0.1", {{"forwarded", "for=198.51.100.7"}}), ""));
  const std::string token = "0123456789abcdef";
  EXPECT_TRUE(may_read_metrics(from("198.51.100.7", {{"authorization", "Bearer " + token}}), token));
  EXPECT_FALSE(may_read_metrics(from("127.0.0.1"), token)) << "who sets a token wants it asked";
  for (const auto* sent :
       {"", "Bearer", "Bearer ", "Bearer 0123456789abcdeg", "Bearer 0123456789abcdef ", "0123456789abcdef"}) {
    EXPECT_FALSE(may_read_metrics(from("127.0.0.1", {{"authorization", sent}}), token)) << sent;
  }
}

TEST(RouteNames, ArePatternsNeverIds) {
  const auto name =
      route_names({{http::Method::Get, "/claims/{number}", {}}, {http::Method::Post, "/claims/{number}/refusal", {}}});
  using http::Method;
  EXPECT_EQ(name(Method::Get, "/claims/R-0001?q=x"), "/claims/{number}");
  EXPECT_EQ(name(Method::Head, "/claims/R-0001"), "/claims/{number}");
  EXPECT_EQ(name(Method::Post, "/claims/7/refusal"), "/claims/{number}/refusal");
  EXPECT_EQ(name(Method::Get, "/claims/7/refusal"), "none");
  EXPECT_EQ(name(Method::Get, "/assets/app.0123.js"), "/assets");
  EXPECT_EQ(name(Method::Get, "/readyz"), "/readyz");
  EXPECT_EQ(name(Method::Other, "/secret/%zz"), "none");
  EXPECT_EQ(name(Method::Get, ""), "none");
}

class PoolUseTest : public ::testing::TestWithParam<testing_support::Engine> {};

TEST_P(PoolUseTest, CountsWhatIsLent) {
  const testing_support::FreshDatabase fresh(GetParam());
  const auto database = db::Database::open(fresh.address(), {.readers = 3});
  const auto one = database->reader();
  auto two = database->reader();
  EXPECT_EQ(db::connections_of(*database).readers.limit, 3);
  EXPECT_EQ(db::connections_of(*database).readers.lent, 2);
  two.reset();
  EXPECT_EQ(db::connections_of(*database).readers.lent, 1);
  EXPECT_EQ(db::connections_of(*database).readers.open, 2);
  database->write([&](db::Transaction&) { EXPECT_EQ(db::connections_of(*database).writers.lent, 1); });
  EXPECT_EQ(db::connections_of(*database).writers.lent, 0);
}

RECOURS_ON_BOTH_ENGINES(PoolUseTest);

TEST(JobRecord, NotesEachRunAndLetsFailuresThrough) {
  const testing_support::FreshDatabase fresh(testing_support::Engine::Sqlite);
  const auto database = db::Database::open(fresh.address());
  jobs::JobRecord record;
  bool fails = false;
  const auto jobs = jobs::recorded({{"a", std::chrono::seconds(1),
                                     [&](db::Database&, Instant, const std::stop_token&) {
                                       if (fails) throw std::runtime_error("no");
                                     }}},
                                   record);
  const auto now = testing_support::instant("2026-11-12T09:00:00.000Z");
  jobs.front().run(*database, now, {});
  fails = true;
  EXPECT_THROW(jobs.front().run(*database, now.plus(std::chrono::hours(1)), {}), std::runtime_error);
  const auto runs = record.read().at("a");
  EXPECT_EQ(runs.done, 1u);
  EXPECT_EQ(runs.failed, 1u);
  EXPECT_EQ(runs.last_done, now);
}

}  // namespace
}  // namespace recours::cli
