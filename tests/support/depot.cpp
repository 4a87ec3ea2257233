#include "support/depot.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace recours::testing_support {
namespace {

attachments::Depot depot_in(const std::filesystem::path& folder, attachments::Owners owners) {
  const auto spool = folder / "spool";
  std::filesystem::create_directory(spool);
  return {attachments::blobs_in_folder(folder / "files"),
          attachments::Inspector({.program = inspect_program(), .spool_folder = spool}), std::nullopt,
          std::move(owners)};
}

}  // namespace

std::string inspect_program() {
  const char* const given = std::getenv("RECOURS_PROGRAM");
  const auto program = given ? std::filesystem::path(given) : std::filesystem::read_symlink("/proc/self/exe");
  return std::filesystem::absolute(program).parent_path() / "recours-inspect";
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "recours-files-XXXXXX";
  if (!::mkdtemp(pattern.data())) throw std::system_error(errno, std::generic_category(), pattern);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TestDepot::TestDepot(attachments::Owners owners) : depot_(depot_in(folder_.path(), std::move(owners))) {}

}  // namespace recours::testing_support
