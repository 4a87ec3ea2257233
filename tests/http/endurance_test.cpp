// The server against those who mean no good, or are just slow: a thousand idle connections, many drips at
// once, overload; what it counts meanwhile, and how it stops.
#include <gtest/gtest.h>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <boost/json.hpp>

#include <algorithm>
#include <atomic>
#include <latch>
#include <memory>
#include <sstream>
#include <vector>

#include "http/client.h"

namespace recours::http {
namespace {

using std::chrono::milliseconds;
using testing_client::Client;
using testing_client::Running;

std::string get(const std::string& path, const std::string& more = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
}

ServerOptions options_with(Limits limits = {}) {
  ServerOptions options;
  options.port = 0;
  options.limits = limits;
  options.alive_path = "/healthz";
  options.route_of = [](Method, std::string_view target) {
    return target.starts_with("/claims/") ? "/claims/{number}" : "none";
  };
  return options;
}

Response echo(Request request) { return Response::text(request.path); }

// A server one can also ask for its counts.
class Counting {
 public:
  Counting(ServerOptions options, Application application)
      : server_(std::move(options), std::move(application)), thread_([this] { server_.run(); }) {}
  ~Counting() {
    server_.stop();
    thread_.join();
  }
  Server* operator->() { return &server_; }

 private:
  Server server_;
  std::thread thread_;
};

//
TEST(Endurance, AThousandIdleConnectionsStopNobody) {
  Limits limits;
  limits.workers = 2;
  limits.header_deadline = std::chrono::minutes(5);
  limits.idle_deadline = std::chrono::minutes(5);
  Counting server(options_with(limits), echo);
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 1000; ++i) {
    idle.push_back(std::make_unique<Client>(server->port()));
    ASSERT_TRUE(idle.back()->is_connected());
    if (i % 3 == 1) idle.back()->send("GET /never HTTP/1.1\r\nHo");
    if (i % 3 == 2) {
      ASSERT_EQ(idle.back()->ask(get("/once")).status, 200);
    }
  }
  Client client(server->port());
  for (int i = 0; i < 200; ++i) EXPECT_EQ(client.ask(get("/now")).body, "/now");
  EXPECT_EQ(server->traffic().connections, 1001u);
  for (const std::size_t i : {0u, 500u, 999u})
    EXPECT_EQ(idle[i]->ask((i % 3 == 1 ? "st: a\r\n\r\n" : get("/late"))).status, 200) << i;
}

// R-167 Each byte comes in time and the whole does not: headers, bodies, chunks.
TEST(Endurance, DripsEndTogether) {
  Limits limits;
  limits.header_deadline = milliseconds(400);
  limits.body_deadline = milliseconds(400);
  Running server(options_with(limits), echo);
  const std::string beginnings[] = {
      "GET / HTTP/1.1\r\nHost: a\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4000\r\n"};
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 60; ++i) {
    slow.push_back(std::make_unique<Client>(server.port()));
    slow.back()->send(beginnings[i % 3]);
  }
  Client client(server.port());
  std::size_t ended = 0;
  while (ended < slow.size()) {
    ended = 0;
    for (auto& each : slow) ended += each->is_readable_within(0) || !each->send("x");
    ASSERT_EQ(client.ask(get("/now")).status, 200) << "others are served meanwhile";
  }
  for (auto& each : slow) EXPECT_EQ(each->read_reply().status, 408);
}

// R-820 Slower than the deadline in all, never in a piece.
TEST(Endurance, ASlowReaderGetsALongAnswer) {
  constexpr std::size_t kLong = 12u << 20;
  Limits limits;
  limits.write_deadline = milliseconds(500);
  Running server(options_with(limits), [](Request) { return Response::text(std::string(kLong, 'x')); });
  Client slow(server.port(), 256 * 1024);
  slow.send(get("/", "Connection: close\r\n"));
  const auto began = std::chrono::steady_clock::now();
  EXPECT_GT(slow.read_slowly(64 * 1024, 10).size(), kLong);
  EXPECT_GT(std::chrono::steady_clock::now() - began, milliseconds(500));
}

//
TEST(Endurance, OverloadIsSaidAndEnds) {
  Limits limits;
  limits.workers = 2;
  limits.queued_requests = 8;
  std::latch released(1);
  Counting server(options_with(limits), [&](Request request) {
    if (request.path == "/long") released.wait();
    return Response::text("done");
  });
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 50; ++i) {
    // The workers hold theirs before the others come: one that waits still would refuse one more.
    while (i == 2 && server->traffic().running < 2) std::this_thread::yield();
    clients.push_back(std::make_unique<Client>(server->port()));
    clients.back()->send(get("/long"));
  }
  while (server->traffic().refused[503] < 40) std::this_thread::yield();
  EXPECT_EQ(server->traffic().running, 2u);
  EXPECT_EQ(server->traffic().waiting, 8u);
  EXPECT_EQ(Client(server->port()).ask(get("/healthz")).body, "ok\n") << "alive, though every worker is busy";
  released.count_down();
  int done = 0;
  int refused = 0;
  for (auto& client : clients) {
    const auto reply = client->read_reply();
    done += reply.status == 200;
    refused += reply.status == 503 && reply.headers.at("retry-after") == "1";
  }
  EXPECT_EQ(done, 10);
  EXPECT_EQ(refused, 40);
  EXPECT_EQ(Client(server->port()).ask(get("/after")).status, 200);
}

