// recours backup and recours restore: a whole database with its files as one archive, and back into an empty one.
#include "backup/backup.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "backup/restore_actions.h"
#include "cli/commands.h"
#include "cli/depot.h"
#include "cli/serve_lock.h"
#include "db/migrate.h"
#include "db/schema.h"

namespace recours::cli {
namespace {

struct Options {
  std::string file;
  bool json = false;
};

// One line that is written over; for a person only.
backup::Told terminal_progress() {
  if (!isatty(STDERR_FILENO)) return {};
  return [](const std::string& what, std::int64_t done) {
    std::cerr << fmt::format("\r\033[K{} {}", what, done) << std::flush;
  };
}

void end_progress() {
  if (isatty(STDERR_FILENO)) std::cerr << "\r\033[K" << std::flush;
}

boost::json::object object_of(const std::string& file, const backup::Report& report) {
  boost::json::array lost;
  for (const auto& sha256 : report.lost_files) lost.emplace_back(sha256);
  return {{"file", file},
          {"bytes", report.archive_bytes},
          {"tables", report.tables},
          {"rows", report.rows},
          {"files", report.files},
          {"file_bytes", report.file_bytes},
          {"lost_files", lost},
          {"waiting_mail", report.waiting_mail}};
}

void tell_lost(const Invocation& invocation, const backup::Report& report) {
  for (const auto& sha256 : report.lost_files) {
    std::cerr << ui::tr(invocation.language, "The stored file {1} is lost or altered; it is not in the backup.", sha256)
              << '\n';
  }
}

std::string kibibytes(std::uint64_t bytes) { return std::to_string((bytes + 1023) / 1024); }

std::string reason_of(const Invocation& invocation, const std::error_code& code) {
  if (code == std::errc::no_space_on_device) return ui::tr(invocation.language, "the disk is full");
  if (code == std::errc::read_only_file_system) return ui::tr(invocation.language, "the disk is read-only");
  if (code == std::errc::permission_denied)
    return ui::tr(invocation.language, "the account Recours runs under may not");
  if (code == std::errc::no_such_file_or_directory)
    return ui::tr(invocation.language, "there is no such file or folder");
  return code.message();
}

// A disk that is full or may not be written to is said as what it is.
template <class Sentence, class Work>
auto with_disk(const Invocation& invocation, const Sentence& sentence, const Work& work) {
  try {
    return work();
  } catch (const std::system_error& error) {
    end_progress();
    throw CommandRefused(sentence(reason_of(invocation, error.code())));
  }
}

void back_up(const Invocation& invocation, const Options& options) {
  const auto configuration = require_configuration(invocation);
  const auto database = open_current_database(configuration, {.readers = 1});
  const auto blobs = open_blobs(require_files_place(invocation, configuration));
  const auto cannot = [&](const std::string& reason) {
    return ui::tr(invocation.language, "The backup cannot be written to {1}: {2}", options.file, reason);
  };
  const auto report = with_disk(invocation, cannot, [&] {
    return backup::back_up({configuration.database, *database, *blobs}, options.file, invocation.clock.now(),
                           terminal_progress());
  });
  end_progress();
  if (options.json) {
    print_json(object_of(options.file, report));
  } else {
    print_line(ui::tr(invocation.language, "Backup written to {1}: {2} rows of {3} tables, {4} files, {5} KiB.",
                      options.file, report.rows, report.tables, report.files, kibibytes(report.archive_bytes)));
  }
  tell_lost(invocation, report);
  if (report.lost_files.empty()) return;
  throw CommandRefused(
      ui::tr(invocation.language, "The backup holds everything else. Look for the lost files in an older one."));
}

// New, or left by a restore that was killed while it made the tables.
bool is_unused(db::Database& database) {
  const auto reader = database.reader();
  const auto tables = db::describe_tables(*reader, database.engine());
  const bool has_people =
      std::any_of(tables.begin(), tables.end(), [](const db::Table& table) { return table.name == "app_user"; });
  return !has_people || !reader->value<bool>("SELECT EXISTS (SELECT 1 FROM app_user) AS value");
}

// A new database gets its schema; one that people use with another schema is nobody's to overwrite.
void require_schema(db::Database& database, Instant now) {
  if (is_unused(database)) {
    db::migrate(database, now);
  } else {
    db::require_current_schema(database);
  }
}

void require_nobody_serves(const Invocation& invocation, const ServeLock& lock) {
  if (!lock.held())
    throw CommandRefused(ui::tr(invocation.language, "Stop `recours serve` first: it serves this database"));
}

template <class Value>
Value required(const Invocation& invocation, Result<Value, Refusal> result) {
  if (result) return std::move(*std::move(result));
  end_progress();
  refuse(invocation, result.error());
}

backup::Report restore_into(const Invocation& invocation, const Configuration& configuration, const Options& options) {
  required(invocation, backup::check_archive(options.file, terminal_progress()));
  const auto database = open_database(configuration);
  std::optional<ServeLock> alone;
  if (const auto file = sqlite_file(configuration)) require_nobody_serves(invocation, alone.emplace(*file));
  require_schema(*database, invocation.clock.now());
  const auto blobs = open_blobs(require_files_place(invocation, configuration));
  return required(invocation, backup::restore({configuration.database, *blobs}, options.file, terminal_progress()));
}

void restore(const Invocation& invocation, const Options& options) {
  const auto configuration = require_configuration(invocation);
  const auto cannot = [&](const std::string& reason) {
    return ui::tr(invocation.language, "{1} cannot be restored: {2}", options.file, reason);
  };
  backup::Report report;
  try {
    report = with_disk(invocation, cannot, [&] { return restore_into(invocation, configuration, options); });
  } catch (const backup::ArchiveDamaged& damage) {
    end_progress();
    throw CommandRefused(ui::tr(invocation.language,
                                "{1} is damaged or no backup of Recours ({2}). Nothing was restored: take another one.",
                                options.file, std::string(damage.what())));
  }
  end_progress();
  if (options.json) {
    print_json(object_of(options.file, report));
  } else {
    print_line(ui::tr(invocation.language, "Restored from {1}: {2} rows of {3} tables, {4} files.", options.file,
                      report.rows, report.tables, report.files));
  }
  tell_lost(invocation, report);
  if (report.waiting_mail == 0) return;
  std::cerr << ui::trn(invocation.language,
                       "{1} message was waiting when the backup was made: it leaves when Recours serves again.",
                       "{1} messages were waiting when the backup was made: they leave when Recours serves again.",
                       report.waiting_mail)
            << '\n';
}

CLI::App* add_with_file(CLI::App& program, const char* name, const char* description,
                        const std::shared_ptr<Options>& options) {
  auto* command = program.add_subcommand(name, description);
  command->add_option("FILE", options->file, "The archive: tar, compressed by zstd")->required();
  command->add_flag("--json", options->json, "Prints one JSON object");
  return command;
}

}  // namespace

void add_backup(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  add_with_file(program, "backup", "Writes the whole database with its files to one archive, while it is used", options)
      ->callback(
          [&invocation, options] { invocation.command = [&invocation, options] { back_up(invocation, *options); }; });
}

void add_restore(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  add_with_file(program, "restore", "Fills an empty database of either engine from an archive", options)
      ->callback(
          [&invocation, options] { invocation.command = [&invocation, options] { restore(invocation, *options); }; });
}

}  // namespace recours::cli
