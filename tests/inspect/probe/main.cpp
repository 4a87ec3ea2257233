// A stand-in of recours-inspect for the tests. With an argument it closes the real sandbox and tries what is named:
// exit status 0 says that it was refused. Without one it is started by the server's side, reads from descriptor 3 how
// to misbehave, and does.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "inspect/sandbox.h"

namespace {

using namespace recours::inspect;

constexpr int kRefused = 0, kAllowed = 1, kUnknown = 2;

bool refused(long result) { return result < 0 && (errno == EPERM || errno == EACCES || errno == ENOSYS); }

bool opens(const char* path, int flags) {
  const int file = open(path, flags, 0600);
  if (file >= 0) close(file);
  return file >= 0;
}

bool limited(__rlimit_resource_t resource, rlim_t most) {
  rlimit limit{};
  return getrlimit(resource, &limit) == 0 && limit.rlim_cur <= most && limit.rlim_max <= most + 1;
}

bool executes() {
  char* const none[] = {nullptr};
  return !refused(execve("/usr/bin/true", none, none));
}

bool forks() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  if (child > 0) waitpid(child, nullptr, 0);
  return child > 0;
}

bool starts_a_thread() {
  bool ran = false;
  std::thread([&] { ran = true; }).join();
  return ran;
}

// True: refused, or in its limits. The last three must still work.
const std::map<std::string, std::function<bool()>> kAttempts{
    {"network", [] { return refused(socket(AF_INET, SOCK_STREAM, 0)); }},
    {"local_socket", [] { return refused(socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"program", [] { return !executes(); }},
    {"process", [] { return !forks(); }},
    {"trace", [] { return refused(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr)); }},
    {"signal", [] { return refused(kill(getppid(), 0)); }},
    {"write_file",
     [] { return !opens("/tmp/recours-probe", O_WRONLY | O_CREAT) && !opens("/tmp", O_TMPFILE | O_RDWR); }},
    {"truncate_file", [] { return !opens("/tmp/recours-probe", O_RDONLY | O_TRUNC); }},
    {"remove_file", [] { return refused(unlink("/tmp/recours-probe")); }},
    {"rename_file", [] { return refused(rename("/tmp/recours-probe", "/tmp/recours-probe2")); }},
    {"make_folder", [] { return refused(mkdir("/tmp/recours-probe", 0700)); }},
    {"change_mode", [] { return refused(chmod("/tmp", 01777)); }},
    {"own_limits",
     [] {
       const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
       return refused(setrlimit(RLIMIT_CPU, &more));
     }},
    {"read_passwords", [] { return !opens("/etc/passwd", O_RDONLY); }},
    {"read_processes", [] { return !opens("/proc/self/environ", O_RDONLY); }},
    {"memory",
     [] {
       return mmap(nullptr, std::size_t{1} << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
              MAP_FAILED;
     }},
    {"limits",
     [] {
       return limited(RLIMIT_CPU, 10) && limited(RLIMIT_AS, rlim_t{1} << 30) && limited(RLIMIT_CORE, 0) &&
              limited(RLIMIT_FSIZE, rlim_t{64} << 20) && limited(RLIMIT_NOFILE, 64);
     }},
    {"thread_works", starts_a_thread},
    {"fonts_work", [] { return opens("/usr/share", O_RDONLY | O_DIRECTORY); }},
    {"small_memory_works", [] { return !std::string(std::size_t{64} << 20, 'x').empty(); }},
};

// ---- misbehaviour
const char* const kAccepted =
    R"({"accepted":true,"type":"pdf","converted_from":"","location_removed":false,"cleaned":false,"preview":false,"thumbnail":false})";

void say(const std::string& text) {
  if (write(STDOUT_FILENO, text.data(), text.size()) < 0) _exit(kUnknown);
}

// Only what the protocol names is open and nothing of the server's surroundings is there.
bool is_bare() {
  for (int number = 7; number < 1024; ++number) {
    if (fcntl(number, F_GETFD) >= 0) return false;
  }
  return environ == nullptr || *environ == nullptr;
}

void allocate_until_the_end() {
  for (;;) {
    auto* const block = static_cast<char*>(malloc(std::size_t{16} << 20));
    if (!block) abort();
    for (std::size_t at = 0; at < std::size_t{16} << 20; at += 4096) block[at] = 1;
  }
}

void spend_processor_time() {
  const rlimit second{1, 2};  // of the ten it is given
  setrlimit(RLIMIT_CPU, &second);
  for (volatile bool turning = true; turning;) {
  }
}

int misbehave(const std::string& how) {
  if (how == "behave") say(kAccepted);
  if (how == "bare") say(is_bare() ? R"({"accepted":false,"code":"empty"})" : kAccepted);
  if (how == "crash") abort();
  if (how == "wild pointer") raise(SIGSEGV);
  if (how == "allocate") allocate_until_the_end();
  if (how == "spin") spend_processor_time();
  if (how == "sleep") poll(nullptr, 0, -1);
  if (how == "sleep silently") close(STDOUT_FILENO), poll(nullptr, 0, -1);
  if (how == "flood")
    for (;;) say(std::string(4096, '{'));
  if (how == "nonsense") say("accepted");
  if (how == "half") say(std::string(kAccepted).substr(0, 40));
  if (how == "other shape") say(R"({"accepted":"yes"})");
  if (how == "unknown code") say(R"({"accepted":false,"code":"fine"})");
  if (how == "unknown type")
    say(R"({"accepted":true,"type":"exe","converted_from":"","location_removed":false,"cleaned":false,"preview":false,"thumbnail":false})");
  if (how == "missing file")
    say(R"({"accepted":true,"type":"pdf","converted_from":"","location_removed":false,"cleaned":true,"preview":false,"thumbnail":false})");
  if (how == "unnamed file" && write(4, "x", 1) == 1) say(kAccepted);
  if (how == "other input" && write(3, "x", 1) == 1) say(R"({"accepted":false,"code":"empty"})");
  if (how == "status") say(kAccepted), _exit(3);
  _exit(0);
}

std::string input() {
  char text[64];
  const auto size = read(3, text, sizeof text);
  return {text, size > 0 ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    const auto how = input();
    if (how != "bare") limit_resources();
    return misbehave(how);
  }
  const auto attempt = kAttempts.find(arguments[1]);
  if (attempt == kAttempts.end()) return kUnknown;
  limit_resources();
  give_up_rights();
  _exit(attempt->second() ? kRefused : kAllowed);
}
