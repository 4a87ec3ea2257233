// What the connections of a server share: limits, the application, the workers, the room of uploads, the list of who is
// connected. Private to server*.cpp.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "http/answering.h"
#include "http/forwarded.h"
#include "http/server.h"
#include "http/server_asio.h"
#include "http/server_tls.h"
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
  void request_stop_now();
  void reload_certificate();
  Traffic traffic() const;
  std::uint16_t port() const { return port_; }

  // ---- for connections
  const Limits& limits() const { return options_.limits; }
  bool is_stopping() const { return stopping_; }
  void add(Connection& connection);
  void remove(Connection& connection);
  // To the workers, who write to the connection later; an answer at once when too many wait.
  std::optional<Answer> hand_over(std::shared_ptr<Connection> connection, Request request, After after);
  // R-163 Asks on a worker whether an upload may begin, and tells the connection. False: too many wait.
  [[nodiscard]] bool ask_admission(std::shared_ptr<Connection> connection, const Request& request);
  bool asks_admission() const { return static_cast<bool>(options_.admits_upload); }
  // Nothing: plain http.
  Certificate::Context certificate() { return certificate_ ? certificate_->current() : nullptr; }
  const Answering& answering() const { return answering_; }
  Client client_of(std::string_view peer, const Request& request) const {
    return client_behind(peer, request, options_.trusted_proxies);
  }
  // The longest body of this request when it is a form with files on a route that takes them.
  std::optional<std::size_t> upload_limit(const Request& request) const;
  // Throws std::system_error.
  Spool open_spool(const std::string& client) const {
    return Spool({spool_room_, client_rooms_->room_of(client)}, options_.spool_folder);
  }
  // R-165 One name for the request in the access log, the log and the answer: that of a trusted proxy, or ours.
  std::string name_for(std::string_view peer, const Request& request);

 private:
  void listen();
  void accept();
  void on_accept(error_code error, tcp::socket socket);
  void run_io();
  void shut();

  ServerOptions options_;
  const Answering answering_;
  std::unique_ptr<Certificate> certificate_;  // none: plain http
  const std::shared_ptr<SpoolRoom> spool_room_;
  const std::unique_ptr<ClientRooms> client_rooms_;
  const std::string names_;  // what our names of requests begin with: another one for each start
  std::atomic<std::uint64_t> named_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;  // guards connections_, stop_asked_, stop_now_asked_, the making of workers_
  std::condition_variable changed_;
  std::unordered_set<Connection*> connections_;
  bool stop_asked_ = false;
  bool stop_now_asked_ = false;
  std::uint16_t port_ = 0;
  // Connections live in handlers of the context, so it ends before what they touch.
  asio::io_context io_;
  tcp::acceptor acceptor_;
  asio::steady_timer accept_pause_;
  std::optional<WorkerPool> workers_;
};

}  // namespace recours::http
