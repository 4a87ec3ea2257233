// Where the stand-in of recours-inspect lies (probe/main.cpp): beside the test program.
#pragma once

#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace recours::testing_support {

inline std::string probe_program() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "recours-inspect-probe";
}

inline bool kernel_has_landlock() {
  constexpr int kAskVersion = 1;
  return syscall(SYS_landlock_create_ruleset, nullptr, 0, kAskVersion) >= 1;
}

}  // namespace recours::testing_support
