// recours init: the organisation and its first administrator in an empty database.
#include "accounts/organisation_actions.h"
#include "cli/commands.h"
#include "db/migrate.h"

namespace recours::cli {
namespace {

struct Options {
  std::string organisation;
  std::string admin;
  std::string desk = "both";
  std::string zone = "FR";
};

void init(const Invocation& invocation, const Options& options) {
  const auto configuration = require_configuration(invocation);
  const auto password = password_or_invitation(invocation, configuration);
  const auto database = open_database(configuration);
  const auto now = invocation.clock.now();
  db::migrate(*database, now);

  accounts::Organisation organisation{options.organisation, accounts::desks_named(options.desk).value(), options.zone};
  accounts::NewUser admin;
  admin.email = options.admin;
  admin.name = options.admin.substr(0, options.admin.find('@'));
  admin.language = invocation.language;
  const auto founded =
      accounts::found_organisation(*database, invocation.actor(), organisation, admin, password, now,
                                                    configuration.public_url);
  if (!founded) refuse(invocation, founded.error());
  if (!password) {
    return print_line(ui::tr(invocation.language, "{1} is ready: {2} is invited by mail to choose a password",
                             options.organisation, options.admin));
  }
  print_line(ui::tr(invocation.language, "{1} is ready: {2} can sign in after `recours serve`", options.organisation,
                    options.admin));
}

}  // namespace

void add_init(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  auto* command = program.add_subcommand("init", "Founds the organisation with its first administrator");
  command->add_option("--organisation", options->organisation, "Name of the organisation")->required();
  command->add_option("--admin", options->admin, "E-mail address of the first administrator")->required();
  command->add_option("--desk", options->desk, "Desks to open")
      ->check(CLI::IsMember({"claims", "complaints", "both"}))
      ->capture_default_str();
  command->add_option("--zone", options->zone, "Zone of public holidays, FR or FR-AM for example")->capture_default_str();
  command->callback([&invocation, options] {
    invocation.command = [&invocation, options] { init(invocation, *options); };
  });
}

}  // namespace recours::cli
