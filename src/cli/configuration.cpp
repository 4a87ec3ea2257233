#include "cli/configuration.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/text.h"
#include "cli/configuration_server.h"
#include "mail/mime.h"

namespace recours::cli {
namespace {

using Severity = ConfigurationFinding::Severity;
using Findings = std::vector<ConfigurationFinding>;

void refuse(Findings& findings, std::string id, Message message, Message hint) {
  findings.push_back({Severity::Error, std::move(id), std::move(message), std::move(hint)});
}

void warn(Findings& findings, std::string id, Message message, Message hint) {
  findings.push_back({Severity::Warning, std::move(id), std::move(message), std::move(hint)});
}

std::string setting(const Settings& settings, const char* name) {
  const auto found = settings.find(name);
  return found == settings.end() ? "" : std::string(trim(found->second));
}

std::optional<int> port_of(std::string_view text) {
  int port = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 0 || port > 65535) return std::nullopt;
  return port;
}

struct HostPort {
  std::string host;
  std::optional<std::string> port;
};

// host, host:port, [v6], [v6]:port; none when it is neither.
std::optional<HostPort> host_port_of(std::string_view text) {
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    HostPort parts{std::string(text.substr(1, close - 1)), std::nullopt};
    const auto rest = text.substr(close + 1);
    if (rest.empty()) return parts;
    if (rest[0] != ':') return std::nullopt;
    parts.port = std::string(rest.substr(1));
    return parts;
  }
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return HostPort{std::string(text), std::nullopt};
  if (text.find(':', colon + 1) != std::string_view::npos) return std::nullopt;
  return HostPort{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

bool is_address(const std::string& text) {
  unsigned char bytes[sizeof(in6_addr)];
  return inet_pton(AF_INET, text.c_str(), bytes) == 1 || inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

bool is_loopback(const std::string& address) { return address == "::1" || address.starts_with("127."); }

void check_database(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "database");
  if (text.empty()) return;
  const bool is_sqlite = text.starts_with("sqlite:") && text.size() > 7;
  const bool is_postgresql = text.starts_with("postgresql://") || text.starts_with("postgres://");
  if (!is_sqlite && !is_postgresql) {
    // The address may hold a password: only its beginning is repeated.
    refuse(findings, "bad_database", msg("The database address is neither sqlite: nor postgresql: {1}",
                                         text.substr(0, text.find(':'))),
           msg("Write sqlite:data/recours.db or postgresql://user@host/name"));
    return;
  }
  configuration.database = text;
}

void check_listen(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "listen");
  if (text.empty()) return;
  const auto parts = host_port_of(text);
  const auto port = parts && parts->port ? port_of(*parts->port) : std::nullopt;
  const auto address = parts && parts->host == "localhost" ? "127.0.0.1" : parts ? parts->host : "";
  if (!port || !is_address(address)) {
    refuse(findings, "bad_listen", msg("The address to listen on is not understood: {1}", text),
           msg("Write an IP address and a port, such as 127.0.0.1:8080 or [::]:8080"));
    return;
  }
  configuration.listen_address = address;
  configuration.listen_port = static_cast<std::uint16_t>(*port);
}

void check_public_url(const Settings& settings, Configuration& configuration, Findings& findings) {
  auto text = setting(settings, "public_url");
  if (text.empty()) return;
  if (text.ends_with('/')) text.pop_back();
  const auto scheme_end = text.find("://");
  const auto scheme = text.substr(0, scheme_end);
  const auto rest = scheme_end == std::string::npos ? "" : text.substr(scheme_end + 3);
  const auto parts = host_port_of(rest);
  const bool has_port = parts && (!parts->port || port_of(*parts->port).value_or(0) > 0);
  const bool is_plain = rest.find_first_of("/?#@ \\\"<>") == std::string::npos;
  if ((scheme != "http" && scheme != "https") || !parts || parts->host.empty() || !has_port || !is_plain) {
    refuse(findings, "bad_public_url", msg("The public address is not understood: {1}", text),
           msg("Write it as people type it, without a path: https://reclamations.example.com"));
    return;
  }
  configuration.public_url = text;
}

void check_proxies(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "trusted_proxies");
  if (text.empty()) return;
  for (const auto& part : split(text, ',')) {
    const std::string address(trim(part));
    if (is_address(address)) {
      configuration.trusted_proxies.push_back(address);
    } else {
      refuse(findings, "bad_trusted_proxy", msg("Not the IP address of a proxy: {1}", address),
             msg("List the addresses of your reverse proxies, separated by commas: 10.0.0.2, 10.0.0.3"));
    }
  }
}

