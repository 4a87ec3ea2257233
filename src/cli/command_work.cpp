// recours work: the background jobs alone, for a second process beside `serve --no-jobs`. Needs PostgreSQL.
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
  const auto database = open_current_database(configuration, {.readers = 4});
  const auto depot = open_depot(invocation, configuration, require_files_place(invocation, configuration));
  const jobs::Worker worker(*database, invocation.clock, background_jobs(configuration, depot));
  const jobs::Worker webhooks(*database, invocation.clock, webhook_jobs(configuration));
  const jobs::Worker long_worker(*database, invocation.clock, long_jobs(depot));
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
