// recours migrate: brings the schema up to date.
#include <fmt/format.h>

#include "cli/commands.h"
#include "db/migrate.h"

namespace recours::cli {
namespace {

void migrate(const Invocation& invocation) {
  const auto database = open_database(require_configuration(invocation));
  const auto applied = db::migrate(*database, invocation.clock.now());
  for (const auto& migration : applied) print_line(fmt::format("{:04} {}", migration.number, migration.name));
  if (applied.empty()) print_line(ui::tr(invocation.language, "The database is up to date"));
}

}  // namespace

void add_migrate(CLI::App& program, Invocation& invocation) {
  auto* command = program.add_subcommand("migrate", "Brings the schema up to date");
  command->callback([&invocation] { invocation.command = [&invocation] { migrate(invocation); }; });
}

}  // namespace recours::cli
