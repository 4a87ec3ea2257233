#include "cli/depot.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/descriptor.h"
#include "cli/composition.h"

namespace recours::cli {
namespace {

using Severity = ConfigurationFinding::Severity;

[[noreturn]] void refuse_start(const Invocation& invocation, const ConfigurationFinding& finding) {
  tell(invocation, finding);
  throw CommandRefused(ui::tr(invocation.language, "Files cannot be received on this machine"));
}

void make_private_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return;
  throw std::system_error(errno, std::generic_category(), path);
}

// R-828 A server that could only refuse files, or keep them unseen, does not start.
void require_inspector(const Invocation& invocation, const std::string& program) {
  if (::access(program.c_str(), X_OK) == 0) return;
  refuse_start(invocation,
               {Severity::Error, "inspector_missing", msg("The program that checks files is missing: {1}", program),
                msg("Put recours-inspect of the same version beside recours, executable by its account")});
}

// R-827 It may be started after us: files wait for it meanwhile.
void warn_without_answer(const Invocation& invocation, const attachments::Scanner& scanner) {
  if (scanner.version()) return;
  tell(invocation,
       {Severity::Warning, "clamd_silent",
        msg("The virus scanner does not answer: {1}", attachments::address_text(scanner.address())),
        msg("Start clamd or correct RECOURS_CLAMD; files are received meanwhile and scanned as soon as it answers")});
}

}  // namespace

FilesPlace require_files_place(const Invocation& invocation, const Configuration& configuration) {
  namespace fs = std::filesystem;
  if (configuration.files_folder.empty()) return {"", fs::temp_directory_path()};
  const auto folder = fs::absolute(configuration.files_folder).string();
  try {
    make_private_folder(folder);
    make_private_folder(folder + "/spool");
    temporary_file((folder + "/spool").c_str());
  } catch (const std::system_error& error) {
    refuse_start(
        invocation,
        {Severity::Error, "files_unusable", msg("Files cannot be kept in {1}: {2}", folder, error.code().message()),
         msg("Create the folder for the account Recours runs under, or set RECOURS_FILES to another one")});
  }
  return {folder, folder + "/spool"};
}

std::unique_ptr<attachments::Blobs> open_blobs(const FilesPlace& place) {
  return place.folder.empty() ? attachments::blobs_in_database(place.spool) : attachments::blobs_in_folder(place.folder);
}

attachments::Depot open_depot(const Invocation& invocation, const Configuration& configuration,
                              const FilesPlace& place) {
  const auto program = attachments::inspector_beside_program();
  require_inspector(invocation, program);
  std::optional<attachments::Scanner> scanner;
  if (configuration.scanner) warn_without_answer(invocation, scanner.emplace(*configuration.scanner));
  return {open_blobs(place), attachments::Inspector({.program = program, .spool_folder = place.spool}),
          std::move(scanner), attachment_owners()};
}

}  // namespace recours::cli
