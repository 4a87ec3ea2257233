// A scanner on a socket of this machine that finds what it is told to find: clamd's INSTREAM and nothing else. What the
// outer world says is the only thing tests make up.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

#include "attachments/scanner.h"
#include "support/loopback.h"

namespace recours::testing_support {

class ScannerDouble {
 public:
  ScannerDouble() : thread_([this] { serve(); }) {}
  ~ScannerDouble() {
    ::shutdown(listening_.get(), SHUT_RDWR);
    thread_.join();
  }
  ScannerDouble(const ScannerDouble&) = delete;
  ScannerDouble& operator=(const ScannerDouble&) = delete;

  attachments::Scanner scanner() const {
    return attachments::Scanner({"", "127.0.0.1", port_of(listening_)}, std::chrono::seconds(10));
  }
  void find_virus() { answer_ = "stream: Test-Virus FOUND"; }
  void find_nothing() { answer_ = "stream: OK"; }
  void be_confused() { answer_ = "out of memory ERROR"; }
  int scans() const { return scans_; }

 private:
  void serve() {
    for (;;) {
      const Descriptor connection(::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!connection) return;
      if (!read_stream(connection)) continue;
      ++scans_;
      const std::string_view text(answer_.load());
      ::send(connection.get(), text.data(), text.size() + 1, MSG_NOSIGNAL);  // with the NUL that ends it
    }
  }
  static bool read_exactly(const Descriptor& connection, char* to, std::size_t size) {
    return size == 0 || ::recv(connection.get(), to, size, MSG_WAITALL) == static_cast<ssize_t>(size);
  }
  static bool read_stream(const Descriptor& connection) {
    std::string command(sizeof "zINSTREAM", '\0');
    if (!read_exactly(connection, command.data(), command.size())) return false;
    for (;;) {
      std::uint32_t size = 0;
      if (!read_exactly(connection, reinterpret_cast<char*>(&size), sizeof size)) return false;
      if (size == 0) return true;
      std::string piece(ntohl(size), '\0');
      if (!read_exactly(connection, piece.data(), piece.size())) return false;
    }
  }

  const Descriptor listening_ = listening_socket(8);
  std::atomic<const char*> answer_{"stream: OK"};
  std::atomic<int> scans_{0};
  std::thread thread_;  // the last: it uses what stands above
};

}  // namespace recours::testing_support
