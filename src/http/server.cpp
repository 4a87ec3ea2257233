#include "http/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <unordered_set>

// Asio's fences are unknown to ThreadSanitizer, and GCC warns that it will not see them; locks order everything here.
#pragma GCC diagnostic push
#ifdef __SANITIZE_THREAD__
#pragma GCC diagnostic ignored "-Wtsan"
#endif
#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#pragma GCC diagnostic pop
#include <spdlog/spdlog.h>

#include "http/answering.h"
#include "http/forwarded.h"
#include "http/request_rules.h"
#include "http/target.h"
#include "http/worker_pool.h"

namespace recours::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kFirstRead = 4096;
constexpr std::size_t kReadAhead = 64 * 1024;
// How long we listen to a client after the last answer, so that it reads it instead of a connection reset.
constexpr std::chrono::milliseconds kLinger{2000};
constexpr std::chrono::milliseconds kAcceptPause{50};

using Parser = beast::http::request_parser<beast::http::string_body>;

Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get: return Method::Get;
    case beast::http::verb::head: return Method::Head;
    case beast::http::verb::post: return Method::Post;
    case beast::http::verb::put: return Method::Put;
    case beast::http::verb::patch: return Method::Patch;
    case beast::http::verb::delete_: return Method::Delete;
    default: return Method::Other;
  }
}

std::string lower_case(beast::string_view text) {
  std::string out(text.data(), text.size());
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Distributions start programs with 1,024 descriptors and let them ask for more; fewer than the connections we promise
// would show as failing accepts and failing files.
void allow_descriptors(std::size_t connections) {
  constexpr rlim_t kOtherFiles = 256;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = std::min(limit.rlim_max, static_cast<rlim_t>(connections) + kOtherFiles);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) spdlog::warn("the limit of open files stays below the limit of connections");
}

// What connections share: limits, the application, the workers, the list of who is connected.
class Hub;

// One client: reads a request, hands it to the workers, writes the answer, and again. Everything here runs on the
// strand of its socket; a worker only posts its answer back to it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Hub& hub);
  ~Connection();
  void start();
  // The server ends: who is between two requests is let go, a request under way is finished.
  void leave();
  void write(Answer answer);
  tcp::socket::executor_type executor() { return socket_.get_executor(); }

 private:
  enum class Phase { Waiting, Reading, Working, Writing, Lingering };
  enum class Since { Accept, LastAnswer };

  void wait_for_request(Since since);
  void read_header();
  void on_header(error_code error);
  Request request_of(const Parser::value_type& message) const;
  void invite_body();
  void read_body();
  void on_body(error_code error);
  void on_read_error(error_code error);
  void hand_over();
  void refuse(int status);
  void on_written(error_code error);
  void linger();
  void close();
  void deadline_in(std::chrono::milliseconds time);
  void no_deadline() { deadline_ = SteadyClock::time_point::max(); }
  void watch();
  void on_deadline();

  tcp::socket socket_;
  asio::steady_timer timer_;
  Hub& hub_;
  std::string peer_;
  Phase phase_ = Phase::Waiting;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  Answer answer_;
  // The timer is left running when a deadline moves away, so that a request costs no timer operation.
  SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
  SteadyClock::time_point watched_ = SteadyClock::time_point::max();   // when the timer fires; max: it does not run
  bool too_slow_ = false;
};

class Hub {
 public:
  Hub(ServerOptions options, Application application);

  void accept();
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

 private:
  void on_accept(error_code error, tcp::socket socket);
  void run_io();
  void shut();

  ServerOptions options_;
  const Answering answering_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;                                 // guards connections_ and stop_asked_
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

// ---- Connection

Connection::Connection(tcp::socket socket, Hub& hub)
    : socket_(std::move(socket)), timer_(socket_.get_executor()), hub_(hub),
      buffer_(hub.limits().header_bytes + kReadAhead) {
  hub_.add(*this);
}

Connection::~Connection() { hub_.remove(*this); }

void Connection::start() {
  error_code error;
  const auto endpoint = socket_.remote_endpoint(error);
  if (error) return;
  peer_ = canonical_address(endpoint.address().to_string());
  socket_.set_option(tcp::no_delay(true), error);
  wait_for_request(Since::Accept);
}

void Connection::wait_for_request(Since since) {
  phase_ = Phase::Waiting;
  request_ = Request{};
  const auto& limits = hub_.limits();
  if (buffer_.size() > 0) {   // the client pipelines
    deadline_in(limits.header_deadline);
    return read_header();
  }
  if (hub_.is_stopping()) return close();
  deadline_in(since == Since::Accept ? limits.header_deadline : limits.idle_deadline);
  if (buffer_.capacity() > kFirstRead) buffer_.shrink_to_fit();
  socket_.async_read_some(buffer_.prepare(kFirstRead), [self = shared_from_this(), since](error_code error, std::size_t size) {
    if (error) return self->close();
    self->buffer_.commit(size);
    if (since == Since::LastAnswer) self->deadline_in(self->hub_.limits().header_deadline);
    self->read_header();
  });
}

void Connection::read_header() {
  phase_ = Phase::Reading;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(hub_.limits().header_bytes));
  parser_->body_limit(boost::none);   // judged by on_header, with an answer of its own
  beast::http::async_read_header(socket_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
    self->on_header(error);
  });
}

