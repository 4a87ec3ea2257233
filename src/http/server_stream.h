// The bytes of one connection, plain or through TLS, in the shape Boost.Asio and Boost.Beast read from and write to.
// Private to server*.cpp.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "http/server_asio.h"
#include "http/server_tls.h"

namespace recours::http {

class Stream {
 public:
  using executor_type = tcp::socket::executor_type;

  // Without a context: plain.
  Stream(tcp::socket socket, Certificate::Context context) : socket_(std::move(socket)), context_(std::move(context)) {
    if (context_) tls_.emplace(socket_, *context_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  executor_type get_executor() { return socket_.get_executor(); }
  tcp::socket& socket() { return socket_; }
  bool is_secure() const { return tls_.has_value(); }

  template <class Buffers, class Handler>
  auto async_read_some(const Buffers& buffers, Handler&& handler) {
    if (tls_) return tls_->async_read_some(buffers, std::forward<Handler>(handler));
    return socket_.async_read_some(buffers, std::forward<Handler>(handler));
  }
  template <class Buffers, class Handler>
  auto async_write_some(const Buffers& buffers, Handler&& handler) {
    if (tls_) return tls_->async_write_some(buffers, std::forward<Handler>(handler));
    return socket_.async_write_some(buffers, std::forward<Handler>(handler));
  }
  // ---- of secure ones
  template <class Handler>
  void async_greet(Handler&& handler) {
    tls_->async_handshake(asio::ssl::stream_base::server, std::forward<Handler>(handler));
  }
  // Says goodbye and waits for theirs.
  template <class Handler>
  void async_take_leave(Handler&& handler) {
    tls_->async_shutdown(std::forward<Handler>(handler));
  }

 private:
  tcp::socket socket_;
  Certificate::Context context_;  // before what uses it
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;
};

}  // namespace recours::http
