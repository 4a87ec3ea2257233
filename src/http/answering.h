// From a request to bytes for the wire: asks the application, compresses, writes the head, logs. Runs on worker threads
// (and, for refusals, on I/O threads); knows no socket.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include <spdlog/logger.h>

#include "http/message.h"
#include "http/server.h"
#include "http/wire.h"

namespace recours::http {

struct Answer {
  std::string head;
  std::string body;
  std::optional<FileBody> file;   // instead of the body
  After after = After::Close;
};

class Answering {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // Logs to spdlog's logger "access"; where nobody registered one, to the default sink.
  explicit Answering(Application application, LoggedPath logged_path = {}, RouteOf route_of = {});

  // `began`: when the request was complete.
  Answer answer(Request request, After after, Moment began) const;
  // A word said without asking the application: still alive.
  Answer word(std::string text, const Request& about, After after) const;
  // What the server says without asking the application; `about` is as much of the request as could be read.
  Answer refusal(int status, const Request& about, After after) const;
  TrafficCount& count() const { return *count_; }

 private:
  Answer seal(Response response, const Request& about, After after, Moment began) const;
  void note(const Request& about, const Response& response, std::uint64_t bytes, std::chrono::microseconds took) const;

  Application application_;
  LoggedPath logged_path_;
  RouteOf route_of_;
  std::shared_ptr<spdlog::logger> log_;
  std::unique_ptr<TrafficCount> count_ = std::make_unique<TrafficCount>();
};

}  // namespace recours::http