Request Connection::request_of(const Parser::value_type& message) const {
  Request request;
  request.method = method_of(message.method());
  for (const auto& field : message) {
    request.headers.emplace_back(lower_case(field.name_string()), std::string(field.value()));
  }
  Target target = parse_target({message.target().data(), message.target().size()});
  request.target = std::move(target.text);
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  if (!target.authority.empty()) {
    for (auto& [name, value] : request.headers) {
      if (name == "host") value = target.authority;
    }
  }
  Client client = hub_.client_of(peer_, request);
  request.client_address = std::move(client.address);
  request.secure = client.secure;
  return request;
}

void Connection::on_header(error_code error) {
  if (error) return on_read_error(error);
  try {
    request_ = request_of(parser_->get());
  } catch (const Malformed&) {
    return refuse(400);
  }
  const auto version = parser_->get().version() == 10 ? Version::Http10 : Version::Http11;
  if (const int status = objection_to(request_, version)) return refuse(status);
  const auto length = parser_->content_length();
  if (length && *length > hub_.limits().body_bytes) return refuse(413);
  if (parser_->is_done()) return hand_over();
  parser_->body_limit(hub_.limits().body_bytes);
  deadline_in(hub_.limits().body_deadline);
  const bool is_waiting = version == Version::Http11 && !request_.header("expect").empty() && buffer_.size() == 0;
  if (is_waiting) return invite_body();
  read_body();
}

void Connection::invite_body() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(socket_, asio::buffer(kContinue), [self = shared_from_this()](error_code error, std::size_t) {
    if (error) return self->on_read_error(error);
    self->read_body();
  });
}

void Connection::read_body() {
  beast::http::async_read(socket_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
    self->on_body(error);
  });
}

void Connection::on_body(error_code error) {
  if (error) return on_read_error(error);
  hand_over();
}

void Connection::on_read_error(error_code error) {
  if (!socket_.is_open()) return;
  if (too_slow_) return refuse(408);
  if (error == beast::http::error::body_limit) return refuse(413);
  if (error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow) {
    const std::string_view read(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    const bool in_first_line = parser_->get().target().empty() && read.find("\r\n") == std::string_view::npos;
    return refuse(in_first_line ? 414 : 431);
  }
  const bool has_left = error == beast::http::error::end_of_stream || error == beast::http::error::partial_message;
  const bool is_malformed = error.category() == beast::http::make_error_code(beast::http::error::bad_method).category();
  if (is_malformed && !has_left) return refuse(400);
  close();
}

void Connection::hand_over() {
  phase_ = Phase::Working;
  no_deadline();
  request_.body = std::move(parser_->get().body());
  const auto after = parser_->keep_alive() && !hub_.is_stopping() ? After::KeepAlive : After::Close;
  parser_.reset();
  if (auto answer = hub_.hand_over(shared_from_this(), std::move(request_), after)) write(*std::move(answer));
}

void Connection::refuse(int status) {
  if (request_.client_address.empty()) request_.client_address = peer_;
  write(hub_.answering().refusal(status, request_, After::Close));
}

void Connection::write(Answer answer) {
  phase_ = Phase::Writing;
  deadline_in(hub_.limits().write_deadline);
  answer_ = std::move(answer);
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(answer_.head), asio::buffer(answer_.body)};
  asio::async_write(socket_, buffers, [self = shared_from_this()](error_code error, std::size_t) { self->on_written(error); });
}

void Connection::on_written(error_code error) {
  answer_.head.clear();
  answer_.body = std::string();
  if (error) return close();
  if (answer_.after == After::Close) return linger();
  wait_for_request(Since::LastAnswer);
}

