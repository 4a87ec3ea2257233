// What the connections of a server share: limits, the application, the workers, the room of uploads, the list of who is
// connected. Private to server*.cpp.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "http/answering.h"
#include "http/forwarded.h"
#include "http/server.h"
#include "http/server_asio.h"
#include "http/spool.h"
#include "http/worker_pool.h"

namespace recours::http {

class Connection;

class Hub {
 public:
  // Binds and listens; throws ListenError.
  Hub(ServerOptions options, Application application);
  ~Hub();

  void serve();
  void request_stop();
  std::uint16_t port() const { return port_; }

  // ---- for connections
  const Limits& limits() const { return options_.limits; }
  bool is_stopping() const { return stopping_; }
  void add(Connection& connection);
  void remove(Connection& connection);
  // To the workers, who write to the connection later; an answer at once when too many wait.
  std::optional<Answer> hand_over(std::shared_ptr<Connection> connection, Request request, After after);
  const Answering& answering() const { return answering_; }
  Client client_of(std::string_view peer, const Request& request) const {
    return client_behind(peer, request, options_.trusted_proxies);
  }
  // The longest body of this request when it is a form with files on a route that takes them.
  std::optional<std::size_t> upload_limit(const Request& request) const;
  // Throws std::system_error.
  Spool open_spool() const { return Spool(spool_room_, options_.spool_folder); }

 private:
  void listen();
  void accept();
  void on_accept(error_code error, tcp::socket socket);
  void run_io();
  void shut();

  ServerOptions options_;
  const Answering answering_;
  const std::shared_ptr<SpoolRoom> spool_room_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;  // guards connections_ and stop_asked_
  std::condition_variable changed_;
  std::unordered_set<Connection*> connections_;
  bool stop_asked_ = false;
  std::uint16_t port_ = 0;
  // Connections live in handlers of the context, so it ends before what they touch.
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer accept_pause_;
  std::optional<WorkerPool> workers_;
};

}  // namespace recours::http
