// The SMTP server of tests/support/smtp_catcher.mjs as a child process: what it received, and where it listens.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "mail/smtp.h"

namespace recours::testing_support {

struct CaughtMail {
  std::string text;                        // as it came over the wire, CRLF
  std::string envelope;                    // JSON: from, to, secure, user, session (one connection)
  std::string header(std::string_view name) const;  // raw value, unfolded; empty when absent
};

class SmtpCatcher {
 public:
  struct Login {
    std::string user, password;
  };
  explicit SmtpCatcher(const Login& login = {});
  ~SmtpCatcher();
  SmtpCatcher(const SmtpCatcher&) = delete;
  SmtpCatcher& operator=(const SmtpCatcher&) = delete;

  int port() const { return port_; }
  // How Recours would be configured to send to it, from recours@distributeur.example.
  mail::SmtpSettings settings() const;
  // In the order they came.
  std::vector<CaughtMail> mails() const;

 private:
  std::filesystem::path folder_;
  pid_t child_ = -1;
  int stdin_ = -1;
  int port_ = 0;
};

}  // namespace recours::testing_support
