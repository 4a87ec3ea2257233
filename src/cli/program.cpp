#include "cli/program.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <iostream>

#include "cli/commands.h"

namespace recours::cli {
namespace {

constexpr int kDone = 0;
constexpr int kRefused = 1;
constexpr int kWrongUsage = 2;

// Standard output belongs to what a command prints for people and programs; the log goes beside it.
void set_up_log() {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("recours"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
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

int carry_out(const Invocation& invocation) {
  try {
    invocation.command();
    return kDone;
  } catch (const CommandRefused& refused) {
    return complain(refused.what());
  } catch (const db::SchemaError& error) {
    return complain(ui::tr(invocation.language, "The database does not fit this program: {1}", std::string(error.what())));
  } catch (const db::ConnectionError& error) {
    return complain(ui::tr(invocation.language, "The database cannot be reached: {1}", std::string(error.what())));
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
  for (const auto add : {add_init, add_demo, add_serve, add_work, add_migrate, add_import, add_user}) {
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
