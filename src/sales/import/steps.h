// R-233 How far an import is, summed over its files and told to who waits.
#pragma once

#include <utility>
#include <vector>

#include "sales/import/import_source.h"

namespace recours::sales {

class Steps {
 public:
  Steps(const std::vector<ImportSource>& sources, TellStep tell) : tell_(std::move(tell)) {
    for (const auto& source : sources) sizes_.push_back(tell_ ? static_cast<std::int64_t>(size_of(*source.open())) : 0);
    for (const auto size : sizes_) step_.total_bytes += size;
  }

  // So many bytes of this file are read and lines of all are known by now.
  void checked(std::int64_t bytes, std::int64_t lines_of_file) { tell(bytes, lines_of_file); }
  // So many bytes of this file are read, and so many more lines written.
  void at(std::int64_t bytes, std::int64_t more_lines) {
    lines_of_file_ += more_lines;
    tell(bytes, lines_of_file_);
  }
  void end_file() {
    bytes_before_ += sizes_[file_++];
    lines_before_ += std::exchange(lines_of_file_, 0);
    tell(0, 0);
  }
  void begin_writing() {
    step_.phase = ImportStep::Phase::Writing;
    bytes_before_ = lines_before_ = lines_of_file_ = 0;
    file_ = 0;
    tell(0, 0);
  }

 private:
  void tell(std::int64_t bytes, std::int64_t lines) {
    if (!tell_) return;
    lines_of_file_ = lines;
    step_.bytes = bytes_before_ + bytes;
    step_.lines = lines_before_ + lines;
    tell_(step_);
  }

  TellStep tell_;
  ImportStep step_;
  std::vector<std::int64_t> sizes_;
  std::size_t file_ = 0;
  std::int64_t bytes_before_ = 0, lines_before_ = 0, lines_of_file_ = 0;
};

}  // namespace recours::sales
