// The certificate a server shows, read again when its files change: who renews it need not start the server again.
// Private to server*.cpp.
#pragma once

#include <sys/stat.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "http/server_asio.h"
#include "http/tls.h"

namespace recours::http {

// R-160 TLS 1.2 and 1.3, our order of ciphers, no renegotiation, no compression, HTTP/1.1 by name (ALPN).
class Certificate {
 public:
  using Context = std::shared_ptr<asio::ssl::context>;

  // Throws std::runtime_error when the files cannot be used.
  explicit Certificate(TlsFiles files);
  // What the next connection begins with. Looks at the files every ten seconds at most.
  Context current();
  // R-162 Reads them again if they are not those that were read; what cannot be used is logged, and the old one stays.
  void reload_if_changed();
  // The last moment of the one in use, in seconds since 1970; 0: unknown.
  std::int64_t ends_at() const { return ends_at_; }

 private:
  struct Stamp {
    timespec certificate{}, key{};
    ino_t certificate_file = 0, key_file = 0;
    bool operator==(const Stamp& other) const;
  };
  Stamp stamp() const;
  Context load();

  const TlsFiles files_;
  std::mutex mutex_;  // guards the four below
  Stamp read_;
  Context context_;
  SteadyClock::time_point looked_;
  std::atomic<std::int64_t> ends_at_ = 0;
};

}  // namespace recours::http
