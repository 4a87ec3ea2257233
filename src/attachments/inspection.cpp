#include "attachments/inspection.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <spdlog/spdlog.h>
#include <boost/json.hpp>

namespace recours::attachments {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kMostOutputBytes = 4096;
// The program's descriptors (inspect/verdict.h): 0 nothing, 1 its answer, 2 nothing, then these.
constexpr int kFirstFile = 3;
constexpr int kDescriptors = 7;

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

// Out of the way of the numbers the program gets, so that none is overwritten while they are handed over.
Descriptor raised(const Descriptor& file) {
  Descriptor copy(::fcntl(file.get(), F_DUPFD_CLOEXEC, kDescriptors + 3));
  if (!copy) fail(errno, "dup");
  return copy;
}

Descriptor opened(const std::string& path, int flags) {
  Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
  if (!file) fail(errno, "open");
  return file;
}

// The file as sent, which the program can read but not change.
Descriptor read_only_copy(std::string_view bytes, const std::string& folder) {
  const auto file = temporary_file(folder.c_str());
  write_all(file, bytes);
  return opened("/proc/self/fd/" + std::to_string(file.get()), O_RDONLY);
}

// The files the program writes, the server's ends and its answer's.
struct Outputs {
  Descriptor cleaned, preview, thumbnail;
  Descriptor answer;  // what it prints
};

// ---- starting
class SpawnActions {
 public:
  SpawnActions() { require(posix_spawn_file_actions_init(&actions_)); }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  void hand_over(const Descriptor& file, int as) {
    require(posix_spawn_file_actions_adddup2(&actions_, file.get(), as));
  }
  void close_others() { require(posix_spawn_file_actions_addclosefrom_np(&actions_, kDescriptors)); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }
  static void require(int error) {
    if (error != 0) fail(error, "posix_spawn");
  }

 private:
  posix_spawn_file_actions_t actions_;
};

// No signal is blocked or ignored, and Ctrl-C at the server's terminal is not meant for it.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    SpawnActions::require(posix_spawnattr_init(&attributes_));
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_;
};

// A started program. It is ended and reaped when this goes, whatever happens.
class Child {
 public:
  explicit Child(pid_t process) : process_(process) {
    ended_ = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  }
  ~Child() {
    if (process_ > 0) kill_and_reap();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Readable once the program has ended.
  const Descriptor& ended() const { return ended_; }
  int kill_and_reap() {
    ::kill(process_, SIGKILL);
    return reap();
  }
  int reap() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return status;
  }

 private:
  pid_t process_;
  Descriptor ended_;
};

// `word`: what it is asked, empty for an inspection.
pid_t start(const std::string& program, const std::array<Descriptor, kDescriptors>& files, std::string word) {
  SpawnActions actions;
  for (int as = 0; as < kDescriptors; ++as) actions.hand_over(files.at(static_cast<std::size_t>(as)), as);
  actions.close_others();
  const SpawnAttributes attributes;
  std::string name = "recours-inspect";
  char* const arguments[] = {name.data(), word.empty() ? nullptr : word.data(), nullptr};
  char* const environment[] = {nullptr};
  pid_t process = -1;
  const int error = posix_spawn(&process, program.c_str(), actions.get(), attributes.get(), arguments, environment);
  if (error != 0) throw std::system_error(error, std::generic_category(), "starting " + program);
  return process;
}

struct Started {
  pid_t process;
  Outputs outputs;
};

Started start_on(std::string_view bytes, const InspectorOptions& options, std::string word = {}) {
  const auto& folder = options.spool_folder;
  Outputs outputs{temporary_file(folder.c_str()), temporary_file(folder.c_str()), temporary_file(folder.c_str()), {}};
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail(errno, "pipe");
  outputs.answer = Descriptor(ends[0]);
  const Descriptor printed(ends[1]);
  const auto nothing = opened("/dev/null", O_RDWR);
  const std::array<Descriptor, kDescriptors> files{
      raised(nothing),         raised(printed),         raised(nothing),          raised(read_only_copy(bytes, folder)),
      raised(outputs.cleaned), raised(outputs.preview), raised(outputs.thumbnail)};
  const auto process = start(options.program, files, std::move(word));
  return {process, std::move(outputs)};
}

// ---- waiting
struct Ending {
  std::string problem;  // empty: it ended by itself, with status 0
  std::string answer;
};

bool is_readable(const pollfd& watched) { return (watched.revents & (POLLIN | POLLHUP | POLLERR)) != 0; }

// Reads what there is; false at the end of it.
bool read_some(const Descriptor& file, std::string& into) {
  std::array<char, 1024> chunk{};
  const auto count = ::read(file.get(), chunk.data(), chunk.size());
  if (count < 0) return errno == EINTR;
  into.append(chunk.data(), static_cast<std::size_t>(count));
  return count > 0;
}

std::string problem_of(int status) {
  if (WIFSIGNALED(status)) return "ended by signal " + std::to_string(WTERMSIG(status));
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) return "exit status " + std::to_string(WEXITSTATUS(status));
  return {};
}

