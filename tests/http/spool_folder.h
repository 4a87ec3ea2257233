// A folder for uploads in the time of a test, and what this process still holds of it: descriptors, mapped bytes,
// names.
#pragma once

#include <stdlib.h>

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace recours::http::testing_client {

class SpoolFolder {
 public:
  SpoolFolder() : path_(testing::TempDir() + "/recours-spool-XXXXXX") {
    if (::mkdtemp(path_.data()) == nullptr) ADD_FAILURE() << "no folder for uploads";
    path_ = std::filesystem::canonical(path_);
  }
  ~SpoolFolder() { std::filesystem::remove_all(path_); }
  SpoolFolder(const SpoolFolder&) = delete;
  SpoolFolder& operator=(const SpoolFolder&) = delete;

  const std::string& path() const { return path_; }
  bool has_names() const { return !std::filesystem::is_empty(path_); }

  int descriptors() const {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
      std::error_code gone;  // the descriptor of this very walk, or one another thread just closed
      count += std::filesystem::read_symlink(entry.path(), gone).string().starts_with(path_);
    }
    return count;
  }

  int mappings() const {
    int count = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) count += line.find(path_) != std::string::npos;
    return count;
  }

  // A thread of the server lets go in a moment that is not ours to know; false when it never does.
  bool becomes_unused() const {
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (descriptors() + mappings() > 0) {
      if (std::chrono::steady_clock::now() > patience) return false;
      std::this_thread::yield();
    }
    return !has_names();
  }

 private:
  std::string path_;
};

}  // namespace recours::http::testing_client
