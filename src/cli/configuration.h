// The configuration, checked as a whole before anything starts: what was wrong or risky is told all at once, each finding
// with an id, a message and a hint. Pure: the layers (command line over environment over recours.toml) are handed in.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attachments/scanner.h"
#include "base/message.h"
#include "http/tls.h"
#include "mail/smtp.h"
#include "webhooks/endpoint.h"

namespace recours::cli {

// Name of a setting (database, listen, public_url, trusted_proxies, smtp, smtp_password, smtp_password_file, mail_from,
// files, clamd, tls_cert, tls_key, metrics_token, metrics_token_file, webhooks_private, mail_intake) to its text.
using Settings = std::map<std::string, std::string>;

struct ConfigurationFinding {
  enum class Severity { Warning, Error };
  Severity severity = Severity::Error;
  std::string id;                         // stable: bad_listen_address
  Message message;
  Message hint;
};

// Others can listen to what people type.
ConfigurationFinding plain_http();

struct Configuration {
  std::string database = "sqlite:data/recours.db";
  std::string listen_address = "127.0.0.1";
  std::uint16_t listen_port = 8080;
  std::string public_url;                 // without trailing slash; empty: from the request
  std::vector<std::string> trusted_proxies;
  std::optional<mail::SmtpSettings> smtp;
  std::string mail_intake;                // where answers to mails arrive; empty: nowhere
  std::vector<std::string> own_addresses; // what we send and receive as: mail from there is never an answer
  std::string files_folder = "data/files";  // where the bytes of files lie; empty: in the database
  std::optional<attachments::ScannerAddress> scanner;
  std::optional<http::TlsFiles> tls;      // none: plain http
  std::string metrics_token;              // empty: /metrics answers this machine only
  webhooks::Reach webhook_reach = webhooks::Reach::Public;
};

// Where the address of the database names one.
std::optional<std::string> sqlite_file(const Configuration& configuration);

struct CheckedConfiguration {
  Configuration configuration;            // usable when nothing is refused
  std::vector<ConfigurationFinding> findings;
  bool refused() const;
};

// The content of a file, without its last line break; none when it cannot be read.
using ReadFile = std::function<std::optional<std::string>(const std::string& path)>;

CheckedConfiguration check_configuration(const Settings& command_line, const Settings& environment, const Settings& file,
                                         const ReadFile& read_file);

}  // namespace recours::cli
