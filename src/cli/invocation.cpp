#include "cli/invocation.h"

#include <fmt/format.h>
#include <termios.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "db/migrate.h"

namespace recours::cli {
namespace {

constexpr const char* kDefaultFile = "recours.toml";

struct Variable {
  const char* name;
  const char* setting;
};
constexpr Variable kVariables[] = {
    {"RECOURS_DATABASE", "database"},           {"RECOURS_LISTEN", "listen"},
    {"RECOURS_PUBLIC_URL", "public_url"},       {"RECOURS_TRUSTED_PROXIES", "trusted_proxies"},
    {"RECOURS_SMTP", "smtp"},                   {"RECOURS_SMTP_PASSWORD", "smtp_password"},
    {"RECOURS_SMTP_PASSWORD_FILE", "smtp_password_file"}, {"RECOURS_MAIL_FROM", "mail_from"},
    {"RECOURS_FILES", "files"},                 {"RECOURS_CLAMD", "clamd"},
    {"RECOURS_TLS_CERT", "tls_cert"},           {"RECOURS_TLS_KEY", "tls_key"},
    {"RECOURS_METRICS_TOKEN", "metrics_token"}, {"RECOURS_METRICS_TOKEN_FILE", "metrics_token_file"},
    {"RECOURS_WEBHOOKS_PRIVATE", "webhooks_private"},
    {"RECOURS_MAIL_INTAKE", "mail_intake"},
};

Settings environment_settings() {
  Settings settings;
  for (const auto& variable : kVariables) {
    if (const char* value = std::getenv(variable.name); value && *value) settings[variable.setting] = value;
  }
  return settings;
}

std::string text_of(const toml::node& node) {
  if (const auto text = node.value<std::string>()) return *text;
  std::string joined;
  if (const auto* items = node.as_array()) {
    for (const auto& item : *items) {
      if (const auto text = item.value<std::string>()) joined += (joined.empty() ? "" : ",") + *text;
    }
  }
  return joined;
}

Settings file_settings(const Invocation& invocation) {
  const bool is_given = !invocation.configuration_file.empty();
  const std::string path = is_given ? invocation.configuration_file : kDefaultFile;
  if (!std::filesystem::exists(path)) {
    if (!is_given) return {};
    throw CommandRefused(ui::tr(invocation.language, "The configuration file does not exist: {1}", path));
  }
  Settings settings;
  try {
    for (const auto& [key, node] : toml::parse_file(path)) settings[std::string(key.str())] = text_of(node);
  } catch (const toml::parse_error& error) {
    throw CommandRefused(ui::tr(invocation.language, "{1}, line {2}: not understood: {3}", path,
                                static_cast<std::int64_t>(error.source().begin.line), std::string(error.description())));
  }
  return settings;
}

std::optional<std::string> read_secret(const std::string& path) {
  auto content = read_file(path);
  while (content && (content->ends_with('\n') || content->ends_with('\r'))) content->pop_back();
  return content;
}

// The terminal without echo, until the end of the scope.
class Silence {
 public:
  Silence() {
    tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= static_cast<tcflag_t>(~ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
};

std::string ask(const std::string& question) {
  std::cerr << question << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  std::cerr << '\n';
  return answer;
}

}  // namespace

ui::Language terminal_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (!value || !*value) continue;
    return std::string_view(value).starts_with("en") ? ui::Language::English : ui::Language::French;
  }
  return ui::Language::French;
}

void tell(const Invocation& invocation, const ConfigurationFinding& finding) {
  const bool is_error = finding.severity == ConfigurationFinding::Severity::Error;
  const auto kind = is_error ? ui::tr(invocation.language, "error") : ui::tr(invocation.language, "warning");
  std::cerr << fmt::format("recours: {} {}: {}\n    {}\n", kind, finding.id,
                           ui::tr_message(invocation.language, finding.message),
                           ui::tr_message(invocation.language, finding.hint));
}

CheckedConfiguration require_checked_configuration(const Invocation& invocation) {
  auto checked = check_configuration(invocation.command_line, environment_settings(), file_settings(invocation),
                                           read_secret);
  for (const auto& finding : checked.findings) tell(invocation, finding);
  if (checked.refused()) throw CommandRefused(ui::tr(invocation.language, "The configuration cannot be used"));
  return checked;
}

Configuration require_configuration(const Invocation& invocation) {
  return require_checked_configuration(invocation).configuration;
}

std::unique_ptr<db::Database> open_database(const Configuration& configuration) {
  return db::Database::open(configuration.database);
}

std::unique_ptr<db::Database> open_current_database(const Configuration& configuration, db::Options options) {
  options.absent = db::Options::Absent::Refuse;
  auto database = db::Database::open(configuration.database, options);
  db::require_current_schema(*database);
  return database;
}

std::unique_ptr<db::Database> open_current_database(const Invocation& invocation) {
  return open_current_database(require_configuration(invocation));
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  try {
    return std::string(std::istreambuf_iterator<char>(file), {});
  } catch (const std::ios_base::failure&) {
    return std::nullopt;
  }
}

std::optional<std::string> read_password(const Invocation& invocation) {
  if (const char* password = std::getenv("RECOURS_PASSWORD"); password && *password) return password;
  if (!isatty(STDIN_FILENO)) return std::nullopt;
  const Silence silence;
  auto password = ask(ui::tr(invocation.language, "Password: "));
  if (ask(ui::tr(invocation.language, "The same again: ")) != password) {
    throw CommandRefused(ui::tr(invocation.language, "The two passwords differ"));
  }
  return password;
}

std::string require_password(const Invocation& invocation) {
  if (auto password = read_password(invocation)) return *password;
  throw CommandRefused(
      ui::tr(invocation.language, "No password: set RECOURS_PASSWORD or run the command in a terminal, which asks for it"));
}

std::optional<std::string> password_or_invitation(const Invocation& invocation, const Configuration& configuration) {
  auto password = read_password(invocation);
  if (password || !configuration.public_url.empty()) return password;
  throw CommandRefused(ui::tr(invocation.language,
                              "No password: set RECOURS_PASSWORD or run the command in a terminal, which asks for it; or set "
                              "RECOURS_PUBLIC_URL, and the person is invited by mail to choose one"));
}

void refuse(const Invocation& invocation, const Refusal& refusal) {
  std::string text = ui::tr_message(invocation.language, refusal.message);
  for (const auto& field : refusal.fields) {
    text += fmt::format("\n    {}: {}", field.field, ui::tr_message(invocation.language, field.message));
  }
  throw CommandRefused(text);
}

void print_line(const std::string& text) { std::cout << text << std::endl; }

void print_json(const boost::json::object& object) { print_line(boost::json::serialize(object)); }

}  // namespace recours::cli
