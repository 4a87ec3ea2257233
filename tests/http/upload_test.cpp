// R-821, R-822 Uploads over real sockets: on disk while they arrive, within limits of size, time and room, and nothing
// left of those that do not end.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <future>
#include <latch>
#include <memory>
#include <vector>

#include "http/client.h"
#include "http/spool_folder.h"

namespace recours::http {
namespace {

using std::chrono::milliseconds;
using testing_client::Client;
using testing_client::Running;
using testing_client::SpoolFolder;

constexpr std::size_t kMebibyte = 1 << 20;
constexpr std::size_t kMost = 20 * kMebibyte;

std::string file_form(const std::string& content) {
  return "--b\r\nContent-Disposition: form-data; name=csrf\r\n\r\nt\r\n"
         "--b\r\nContent-Disposition: form-data; name=files; filename=a.jpg\r\n\r\n" +
         content + "\r\n--b--\r\n";
}

std::string head(const std::string& headers, const std::string& path = "/files",
                 const std::string& type = "multipart/form-data; boundary=b") {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\n" + headers + "\r\n";
}

std::string length(std::size_t bytes) { return "Content-Length: " + std::to_string(bytes) + "\r\n"; }

const std::string kChunked = "Transfer-Encoding: chunked\r\n";

std::string chunk(const std::string& bytes) {
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

std::string upload(const std::string& body, const std::string& path = "/files") {
  return head(length(body.size()), path) + body;
}

const std::string kGet = "GET /other HTTP/1.1\r\nHost: a\r\n\r\n";

// Says where the body was, and what was in it.
Response describe(Request request) {
  if (request.method == Method::Get) return Response::text("got");
  std::string text = request.spooled ? "disk " : "memory ";
  text += std::to_string(request.content().size());
  for (const auto& file : request.files()) {
    text += " " + file.name + " " + std::to_string(file.content.size()) + " " +
            std::to_string(std::hash<std::string_view>()(file.content));
  }
  return Response::text(text);
}

std::string description(const std::string& content) {
  return "disk " + std::to_string(file_form(content).size()) + " a.jpg " + std::to_string(content.size()) + " " +
         std::to_string(std::hash<std::string>()(content));
}

class Upload : public testing::Test {
 protected:
  // The paths /files and /api/v1/files take files of up to `most` bytes.
  ServerOptions options(Limits limits = {}, std::size_t most = kMost) const {
    ServerOptions options;
    options.port = 0;
    options.limits = limits;
    options.spool_folder = folder_.path();
    options.upload_limit = [most](Method method, const std::string& path) {
      const bool takes_files = method == Method::Post && (path == "/files" || path == "/api/v1/files");
      return takes_files ? std::optional(most) : std::nullopt;
    };
    return options;
  }

  const SpoolFolder folder_;
};

std::string bytes_of(std::size_t size, unsigned seed) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
  return bytes;
}

TEST_F(Upload, WaitsOnDiskAndKeepsTheConnection) {
  std::atomic<int> seen = 0;
  Running server(options(), [&](Request request) {
    if (request.spooled) {
      EXPECT_TRUE(request.body.empty());
      EXPECT_EQ(request.form().text("csrf"), "t");
      EXPECT_EQ(folder_.mappings(), 1);
      EXPECT_FALSE(folder_.has_names());
      ++seen;
    }
    return describe(std::move(request));
  });
  Client client(server.port());
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, 5 * kMebibyte}) {
    const auto content = bytes_of(size, 1);
    const auto reply = client.ask(upload(file_form(content)));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("connection"), "keep-alive");
    EXPECT_EQ(reply.body, description(content));
    EXPECT_TRUE(folder_.becomes_unused());
    EXPECT_EQ(client.ask(kGet).body, "got");
  }
  EXPECT_EQ(seen, 4);
}

TEST_F(Upload, ComesInChunksToo) {
  Running server(options(), describe);
  Client client(server.port());
  const auto content = bytes_of(300'000, 2);
  const auto body = file_form(content);
  client.send(head(kChunked));
  for (std::size_t at = 0; at < body.size(); at += 70'001) client.send(chunk(body.substr(at, 70'001)));
  EXPECT_EQ(client.ask("0\r\n\r\n").body, description(content));
  EXPECT_EQ(client.ask(kGet).body, "got");
}

TEST_F(Upload, MayBePipelined) {
  Running server(options(), describe);
  Client client(server.port());
  client.send(upload(file_form("one")) + kGet + upload(file_form("three")));
  EXPECT_EQ(client.read_reply().body, description("one"));
  EXPECT_EQ(client.read_reply().body, "got");
  EXPECT_EQ(client.read_reply().body, description("three"));
}

