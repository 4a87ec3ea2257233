// recours demo: fills an empty database with the demonstration and prints its logins.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "cli/commands.h"
#include "cli/demo.h"
#include "cli/depot.h"
#include "db/migrate.h"

namespace recours::cli {
namespace {

void print_logins(const Invocation& invocation, const std::vector<DemoLogin>& logins) {
  print_line(ui::tr(invocation.language, "The demonstration is ready. Sign in as:"));
  for (const auto& login : logins) print_line(fmt::format("  {:<34} {:<40} {}", login.role, login.email, login.password));
}

void print_logins_json(const std::vector<DemoLogin>& logins) {
  boost::json::array items;
  for (const auto& login : logins) {
    items.push_back({{"role", login.role}, {"email", login.email}, {"password", login.password}});
  }
  print_json({{"logins", items}});
}

}  // namespace

void add_demo(CLI::App& program, Invocation& invocation) {
  auto as_json = std::make_shared<bool>(false);
  auto* command = program.add_subcommand("demo", "Fills an empty database with an invented organisation");
  command->add_flag("--json", *as_json, "Prints one JSON object");
  command->callback([&invocation, as_json] {
    invocation.command = [&invocation, as_json] {
      const auto configuration = require_configuration(invocation);
      const auto database = open_database(configuration);
      const auto now = invocation.clock.now();
      db::migrate(*database, now);
      // A second time there is nothing to fill: the logins are what one asks for.
      if (demo_logins(*database->reader()).empty()) {
        const auto depot = open_depot(invocation, configuration, require_files_place(invocation, configuration));
        fill_demo(*database, depot, now);
      }
      const auto logins = demo_logins(*database->reader());
      if (*as_json) {
        print_logins_json(logins);
      } else {
        print_logins(invocation, logins);
      }
    };
  });
}

}  // namespace recours::cli
