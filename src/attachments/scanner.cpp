#include "attachments/scanner.h"

#include <netdb.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <system_error>

#include "base/descriptor.h"
#include "base/text.h"

namespace recours::attachments {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kPieceBytes = 128 * 1024;
constexpr std::size_t kMostAnswerBytes = 4096;
constexpr std::chrono::milliseconds kVersionTimeout{1000};

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

// One question to clamd, by the end of its time. Throws std::system_error.
class Connection {
 public:
  Connection(const ScannerAddress& address, Steady::time_point deadline) : deadline_(deadline) {
    if (address.socket_path.empty()) {
      connect_tcp(address);
    } else {
      connect_local(address.socket_path);
    }
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
        wait_for(POLLOUT);
      } else if (errno != EINTR) {
        fail(errno, "send");
      }
    }
  }

  // Up to the NUL that ends it, or the end of the connection.
  std::string answer() {
    std::string text;
    std::array<char, 512> piece;
    while (text.size() < kMostAnswerBytes) {
      const auto count = ::recv(socket_.get(), piece.data(), piece.size(), 0);
      if (count > 0) text.append(piece.data(), static_cast<std::size_t>(count));
      if (const auto end = text.find('\0'); end != std::string::npos) return text.substr(0, end);
      if (count == 0) return text;
      if (count > 0 || errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) fail(errno, "recv");
      wait_for(POLLIN);
    }
    return text;
  }

 private:
  void wait_for(short events) const {
    while (true) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Steady::now());
      pollfd waiting{socket_.get(), events, 0};
      const int ready = left.count() > 0 ? ::poll(&waiting, 1, static_cast<int>(left.count())) : 0;
      if (ready > 0) return;
      if (ready == 0) fail(ETIMEDOUT, "no answer in time");
      if (errno != EINTR) fail(errno, "poll");
    }
  }

  void connect_to(int family, const sockaddr* address, socklen_t size) {
    socket_ = Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket_) fail(errno, "socket");
    if (::connect(socket_.get(), address, size) == 0) return;
    // A local socket whose queue is full says EAGAIN, and nothing ever becomes ready: it is as good as down.
    if (errno != EINPROGRESS) fail(errno, "connect");
    wait_for(POLLOUT);
    int error = 0;
    socklen_t error_size = sizeof error;
    ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &error_size);
    if (error != 0) fail(error, "connect");
  }

  void connect_local(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) fail(ENAMETOOLONG, "connect");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    connect_to(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }

  void connect_tcp(const ScannerAddress& address) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found) != 0) {
      fail(EHOSTUNREACH, "name not known");
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(found, &::freeaddrinfo);
    for (const addrinfo* at = found; at; at = at->ai_next) {
      try {
        connect_to(at->ai_family, at->ai_addr, at->ai_addrlen);
        return;
      } catch (const std::system_error& error) {
        if (!at->ai_next) throw;
      }
    }
  }

  Steady::time_point deadline_;
  Descriptor socket_;
};

// Length in front, highest byte first.
std::string framed_length(std::size_t length) {
  std::string bytes(4, '\0');
  for (int i = 0; i < 4; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<char>(length >> (24 - 8 * i) & 0xFF);
  return bytes;
}

void send_stream(Connection& connection, std::string_view bytes) {
  using namespace std::literals;
  connection.send("zINSTREAM\0"sv);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kPieceBytes))) {
    const auto piece = bytes.substr(0, kPieceBytes);
    connection.send(framed_length(piece.size()));
    connection.send(piece);
  }
  connection.send(framed_length(0));
}

std::string ask_to_scan(const ScannerAddress& address, std::string_view bytes, Steady::time_point deadline) {
  Connection connection(address, deadline);
  try {
    send_stream(connection, bytes);
  } catch (const std::system_error& error) {
    // It hung up while we spoke: what it said before, such as that the stream is too long for it, says why.
    if (error.code() != std::errc::broken_pipe && error.code() != std::errc::connection_reset) throw;
  }
  return connection.answer();
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

std::optional<ScannerAddress> scanner_address(std::string_view text) {
  if (!is_one_line(text) || text.find(' ') != std::string_view::npos) return std::nullopt;
  if (text.starts_with("unix:/")) {
    if (text.size() - 5 >= sizeof(sockaddr_un::sun_path)) return std::nullopt;
    return ScannerAddress{std::string(text.substr(5)), "", 0};
  }
  if (!text.starts_with("tcp:")) return std::nullopt;
  text.remove_prefix(4);
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = port_of(text.substr(colon + 1));
  auto host = text.substr(0, colon);
  const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (in_brackets) host = host.substr(1, host.size() - 2);
  const bool is_plain = host.find_first_of("[]/@") == std::string_view::npos;
  if (!port || host.empty() || !is_plain || (!in_brackets && host.find(':') != std::string_view::npos))
    return std::nullopt;
  return ScannerAddress{"", std::string(host), *port};
}

std::string address_text(const ScannerAddress& address) {
  if (!address.socket_path.empty()) return "unix:" + address.socket_path;
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return "tcp:" + (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

Scanner::Scanner(ScannerAddress address, std::chrono::milliseconds timeout)
    : address_(std::move(address)), timeout_(timeout) {}

ScanResult Scanner::scan(std::string_view bytes) const {
  try {
    const auto answer = ask_to_scan(address_, bytes, Steady::now() + timeout_);
    if (answer == "stream: OK") return ScanResult::Clean;
    if (answer.starts_with("stream: ") && answer.ends_with(" FOUND")) {
      spdlog::warn("virus scanner: {}", answer);
      return ScanResult::Infected;
    }
    spdlog::error("virus scanner {}: not understood: {}", address_text(address_), answer.substr(0, 200));
  } catch (const std::system_error& error) {
    spdlog::error("virus scanner {}: {}", address_text(address_), error.what());
  }
  return ScanResult::Unavailable;
}

std::optional<std::string> Scanner::version() const {
  using namespace std::literals;
  try {
    Connection connection(address_, Steady::now() + std::min(timeout_, kVersionTimeout));
    connection.send("zVERSION\0"sv);
    const auto answer = connection.answer();
    if (answer.starts_with("ClamAV ") && is_one_line(answer)) return answer;
  } catch (const std::system_error&) {
    // Asked often: what is wrong is told where a file is scanned.
  }
  return std::nullopt;
}

}  // namespace recours::attachments
