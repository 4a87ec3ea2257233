#include "cli/configuration_server.h"

#include "base/text.h"

namespace recours::cli {
namespace {

using Findings = std::vector<ConfigurationFinding>;

constexpr std::size_t kShortestToken = 16;

void refuse(Findings& findings, std::string id, Message message, Message hint) {
  findings.push_back({ConfigurationFinding::Severity::Error, std::move(id), std::move(message), std::move(hint)});
}

std::string setting(const Settings& settings, const char* name) {
  const auto found = settings.find(name);
  return found == settings.end() ? "" : std::string(trim(found->second));
}

//
void tell(Findings& findings, http::TlsFault fault, const http::TlsFiles& files) {
  switch (fault) {
    case http::TlsFault::BadCertificate:
      return refuse(findings, "bad_tls_cert", msg("This is not a certificate a server can use: {1}", files.certificate),
                    msg("The file must hold the server’s certificate and then those above it, in PEM, with an RSA key "
                        "of 2,048 bits "
                        "or more or an elliptic one"));
    case http::TlsFault::BadKey:
      return refuse(findings, "bad_tls_key", msg("This is not a private key a server can use: {1}", files.key),
                    msg("The file must hold the private key of the certificate in PEM"));
    case http::TlsFault::KeyNeedsPassword:
      return refuse(findings, "tls_key_password", msg("The private key has a password: {1}", files.key),
                    msg("Nobody is there to type it when the server starts: store the key without password, readable "
                        "by the account of "
                        "Recours only (openssl pkey -in … -out …)"));
    case http::TlsFault::KeyOfAnother:
      return refuse(findings, "tls_key_of_another",
                    msg("The private key {1} is not that of the certificate {2}", files.key, files.certificate),
                    msg("Take the two files of one issue; the first certificate of the file must be the server’s own"));
  }
}

std::optional<std::string> content_of(Findings& findings, const ReadFile& read_file, const std::string& path) {
  auto content = read_file(path);
  if (!content) {
    refuse(findings, "unreadable_tls_file", msg("The file for TLS cannot be read: {1}", path),
           msg("The file must exist and be readable by the account Recours runs under"));
  }
  return content;
}

}  // namespace

void check_tls(const Settings& settings, Configuration& configuration, const ReadFile& read_file, Findings& findings) {
  const http::TlsFiles files{setting(settings, "tls_cert"), setting(settings, "tls_key")};
  if (files.certificate.empty() && files.key.empty()) return;
  if (files.certificate.empty() || files.key.empty()) {
    return refuse(findings, "half_tls", msg("TLS needs both a certificate and its private key"),
                  msg("Set RECOURS_TLS_CERT and RECOURS_TLS_KEY to the two PEM files"));
  }
  const auto certificate = content_of(findings, read_file, files.certificate);
  const auto key = content_of(findings, read_file, files.key);
  if (!certificate || !key) return;
  if (const auto fault = http::tls_fault(*certificate, *key)) return tell(findings, *fault, files);
  configuration.tls = files;
}

void check_metrics_token(const Settings& settings, Configuration& configuration, const ReadFile& read_file,
                         Findings& findings) {
  auto token = setting(settings, "metrics_token");
  const auto file = setting(settings, "metrics_token_file");
  if (token.empty() && file.empty()) return;
  if (!file.empty() && !token.empty()) {
    return refuse(findings, "two_metrics_tokens",
                  msg("The token for the metrics is given twice: directly and as a file"),
                  msg("Keep RECOURS_METRICS_TOKEN or RECOURS_METRICS_TOKEN_FILE, not both"));
  }
  if (!file.empty()) token = read_file(file).value_or("");
  if (token.size() < kShortestToken || token.find_first_of(" \t\r\n") != std::string::npos) {
    return refuse(findings, "bad_metrics_token",
                  msg("The token for the metrics cannot be read, is too short or has blanks in it"),
                  msg("Give it 16 characters or more without blanks, drawn at random"));
  }
  configuration.metrics_token = std::move(token);
}

}  // namespace recours::cli
