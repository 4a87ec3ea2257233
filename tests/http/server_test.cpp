// The server over real sockets: order, limits in time and number, overload, stopping.
#include "http/server.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <sstream>
#include <vector>

#include "http/client.h"

namespace recours::http {
namespace {

using testing_client::Body;
using testing_client::Client;
using testing_client::Running;
using std::chrono::milliseconds;

ServerOptions options_with(Limits limits = {}) {
  ServerOptions options;
  options.port = 0;
  options.limits = limits;
  return options;
}

Response echo(Request request) {
  return Response::text(std::string(name_of(request.method)) + " " + request.path + " " + request.body);
}

std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

TEST(Server, AnswersAndKeepsTheConnection) {
  Running server(options_with(), echo);
  Client client(server.port());
  for (const auto path : {"/one", "/two"}) {
    const auto reply = client.ask(get(path));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, std::string("GET ") + path + " ");
    EXPECT_EQ(reply.headers.at("connection"), "keep-alive");
    EXPECT_TRUE(reply.headers.contains("date"));
    EXPECT_FALSE(reply.headers.contains("server"));
  }
  const auto last = client.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(last.headers.at("connection"), "close");
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Server, GivesTheRequestCompleteAndDecoded) {
  Request seen;
  Running server(options_with(), [&](Request request) {
    seen = std::move(request);
    return Response::text("");
  });
  Client client(server.port());
  client.ask("POST /a%2Fb/caf%C3%A9?x=1&y=%26 HTTP/1.1\r\nHost: recours.example\r\nCookie: s=1\r\nX-Thing:  v \r\n"
             "Content-Length: 3\r\n\r\na=1");
  EXPECT_EQ(seen.method, Method::Post);
  EXPECT_EQ(seen.target, "/a%2Fb/caf%C3%A9?x=1&y=%26");
  EXPECT_EQ(seen.path, "/a/b/café");
  EXPECT_EQ(seen.query.text("y"), "&");
  EXPECT_EQ(seen.header("x-thing"), "v");
  EXPECT_EQ(seen.cookie("s"), "1");
  EXPECT_EQ(seen.body, "a=1");
  EXPECT_EQ(seen.client_address, "127.0.0.1");
  EXPECT_FALSE(seen.secure);
}

TEST(Server, TakesAbsoluteTargetsAndTheirHost) {
  Running server(options_with(), [](Request request) { return Response::text(request.target + " " + std::string(request.header("host"))); });
  Client client(server.port());
  EXPECT_EQ(client.ask("GET http://real.example:81/p?q=1 HTTP/1.1\r\nHost: other\r\n\r\n").body, "/p?q=1 real.example:81");
}

TEST(Server, HandsOnUnknownMethods) {
  Running server(options_with(), echo);
  Client client(server.port());
  EXPECT_EQ(client.ask("BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n").body, "OTHER /pot ");
  EXPECT_EQ(client.ask("OPTIONS /pot HTTP/1.1\r\nHost: a\r\n\r\n").body, "OTHER /pot ");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  Running server(options_with(), echo);
  Client client(server.port());
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += i % 2 ? get("/" + std::to_string(i)) : "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
  }
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    const auto expected = (i % 2 ? "GET /" : "POST /") + std::to_string(i) + (i % 2 ? " " : " body");
    EXPECT_EQ(client.read_reply().body, expected);
  }
}

TEST(Server, AnswersHeadWithTheLengthOnly) {
  Running server(options_with(), [](Request) { return Response::text("seven!!"); });
  Client client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_reply(Body::Left).headers.at("content-length"), "7");
  EXPECT_EQ(client.ask(get("/")).body, "seven!!");
}

