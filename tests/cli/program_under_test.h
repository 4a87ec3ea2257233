// The built program for tests: commands in a folder of their own, and a server as a second process. The program is
// $RECOURS_PROGRAM, or `recours` beside the test program.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/database.h"

namespace recours::cli {

inline std::string program() {
  if (const char* path = std::getenv("RECOURS_PROGRAM")) return path;
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "recours").string();
}

inline std::string shell_word(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

struct Finished {
  int code = -1;
  std::string out;  // standard output and, when asked for, standard error
};

// A command line that runs until it is ended, by force if it is still there at the end.
class Started {
 public:
  explicit Started(const std::string& command) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
      _exit(127);
    }
    ::close(ends[1]);
    output_ = fdopen(ends[0], "r");
  }
  ~Started() {
    end(SIGKILL);
    fclose(output_);
  }
  Started(const Started&) = delete;
  Started& operator=(const Started&) = delete;

  // The next line of its standard output; empty at the end of it.
  std::string read_line() {
    char line[4096];
    return fgets(line, sizeof line, output_) ? line : "";
  }
  // Returns the exit code, -1 after a signal that killed it.
  int end(int signal_number) {
    if (process_ <= 0) return -1;
    kill(process_, signal_number);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = -1;
  FILE* output_ = nullptr;
};

class ProgramTest : public ::testing::TestWithParam<testing_support::Engine> {
 protected:
  // `recours …` in a folder of its own, without a terminal. `environment`: NAME=value words before the command.
  std::string command(const std::string& arguments, const std::string& environment = kPasswordSet) const {
    return "cd " + shell_word(folder_.string()) + " && exec env -u RECOURS_PASSWORD -u RECOURS_SMTP LC_ALL=fr_FR.UTF-8 " +
           "RECOURS_DATABASE=" + shell_word(address_) + " " + environment + " " + shell_word(program()) + " " + arguments +
           " </dev/null";
  }
  Finished run(const std::string& arguments, const std::string& environment = kPasswordSet,
               const char* redirect = "2>&1") const {
    FILE* pipe = popen((command(arguments, environment) + " " + redirect).c_str(), "r");
    Finished finished;
    char buffer[4096];
    while (const auto count = fread(buffer, 1, sizeof buffer, pipe)) finished.out.append(buffer, count);
    finished.code = WEXITSTATUS(pclose(pipe));
    return finished;
  }
  std::string database_file() const { return address_.substr(std::string("sqlite:").size()); }
  void found() { ASSERT_EQ(run("init --organisation Aubépine --admin admin@aubepine.example").code, 0); }
  std::string write_file(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
    return name;
  }
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("recours-cli-" + std::to_string(getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name() +
               (GetParam() == testing_support::Engine::Sqlite ? "-s" : "-p"));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static constexpr const char* kPasswordSet = "RECOURS_PASSWORD='une bruyère sous la pluie'";
  std::filesystem::path folder_;
  std::string address_ = testing_support::fresh_address(GetParam(), testing_support::Content::Empty);
};

}  // namespace recours::cli