// Until the program has ended and all it printed is read; kills it when it takes or prints too much.
Ending wait_for(Child& child, const Descriptor& printed, SteadyClock::time_point deadline) {
  Ending ending;
  bool printing = true;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
    pollfd watched[] = {{printing ? printed.get() : -1, POLLIN, 0}, {child.ended().get(), POLLIN, 0}};
    const int ready = left > 0 ? ::poll(watched, 2, static_cast<int>(std::min<long>(left, INT_MAX))) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) fail(errno, "poll");
    if (ready == 0) ending.problem = "took too long";
    if (is_readable(watched[0])) printing = read_some(printed, ending.answer);
    if (ending.answer.size() > kMostOutputBytes) ending.problem = "printed too much";
    if (!ending.problem.empty()) {
      child.kill_and_reap();
      return ending;
    }
    if (!printing && is_readable(watched[1])) {
      ending.problem = problem_of(child.reap());
      return ending;
    }
  }
}

// ---- reading the answer
Refusal too_complex(const std::string& problem, std::size_t size) {
  spdlog::warn("inspection of a file of {} bytes failed: {}", size, problem);
  return refused_file("too_complex");
}

bool is_known_code(std::string_view code) {
  static constexpr std::array<std::string_view, 13> codes{
      "unsupported_type", "too_large",       "empty",          "damaged",          "encrypted",
      "macros",           "active_content",  "embedded_files", "external_content", "polyglot",
      "archive_bomb",     "image_too_large", "too_complex"};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

class Nonsense : public std::runtime_error {
 public:
  explicit Nonsense(const char* what) : std::runtime_error(what) {}
};

// A file the answer says was written must be there, and no other.
Descriptor written(const boost::json::object& answer, const char* key, Descriptor file) {
  const bool said = answer.at(key).as_bool();
  if (said != (size_of(file) > 0)) throw Nonsense("an output file is not as the answer says");
  return said ? std::move(file) : Descriptor();
}

Inspected accepted(const boost::json::object& answer, Outputs outputs) {
  const auto type = file_type_named(std::string(answer.at("type").as_string()));
  if (!type) throw Nonsense("unknown type");
  Inspected inspected{*type,
                      std::string(answer.at("converted_from").as_string()),
                      answer.at("location_removed").as_bool(),
                      written(answer, "cleaned", std::move(outputs.cleaned)),
                      written(answer, "preview", std::move(outputs.preview)),
                      written(answer, "thumbnail", std::move(outputs.thumbnail))};
  if (inspected.converted_from != "" && inspected.converted_from != "heic" && inspected.converted_from != "webp") {
    throw Nonsense("unknown origin");
  }
  return inspected;
}

Result<Inspected, Refusal> reading_of(const std::string& text, Outputs outputs) {
  const auto answer = boost::json::parse(text).as_object();
  if (!answer.at("accepted").as_bool()) {
    const std::string code(answer.at("code").as_string());
    if (!is_known_code(code)) throw Nonsense("unknown code");
    return recours::fail(refused_file(code));
  }
  auto inspected = accepted(answer, std::move(outputs));
  // A conversion can grow.
  if (inspected.cleaned && size_of(inspected.cleaned) > static_cast<std::size_t>(kMostFileBytes)) {
    return recours::fail(refused_file("too_large"));
  }
  return inspected;
}

}  // namespace

Inspector::Inspector(InspectorOptions options) : options_(std::move(options)) {}

// R-819 What goes wrong over there is the file's fault as far as anybody can know, and never the server's end.
Result<Inspected, Refusal> Inspector::inspect(std::string_view bytes) const {
  const auto deadline = SteadyClock::now() + options_.time_limit;
  auto started = start_on(bytes, options_);
  Child child(started.process);
  if (!child.ended()) fail(errno, "pidfd_open");
  const auto ending = wait_for(child, started.outputs.answer, deadline);
  if (!ending.problem.empty()) return recours::fail(too_complex(ending.problem, bytes.size()));
  try {
    return reading_of(ending.answer, std::move(started.outputs));
  } catch (const std::system_error&) {
    throw;
  } catch (const std::exception& nonsense) {
    return recours::fail(too_complex(nonsense.what(), bytes.size()));
  }
}

Result<std::string, std::string> Inspector::invoice_in(std::string_view pdf) const {
  const auto deadline = SteadyClock::now() + options_.time_limit;
  auto started = start_on(pdf, options_, "invoice");
  Child child(started.process);
  if (!child.ended()) fail(errno, "pidfd_open");
  const auto ending = wait_for(child, started.outputs.answer, deadline);
  boost::system::error_code nonsense;
  const auto answer = boost::json::parse(ending.answer, nonsense);
  const auto* object = nonsense || !ending.problem.empty() ? nullptr : answer.if_object();
  const auto* code = object ? object->if_contains("code") : nullptr;
  if (code && code->is_string()) return recours::fail(std::string(code->get_string()));
  if (!object || !object->contains("accepted")) {
    spdlog::warn("a PDF of {} bytes could not be opened: {}", pdf.size(), ending.problem);
    return recours::fail(std::string("too_complex"));
  }
  return std::string(MappedFile(started.outputs.cleaned).bytes());
}

std::string inspector_beside_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "recours-inspect";
}

}  // namespace recours::attachments