void Connection::linger() {
  if (phase_ != Phase::Lingering) {
    phase_ = Phase::Lingering;
    deadline_in(kLinger);
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
  }
  buffer_.clear();
  socket_.async_read_some(buffer_.prepare(kFirstRead), [self = shared_from_this()](error_code error, std::size_t) {
    if (error) return self->close();
    self->linger();
  });
}

void Connection::leave() {
  if (phase_ == Phase::Waiting) close();
}

void Connection::close() {
  error_code ignored;
  no_deadline();
  timer_.cancel();
  socket_.close(ignored);
}

void Connection::deadline_in(std::chrono::milliseconds time) {
  deadline_ = SteadyClock::now() + time;
  too_slow_ = false;
  if (deadline_ < watched_) watch();
}

void Connection::watch() {
  watched_ = deadline_;
  timer_.expires_at(deadline_);
  timer_.async_wait([weak = weak_from_this()](error_code error) {
    const auto self = weak.lock();
    if (!self || error) return;
    self->watched_ = SteadyClock::time_point::max();
    if (self->deadline_ == SteadyClock::time_point::max()) return;
    if (SteadyClock::now() < self->deadline_) return self->watch();
    self->on_deadline();
  });
}

void Connection::on_deadline() {
  if (phase_ != Phase::Reading || too_slow_) return close();
  // The pending read ends with an error and answers 408; should it win the race, the second deadline closes.
  deadline_in(kLinger);
  too_slow_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

// ---- Hub

Hub::Hub(ServerOptions options, Application application)
    : options_(std::move(options)), answering_(std::move(application)), acceptor_(asio::make_strand(io_)), accept_pause_(acceptor_.get_executor()) {
  for (auto& proxy : options_.trusted_proxies) {
    const auto address = canonical_address(proxy);
    if (address.empty()) throw std::runtime_error("not the address of a proxy: " + proxy);
    proxy = address;
  }
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
  acceptor_.async_accept(asio::make_strand(io_), [this](error_code error, tcp::socket socket) {
    on_accept(error, std::move(socket));
  });
}

void Hub::on_accept(error_code error, tcp::socket socket) {
  if (stopping_) return;
  if (error) {   // out of descriptors, most likely: trying again at once would only burn the processor
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
  if (!has_room) return;   // the socket closes here
  auto connection = std::make_shared<Connection>(std::move(socket), *this);
  const auto executor = connection->executor();
  asio::dispatch(executor, [connection = std::move(connection)] { connection->start(); });
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

std::optional<Answer> Hub::hand_over(std::shared_ptr<Connection> connection, Request request, After after) {
  const auto shared = std::make_shared<Request>(std::move(request));
  const auto began = SteadyClock::now();
  const bool taken = workers_->offer([this, connection = std::move(connection), shared, after, began]() mutable {
    auto finished = answering_.answer(std::move(*shared), after, began);
    const auto executor = connection->executor();
    asio::post(executor, [connection = std::move(connection), finished = std::move(finished)]() mutable {
      connection->write(std::move(finished));
    });
  });
  if (taken) return std::nullopt;
  return answering_.refusal(503, *shared, after);
}

void Hub::run_io() {
  while (!io_.stopped()) {
    try {
      io_.run();
    } catch (const std::exception& failure) {   // one connection's trouble (memory) must not end the others
      spdlog::error("a connection was dropped: {}", failure.what());
    }
  }
}

void Hub::serve() {
  allow_descriptors(options_.limits.connections);
  workers_.emplace(options_.limits.workers, options_.limits.queued_requests);
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
    const bool drained = changed_.wait_for(lock, options_.limits.drain, [this] { return connections_.empty(); });
    if (!drained) spdlog::warn("stopped with {} connections still open", connections_.size());
  }
  io_.stop();
  for (auto& thread : threads) thread.join();
}

void Hub::request_stop() {
  const std::lock_guard lock(mutex_);
  stop_asked_ = true;
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

}  // namespace

// ---- Server

struct Server::Impl {
  Hub hub;
};

Server::Server(ServerOptions options, Application application)
    : impl_(new Impl{Hub(std::move(options), std::move(application))}) {}

Server::~Server() = default;

std::uint16_t Server::port() const { return impl_->hub.port(); }

void Server::run() { impl_->hub.serve(); }

void Server::stop() { impl_->hub.request_stop(); }

}  // namespace recours::http
