// An optional virus scanner: clamd's INSTREAM over a local socket or TCP. Without it, or while it is down, files are
// let in and marked (attachment.h, Scan); nothing waits for it longer than the time-out.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recours::attachments {

struct ScannerAddress {
  std::string socket_path;  // of a local socket, or:
  std::string host;
  std::uint16_t port = 0;
};
// "unix:/run/clamav/clamd.ctl" or "tcp:127.0.0.1:3310"; none for anything else.
std::optional<ScannerAddress> scanner_address(std::string_view text);
// The same the other way round.
std::string address_text(const ScannerAddress& address);

enum class ScanResult { Clean, Infected, Unavailable };

class Scanner {
 public:
  // `timeout`: for a whole scan, on the monotonic clock.
  explicit Scanner(ScannerAddress address, std::chrono::milliseconds timeout = std::chrono::seconds(30));
  // Unavailable: not there, too slow, or an answer that makes no sense (logged).
  ScanResult scan(std::string_view bytes) const;
  // What it says when asked for its version ("ClamAV 1.0.9/27500/…"), or none. Waits a second at most.
  std::optional<std::string> version() const;
  const ScannerAddress& address() const { return address_; }

 private:
  ScannerAddress address_;
  std::chrono::milliseconds timeout_;
};

}  // namespace recours::attachments
