#include "cli/serving_findings.h"

#include <algorithm>

namespace recours::cli {
namespace {

using Severity = jobs::SystemFinding::Severity;
using Findings = std::vector<jobs::SystemFinding>;

void warn(Findings& findings, const char* id, Message message, Message hint) {
  findings.push_back({Severity::Warning, id, std::move(message), std::move(hint)});
}

bool is_there(const Findings& findings, std::string_view id) {
  return std::any_of(findings.begin(), findings.end(), [&](const auto& finding) { return finding.id == id; });
}

}  // namespace

std::vector<jobs::SystemFinding> serving_findings(const CheckedConfiguration& checked) {
  const auto& configuration = checked.configuration;
  Findings findings;
  for (const auto& found : checked.findings) {
    const bool is_error = found.severity == ConfigurationFinding::Severity::Error;
    findings.push_back({is_error ? Severity::Error : Severity::Warning, found.id, found.message, found.hint});
  }
  if (configuration.public_url.empty()) {
    warn(findings, "no_public_url",
         msg("The public address is not set: no invitation and no link for a new password can be sent"),
         msg("Set RECOURS_PUBLIC_URL=https://…, as people type it"));
  } else if (configuration.public_url.starts_with("http://") && !is_there(findings, "plain_http")) {
    const auto found = plain_http();
    warn(findings, "plain_http", found.message, found.hint);
  }
  if (!configuration.smtp) {
    warn(findings, "no_smtp", msg("No mail server is set: mail waits in the outbox"),
         msg("Set RECOURS_SMTP=smtp://user@host:port"));
  }
  if (!configuration.scanner) {
    warn(findings, "no_virus_scanner", msg("No virus scanner is set: files are checked by their form only"),
         msg("Set RECOURS_CLAMD=unix:/run/clamav/clamd.ctl or RECOURS_CLAMD=tcp:127.0.0.1:3310"));
  }
  const bool is_loopback = configuration.listen_address == "::1" || configuration.listen_address.starts_with("127.");
  if (is_loopback && configuration.trusted_proxies.empty()) {
    warn(findings, "local_only", msg("Recours listens to this machine only and trusts no proxy"),
         msg("Behind a reverse proxy set RECOURS_TRUSTED_PROXIES=127.0.0.1; without one set RECOURS_LISTEN"));
  }
  return findings;
}

}  // namespace recours::cli
