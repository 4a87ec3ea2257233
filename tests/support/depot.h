// What files are kept and inspected with, for tests: a folder of its own, the real inspector, no scanner.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "attachments/attachment_actions.h"

namespace recours::testing_support {

// recours-inspect beside $RECOURS_PROGRAM, or beside the test program.
std::string inspect_program();

// A folder that is removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Handed to what registers pages, API and jobs, and to actions: `*depot`. Outlives the site.
class TestDepot {
 public:
  explicit TestDepot(attachments::Owners owners = {});

  attachments::Depot& operator*() { return depot_; }
  const attachments::Depot& operator*() const { return depot_; }
  attachments::Depot* operator->() { return &depot_; }
  const attachments::Depot* operator->() const { return &depot_; }
  std::filesystem::path files_folder() const { return folder_.path() / "files"; }

 private:
  TemporaryFolder folder_;
  attachments::Depot depot_;
};

}  // namespace recours::testing_support
