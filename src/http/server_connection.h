// One client: reads a request, hands it to the workers, writes the answer, and again. Everything here runs on the
// strand of its socket; a worker only posts its answer back to it. Private to server*.cpp: reading is in
// server_connection.cpp, answering in server_sending.cpp.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "http/answering.h"
#include "http/message.h"
#include "http/server_asio.h"
#include "http/server_hub.h"
#include "http/server_stream.h"
#include "http/spool.h"

namespace recours::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Hub& hub);
  ~Connection();
  void start();
  // The server ends: who is between two requests is let go, a request under way is finished.
  void leave();
  void write(Answer answer);
  void on_admission(bool is_admitted);
  Stream::executor_type executor() { return stream_.get_executor(); }

 private:
  enum class Phase { Waiting, Reading, Working, Writing, Lingering };  // Waiting: also for the handshake
  enum class Since { Accept, LastAnswer };
  using Parser = beast::http::request_parser<beast::http::buffer_body>;

  // ---- reading
  void greet();
  void wait_for_request(Since since);
  void read_header();
  void on_header(error_code error);
  void identify(Request& request) const;
  void recall_first_line();
  void take_body();
  bool open_spool();
  void invite_body();
  void read_piece();
  void on_piece(error_code error);
  void keep_piece(std::string_view piece);
  void on_read_error(error_code error);
  void hand_over();
  void refuse(int status);
  void refuse(const std::system_error& storage_failure);

  // ---- sending
  void send_rest(error_code error);
  void send_file();
  void on_written(error_code error);
  void begin_to_linger();
  void take_leave();
  void end_sending();
  void linger();
  void close();

  // ---- deadlines
  void deadline_in(std::chrono::milliseconds time);
  void no_deadline() { deadline_ = SteadyClock::time_point::max(); }
  void watch();
  void on_deadline();

  Stream stream_;
  asio::steady_timer timer_;
  Hub& hub_;
  std::string peer_;
  Phase phase_ = Phase::Waiting;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  std::vector<char> piece_;     // of a body that arrives or a file that leaves
  std::optional<std::size_t> upload_limit_;  // of the body, on a route that takes files
  std::optional<Spool> spool_;  // an upload on its way
  Answer answer_;
  std::size_t sent_ = 0;        // of the answer's body
  // The timer is left running when a deadline moves away, so that a request costs no timer operation.
  SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
  SteadyClock::time_point watched_ = SteadyClock::time_point::max();      // when the timer fires; max: it does not run
  SteadyClock::time_point last_moment_ = SteadyClock::time_point::max();  // of an upload, or of lingering
  bool too_slow_ = false;
};

}  // namespace recours::http