TEST_F(Upload, MayBeAsLongAsTheRouteSays) {
  const auto body = file_form(std::string(2 * kMebibyte, 'x'));
  Running server(options({}, body.size()), describe);
  EXPECT_EQ(Client(server.port()).ask(upload(body)).status, 200);
  Client larger(server.port());
  EXPECT_EQ(larger.ask(head(length(body.size() + 1))).status, 413);  // the body was never sent
  EXPECT_EQ(larger.read_to_end(), "");
  Client waiting(server.port());
  EXPECT_EQ(waiting.ask(head(length(body.size() + 1) + "Expect: 100-continue\r\n")).status, 413);
  Client chunked(server.port());
  chunked.send(head(kChunked) + chunk(body));
  EXPECT_EQ(chunked.ask(chunk("x")).status, 413);
  EXPECT_EQ(chunked.read_to_end(), "");
  EXPECT_TRUE(folder_.becomes_unused());
}

TEST_F(Upload, TellsWhyToWhoGoesOnSending) {
  Running server(options({}, kMebibyte), describe);
  Client client(server.port());
  const auto body = file_form(std::string(16 * kMebibyte, 'x'));
  EXPECT_TRUE(client.send(upload(body)));  // the refused bytes are read and dropped
  EXPECT_EQ(client.read_reply().status, 413);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(Upload, IsForItsRoutesAndForFormsWithFiles) {
  Limits limits;
  limits.body_bytes = 1000;
  Running server(options(limits), describe);
  const std::string body = file_form(std::string(2000, 'x'));
  EXPECT_EQ(Client(server.port()).ask(upload(body)).status, 200);
  EXPECT_EQ(Client(server.port()).ask(upload(body, "/files?x=1")).status, 200);
  EXPECT_EQ(Client(server.port()).ask(head(length(body.size()), "/elsewhere")).status, 413);
  EXPECT_EQ(Client(server.port()).ask(head(length(1001), "/files", "application/x-www-form-urlencoded")).status, 413);
  EXPECT_EQ(Client(server.port()).ask(head(length(3), "/files", "application/x-www-form-urlencoded") + "a=1").body,
            "memory 3");
}

TEST_F(Upload, IsInvited) {
  Running server(options(), describe);
  Client client(server.port());
  const auto body = file_form("abc");
  EXPECT_EQ(client.ask(head(length(body.size()) + "Expect: 100-continue\r\n")).status, 100);
  EXPECT_EQ(client.ask(body).body, description("abc"));
}

TEST_F(Upload, EndsWhenItDrips) {
  Limits limits;
  limits.body_deadline = milliseconds(150);
  Running server(options(limits), describe);
  Client client(server.port());
  client.send(head(length(kMebibyte)));
  std::size_t sent = 0;
  while (sent < 10'000 && client.send("x") && !client.is_readable_within(10)) ++sent;
  EXPECT_LT(sent, 10'000u);
  EXPECT_EQ(client.read_reply().status, 408);
  EXPECT_TRUE(folder_.becomes_unused());
}

TEST_F(Upload, EndsWhenItTakesTooLong) {
  Limits limits;
  limits.upload_deadline = milliseconds(150);
  Running server(options(limits, 4096 * kMebibyte), describe);
  Client client(server.port());
  client.send(head(kChunked));
  const auto piece = chunk(std::string(65'536, 'x'));
  std::size_t sent = 0;
  while (sent < 10'000 && client.send(piece) && !client.is_readable_within(10)) ++sent;
  EXPECT_LT(sent, 10'000u);
  EXPECT_EQ(client.read_reply().status, 408);
  EXPECT_TRUE(folder_.becomes_unused());
}

TEST_F(Upload, LeavesNothingWhenItIsAborted) {
  std::atomic<int> calls = 0;
  Running server(options(), [&](Request request) {
    ++calls;
    return describe(std::move(request));
  });
  for (const std::string& sent :
       {head(length(kMebibyte)) + std::string(200'000, 'x'), head(kChunked) + "ffff\r\nabc", head(length(10))}) {
    Client aborted(server.port());
    aborted.send(sent);
    while (folder_.descriptors() == 0) std::this_thread::yield();
    aborted.abort();
    EXPECT_TRUE(folder_.becomes_unused());
  }
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(Client(server.port()).ask(kGet).body, "got");
}

TEST_F(Upload, LeavesNothingWhenItIsMalformed) {
  Running server(options(), describe);
  Client client(server.port());
  client.send(head(kChunked) + chunk("abc") + "zz\r\n");
  EXPECT_EQ(client.read_reply().status, 400);
  EXPECT_TRUE(folder_.becomes_unused());
}

TEST_F(Upload, SharesTheRoomWithOthers) {
  Limits limits;
  limits.spooled_bytes = 1000;
  Running server(options(limits), describe);
  const auto body = file_form(std::string(600, 'x'));
  Client first(server.port());
  first.send(head(length(body.size())) + body.substr(0, 100));
  while (folder_.descriptors() == 0) std::this_thread::yield();
  const auto refused = Client(server.port()).ask(head(length(body.size())));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.headers.contains("retry-after"));
  Client chunked(server.port());
  EXPECT_EQ(chunked.ask(head(kChunked) + chunk(body.substr(0, 1000 - body.size() + 1)) + "0\r\n\r\n").status, 503);
  EXPECT_EQ(first.ask(body.substr(100)).status, 200);
  EXPECT_TRUE(folder_.becomes_unused());
  EXPECT_EQ(Client(server.port()).ask(upload(body)).status, 200);
}

TEST_F(Upload, ComesFromManyAtOnce) {
  Running server(options(), describe);
  std::vector<std::future<std::string>> replies;
  for (unsigned i = 0; i < 4; ++i) {
    replies.push_back(std::async(std::launch::async, [&, i] {
      return Client(server.port()).ask(upload(file_form(bytes_of(3 * kMebibyte + i, i)))).body;
    }));
  }
  for (unsigned i = 0; i < 4; ++i) EXPECT_EQ(replies[i].get(), description(bytes_of(3 * kMebibyte + i, i)));
  EXPECT_TRUE(folder_.becomes_unused());
}

TEST_F(Upload, StopsNobodyElse) {
  Limits limits;
  limits.workers = 1;
  Running server(options(limits), describe);
  std::vector<std::unique_ptr<Client>> uploading;
  for (int i = 0; i < 20; ++i) {
    uploading.push_back(std::make_unique<Client>(server.port()));
    uploading.back()->send(head(length(kMost)) + std::string(100'000, 'x'));
  }
  Client other(server.port());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(other.ask(kGet).body, "got");
}

TEST_F(Upload, IsFinishedWhenTheServerStops) {
  Running server(options(), describe);
  {
    Client client(server.port());
    const auto body = file_form(std::string(200'000, 'x'));
    client.send(head(length(body.size())) + body.substr(0, 100'000));
    while (folder_.descriptors() == 0) std::this_thread::yield();
    server.stop();
    const auto reply = client.ask(body.substr(100'000));
    EXPECT_EQ(reply.body, description(std::string(200'000, 'x')));
    EXPECT_EQ(client.read_to_end(), "");
  }
  server.join();
}

TEST_F(Upload, IsForgottenWhenTheDrainTimeIsOver) {
  Limits limits;
  limits.drain = milliseconds(100);
  {
    Running server(options(limits), describe);
    Client client(server.port());
    client.send(head(length(kMebibyte)) + std::string(100'000, 'x'));
    while (folder_.descriptors() == 0) std::this_thread::yield();
    server.stop();
    server.join();
  }
  EXPECT_TRUE(folder_.becomes_unused());
}

// The largest file this process may write stands for a disk without room: both end in the middle of a write.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

TEST_F(Upload, SaysWhenTheDiskIsFull) {
  Running server(options(), describe);
  const auto body = file_form(std::string(16 * kMebibyte, 'x'));
  {
    const SmallDisk disk(8 * kMebibyte);
    Client client(server.port());
    client.send(upload(body));
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 507);
    EXPECT_NE(reply.body.find("plus de place"), std::string::npos);
    EXPECT_TRUE(folder_.becomes_unused());
  }
  EXPECT_EQ(Client(server.port()).ask(upload(body)).status, 200);
}

TEST_F(Upload, SaysWhenThereIsNoFolder) {
  auto lost = options();
  lost.spool_folder = folder_.path() + "/gone";
  Running server(lost, describe);
  EXPECT_EQ(Client(server.port()).ask(head(length(100))).status, 500);
  EXPECT_EQ(Client(server.port()).ask(kGet).body, "got");
}

// R-823
TEST_F(Upload, RefusesProgramsInTheirLanguage) {
  Limits limits;
  limits.header_bytes = 2000;
  Running server(options(limits), describe);
  const auto large = Client(server.port()).ask(head(length(kMost + 1) + "Accept-Language: en\r\n", "/api/v1/files"));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(large.headers.at("content-type"), "application/problem+json");
  EXPECT_NE(large.body.find(R"("code":"payload_too_large")"), std::string::npos);
  EXPECT_NE(large.body.find("What you sent"), std::string::npos);
  const auto headers = Client(server.port()).ask(head("X: " + std::string(3000, 'x') + "\r\n", "/api/v1/files"));
  EXPECT_EQ(headers.status, 431);
  EXPECT_NE(headers.body.find(R"("code":"header_too_large")"), std::string::npos) << headers.body;
  const auto malformed = Client(server.port()).ask(head("Content-Length: 1\r\nContent-Length: 1\r\n", "/api/v1/files"));
  EXPECT_EQ(malformed.status, 400);
  EXPECT_NE(malformed.body.find(R"("code":"malformed")"), std::string::npos);
}

}  // namespace
}  // namespace recours::http