//
TEST(Traffic, IsCountedByRouteAndClass) {
  Limits limits;
  limits.connections = 1;
  Counting server(options_with(limits),
                  [](Request request) { return Response::text("", request.path == "/claims/8" ? 404 : 200); });
  Client client(server->port());
  for (const auto path : {"/claims/7", "/claims/8", "/claims/9", "/elsewhere?q=secret"}) client.ask(get(path));
  Client beyond(server->port());
  EXPECT_EQ(beyond.read_to_end(), "");
  client.send("nonsense\r\n\r\n");
  client.read_to_end();
  const auto traffic = server->traffic();
  ASSERT_EQ(traffic.routes.size(), 2u);
  const auto& claims = traffic.routes.front();
  EXPECT_EQ(claims.route, "/claims/{number}");
  EXPECT_EQ(claims.answers, (std::array<std::uint64_t, 5>{0, 2, 0, 1, 0}));
  EXPECT_EQ(claims.method, Method::Get);
  EXPECT_EQ(traffic.routes.back().route, "none");
  EXPECT_EQ(traffic.closed_at_once, 1u);
  EXPECT_EQ(traffic.refused.at(400), 1u);
}

TEST(TrafficCount, PutsDurationsIntoTheirClass) {
  TrafficCount count;
  for (const int took : {0, 1'000, 1'001, 2'500'000, 10'000'001})
    count.answered(Method::Get, "/", 200, std::chrono::microseconds(took));
  const auto route = count.read().routes.at(0);
  EXPECT_EQ(route.within, (std::array<std::uint64_t, 7>{2, 1, 0, 0, 0, 1, 0}));
  EXPECT_EQ(route.answers.at(1), 5u);
  EXPECT_EQ(route.total.count(), 12'502'002);
}

//
TEST(RequestNames, AreInTheAnswerAndTheAccessLog) {
  std::ostringstream lines;
  spdlog::drop("access");
  auto logger = std::make_shared<spdlog::logger>("access", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines));
  logger->set_pattern("%v");
  spdlog::register_logger(logger);
  std::vector<std::string> names;
  {
    ServerOptions behind = options_with();
    behind.trusted_proxies = {"127.0.0.1"};
    Running direct(options_with(),
                   [](Request request) { return Response::text(std::string(request.header("x-request-id"))); });
    Running proxied(behind, echo);
    Client client(direct.port());
    for (const auto sent : {"", "X-Request-Id: forged\r\n"}) {
      const auto reply = client.ask(get("/a\"b", sent));
      names.push_back(reply.headers.at("x-request-id"));
      EXPECT_EQ(reply.body, names.back()) << "the application has it too";
    }
    names.push_back(Client(proxied.port()).ask(get("/", "X-Request-Id: proxy-1\r\n")).headers.at("x-request-id"));
    names.push_back(Client(proxied.port()).ask(get("/", "X-Request-Id: a\"b\r\n")).headers.at("x-request-id"));
    client.send("BAD\r\n\r\n");
    client.read_to_end();
  }
  spdlog::drop("access");
  EXPECT_NE(names[0], names[1]);
  EXPECT_NE(names[1], "forged") << "of a stranger";
  EXPECT_EQ(names[2], "proxy-1");
  EXPECT_EQ(names[3].find('"'), std::string::npos);
  std::istringstream log(lines.str());
  std::vector<std::string> logged;
  for (std::string line; std::getline(log, line);) {
    const auto entry = boost::json::parse(line).as_object();  // throws where a line is not JSON
    EXPECT_TRUE(entry.contains("at") && entry.contains("ms")) << line;
    logged.push_back(entry.contains("request") ? std::string(entry.at("request").as_string()) : "");
  }
  ASSERT_EQ(logged.size(), 5u);
  std::sort(logged.begin(), logged.end());
  for (const auto& name : names) EXPECT_TRUE(std::binary_search(logged.begin(), logged.end(), name)) << name;
}

//
TEST(ServerStopNow, CutsOffWhoIsSlowButNotWhatRuns) {
  Limits limits;
  limits.drain = std::chrono::minutes(5);
  std::latch entered(1);
  std::latch released(1);
  std::atomic<bool> has_finished = false;
  auto server = std::make_unique<Server>(options_with(limits), [&](Request) {
    entered.count_down();
    released.wait();
    has_finished = true;
    return Response::text("done");
  });
  std::thread thread([&] { server->run(); });
  Client slow(server->port());
  slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  Client running(server->port());
  running.send(get("/long"));
  entered.wait();
  server->stop();
  server->stop_now();
  thread.join();  // although the drain time is far from over
  released.count_down();
  server.reset();
  EXPECT_TRUE(has_finished);
  EXPECT_EQ(slow.read_to_end(), "");
}

}  // namespace
}  // namespace recours::http
