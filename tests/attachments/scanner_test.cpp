// Against the real clamd, with a signature of our own, and against addresses where nobody answers.
#include "attachments/scanner.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <thread>

#include "base/text.h"
#include "support/depot.h"
#include "support/loopback.h"

namespace recours::attachments {
namespace {

using namespace std::chrono_literals;
using ::testing::StartsWith;
using testing_support::listening_socket;
using testing_support::port_of;

constexpr const char* kPattern = "recours-motif-inoffensif-7391";  // harmless, and known to our signature only

// /usr/sbin/clamd in a folder of its own, on a local socket and a free port.
class Clamd {
 public:
  Clamd() : port_(port_of(listening_socket(0))) {
    std::filesystem::create_directory(folder_.path() / "signatures");
    std::ofstream(folder_.path() / "signatures" / "recours.ndb") << "Recours.Essai:0:*:" << hex(kPattern) << "\n";
    const auto configuration = folder_.path() / "clamd.conf";
    std::ofstream(configuration) << "Foreground yes\nMaxThreads 2\nTCPAddr 127.0.0.1\nStreamMaxLength 30M\nTCPSocket "
                                 << port_ << "\nLocalSocket " << socket_path() << "\nDatabaseDirectory "
                                 << (folder_.path() / "signatures").string() << "\n";
    process_ = ::fork();
    if (process_ == 0) {
      const int log = ::open((folder_.path() / "log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
      ::dup2(log, STDOUT_FILENO);
      ::dup2(log, STDERR_FILENO);
      ::execl("/usr/sbin/clamd", "clamd", "--config-file", configuration.c_str(), nullptr);
      ::_exit(127);
    }
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!local().version() && std::chrono::steady_clock::now() < deadline &&
           ::waitpid(process_, nullptr, WNOHANG) == 0) {
      std::this_thread::yield();
    }
  }
  ~Clamd() { kill(); }
  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
  }
  std::string socket_path() const { return (folder_.path() / "clamd.sock").string(); }
  Scanner local() const { return Scanner(*scanner_address("unix:" + socket_path())); }
  Scanner tcp() const { return Scanner(*scanner_address("tcp:127.0.0.1:" + std::to_string(port_))); }
  pid_t process() const { return process_; }

