#include "http/server_connection.h"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "http/multipart.h"
#include "http/request_rules.h"
#include "http/target.h"

namespace recours::http {
namespace {

constexpr std::size_t kFirstRead = 4096;
constexpr std::size_t kReadAhead = 64 * 1024;
constexpr std::size_t kPiece = 64 * 1024;
// How long the second try to end a slow client may take.
constexpr std::chrono::milliseconds kSecondTry{2000};

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

// False: the target is malformed and left empty, and the path is there as far as it can be read.
template <class Message>
bool copy_first_line_and_headers(const Message& message, Request& into) {
  into.method = method_of(message.method());
  for (const auto& field : message) {
    into.headers.emplace_back(lower_case(field.name_string()), std::string(field.value()));
  }
  const std::string_view sent(message.target().data(), message.target().size());
  Target target;
  try {
    target = parse_target(sent);
  } catch (const Malformed&) {
    into.path = readable_path(sent);
    return false;
  }
  into.target = std::move(target.text);
  into.path = std::move(target.path);
  into.query = std::move(target.query);
  if (target.authority.empty()) return true;
  for (auto& [name, value] : into.headers) {
    if (name == "host") value = target.authority;
  }
  return true;
}

bool is_full_disk(const std::system_error& failure) {
  const int code = failure.code().value();
  return code == ENOSPC || code == EDQUOT || code == EFBIG;
}

bool is_out_of_descriptors(const std::system_error& failure) {
  return failure.code().value() == EMFILE || failure.code().value() == ENFILE;
}

}  // namespace

Connection::Connection(tcp::socket socket, Hub& hub)
    : stream_(std::move(socket), hub.certificate()),
      timer_(stream_.get_executor()),
      hub_(hub),
      buffer_(hub.limits().header_bytes + kReadAhead) {
  hub_.add(*this);
}

Connection::~Connection() { hub_.remove(*this); }

void Connection::start() {
  error_code error;
  const auto endpoint = stream_.socket().remote_endpoint(error);
  if (error) return;
  peer_ = canonical_address(endpoint.address().to_string());
  stream_.socket().set_option(tcp::no_delay(true), error);
  if (stream_.is_secure()) return greet();
  wait_for_request(Since::Accept);
}

// R-160 Within the time headers may take: who opens a connection and says nothing is closed.
void Connection::greet() {
  if (hub_.is_stopping()) return close();
  deadline_in(hub_.limits().header_deadline);
  stream_.async_greet([self = shared_from_this()](error_code error) {
    if (error) {
      self->hub_.answering().count().handshake_failed();
      return self->close();
    }
    self->wait_for_request(Since::Accept);
  });
}

void Connection::wait_for_request(Since since) {
  phase_ = Phase::Waiting;
  request_ = Request{};
  const auto& limits = hub_.limits();
  if (buffer_.size() > 0) {  // the client pipelines
    deadline_in(limits.header_deadline);
    return read_header();
  }
  if (hub_.is_stopping()) return close();
  deadline_in(since == Since::Accept ? limits.header_deadline : limits.idle_deadline);
  if (buffer_.capacity() > kFirstRead) buffer_.shrink_to_fit();
  stream_.async_read_some(buffer_.prepare(kFirstRead),
                          [self = shared_from_this(), since](error_code error, std::size_t size) {
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
  parser_->body_limit(boost::none);  // judged by on_header, with an answer of its own
  beast::http::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](error_code error, std::size_t) { self->on_header(error); });
}

// Who asks, through which proxies, and the name of the request in the log.
void Connection::identify(Request& request) const {
  Client client = hub_.client_of(peer_, request);
  request.client_address = std::move(client.address);
  request.secure = client.secure || stream_.is_secure();
  auto name = hub_.name_for(peer_, request);
  std::erase_if(request.headers, [](const auto& header) { return header.first == "x-request-id"; });
  request.headers.emplace_back("x-request-id", std::move(name));
}

void Connection::on_header(error_code error) {
  if (error) return on_read_error(error);
  const bool is_well_formed = copy_first_line_and_headers(parser_->get(), request_);
  identify(request_);
  if (!is_well_formed) return refuse(400);
  const auto version = parser_->get().version() == 10 ? Version::Http10 : Version::Http11;
  if (const int status = objection_to(request_, version)) return refuse(status);
  upload_limit_ = hub_.upload_limit(request_);
  const auto length = parser_->content_length();
  if (length && *length > upload_limit_.value_or(hub_.limits().body_bytes)) return refuse(413);
  if (parser_->is_done()) return hand_over();
  if (!upload_limit_ || !hub_.asks_admission()) return take_body();
  phase_ = Phase::Working;
  no_deadline();
  if (!hub_.ask_admission(shared_from_this(), request_)) refuse(503);
}

// R-163 Strangers cannot fill the disk: what they send is thrown away while they read why.
void Connection::on_admission(bool is_admitted) {
  phase_ = Phase::Reading;
  if (is_admitted) return take_body();
  parser_.reset();
  if (auto answer = hub_.hand_over(shared_from_this(), std::move(request_), After::Close)) write(*std::move(answer));
}

// R-821 Forms with files go to disk while they arrive, every other body stays in memory.
void Connection::take_body() {
  const auto& limits = hub_.limits();
  parser_->body_limit(upload_limit_.value_or(limits.body_bytes));
  last_moment_ = SteadyClock::now() + (upload_limit_ ? limits.upload_deadline : limits.body_deadline);
  deadline_in(limits.body_deadline);
  if (upload_limit_ && !open_spool()) return;
  piece_.resize(std::min<std::uint64_t>(parser_->content_length().value_or(kPiece), kPiece));
  const bool is_http11 = parser_->get().version() == 11;
  const bool is_waiting = is_http11 && !request_.header("expect").empty() && buffer_.size() == 0;
  if (is_waiting) return invite_body();
  read_piece();
}

// False: refused already.
bool Connection::open_spool() {
  try {
    spool_.emplace(hub_.open_spool(request_.client_address));
  } catch (const std::system_error& failure) {
    refuse(failure);
    return false;
  }
  const auto length = parser_->content_length();
  if (!length || spool_->expect(*length)) return true;
  refuse(503);
  return false;
}

void Connection::invite_body() {
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(stream_, asio::buffer(kContinue), [self = shared_from_this()](error_code error, std::size_t) {
    if (error) return self->on_read_error(error);
    self->read_piece();
  });
}

void Connection::read_piece() {
  auto& body = parser_->get().body();
  body.data = piece_.data();
  body.size = piece_.size();
  body.more = true;
  beast::http::async_read(stream_, buffer_, *parser_,
                          [self = shared_from_this()](error_code error, std::size_t) { self->on_piece(error); });
}

void Connection::on_piece(error_code error) {
  if (error == beast::http::error::need_buffer) error = {};  // the piece is full
  if (error) return on_read_error(error);
  // The piece came in the moment its time was over, and nothing was left to cancel.
  if (too_slow_ && !parser_->is_done()) return refuse(408);
  const std::string_view piece(piece_.data(), piece_.size() - parser_->get().body().size);
  try {
    keep_piece(piece);
  } catch (const std::system_error& failure) {
    refuse(failure);
  }
}

// The write goes to the page cache, in the time of a copy, so it may happen on an I/O thread; a disk that cannot keep
// up slows down everybody on this thread, which is what stops more from coming.
void Connection::keep_piece(std::string_view piece) {
  if (!spool_) {
    request_.body.append(piece);
  } else if (!spool_->append(piece)) {
    return refuse(503);
  }
  if (parser_->is_done()) return hand_over();
  if (spool_) deadline_in(hub_.limits().body_deadline);
  read_piece();
}

// Of a request whose headers did not end: for the log, and for who is told why.
void Connection::recall_first_line() {
  if (!request_.path.empty() || !parser_ || parser_->get().target().empty()) return;
  copy_first_line_and_headers(parser_->get(), request_);
  identify(request_);
}

void Connection::on_read_error(error_code error) {
  if (!stream_.socket().is_open()) return;
  recall_first_line();
  if (too_slow_) return refuse(408);
  if (error == beast::http::error::body_limit) return refuse(413);
  if (error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow) {
    if (parser_->is_header_done()) return refuse(400);  // a line between chunks that does not end
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
  if (spool_) {
    request_.spooled = std::move(*spool_).finish();
    spool_.reset();
  }
  piece_ = {};
  const auto after = parser_->keep_alive() && !hub_.is_stopping() ? After::KeepAlive : After::Close;
  parser_.reset();
  if (auto answer = hub_.hand_over(shared_from_this(), std::move(request_), after)) write(*std::move(answer));
}

void Connection::refuse(int status) {
  spool_.reset();
  piece_ = {};
  if (request_.client_address.empty()) request_.client_address = peer_;
  write(hub_.answering().refusal(status, request_, After::Close));
}

void Connection::refuse(const std::system_error& storage_failure) {
  spdlog::error("an upload could not be kept: {}", storage_failure.what());
  if (is_full_disk(storage_failure)) return refuse(507);
  refuse(is_out_of_descriptors(storage_failure) ? 503 : 500);
}

// ---- deadlines: R-167, a connection that waits or drips costs memory only

void Connection::deadline_in(std::chrono::milliseconds time) {
  deadline_ = std::min(SteadyClock::now() + time, last_moment_);
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
  last_moment_ = SteadyClock::time_point::max();
  deadline_in(kSecondTry);
  too_slow_ = true;
  error_code ignored;
  stream_.socket().cancel(ignored);
}

}  // namespace recours::http