TEST(Server, ReadsChunkedBodies) {
  Running server(options_with(), echo);
  Client client(server.port());
  const auto reply = client.ask("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                "3;ext=1\r\nabc\r\n4\r\ndefg\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_EQ(reply.body, "POST /c abcdefg");
  EXPECT_EQ(client.ask(get("/next")).body, "GET /next ");
}

TEST(Server, TakesABodyOfExactlyTheLimit) {
  Limits limits;
  limits.body_bytes = 100'000;
  Running server(options_with(limits), [](Request request) { return Response::text(std::to_string(request.body.size())); });
  Client client(server.port());
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + std::string(100'000, 'x')).body, "100000");
}

TEST(Server, InvitesABodyThatWaits) {
  Running server(options_with(), echo);
  Client client(server.port());
  client.send("POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 100);
  client.send("body");
  EXPECT_EQ(client.read_reply().body, "POST /w body");
}

TEST(Server, RefusesAWaitingBodyThatIsTooLong) {
  Limits limits;
  limits.body_bytes = 10;
  Running server(options_with(limits), echo);
  Client client(server.port());
  EXPECT_EQ(client.ask("POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n").status, 413);
}

TEST(Server, SpeaksVersion10) {
  Running server(options_with(), echo);
  Client once(server.port());
  const auto reply = once.ask("GET /old HTTP/1.0\r\n\r\n");
  EXPECT_EQ(reply.body, "GET /old ");
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_EQ(once.read_to_end(), "");
  Client kept(server.port());
  EXPECT_EQ(kept.ask("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").headers.at("connection"), "keep-alive");
  EXPECT_EQ(kept.ask(get("/new")).body, "GET /new ");
}

TEST(Server, CompressesLongPagesForWhoAsks) {
  Running server(options_with(), [](Request) { return Response::html(std::string(50'000, 'x')); });
  Client client(server.port());
  const auto squeezed = client.ask("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
  EXPECT_EQ(squeezed.headers.at("content-encoding"), "gzip");
  EXPECT_LT(squeezed.body.size(), 1000u);
  const auto plain = client.ask(get("/"));
  EXPECT_EQ(plain.body.size(), 50'000u);
  EXPECT_EQ(plain.headers.at("vary"), "Accept-Encoding");
}

TEST(Server, TurnsABrokenPromiseInto500) {
  Running server(options_with(), [](Request request) -> Response {
    if (request.path == "/throw") throw std::runtime_error("secret detail");
    return {200, {{"X", "a\r\nSet-Cookie: evil=1"}}, ""};
  });
  for (const auto path : {"/throw", "/header"}) {
    Client client(server.port());
    client.send(get(path));
    const auto all = client.read_to_end();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 500 "));
    EXPECT_EQ(all.find("secret"), std::string::npos);
    EXPECT_EQ(all.find("evil"), std::string::npos);
  }
}

TEST(ServerInTime, ClosesOnDrippingHeaders) {
  Limits limits;
  limits.header_deadline = milliseconds(150);
  Running server(options_with(limits), echo);
  Client client(server.port());
  const std::string endless = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(10'000, 'x');
  std::size_t sent = 0;
  while (sent < endless.size() && client.send(endless.substr(sent++, 1)) && !client.is_readable_within(10)) {
  }
  EXPECT_LT(sent, endless.size());
  EXPECT_EQ(client.read_reply().status, 408);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(ServerInTime, ClosesOnABodyThatDoesNotCome) {
  Limits limits;
  limits.body_deadline = milliseconds(100);
  Running server(options_with(limits), echo);
  Client client(server.port());
  EXPECT_EQ(client.ask("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc").status, 408);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(ServerInTime, ClosesSilentConnectionsSilently) {
  Limits limits;
  limits.header_deadline = milliseconds(100);
  limits.idle_deadline = milliseconds(150);
  Running server(options_with(limits), echo);
  Client never(server.port());
  EXPECT_EQ(never.read_to_end(), "");
  Client once(server.port());
  EXPECT_EQ(once.ask(get("/")).status, 200);
  EXPECT_EQ(once.read_to_end(), "");
}

TEST(ServerInTime, ClosesOnAClientThatDoesNotRead) {
  Limits limits;
  limits.write_deadline = milliseconds(150);
  limits.connections = 1;
  Running server(options_with(limits), [](Request request) {
    return Response::text(std::string(request.path == "/large" ? 64u << 20 : 1u, 'x'));
  });
  Client stuck(server.port(), 4096);
  stuck.send(get("/large"));
  ASSERT_TRUE(stuck.is_readable_within(20'000));
  int status = 0;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (status == 0 && std::chrono::steady_clock::now() < patience) {   // its place is the only one
    Client next(server.port());
    next.send(get("/"));
    status = next.is_readable_within(10) ? next.read_reply().status : 0;
  }
  EXPECT_EQ(status, 200);
}

TEST(ServerInNumber, ClosesConnectionsBeyondTheLimit) {
  Limits limits;
  limits.connections = 2;
  Running server(options_with(limits), echo);
  Client first(server.port());
  Client second(server.port());
  EXPECT_EQ(first.ask(get("/")).status, 200);
  EXPECT_EQ(second.ask(get("/")).status, 200);
  Client third(server.port());
  EXPECT_EQ(third.read_to_end(), "");
  EXPECT_EQ(first.ask(get("/")).status, 200);
}

TEST(ServerInNumber, IdleConnectionsDoNotStopOthers) {
  Limits limits;
  limits.workers = 1;
  Running server(options_with(limits), echo);
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 200; ++i) {
    idle.push_back(std::make_unique<Client>(server.port()));
    if (i % 2) idle.back()->send("GET /never HTT");
  }
  Client client(server.port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.ask(get("/")).status, 200);
  EXPECT_EQ(idle.front()->ask(get("/late")).body, "GET /late ");
}

TEST(ServerInNumber, SaysSoWhenTooManyWait) {
  Limits limits;
  limits.workers = 1;
  limits.queued_requests = 1;
  std::latch entered(1);
  std::latch released(1);
  Running server(options_with(limits), [&](Request request) {
    if (request.path == "/long") {
      entered.count_down();
      released.wait();
    }
    return Response::text("done");
  });
  Client running(server.port());
  running.send(get("/long"));
  entered.wait();
  // One of two waits, the other is refused at once; which of them is not ours to say.
  Client one(server.port());
  Client two(server.port());
  one.send(get("/1"));
  two.send(get("/2"));
  Client* refused = nullptr;
  while (refused == nullptr) {
    if (one.is_readable_within(20)) refused = &one;
    else if (two.is_readable_within(20)) refused = &two;
  }
  const auto reply = refused->read_reply();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.headers.at("retry-after"), "1");
  released.count_down();
  EXPECT_EQ((refused == &one ? two : one).read_reply().status, 200);
  EXPECT_EQ(running.read_reply().status, 200);
  EXPECT_EQ(refused->ask(get("/again")).status, 200);
}

TEST(ServerInNumber, ForgetsAnAbortedUpload) {
  std::atomic<int> calls = 0;
  Running server(options_with(), [&](Request) {
    ++calls;
    return Response::text("");
  });
  Client aborted(server.port());
  aborted.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n0123456789");
  aborted.abort();
  Client other(server.port());
  EXPECT_EQ(other.ask(get("/")).status, 200);
  EXPECT_EQ(calls, 1);
}

TEST(ServerInNumber, SurvivesAClientThatLeavesBeforeItsAnswer) {
  std::latch entered(1);
  std::latch released(1);
  Running server(options_with(), [&](Request request) {
    if (request.path == "/long") {
      entered.count_down();
      released.wait();
    }
    return Response::text(std::string(1 << 20, 'x'));
  });
  Client gone(server.port());
  gone.send(get("/long"));
  entered.wait();
  gone.abort();
  released.count_down();
  Client other(server.port());
  EXPECT_EQ(other.ask(get("/")).body.size(), 1u << 20);
}

TEST(ServerInNumber, AnswersManyAtOnceOnSeveralThreads) {
  Limits limits;
  limits.io_threads = 2;
  Running server(options_with(limits), echo);
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      Client client(server.port());
      for (int i = 0; i < 100; ++i) {
        const auto path = "/" + std::to_string(t) + "/" + std::to_string(i);
        right += client.ask(get(path)).body == "GET " + path + " ";
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 800);
}

TEST(ServerStop, FinishesRunningRequestsAndLetsIdleOnesGo) {
  std::latch entered(1);
  std::latch released(1);
  Running server(options_with(), [&](Request request) {
    if (request.path == "/long") {
      entered.count_down();
      released.wait();
    }
    return Response::text("done");
  });
  Client idle(server.port());
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  Client running(server.port());
  running.send(get("/long"));
  entered.wait();
  server.stop();
  EXPECT_EQ(idle.read_to_end(), "");
  released.count_down();
  EXPECT_EQ(running.read_reply().body, "done");
  EXPECT_EQ(running.read_to_end(), "");
  server.join();
  EXPECT_FALSE(Client(server.port()).is_connected());
}

TEST(ServerStop, EndsWhenTheDrainTimeIsOver) {
  Limits limits;
  limits.drain = milliseconds(100);
  std::latch entered(1);
  std::latch released(1);
  Running server(options_with(limits), [&](Request) {
    entered.count_down();
    released.wait();
    return Response::text("late");
  });
  Client running(server.port());
  running.send(get("/"));
  entered.wait();
  server.stop();
  server.join();
  released.count_down();
}

TEST(ServerStop, MayComeBeforeTheRun) {
  ServerOptions next = options_with();
  {
    Server server(options_with(), echo);
    next.port = server.port();
    server.stop();
    server.run();
  }
  EXPECT_NO_THROW(Server(next, echo));  // nobody listens there any more
}

TEST(ServerStart, SaysWhyItCannotListen) {
  Server first(options_with(), echo);
  ServerOptions same = options_with();
  same.port = first.port();
  EXPECT_THROW(Server(same, echo), std::runtime_error);
  ServerOptions nonsense = options_with();
  nonsense.address = "nowhere";
  EXPECT_THROW(Server(nonsense, echo), std::runtime_error);
  ServerOptions proxy = options_with();
  proxy.trusted_proxies = {"proxy.example"};
  EXPECT_THROW(Server(proxy, echo), std::runtime_error);
}

TEST(ServerProxies, AreBelievedOnlyIfListed) {
  const auto who = [](Request request) { return Response::text(request.client_address + (request.secure ? " https" : " http")); };
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 198.51.100.7\r\nX-Forwarded-Proto: https\r\n\r\n";
  Running direct(options_with(), who);
  EXPECT_EQ(Client(direct.port()).ask(request).body, "127.0.0.1 http");
  ServerOptions behind = options_with();
  behind.trusted_proxies = {"127.0.0.1"};
  Running proxied(behind, who);
  EXPECT_EQ(Client(proxied.port()).ask(request).body, "198.51.100.7 https");
}

// R-823
TEST(Server, RefusesMalformedTargetsOfProgramsAsProblems) {
  std::atomic<int> reached = 0;
  Running server(options_with(), [&](Request) {
    ++reached;
    return Response::text("reached");
  });
  for (const auto target : {"/api/v1/claims?cursor=%00", "/api/v1/claims?number=%zz", "/api/v1/claims/%00", "/api/v1/%FF",
                            "/api/v1/../me", "/api/v1/contacts?q=%C3"}) {
    const auto reply = Client(server.port()).ask(std::string("GET ") + target + " HTTP/1.1\r\nHost: a\r\nAccept-Language: en\r\n\r\n");
    EXPECT_EQ(reply.status, 400) << target;
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json") << target;
    EXPECT_NE(reply.body.find(R"("code":"malformed")"), std::string::npos) << target;
    EXPECT_NE(reply.body.find("The request is malformed"), std::string::npos) << target;
    EXPECT_TRUE(reply.headers.contains("x-request-id")) << target;
  }
  for (const auto target : {"/claims?after=%00", "/apis/%00"}) {
    const auto reply = Client(server.port()).ask(get(target));
    EXPECT_EQ(reply.status, 400) << target;
    EXPECT_EQ(reply.headers.at("content-type"), "text/plain; charset=utf-8") << target;
  }
  EXPECT_EQ(reached, 0);
}

TEST(ServerLog, SaysWhatWasAskedButNoSecrets) {
  std::ostringstream lines;
  spdlog::drop("access");
  auto logger = std::make_shared<spdlog::logger>("access", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines));
  logger->set_pattern("%v");
  spdlog::register_logger(logger);
  {
    ServerOptions options = options_with();
    options.logged_path = [](const std::string& path) { return path.starts_with("/p/") ? std::string("/p/{code}") : path; };
    Running server(options, echo);
    Client client(server.port());
    client.ask("GET /p/SECRETCODE HTTP/1.1\r\nHost: a\r\n\r\n");
    client.ask("GET /factures?q=SECRETQUERY HTTP/1.1\r\nHost: a\r\nCookie: s=SECRETCOOKIE\r\nAuthorization: Bearer SECRETTOKEN\r\n\r\n");
    client.ask("nonsense\r\n\r\n");
    Client(server.port()).ask(get("/p/SECRETCODE?q=%00"));
    Client(server.port()).ask("GET /api/v1/me?cursor=%00SECRET HTTP/1.1\r\nHost: a\r\nX-Request-Id: SECRETNAME\r\n\r\n");
  }
  spdlog::drop("access");
  EXPECT_EQ(lines.str().find("SECRET"), std::string::npos);
  EXPECT_NE(lines.str().find(R"("method":"GET","path":"/factures","status":200,"bytes":14,)"), std::string::npos) << lines.str();
  EXPECT_NE(lines.str().find(R"("path":"/p/{code}")"), std::string::npos);
  EXPECT_NE(lines.str().find(R"("client":"127.0.0.1"})"), std::string::npos);
  EXPECT_NE(lines.str().find(R"("method":"-","path":"-","status":400)"), std::string::npos);
  EXPECT_NE(lines.str().find(R"("method":"GET","path":"/api/v1/me","status":400)"), std::string::npos) << lines.str();
}

}  // namespace
}  // namespace recours::http
