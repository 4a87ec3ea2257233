#include "cli/serve_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace recours::cli {

ServeLock::ServeLock(const std::string& database) {
  const auto path = std::filesystem::canonical(database).string() + ".serve-lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) throw std::system_error(errno, std::generic_category(), path);
  held_ = ::flock(file_, LOCK_EX | LOCK_NB) == 0;
  if (held_ || errno == EWOULDBLOCK) return;
  const int error = errno;
  ::close(file_);
  throw std::system_error(error, std::generic_category(), path);
}

ServeLock::~ServeLock() { ::close(file_); }

}  // namespace recours::cli
