// Any bytes to a real server over a real socket: what reaches the application is well-formed and within the limits, the
// server answers in HTTP or closes, and serves the next one.
#include <spdlog/sinks/null_sink.h>
#include <spdlog/spdlog.h>

#include <string>
#include <thread>

#include "base/text.h"
#include "fuzz/fuzzing.h"
#include "http/server.h"
#include "support/loopback.h"

namespace {

using namespace recours;
using fuzzing::require;

constexpr std::size_t kMostBody = 4000;
constexpr std::size_t kMostUpload = 8000;

http::Response look(http::Request request) {
  require(request.path.starts_with('/') && is_valid_utf8(request.path));
  require(request.content().size() <= (request.spooled ? kMostUpload : kMostBody));
  for (const auto& [name, value] : request.headers) require(http::is_header_name(name) && http::is_header_value(value));
  return http::Response::text("seen");
}

// Lives as long as the program.
class Target {
 public:
  Target() {
    if (!spdlog::get("access"))
      spdlog::register_logger(
          std::make_shared<spdlog::logger>("access", std::make_shared<spdlog::sinks::null_sink_mt>()));
    http::ServerOptions options;
    options.port = 0;
    options.limits.body_bytes = kMostBody;
    options.limits.header_bytes = 4096;
    options.limits.workers = 1;
    options.upload_limit = [](http::Method method, const std::string&) {
      return method == http::Method::Post ? std::optional(kMostUpload) : std::nullopt;
    };
    options.admits_upload = [](const http::Request& request) { return request.path != "/stranger"; };
    server_ = std::make_unique<http::Server>(options, look);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Target() {
    server_->stop();
    thread_.join();
    spdlog::drop("access");
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  std::uint16_t port() const { return server_->port(); }

 private:
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

std::string answer_to(std::uint16_t port, std::string_view bytes) {
  const Descriptor client = testing_support::connected_socket(port);
  while (!bytes.empty()) {
    const auto sent = ::send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  ::shutdown(client.get(), SHUT_WR);
  std::string all;
  char part[4096];
  ssize_t count = 0;
  do {  // libFuzzer interrupts with its alarm
    count = ::recv(client.get(), part, sizeof part, 0);
    if (count > 0) all.append(part, static_cast<std::size_t>(count));
  } while (count > 0 || (count < 0 && errno == EINTR));
  require(count == 0 || errno == ECONNRESET);  // not: it neither answered nor closed
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Target target;
  const auto answer = answer_to(target.port(), fuzzing::text_of(data, size));
  require(answer.empty() || answer.starts_with("HTTP/1.1 "));
  return 0;
}
