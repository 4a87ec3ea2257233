#include "http/server_hub.h"

#include <sys/resource.h>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "http/multipart.h"
#include "http/server_connection.h"

namespace recours::http {
namespace {

constexpr std::chrono::milliseconds kAcceptPause{50};

// Distributions start programs with 1,024 descriptors and let them ask for more; fewer than the connections we promise,
// each with a file that comes or goes, would show as failing accepts and failing files.
void allow_descriptors(std::size_t connections) {
  constexpr rlim_t kOtherFiles = 256;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = std::min(limit.rlim_max, 2 * static_cast<rlim_t>(connections) + kOtherFiles);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
    spdlog::warn("the limit of open files stays below the limit of connections");
}

}  // namespace

Hub::Hub(ServerOptions options, Application application)
    : options_(std::move(options)),
      answering_(std::move(application), options_.logged_path, options_.route_of),
      certificate_(options_.tls ? std::make_unique<Certificate>(*options_.tls) : nullptr),
      spool_room_(std::make_shared<SpoolRoom>(options_.limits.spooled_bytes)),
      client_rooms_(std::make_unique<ClientRooms>(options_.limits.spooled_bytes_each)),
      names_(fmt::format("{:08x}-", std::random_device{}())),
      acceptor_(asio::make_strand(io_)),
      accept_pause_(acceptor_.get_executor()) {
  for (auto& proxy : options_.trusted_proxies) {
    const auto address = canonical_address(proxy);
    if (address.empty()) throw std::runtime_error("not the address of a proxy: " + proxy);
    proxy = address;
  }
  listen();
}

Hub::~Hub() = default;

void Hub::listen() {
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(options_.address), options_.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    port_ = acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& failure) {
    throw ListenError(options_.address, options_.port, failure.code());
  }
}

void Hub::accept() {
  acceptor_.async_accept(asio::make_strand(io_),
                         [this](error_code error, tcp::socket socket) { on_accept(error, std::move(socket)); });
}

void Hub::on_accept(error_code error, tcp::socket socket) {
  if (stopping_) return;
  if (error) {  // out of descriptors, most likely: trying again at once would only burn the processor
    spdlog::warn("accepting a connection failed: {}", error.message());
    accept_pause_.expires_after(kAcceptPause);
    return accept_pause_.async_wait([this](error_code ended) {
      if (!ended && !stopping_) accept();
    });
  }
  bool has_room = false;
  {
    const std::lock_guard lock(mutex_);
    has_room = connections_.size() < options_.limits.connections;
  }
  accept();
  if (!has_room) return answering_.count().closed_at_once();  // the socket closes here
  auto connection = std::make_shared<Connection>(std::move(socket), *this);
  const auto executor = connection->executor();
  asio::dispatch(executor, [connection = std::move(connection)] { connection->start(); });
}

std::optional<std::size_t> Hub::upload_limit(const Request& request) const {
  if (!options_.upload_limit || !is_multipart(request.header("content-type"))) return std::nullopt;
  return options_.upload_limit(request.method, request.target.substr(0, request.target.find('?')));
}

void Hub::add(Connection& connection) {
  const std::lock_guard lock(mutex_);
  connections_.insert(&connection);
}

void Hub::remove(Connection& connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(&connection);
  changed_.notify_all();
}

//
std::optional<Answer> Hub::hand_over(std::shared_ptr<Connection> connection, Request request, After after) {
  const auto shared = std::make_shared<Request>(std::move(request));
  if (!options_.alive_path.empty() && shared->path == options_.alive_path) return answering_.word("ok\n", *shared, after);
  const auto began = SteadyClock::now();
  const auto weight = shared->spooled ? Weight::Heavy : Weight::Light;
  auto job = [this, connection = std::move(connection), shared, after, began]() mutable {
    auto finished = answering_.answer(std::move(*shared), after, began);
    const auto executor = connection->executor();
    asio::post(executor, [connection = std::move(connection), finished = std::move(finished)]() mutable {
      connection->write(std::move(finished));
    });
  };
  if (workers_->offer(std::move(job), weight)) return std::nullopt;
  return answering_.refusal(503, *shared, after);
}

bool Hub::ask_admission(std::shared_ptr<Connection> connection, const Request& request) {
  return workers_->offer([this, connection = std::move(connection), &request] {  // the connection waits and keeps the request
    bool is_admitted = false;
    try {
      is_admitted = options_.admits_upload(request);
    } catch (const std::exception& failure) {  // the application will fail in the same way, and say so
      spdlog::error("{} {}: {}", name_of(request.method), request.header("x-request-id"), failure.what());
    }
    asio::post(connection->executor(), [connection, is_admitted] { connection->on_admission(is_admitted); });
  });
}

std::string Hub::name_for(std::string_view peer, const Request& request) {
  const auto& proxies = options_.trusted_proxies;
  const auto sent = request.header("x-request-id");
  const bool is_trusted = std::find(proxies.begin(), proxies.end(), peer) != proxies.end();
  if (is_trusted && is_request_name(sent)) return std::string(sent);
  return fmt::format("{}{:x}", names_, ++named_);
}

Traffic Hub::traffic() const {
  Traffic traffic = answering_.count().read();
  const std::lock_guard lock(mutex_);
  const auto load = workers_ ? workers_->load() : WorkerPool::Load{};
  traffic.running = load.running;
  traffic.waiting = load.waiting;
  traffic.spooled_bytes = spool_room_->taken();
  if (certificate_) traffic.certificate_ends_at = certificate_->ends_at();
  traffic.connections = connections_.size();
  return traffic;
}

void Hub::reload_certificate() {
  if (certificate_) certificate_->reload_if_changed();
}

void Hub::run_io() {
  while (!io_.stopped()) {
    try {
      io_.run();
    } catch (const std::exception& failure) {  // one connection's trouble (memory) must not end the others
      spdlog::error("a connection was dropped: {}", failure.what());
    }
  }
}

void Hub::serve() {
  allow_descriptors(options_.limits.connections);
  {
    const std::lock_guard lock(mutex_);  // somebody may ask for the traffic already
    workers_.emplace(options_.limits.workers, options_.limits.queued_requests);
  }
  asio::post(acceptor_.get_executor(), [this] { accept(); });
  auto open = asio::make_work_guard(io_);
  std::vector<std::thread> threads;
  for (int i = 0; i < options_.limits.io_threads; ++i) threads.emplace_back([this] { run_io(); });
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stop_asked_; });
  }
  shut();
  {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, options_.limits.drain, [this] { return stop_now_asked_ || connections_.empty(); });
    if (!connections_.empty()) spdlog::warn("stopped with {} connections still open", connections_.size());
  }
  io_.stop();
  for (auto& thread : threads) thread.join();
}

//
void Hub::request_stop() {
  const std::lock_guard lock(mutex_);
  stop_asked_ = true;
  changed_.notify_all();
}

void Hub::request_stop_now() {
  const std::lock_guard lock(mutex_);
  stop_asked_ = stop_now_asked_ = true;
  changed_.notify_all();
}

void Hub::shut() {
  stopping_ = true;
  asio::post(acceptor_.get_executor(), [this] {
    error_code ignored;
    acceptor_.close(ignored);
    accept_pause_.cancel();
  });
  const std::lock_guard lock(mutex_);
  for (Connection* each : connections_) {
    auto connection = each->weak_from_this().lock();
    if (!connection) continue;
    const auto executor = connection->executor();
    asio::post(executor, [connection = std::move(connection)] { connection->leave(); });
  }
}

}  // namespace recours::http
