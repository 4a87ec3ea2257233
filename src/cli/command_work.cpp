// recours work: the background jobs alone, for a second process beside `serve --no-jobs`. Needs PostgreSQL.
#include <list>

#include <spdlog/spdlog.h>

#include "cli/commands.h"
#include "cli/composition.h"
#include "cli/depot.h"
#include "cli/signals.h"

namespace recours::cli {
namespace {

void work(const Invocation& invocation) {
  const auto configuration = require_configuration(invocation);
  StopSignals signals;
  if (sqlite_file(configuration)) {
    throw CommandRefused(ui::tr(invocation.language,
                                "On SQLite `recours serve` does the jobs itself; a second process needs PostgreSQL"));
  }
  const auto database = open_current_database(configuration, {.readers = 5});
  const auto depot = open_depot(invocation, configuration, require_files_place(invocation, configuration));
  std::list<jobs::Worker> workers;
  for (auto& list : job_threads(configuration, depot, invocation.clock))
    workers.emplace_back(*database, invocation.clock, std::move(list));
  spdlog::info("working with {}", database->engine());
  print_line(ui::tr(invocation.language, "Recours works in the background"));
  signals.wait();
  spdlog::info("stopping");
}

}  // namespace

void add_work(CLI::App& program, Invocation& invocation) {
  auto* command = program.add_subcommand("work", "Runs the background jobs only");
  command->callback([&invocation] { invocation.command = [&invocation] { work(invocation); }; });
}

}  // namespace recours::cli
