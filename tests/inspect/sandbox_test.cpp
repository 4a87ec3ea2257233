#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "inspect/probe.h"

namespace {

using namespace recours::testing_support;

int status_of_attempt(const std::string& attempt) {
  const auto program = probe_program();
  const pid_t child = fork();
  if (child == 0) {
    execl(program.c_str(), program.c_str(), attempt.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

//
TEST(Sandbox, RefusesWhatOpeningAFileDoesNotNeed) {
  for (const auto* attempt :
       {"network", "local_socket", "program", "process", "trace", "signal", "write_file", "truncate_file",
        "remove_file", "rename_file", "make_folder", "change_mode", "own_limits", "memory", "limits"}) {
    EXPECT_EQ(status_of_attempt(attempt), 0) << attempt;
  }
}

//
TEST(Sandbox, LeavesWhatLibrariesNeed) {
  for (const auto* attempt : {"thread_works", "fonts_work", "small_memory_works"})
    EXPECT_EQ(status_of_attempt(attempt), 0) << attempt;
}

// R-818 Landlock: kernels since 5.13, where it is switched on.
TEST(Sandbox, HidesFilesWhereTheKernelCan) {
  if (!kernel_has_landlock()) GTEST_SKIP() << "this kernel has no Landlock";
  for (const auto* attempt : {"read_passwords", "read_processes"}) EXPECT_EQ(status_of_attempt(attempt), 0) << attempt;
}

}  // namespace