void check_plain_http(const Configuration& configuration, Findings& findings) {
  if (is_loopback(configuration.listen_address) || configuration.tls || configuration.public_url.starts_with("https://")) return;
  findings.push_back(plain_http());
}

std::string percent_decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int byte = 0;
    const bool is_escape = text[i] == '%' && i + 2 < text.size() &&
                           std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3;
    plain += is_escape ? static_cast<char>(byte) : text[i];
    if (is_escape) i += 2;
  }
  return plain;
}

std::optional<mail::SmtpSettings> parse_smtp(const std::string& text) {
  mail::SmtpSettings smtp;
  std::string_view rest = text;
  if (rest.starts_with("smtps://")) {
    smtp.scheme = mail::SmtpSettings::Scheme::Smtps;
    smtp.port = 465;
    rest.remove_prefix(8);
  } else if (rest.starts_with("smtp://")) {
    rest.remove_prefix(7);
  } else {
    return std::nullopt;
  }
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    smtp.user = percent_decoded(rest.substr(0, at));
    smtp.port = smtp.scheme == mail::SmtpSettings::Scheme::Smtps ? 465 : 587;
    rest.remove_prefix(at + 1);
  }
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const auto parts = host_port_of(rest);
  if (!parts || parts->host.empty() || rest.find_first_of("/?#% \\\"") != std::string_view::npos) return std::nullopt;
  smtp.host = parts->host;
  if (parts->port) {
    const auto port = port_of(*parts->port);
    if (port.value_or(0) == 0) return std::nullopt;
    smtp.port = *port;
  }
  return smtp;
}

std::string smtp_password(const Settings& settings, const ReadFile& read_file, Findings& findings) {
  const auto password = setting(settings, "smtp_password");
  const auto file = setting(settings, "smtp_password_file");
  if (file.empty()) return password;
  if (!password.empty()) {
    refuse(findings, "two_smtp_passwords", msg("The SMTP password is given twice: directly and as a file"),
           msg("Keep RECOURS_SMTP_PASSWORD or RECOURS_SMTP_PASSWORD_FILE, not both"));
    return password;
  }
  const auto content = read_file(file);
  if (!content || content->empty()) {
    refuse(findings, "unreadable_smtp_password_file", msg("The SMTP password cannot be read from {1}", file),
           msg("The file must exist, hold the password and be readable by the account Recours runs under"));
    return "";
  }
  return *content;
}

// "Name <address>" or the address alone.
std::optional<mail::Address> parse_mail_from(const std::string& text) {
  mail::Address from{"", text};
  if (const auto open = text.find('<'); open != std::string::npos && text.ends_with('>')) {
    from.name = trim(std::string_view(text).substr(0, open));
    from.address = text.substr(open + 1, text.size() - open - 2);
    if (from.name.size() >= 2 && from.name.front() == '"' && from.name.back() == '"') {
      from.name = from.name.substr(1, from.name.size() - 2);
    }
  }
  const bool is_safe = is_one_line(text) && from.address.find_first_of("<> ") == std::string::npos;
  if (!is_safe || !is_email(from.address)) return std::nullopt;
  return from;
}