 private:
  testing_support::TemporaryFolder folder_;
  std::uint16_t port_;
  pid_t process_ = -1;
};

class ScannerTest : public ::testing::Test {
 protected:
  static Clamd& clamd() {
    static Clamd one;
    return one;
  }
};

TEST_F(ScannerTest, TellsItsVersion) {
  for (const auto& scanner : {clamd().local(), clamd().tcp()}) {
    EXPECT_THAT(scanner.version().value_or(""), StartsWith("ClamAV ")) << address_text(scanner.address());
  }
}

TEST_F(ScannerTest, CleanAndInfected) {
  for (const auto& scanner : {clamd().local(), clamd().tcp()}) {
    EXPECT_EQ(scanner.scan("Bonjour."), ScanResult::Clean);
    EXPECT_EQ(scanner.scan(""), ScanResult::Clean);
    EXPECT_EQ(scanner.scan(std::string("Bonjour ") + kPattern), ScanResult::Infected);
  }
}

TEST_F(ScannerTest, TheLargestFileIsReadToItsEnd) {
  std::string bytes(20'971'520, 'x');
  EXPECT_EQ(clamd().local().scan(bytes), ScanResult::Clean);
  bytes.replace(bytes.size() - 40, std::strlen(kPattern), kPattern);
  EXPECT_EQ(clamd().local().scan(bytes), ScanResult::Infected);
}

//
TEST_F(ScannerTest, WhatTheScannerDoesNotTakeIsNotCalledClean) {
  EXPECT_EQ(clamd().local().scan(std::string(32'000'000, 'x')), ScanResult::Unavailable)
      << "longer than its StreamMaxLength";
}

//
TEST(ScannerDown, KilledIsUnavailable) {
  Clamd clamd;
  const auto scanner = clamd.local();
  ASSERT_EQ(scanner.scan("x"), ScanResult::Clean);
  clamd.kill();
  EXPECT_EQ(scanner.scan("x"), ScanResult::Unavailable);
  EXPECT_EQ(clamd.tcp().scan("x"), ScanResult::Unavailable);
  EXPECT_EQ(scanner.version(), std::nullopt);
}

//
TEST(ScannerDown, NobodyThereIsUnavailable) {
  EXPECT_EQ(Scanner(*scanner_address("unix:/nowhere/clamd.sock")).scan("x"), ScanResult::Unavailable);
  const auto port = port_of(listening_socket(0));
  EXPECT_EQ(Scanner(*scanner_address("tcp:127.0.0.1:" + std::to_string(port))).scan("x"), ScanResult::Unavailable);
  EXPECT_EQ(Scanner(*scanner_address("tcp:nowhere.invalid:3310"), 2s).scan("x"), ScanResult::Unavailable);
}

// R-827 Connections are taken by the system, and nobody ever reads them.
TEST(ScannerDown, ABlackHoleIsUnavailableWithinItsTime) {
  const auto hole = listening_socket(5);
  const Scanner scanner(*scanner_address("tcp:127.0.0.1:" + std::to_string(port_of(hole))), 200ms);
  for (const std::size_t size : {std::size_t{1}, std::size_t{20'971'520}}) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(scanner.scan(std::string(size, 'x')), ScanResult::Unavailable) << size;
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_GE(took, 200ms);
    EXPECT_LT(took, 10s);
  }
  EXPECT_EQ(scanner.version(), std::nullopt);
}

//
TEST(ScannerDown, AnswersThatMakeNoSenseAreNotCalledClean) {
  for (const std::string answer :
       {"OK", "stream: OK FOUND OK", "HTTP/1.1 200 OK", "", "UNKNOWN COMMAND", "stream:OK"}) {
    const auto socket = listening_socket(5);
    std::thread server([&] {
      const Descriptor peer(::accept(socket.get(), nullptr, nullptr));
      std::string received(4096, '\0');
      std::size_t total = 0;
      while (total < 10 + 4 + 1 + 4) {  // zINSTREAM, one piece of one byte, the end
        const auto count = ::recv(peer.get(), received.data(), received.size(), 0);
        if (count <= 0) return;
        total += static_cast<std::size_t>(count);
      }
      (void)!::write(peer.get(), answer.data(), answer.size());
    });
    const Scanner scanner(*scanner_address("tcp:127.0.0.1:" + std::to_string(port_of(socket))), 5s);
    EXPECT_EQ(scanner.scan("x"), ScanResult::Unavailable) << answer;
    server.join();
  }
}

TEST(ScannerAddresses, AreReadStrictly) {
  for (const char* good : {"unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310", "tcp:clamav:3310", "tcp:[::1]:65535"}) {
    const auto address = scanner_address(good);
    ASSERT_TRUE(address) << good;
    EXPECT_EQ(address_text(*address), good);
  }
  const std::string long_path = "unix:/" + std::string(200, 'x');
  for (const char* bad :
       {"", "unix:", "unix:clamd.ctl", "tcp:", "tcp:127.0.0.1", "tcp::3310", "tcp:127.0.0.1:0", "tcp:127.0.0.1:65536",
        "tcp:127.0.0.1:x", "tcp:127.0.0.1:-1", "tcp:::1:3310", "tcp:[::1:3310", "tcp:a b:3310", "tcp:[]:3310",
        "http://127.0.0.1:3310", "127.0.0.1:3310", "tcp://127.0.0.1:3310", "unix:/a\nb", long_path.c_str()}) {
    EXPECT_FALSE(scanner_address(bad)) << bad;
  }
}

}  // namespace
}  // namespace recours::attachments
