// The answering half of a connection.
#include <algorithm>
#include <array>

#include <spdlog/spdlog.h>

#include "http/server_connection.h"

namespace recours::http {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
// How long we listen to a client after the last answer, so that it reads it instead of a connection reset: as long as
// it goes on sending, within the time a body may take.
constexpr std::chrono::milliseconds kLinger{2000};

}  // namespace

void Connection::write(Answer answer) {
  phase_ = Phase::Writing;
  last_moment_ = SteadyClock::time_point::max();
  deadline_in(hub_.limits().write_deadline);
  answer_ = std::move(answer);
  sent_ = std::min(answer_.body.size(), kPiece);
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(answer_.head), asio::buffer(answer_.body, sent_)};
  asio::async_write(stream_, buffers, [self = shared_from_this()](error_code error, std::size_t) {
    if (!error && self->answer_.file) return self->send_file();
    self->send_rest(error);
  });
}

// A long answer may take long too: each piece has its deadline, not the whole.
void Connection::send_rest(error_code error) {
  if (error || sent_ == answer_.body.size()) return on_written(error);
  const auto piece = asio::buffer(asio::buffer(answer_.body) + sent_, kPiece);
  sent_ += piece.size();
  deadline_in(hub_.limits().write_deadline);
  asio::async_write(stream_, piece, [self = shared_from_this()](error_code failed, std::size_t) { self->send_rest(failed); });
}

// R-820 Piece by piece, each with a deadline of its own: a long file may take long, a client that does not read may
// not. Read on an I/O thread: from the page cache mostly, and 64 KiB of a disk otherwise.
void Connection::send_file() {
  FileBody& file = *answer_.file;
  if (file.length == 0) return on_written({});
  piece_.resize(std::min<std::uint64_t>(file.length, kPiece));
  try {
    read_all(*file.file, file.offset, piece_);
  } catch (const std::system_error& failure) {  // the length is promised already: all we can do is stop
    spdlog::error("a file could not be sent to its end: {}", failure.what());
    return close();
  }
  file.offset += piece_.size();
  file.length -= piece_.size();
  deadline_in(hub_.limits().write_deadline);
  asio::async_write(stream_, asio::buffer(piece_), [self = shared_from_this()](error_code error, std::size_t) {
    if (error) return self->on_written(error);
    self->send_file();
  });
}

void Connection::on_written(error_code error) {
  const After after = answer_.after;
  answer_ = {};
  piece_ = {};
  if (error) return close();
  if (after == After::Close) return begin_to_linger();
  wait_for_request(Since::LastAnswer);
}

void Connection::begin_to_linger() {
  phase_ = Phase::Lingering;
  last_moment_ = SteadyClock::now() + (hub_.is_stopping() ? kLinger : std::max(kLinger, hub_.limits().body_deadline));
  if (stream_.is_secure()) return take_leave();
  end_sending();
}

// The end of a TLS connection is said inside it, or a client could not tell it from one that was cut.
void Connection::take_leave() {
  deadline_in(kLinger);
  stream_.async_take_leave([self = shared_from_this()](error_code) { self->end_sending(); });
}

void Connection::end_sending() {
  error_code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  linger();
}

void Connection::linger() {
  deadline_in(kLinger);
  buffer_.clear();
  stream_.socket().async_read_some(buffer_.prepare(kPiece), [self = shared_from_this()](error_code error, std::size_t) {
    if (error) return self->close();
    self->linger();
  });
}

void Connection::leave() {
  if (phase_ == Phase::Waiting) return close();
  if (phase_ != Phase::Lingering) return;
  last_moment_ = SteadyClock::now() + kLinger;
  deadline_in(kLinger);
}

void Connection::close() {
  error_code ignored;
  no_deadline();
  spool_.reset();
  timer_.cancel();
  stream_.socket().close(ignored);
}

}  // namespace recours::http