mail::Address default_sender(const Configuration& configuration) {
  const auto start = configuration.public_url.find("://");
  if (start == std::string::npos) return {"Recours", "recours@recours.invalid"};
  const auto parts = host_port_of(std::string_view(configuration.public_url).substr(start + 3));
  const auto address = "recours@" + (parts ? parts->host : std::string());
  return {"Recours", is_email(address) ? address : "recours@recours.invalid"};
}

// Also where no mail server is set yet: the slip is easier to find on the day it is made.
void check_sender(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "mail_from");
  if (text.empty()) {
    if (!configuration.smtp) return;
    configuration.smtp->from = default_sender(configuration);
    configuration.own_addresses.push_back(configuration.smtp->from.address);
    warn(findings, "no_mail_from", msg("No sender is set for mail: {1} will be used", configuration.smtp->from.address),
         msg("Set RECOURS_MAIL_FROM, such as Recours <reclamations@example.com>"));
    return;
  }
  const auto from = parse_mail_from(text);
  if (from && configuration.smtp) configuration.smtp->from = *from;
  if (from) configuration.own_addresses.push_back(from->address);
  if (!from) {
    refuse(findings, "bad_mail_from", msg("The sender of mail is not an e-mail address: {1}", mail::one_line(text)),
           msg("Set RECOURS_MAIL_FROM, such as Recours <reclamations@example.com>"));
  }
}

// R-652 Mails name local+token@domain of it as the address to answer to.
void check_mail_intake(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "mail_intake");
  if (text.empty()) return;
  const bool is_plain = is_email(text) && is_one_line(text) && text.find_first_of("<>+ ,;\"") == std::string::npos;
  if (!is_plain) {
    refuse(findings, "bad_mail_intake", msg("The address of the mail intake is not understood: {1}", mail::one_line(text)),
           msg("Set RECOURS_MAIL_INTAKE to an address without a plus sign, such as reponses@example.com"));
    return;
  }
  configuration.mail_intake = text;
  configuration.own_addresses.push_back(text);
  if (configuration.smtp) configuration.smtp->intake = text;
}

void check_smtp(const Settings& settings, Configuration& configuration, const ReadFile& read_file, Findings& findings) {
  const auto text = setting(settings, "smtp");
  const auto password = smtp_password(settings, read_file, findings);
  if (text.empty()) {
    if (!password.empty()) {
      warn(findings, "smtp_password_unused", msg("There is an SMTP password but no SMTP server"),
           msg("Set RECOURS_SMTP=smtp://user@host:port"));
    }
    return;
  }
  auto smtp = parse_smtp(text);
  if (!smtp) {
    // What is not understood may hold a password: it is not repeated.
    refuse(findings, "bad_smtp", msg("The address of the mail server is not understood"),
           msg("Set RECOURS_SMTP=smtp://user@host:port or smtps://user@host:port"));
    return;
  }
  if (smtp->user.find(':') != std::string::npos) {
    refuse(findings, "smtp_password_in_address", msg("The address of the mail server holds a password"),
           msg("Take it out and set RECOURS_SMTP_PASSWORD or RECOURS_SMTP_PASSWORD_FILE: addresses end up in logs"));
    return;
  }
  smtp->password = password;
  configuration.smtp = std::move(smtp);
  if (!configuration.smtp->user.empty() && password.empty()) {
    refuse(findings, "no_smtp_password", msg("The mail server asks for a user but there is no password"),
           msg("Set RECOURS_SMTP_PASSWORD or RECOURS_SMTP_PASSWORD_FILE"));
  }
}

// Not set: beside a SQLite file, which one process serves; in PostgreSQL, which several may share.
void check_files(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "files");
  if (text.empty()) {
    const auto database = sqlite_file(configuration);
    configuration.files_folder = database ? (std::filesystem::path(*database).parent_path() / "files").string() : "";
    return;
  }
  if (!is_one_line(text) || text.find("://") != std::string::npos) {
    refuse(findings, "bad_files", msg("The place for files is not a folder: {1}", mail::one_line(text)),
           msg("Set RECOURS_FILES to a folder, such as /srv/recours/files"));
    return;
  }
  configuration.files_folder = text;
}

