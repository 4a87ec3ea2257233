// Who may send files at all, asked before a byte of them is kept; how much one address may hold; and that
// files being opened leave workers to pages.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <stdexcept>
#include <vector>

#include "http/client.h"
#include "http/spool_folder.h"
#include "http/worker_pool.h"

namespace recours::http {
namespace {

using testing_client::Client;
using testing_client::Running;
using testing_client::SpoolFolder;

constexpr std::size_t kMebibyte = 1 << 20;

std::string form_of(std::size_t bytes) {
  return "--b\r\nContent-Disposition: form-data; name=files; filename=a.jpg\r\n\r\n" + std::string(bytes, 'x') +
         "\r\n--b--\r\n";
}

std::string head(std::size_t length, const std::string& more = "") {
  return "POST /files HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
         std::to_string(length) + "\r\n" + more + "\r\n";
}

const std::string kKnown = "Cookie: s=known\r\n";
const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

class Admission : public testing::Test {
 protected:
  ServerOptions options() {
    ServerOptions options;
    options.port = 0;
    options.spool_folder = folder_.path();
    options.upload_limit = [](Method method, const std::string&) {
      return method == Method::Post ? std::optional(64 * kMebibyte) : std::nullopt;
    };
    options.admits_upload = [this](const Request& request) {
      ++asked_;
      if (request.header("cookie") == "s=trouble") throw std::runtime_error("no database");
      return request.header("cookie") == "s=known";
    };
    return options;
  }
  static Response tell(Request request) {
    if (request.method == Method::Get) return Response::text("page");
    return Response::text(std::to_string(request.content().size()), request.header("cookie") == "s=known" ? 200 : 401);
  }

  const SpoolFolder folder_;
  std::atomic<int> asked_ = 0;
};

TEST_F(Admission, TakesFilesOfThoseItKnows) {
  Running server(options(), tell);
  Client client(server.port());
  const auto form = form_of(3 * kMebibyte);
  EXPECT_EQ(client.ask(head(form.size(), kKnown) + form).body, std::to_string(form.size()));
  EXPECT_EQ(client.ask(kGet).body, "page") << "the connection is kept";
  EXPECT_EQ(asked_, 1);
}

TEST_F(Admission, InvitesThoseItKnowsOnly) {
  Running server(options(), tell);
  const std::string expect = "Expect: 100-continue\r\n";
  Client known(server.port());
  known.send(head(form_of(5).size(), kKnown + expect));
  EXPECT_EQ(known.read_reply().status, 100);
  EXPECT_EQ(known.ask(form_of(5)).status, 200);
  Client stranger(server.port());
  EXPECT_EQ(stranger.ask(head(form_of(5).size(), expect)).status, 401);
}

TEST_F(Admission, KeepsNothingOfStrangers) {
  Running server(options(), tell);
  Client stranger(server.port());
  stranger.send(head(50 * kMebibyte) + form_of(kMebibyte));
  const auto refused = stranger.read_reply();
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, "0") << "the application sees no body";
  EXPECT_EQ(refused.headers.at("connection"), "close");
  EXPECT_EQ(folder_.descriptors(), 0);
  EXPECT_FALSE(folder_.has_names());
}

TEST_F(Admission, DoesNotLetInWhileItCannotTell) {
  Running server(options(), tell);
  Client client(server.port());
  EXPECT_EQ(client.ask(head(form_of(5).size(), "Cookie: s=trouble\r\n") + form_of(5)).status, 401);
}

TEST_F(Admission, IsNotAskedForOtherBodies) {
  Running server(options(), tell);
  Client client(server.port());
  client.ask("POST /files HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(asked_, 0);
}

TEST_F(Admission, SurvivesAStrangerThatLeavesMeanwhile) {
  std::latch entered(1);
  std::latch released(1);
  ServerOptions listening = options();
  listening.admits_upload = [&](const Request&) {
    entered.count_down();
    released.wait();
    return true;
  };
  Running server(listening, tell);
  Client gone(server.port());
  gone.send(head(kMebibyte, kKnown));
  entered.wait();
  gone.abort();
  released.count_down();
  EXPECT_EQ(Client(server.port()).ask(kGet).body, "page");
  EXPECT_TRUE(folder_.becomes_unused());
}

//
TEST_F(Admission, LeavesRoomToOtherAddresses) {
  ServerOptions listening = options();
  listening.limits.spooled_bytes_each = 4 * kMebibyte;
  listening.trusted_proxies = {"127.0.0.1"};
  Running server(listening, tell);
  const auto from = [](const std::string& address) { return kKnown + "X-Forwarded-For: " + address + "\r\n"; };
  Client first(server.port());
  first.send(head(3 * kMebibyte, from("198.51.100.7") + "Expect: 100-continue\r\n"));
  ASSERT_EQ(first.read_reply().status, 100);
  Client second(server.port());
  EXPECT_EQ(second.ask(head(2 * kMebibyte, from("198.51.100.7"))).status, 503);
  Client other(server.port());
  const auto form = form_of(2 * kMebibyte);
  EXPECT_EQ(other.ask(head(form.size(), from("198.51.100.8")) + form).status, 200);
}

//
TEST(HeavyJobs, LeaveWorkersToLightOnes) {
  std::atomic<int> heavy = 0;
  std::atomic<int> most = 0;
  std::latch released(1);
  std::latch light_done(20);
  {
    WorkerPool pool(4, 100);
    for (int i = 0; i < 20; ++i) {
      ASSERT_TRUE(pool.offer(
          [&] {
            const int now = ++heavy;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            released.wait();
            --heavy;
          },
          Weight::Heavy));
    }
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(pool.offer([&] { light_done.count_down(); }));
    light_done.wait();  // although every place for heavy ones is taken
    EXPECT_LE(pool.load().running, 4u);
    EXPECT_EQ(pool.load().waiting, 18u);
    released.count_down();
    while (pool.load().waiting + pool.load().running > 0) std::this_thread::yield();
  }
  EXPECT_EQ(most, 2);
}

TEST(HeavyJobs, RunWithOneWorkerToo) {
  std::latch done(3);
  WorkerPool pool(1, 10);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(pool.offer([&] { done.count_down(); }, Weight::Heavy));
  done.wait();
}

//
TEST_F(Admission, FilesBeingOpenedDoNotStopPages) {
  std::latch released(1);
  std::atomic<int> opened = 0;
  ServerOptions listening = options();
  listening.limits.workers = 2;
  Running server(listening, [&](Request request) {
    if (request.method == Method::Post) {
      ++opened;
      released.wait();
    }
    return Response::text("page");
  });
  std::vector<std::unique_ptr<Client>> senders;
  const auto form = form_of(1000);
  for (int i = 0; i < 6; ++i) {
    senders.push_back(std::make_unique<Client>(server.port()));
    senders.back()->send(head(form.size(), kKnown) + form);
  }
  while (opened == 0) std::this_thread::yield();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Client(server.port()).ask(kGet).body, "page");
  EXPECT_EQ(opened, 1);
  released.count_down();
  for (auto& sender : senders) EXPECT_EQ(sender->read_reply().status, 200);
}

}  // namespace
}  // namespace recours::http
