// R-820 Files over real sockets: whole, in parts, to who leaves in the middle.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <sstream>

#include "http/client.h"
#include "http/range.h"
#include "http/spool_folder.h"

namespace recours::http {
namespace {

using std::chrono::milliseconds;
using testing_client::Body;
using testing_client::Client;
using testing_client::Running;
using testing_client::SpoolFolder;

constexpr std::size_t kSize = 20 << 20;

std::string content() {
  std::string bytes(kSize, '\0');
  unsigned seed = 7;
  for (char& byte : bytes) byte = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
  return bytes;
}

std::string ask_for(const std::string& path, const std::string& headers = {}, const std::string& method = "GET") {
  return method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

class Download : public testing::Test {
 protected:
  Download() {
    const Descriptor file = open_file();
    write_all(file, content_);
  }

  // Every answer opens the file anew, as the store does.
  Descriptor open_file() const {
    return Descriptor(::open((folder_.path() + "/blob").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  }
  Application application() const {
    return [this](const Request& request) {
      if (request.path != "/file") return Response::text("other");
      auto response = answer_with_file(request, {std::make_shared<const Descriptor>(open_file()), 0, kSize}, "\"tag\"");
      response.set("Content-Type", "text/plain; charset=utf-8");  // long enough to be compressed, were it in memory
      return response;
    };
  }
  static ServerOptions options(Limits limits = {}) {
    ServerOptions options;
    options.port = 0;
    options.limits = limits;
    return options;
  }
  bool is_closed_soon() const {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (folder_.descriptors() > 0) {
      if (std::chrono::steady_clock::now() > patience) return false;
      std::this_thread::yield();
    }
    return true;
  }

  const std::string content_ = content();
  const SpoolFolder folder_;
};

TEST_F(Download, SendsTheWholeFileAndKeepsTheConnection) {
  Running server(options(), application());
  Client client(server.port());
  for (int i = 0; i < 2; ++i) {
    const auto reply = client.ask(ask_for("/file", "Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("content-length"), std::to_string(kSize));
    EXPECT_EQ(reply.headers.at("accept-ranges"), "bytes");
    EXPECT_FALSE(reply.headers.contains("content-encoding"));
    EXPECT_TRUE(reply.body == content_);
    EXPECT_EQ(client.ask(ask_for("/other")).body, "other");
  }
  EXPECT_TRUE(is_closed_soon());
}

TEST_F(Download, SendsParts) {
  Running server(options(), application());
  Client client(server.port());
  struct Case {
    std::string range;
    std::size_t offset, length;
  };
  const Case cases[] = {{"bytes=0-0", 0, 1},
                        {"bytes=65535-65536", 65535, 2},
                        {"bytes=10000000-", 10'000'000, kSize - 10'000'000},
                        {"bytes=-100000", kSize - 100'000, 100'000}};
  for (const auto& each : cases) {
    const auto reply = client.ask(ask_for("/file", "Range: " + each.range + "\r\n"));
    EXPECT_EQ(reply.status, 206) << each.range;
    EXPECT_EQ(reply.headers.at("content-range"), "bytes " + std::to_string(each.offset) + "-" +
                                                     std::to_string(each.offset + each.length - 1) + "/" +
                                                     std::to_string(kSize));
    EXPECT_TRUE(reply.body == content_.substr(each.offset, each.length)) << each.range;
  }
  const auto beyond = client.ask(ask_for("/file", "Range: bytes=" + std::to_string(kSize) + "-\r\n"));
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.headers.at("content-range"), "bytes */" + std::to_string(kSize));
  EXPECT_EQ(client.ask(ask_for("/other")).body, "other");
}

TEST_F(Download, SendsNoBodyForHeadAndForWhoHasIt) {
  Running server(options(), application());
  Client client(server.port());
  client.send(ask_for("/file", "", "HEAD"));
  const auto head = client.read_reply(Body::Left);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), std::to_string(kSize));
  client.send(ask_for("/file", "If-None-Match: \"tag\"\r\n"));
  EXPECT_EQ(client.read_reply().status, 304);
  EXPECT_EQ(client.ask(ask_for("/other")).body, "other");
  EXPECT_TRUE(is_closed_soon());
}

TEST_F(Download, IsPipelined) {
  Running server(options(), application());
  Client client(server.port());
  client.send(ask_for("/file", "Range: bytes=0-99999\r\n") + ask_for("/other") +
              ask_for("/file", "Range: bytes=5-6\r\n"));
  EXPECT_TRUE(client.read_reply().body == content_.substr(0, 100'000));
  EXPECT_EQ(client.read_reply().body, "other");
  EXPECT_EQ(client.read_reply().body, content_.substr(5, 2));
}

TEST_F(Download, ForgetsAClientThatLeaves) {
  Running server(options(), application());
  Client gone(server.port(), 4096);
  gone.send(ask_for("/file"));
  ASSERT_TRUE(gone.is_readable_within(20'000));
  EXPECT_EQ(folder_.descriptors(), 1);
  gone.abort();
  EXPECT_TRUE(is_closed_soon());
  EXPECT_EQ(Client(server.port()).ask(ask_for("/other")).body, "other");
}

TEST_F(Download, ClosesOnAClientThatDoesNotRead) {
  Limits limits;
  limits.write_deadline = milliseconds(150);
  Running server(options(limits), application());
  Client stuck(server.port(), 4096);
  stuck.send(ask_for("/file"));
  ASSERT_TRUE(stuck.is_readable_within(20'000));
  EXPECT_TRUE(is_closed_soon());
}

TEST_F(Download, EndsShortWhenTheFileDoes) {
  Running server(options(), [this](const Request&) {
    Response response;
    response.file = FileBody{std::make_shared<const Descriptor>(open_file()), kSize - 10, 11};
    return response;
  });
  Client client(server.port());
  client.send(ask_for("/file"));
  const auto all = client.read_to_end();
  EXPECT_NE(all.find("Content-Length: 11\r\n"), std::string::npos);
  EXPECT_TRUE(all.ends_with("\r\n\r\n"));
}

TEST_F(Download, IsFinishedWhenTheServerStops) {
  Running server(options(), application());
  Client client(server.port(), 4096);
  client.send(ask_for("/file"));
  ASSERT_TRUE(client.is_readable_within(20'000));
  server.stop();
  EXPECT_TRUE(client.read_reply().body == content_);
  server.join();
  EXPECT_TRUE(is_closed_soon());
}

TEST_F(Download, IsCutWhenTheDrainTimeIsOver) {
  Limits limits;
  limits.drain = milliseconds(100);
  {
    Running server(options(limits), application());
    Client stuck(server.port(), 4096);
    stuck.send(ask_for("/file"));
    ASSERT_TRUE(stuck.is_readable_within(20'000));
    server.stop();
    server.join();
  }
  EXPECT_TRUE(is_closed_soon());
}

TEST_F(Download, IsInTheAccessLogWithItsLength) {
  std::ostringstream lines;
  spdlog::drop("access");
  auto logger = std::make_shared<spdlog::logger>("access", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines));
  logger->set_pattern("%v");
  spdlog::register_logger(logger);
  {
    Running server(options(), application());
    Client(server.port()).ask(ask_for("/file", "Range: bytes=0-999\r\n"));
  }
  spdlog::drop("access");
  EXPECT_NE(lines.str().find(R"("path":"/file","status":206,"bytes":1000,)"), std::string::npos) << lines.str();
}

}  // namespace
}  // namespace recours::http
