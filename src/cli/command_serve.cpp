// recours serve: the web server, with the background jobs unless told otherwise.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <list>
#include <optional>

#include "accounts/settings.h"
#include "accounts/setup_actions.h"
#include "attachments/attachment_pages.h"
#include "cli/commands.h"
#include "cli/composition.h"
#include "cli/depot.h"
#include "cli/metrics.h"
#include "cli/route_names.h"
#include "cli/serve_lock.h"
#include "cli/serving_findings.h"
#include "cli/signals.h"
#include "cli/version.h"
#include "db/migrate.h"
#include "http/server.h"

namespace recours::cli {
namespace {

struct Options {
  std::string listen;
  bool no_jobs = false;
};

bool is_demo(db::Database& database) { return accounts::find_setting(*database.reader(), "demo_password").has_value(); }

std::string address_of(const Configuration& configuration, std::uint16_t port) {
  const bool is_ipv6 = configuration.listen_address.find(':') != std::string::npos;
  const auto host = is_ipv6 ? "[" + configuration.listen_address + "]" : configuration.listen_address;
  return fmt::format("{}://{}:{}", configuration.tls ? "https" : "http", host, port);
}

http::ServerOptions server_options(const Configuration& configuration) {
  http::ServerOptions options;
  options.address = configuration.listen_address;
  options.port = configuration.listen_port;
  options.trusted_proxies = configuration.trusted_proxies;
  options.tls = configuration.tls;
  options.alive_path = "/healthz";
  options.logged_path = attachments::without_phone_code;
  return options;
}

// What the mail waits for is the database's to say: the rest is told without it.
std::optional<mail::OutboxCounts> unsent_mail(db::Database& database) {
  try {
    return mail::count_unsent(*database.reader());
  } catch (const db::Error& error) {
    spdlog::warn("metrics without mail: {}", error.what());
    return std::nullopt;
  }
}

http::Response metrics_page(db::Database& database, const http::Server& server, const jobs::JobRecord& jobs) {
  auto response = http::Response::text(metrics_text({.version = std::string(version()),
                                                     .engine = std::string(database.engine()),
                                                     .traffic = server.traffic(),
                                                     .connections = db::connections_of(database),
                                                     .outbox = unsent_mail(database),
                                                     .jobs = jobs.read(),
                                                     .process = process_use()}));
  return std::move(
      response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8").set("Cache-Control", "no-store"));
}

void ask_site(http::ServerOptions& listening, const accounts::Site& site) {
  listening.upload_limit = [&site](http::Method method, const std::string& path) {
    return site.upload_limit(method, path);
  };
  listening.route_of = route_names(site.routes());
}

void require_alone(const Invocation& invocation, const ServeLock& lock) {
  if (lock.held()) return;
  throw CommandRefused(
      ui::tr(invocation.language,
             "Another `recours serve` serves this database: on SQLite there is one, several need PostgreSQL"));
}

// R-122 A newcomer starts without another command: a database without any table gets them, every other one is left to
// `recours migrate`. Asked after the lock, so that of two servers on one file only one writes.
void require_schema(const Invocation& invocation, db::Database& database) {
  const auto made = db::found_schema(database, invocation.clock.now());
  if (!made.empty()) {
    spdlog::info("the database had no tables: made, up to migration {:04} {}", made.back().number, made.back().name);
  }
  db::require_current_schema(database);
}

// R-123 What the page of the system's state shows, said in the log as well.
jobs::Installation installation_of(const CheckedConfiguration& checked, const FilesPlace& place,
                                   const db::Database& database) {
  jobs::Installation installation{serving_findings(checked), std::string(database.engine()), place.folder,
                                  checked.configuration.smtp.has_value()};
  for (const auto& finding : installation.findings) {
    spdlog::warn("{}: {}", finding.id, ui::tr_message(ui::Language::English, finding.message));
  }
  return installation;
}

// R-122 For whoever reads the log, and nobody else.
void print_setup_key(const Invocation& invocation, db::Database& database) {
  const auto key = accounts::issue_setup_key(database, invocation.clock.now());
  if (!key) return;
  spdlog::warn("the database is empty: open /setup and give the key {}", *key);
  print_line(ui::tr(invocation.language, "The database is empty: open /setup in a browser and give the key {1}", *key));
}

void serve(const Invocation& invocation, const Options& options) {
  const auto checked = require_checked_configuration(invocation);
  const auto& configuration = checked.configuration;
  StopSignals signals;
  auto listening = server_options(configuration);
  // A worker that writes holds two connections (what it read by, what it writes by); the jobs do so too.
  const auto database =
      db::Database::open(configuration.database, {.readers = 2 * (listening.limits.workers + 2)});
  std::optional<ServeLock> alone;
  if (const auto file = sqlite_file(configuration)) require_alone(invocation, alone.emplace(*file));
  require_schema(invocation, *database);

  const auto place = require_files_place(invocation, configuration);
  const auto depot = open_depot(invocation, configuration, place);
  const bool demo = is_demo(*database);
  accounts::Site site(
      *database, invocation.clock,
      {.public_url = configuration.public_url, .demo_logins = demo, .smtp_configured = configuration.smtp.has_value()});
  register_features(site, depot, demo && !configuration.smtp ? jobs::OutboxKind::Demo : jobs::OutboxKind::Outgoing,
                    configuration.webhook_reach, installation_of(checked, place, *database),
                    {configuration.public_url, configuration.mail_intake});
  listening.spool_folder = place.spool;
  ask_site(listening, site);
  listening.admits_upload = upload_admission(*database, invocation.clock, configuration);
  jobs::JobRecord record;
  std::optional<http::Server> server;
  server.emplace(listening, [&](http::Request request) {
    const bool asks_metrics = request.path == "/metrics" && request.method == http::Method::Get;
    if (asks_metrics && may_read_metrics(request, configuration.metrics_token))
      return metrics_page(*database, *server, record);
    return site.handle(std::move(request));
  });
  std::list<jobs::Worker> workers;
  if (!options.no_jobs) {
    for (auto& list : job_threads(configuration, depot, invocation.clock)) {
      workers.emplace_back(*database, invocation.clock, jobs::recorded(std::move(list), record));
    }
  }

  signals.on_signals({.stop = [&server] { server->stop(); },
                      .stop_now = [&server] { server->stop_now(); },
                      .reload = [&server] { server->reload_certificate(); }});
  spdlog::info("serving on {} with {}", address_of(configuration, server->port()), database->engine());
  print_line(ui::tr(invocation.language, "Recours listens on {1}", address_of(configuration, server->port())));
  print_setup_key(invocation, *database);
  server->run();
  signals.end();
  spdlog::info("stopped");
}

}  // namespace

void add_serve(CLI::App& program, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  auto* command = program.add_subcommand("serve", "Serves pages and API");
  command->add_option("--listen", options->listen, "Address and port (default: 127.0.0.1:8080)");
  command->add_flag("--no-jobs", options->no_jobs, "Leaves the background jobs to `recours work`");
  command->callback([&invocation, options] {
    if (!options->listen.empty()) invocation.command_line["listen"] = options->listen;
    invocation.command = [&invocation, options] { serve(invocation, *options); };
  });
}

}  // namespace recours::cli
