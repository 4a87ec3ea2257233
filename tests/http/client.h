// A blocking client over plain sockets, for tests that must send what no library would; and a server for the time of
// a test. Nothing here waits by time, except to fail instead of hanging.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "base/text.h"
#include "http/server.h"

namespace recours::http::testing_client {

struct Reply {
  int status = 0;                                  // 0: the connection ended before an answer
  std::string head;
  std::map<std::string, std::string> headers;      // names in lower case
  std::string body;
};

enum class Body { Sent, Left };   // Left: the answer to HEAD

class Client {
 public:
  // `receive_buffer`: bytes the system may take in for us; 0 leaves its default.
  explicit Client(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool is_connected() const { return is_connected_; }

  // False when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  Reply read_reply(Body body = Body::Sent) {
    Reply reply;
    std::size_t end = std::string::npos;
    while ((end = read_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return reply;
    }
    reply.head = read_.substr(0, end + 4);
    read_.erase(0, end + 4);
    reply.status = std::stoi(reply.head.substr(9, 3));
    for (const auto& line : split(reply.head, '\n')) {
      const auto colon = line.find(": ");
      if (colon != std::string::npos) reply.headers[fold(line.substr(0, colon))] = trim(std::string_view(line).substr(colon + 2));
    }
    if (body == Body::Left || !reply.headers.contains("content-length")) return reply;
    const auto length = std::stoul(reply.headers["content-length"]);
    while (read_.size() < length && fill()) {
    }
    reply.body = read_.substr(0, length);
    read_.erase(0, length);
    return reply;
  }

  Reply ask(std::string_view bytes) {
    send(bytes);
    return read_reply();
  }

  // Everything until the server closes (or resets).
  std::string read_to_end() {
    while (fill()) {
    }
    return std::exchange(read_, {});
  }

  // The same, as a slow line would bring it: at most `bytes` at a time, each after `pause` milliseconds.
  std::string read_slowly(std::size_t bytes, int pause) {
    std::string all;
    std::string part(bytes, '\0');
    while (true) {
      ::poll(nullptr, 0, pause);
      const auto count = ::recv(socket_, part.data(), part.size(), 0);
      if (count <= 0) return all;
      all.append(part, 0, static_cast<std::size_t>(count));
    }
  }

  bool is_readable_within(int milliseconds) {
    pollfd poll{socket_, POLLIN, 0};
    return !read_.empty() || ::poll(&poll, 1, milliseconds) == 1;
  }

  // The connection ends with a reset, in the middle of whatever it was.
  void abort() {
    const linger now{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(socket_, -1));
  }

 private:
  bool fill() {
    char bytes[16 * 1024];
    const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) ADD_FAILURE() << "the server neither answered nor closed";
    if (count <= 0) return false;
    read_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  bool is_connected_ = false;
  std::string read_;
};

class Running {
 public:
  Running(ServerOptions options, Application application)
      : server_(std::move(options), std::move(application)), thread_([this] { server_.run(); }) {}
  ~Running() {
    stop();
    join();
  }
  std::uint16_t port() const { return server_.port(); }
  void stop() { server_.stop(); }
  void join() {
    if (thread_.joinable()) thread_.join();
  }

 private:
  Server server_;
  std::thread thread_;
};

}  // namespace recours::http::testing_client
