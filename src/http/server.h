// The HTTP server: sockets, limits, deadlines, a bounded worker pool. Knows no route: every complete, well-formed request
// goes to one function on a worker thread; what is malformed, too large or too slow is answered here.
// Boost.Beast lives in server*.cpp only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "http/message.h"
#include "http/tls.h"
#include "http/traffic.h"

namespace recours::http {

struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1 * 1024 * 1024;                  // longer: 413, before the body is read where the length says so
  std::size_t spooled_bytes = std::size_t{4} << 30;          // of all uploads under way together; beyond: 503
  std::size_t spooled_bytes_each = std::size_t{1} << 30;     // of them those of one address
  std::chrono::milliseconds header_deadline{10'000};         // from the first byte (or the accept) to the end of headers
  std::chrono::milliseconds body_deadline{30'000};           // of an upload: between two pieces of it
  std::chrono::milliseconds upload_deadline{600'000};        // of a whole upload
  std::chrono::milliseconds idle_deadline{60'000};           // between two requests of one connection
  std::chrono::milliseconds write_deadline{30'000};
  std::size_t connections = 4096;                            // further ones are closed at once
  std::size_t queued_requests = 256;                         // beyond: 503 with Retry-After
  int workers = 4;
  int io_threads = 1;
  std::chrono::milliseconds drain{10'000};                   // how long running requests may take to end on stop()
};

// The longest body of a route that takes files; none for every other route. A multipart form goes to disk there while it
// arrives. The path is as sent, escapes and all. Asked on the I/O threads: pure.
using UploadLimit = std::function<std::optional<std::size_t>(Method, const std::string& path)>;

// R-163 Whether this caller may send files here at all: asked on a worker once the headers are there, before a byte of an
// upload is kept. False: the application answers the request as it is, without its body.
using UploadAdmission = std::function<bool(const Request&)>;

// The path as the access log may tell it: without what is a secret in it.
using LoggedPath = std::function<std::string(const std::string& path)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                                 // 0: any free one
  std::vector<std::string> trusted_proxies;                  // addresses whose X-Forwarded-For / -Proto are believed
  Limits limits;
  LoggedPath logged_path;                                    // empty: as it is
  UploadLimit upload_limit;                                  // empty: no route takes files
  UploadAdmission admits_upload;                             // empty: everybody
  RouteOf route_of;                                          // for the counts of traffic(); empty: none by route
  std::string alive_path;                                    // answered "ok" although every worker is busy; empty: none
  std::optional<TlsFiles> tls;                               // https instead of http
  std::string spool_folder = "/tmp";                         // uploads wait here, without a name, until they are answered
};

// The address is taken, not of this machine, or not allowed.
class ListenError : public std::runtime_error {
 public:
  ListenError(const std::string& where, std::uint16_t which, std::error_code why)
      : std::runtime_error("cannot listen on " + where + " port " + std::to_string(which) + ": " + why.message()),
        address(where), port(which), reason(why) {}
  const std::string address;
  const std::uint16_t port;
  const std::error_code reason;
};

// Must not throw: the dispatcher translates exceptions before.
using Application = std::function<Response(Request)>;

class Server {
 public:
  // Binds and listens; throws ListenError, and std::runtime_error for a certificate that cannot be used.
  Server(ServerOptions options, Application application);
  ~Server();
  std::uint16_t port() const;
  // Serves until stop(); returns when the last running request was answered or the drain time is over.
  void run();
  // From any thread or signal-handling code outside a signal handler.
  void stop();
  // Ends the drain: who still reads or waits is cut off, what runs on a worker runs to its end.
  void stop_now();
  // Reads certificate and key again if their files changed, which happens by itself within seconds of a connection too.
  void reload_certificate();
  // From any thread while it serves.
  Traffic traffic() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace recours::http
