#include "cli/program.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <iostream>

#include "cli/commands.h"
#include "cli/demo.h"
#include "db/storage_error.h"
#include "http/server.h"

namespace recours::cli {
namespace {

constexpr int kDone = 0;
constexpr int kRefused = 1;
constexpr int kWrongUsage = 2;

// Standard output belongs to what a command prints for people and programs; the log goes beside it.
void set_up_log() {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("recours"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  spdlog::stderr_logger_mt("access")->set_pattern("%v");   // its lines are JSON already (http/access_log.h)
}

void add_settings(CLI::App& program, Invocation& invocation) {
  program.add_option("--config", invocation.configuration_file, "Configuration file (default: recours.toml)");
  program.add_option_function<std::string>(
      "--database", [&invocation](const std::string& address) { invocation.command_line["database"] = address; },
      "sqlite:PATH or postgresql://…");
}

int complain(const std::string& text) {
  std::cerr << "recours: " << text << std::endl;
  return kRefused;
}

std::string sentence_for(ui::Language language, const db::SchemaError& error) {
  switch (error.kind) {
    case db::SchemaError::Kind::DatabaseOlder:
      return ui::tr(language, "The database is older than this program: run `recours migrate`");
    case db::SchemaError::Kind::ProgramOlder:
      return ui::tr(language, "This program is older than the database, which has migration {1}: install the version that made it",
                    error.migration);
    case db::SchemaError::Kind::MigrationChanged:
      return ui::tr(language, "The migration {1} was changed after it had been applied: put back the file it was, and write the "
                              "change as a new migration",
                    error.migration);
  }
  return error.what();
}

std::string sentence_for(ui::Language language, const db::AbsentError& error) {
  if (error.missing == db::AbsentError::Missing::Folder) {
    return ui::tr(language, "The folder {1} does not exist: correct the address of the database or create the folder", error.path);
  }
  return ui::tr(language, "There is no database at {1}: correct the address or run `recours init`", error.path);
}

std::string sentence_for(ui::Language language, const db::StorageError& error) {
  switch (error.kind) {
    case db::StorageError::Kind::Full: return ui::tr(language, "The disk of the database is full; nothing was saved");
    case db::StorageError::Kind::ReadOnly: return ui::tr(language, "The disk of the database is read-only; nothing was saved");
    case db::StorageError::Kind::Failing: break;
  }
  return ui::tr(language, "The disk of the database cannot be written to; nothing was saved ({1})", std::string(error.what()));
}

std::string sentence_for(ui::Language language, const http::ListenError& error) {
  auto reason = error.reason.message();
  if (error.reason == std::errc::address_in_use) reason = ui::tr(language, "another program listens there");
  if (error.reason == std::errc::permission_denied) reason = ui::tr(language, "the account Recours runs under may not");
  if (error.reason == std::errc::address_not_available) reason = ui::tr(language, "this machine does not have the address");
  return ui::tr(language, "Recours cannot listen on {1}, port {2}: {3}", error.address, std::to_string(error.port), reason);
}

int carry_out(const Invocation& invocation) {
  try {
    invocation.command();
    return kDone;
  } catch (const CommandRefused& refused) {
    return complain(refused.what());
  } catch (const db::SchemaError& error) {
    return complain(sentence_for(invocation.language, error));
  } catch (const db::AbsentError& error) {
    return complain(sentence_for(invocation.language, error));
  } catch (const db::StorageError& error) {
    return complain(sentence_for(invocation.language, error));
  } catch (const db::ConnectionError& error) {
    return complain(ui::tr(invocation.language, "The database cannot be reached: {1}", std::string(error.what())));
  } catch (const http::ListenError& error) {
    return complain(sentence_for(invocation.language, error));
  } catch (const NotEmpty&) {
    return complain(ui::tr(invocation.language, "The database has an organisation already: the demonstration needs an empty one"));
  } catch (const std::exception& error) {
    return complain(error.what());
  }
}

}  // namespace

int run(int argc, char** argv) {
  set_up_log();
  Invocation invocation;
  invocation.language = terminal_language();
  CLI::App program("Recours: réclamations, litiges et SAV", "recours");
  program.require_subcommand(1);
  program.fallthrough();
  add_settings(program, invocation);
  for (const auto add : {add_init, add_demo, add_serve, add_work, add_migrate, add_import, add_user, add_intake,
                         add_backup, add_restore}) {
    add(program, invocation);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kDone : kWrongUsage;
  }
  return carry_out(invocation);
}

}  // namespace recours::cli