void check_scanner(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "clamd");
  if (text.empty()) return;
  configuration.scanner = attachments::scanner_address(text);
  if (configuration.scanner) return;
  refuse(findings, "bad_clamd", msg("The address of the virus scanner is not understood: {1}", mail::one_line(text)),
         msg("Set RECOURS_CLAMD=unix:/run/clamav/clamd.ctl or RECOURS_CLAMD=tcp:127.0.0.1:3310"));
}

// R-143 Whether programs inside the network may be told, over http too.
void check_webhooks(const Settings& settings, Configuration& configuration, Findings& findings) {
  const auto text = setting(settings, "webhooks_private");
  if (text == "yes" || text == "true") configuration.webhook_reach = webhooks::Reach::Any;
  if (text.empty() || text == "yes" || text == "true" || text == "no" || text == "false") return;
  refuse(findings, "bad_webhooks_private", msg("Whether webhooks may go inside the network is not understood: {1}", text),
         msg("Set RECOURS_WEBHOOKS_PRIVATE=yes or RECOURS_WEBHOOKS_PRIVATE=no"));
}

void check_names(const Settings& file, Findings& findings) {
  static constexpr const char* kNames[] = {"database",      "listen",             "public_url", "trusted_proxies", "smtp",
                                           "smtp_password", "smtp_password_file", "mail_from",  "files",           "clamd",
                                           "tls_cert",      "tls_key",            "metrics_token", "metrics_token_file",
                                          "webhooks_private", "mail_intake"};
  for (const auto& [name, value] : file) {
    if (std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames)) continue;
    warn(findings, "unknown_setting", msg("Unknown setting in recours.toml: {1}", name),
         msg("See the guide of operations for the settings there are"));
  }
}

}  // namespace

std::optional<std::string> sqlite_file(const Configuration& configuration) {
  constexpr std::string_view kScheme = "sqlite:";
  if (!configuration.database.starts_with(kScheme)) return std::nullopt;
  return configuration.database.substr(kScheme.size());
}

bool CheckedConfiguration::refused() const {
  return std::any_of(findings.begin(), findings.end(),
                     [](const auto& finding) { return finding.severity == Severity::Error; });
}

ConfigurationFinding plain_http() {
  return {ConfigurationFinding::Severity::Warning, "plain_http",
          msg("Recours is reachable from the network without encryption"),
          msg("Set RECOURS_TLS_CERT and RECOURS_TLS_KEY, or put a reverse proxy with a certificate in front of it and set "
              "RECOURS_PUBLIC_URL=https://…")};
}

CheckedConfiguration check_configuration(const Settings& command_line, const Settings& environment, const Settings& file,
                                         const ReadFile& read_file) {
  Settings settings = file;
  // A secret and its file are one setting: a higher layer replaces the lower one's, whichever way it is given.
  for (const auto* layer : {&environment, &command_line}) {
    for (const std::string secret : {"smtp_password", "metrics_token"}) {
      if (!layer->contains(secret) && !layer->contains(secret + "_file")) continue;
      settings.erase(secret);
      settings.erase(secret + "_file");
    }
    for (const auto& [name, value] : *layer) settings[name] = value;
  }
  CheckedConfiguration checked;
  auto& [configuration, findings] = checked;
  check_names(file, findings);
  check_database(settings, configuration, findings);
  check_listen(settings, configuration, findings);
  check_public_url(settings, configuration, findings);
  check_proxies(settings, configuration, findings);
  check_tls(settings, configuration, read_file, findings);
  check_metrics_token(settings, configuration, read_file, findings);
  check_plain_http(configuration, findings);
  check_smtp(settings, configuration, read_file, findings);
  check_sender(settings, configuration, findings);
  check_mail_intake(settings, configuration, findings);
  check_files(settings, configuration, findings);
  check_scanner(settings, configuration, findings);
  check_webhooks(settings, configuration, findings);
  return checked;
}

}  // namespace recours::cli
