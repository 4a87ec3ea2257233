// What an import found and did, whatever was imported: shown by the command line, the import page and JSON. Values
// only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/finding.h"

namespace recours {

struct ImportFile {
  std::string name;
  std::string bytes;
};

// What becomes of one row of a table.
enum class RowFate { Created, Unchanged, Changed };

struct RowReport {
  std::int64_t line = 0;
  RowFate fate = RowFate::Created;
  std::string name;  // as a person recognises the row
};

struct FileReport {
  std::string file;
  std::string format;  // empty when not recognised
  std::int64_t documents = 0;
  std::int64_t lines = 0;
  std::int64_t created = 0;    // documents written now (dry run: that would be)
  std::int64_t unchanged = 0;  // already there, same content
  std::int64_t changed = 0;    // rows of a table brought up to date (invoices are never changed)
  std::vector<Finding> findings;
  std::vector<RowReport> rows;  // the first ones, where the import tells them row by row
  bool refused = false;
};

struct ImportReport {
  std::vector<FileReport> files;
  bool dry_run = false;
  // Some file was refused: nothing of any file was written.
  bool refused() const {
    return std::any_of(files.begin(), files.end(), [](const FileReport& file) { return file.refused; });
  }
};

// The first errors of a file stay, the others are counted.
inline constexpr std::size_t kMostTold = 200;
inline void shorten(std::vector<Finding>& findings) {
  if (findings.size() <= kMostTold) return;
  const auto more = static_cast<std::int64_t>(findings.size() - kMostTold);
  findings.resize(kMostTold);
  findings.push_back(error("more_errors", 0, "", msg("{1} more entries are wrong in the rows that follow.", more)));
}

using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

}  // namespace recours
