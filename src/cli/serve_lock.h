// The right to serve a SQLite file, held as long as this object lives, by an advisory lock on PATH.serve-lock beside it:
// the locks of the file itself belong to SQLite. Ends with the process, however that ends; the small file stays.
#pragma once

#include <string>

namespace recours::cli {

class ServeLock {
 public:
  // `database`: a file that exists, under whichever name. Throws std::system_error when the lock file cannot be made.
  explicit ServeLock(const std::string& database);
  ~ServeLock();
  ServeLock(const ServeLock&) = delete;
  ServeLock& operator=(const ServeLock&) = delete;

  // False: another process serves it.
  bool held() const { return held_; }

 private:
  int file_ = -1;
  bool held_ = false;
};

}  // namespace recours::cli
