// Hands a mail to an SMTP server: smtp with STARTTLS where it is offered, or smtps; the server's own words come back.
// Knows nothing of the outbox table: that is delivery.h.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "mail/outbox.h"

namespace recours::mail {

struct Outcome {
  enum class Kind {
    Accepted,
    Temporary,    // 4xx: this mail later
    Permanent,    // 5xx: this mail never
    Unreachable,  // no connection, no TLS, sign-in refused: any mail would fail now
  };
  Kind kind = Kind::Accepted;
  std::string words;  // of the server, or why there is no server; empty when accepted
};

class Sender {
 public:
  virtual ~Sender() = default;
  virtual Outcome send(const OutboxMessage& message, Instant now) const = 0;
};

struct SmtpSettings {
  enum class Scheme { Smtp, Smtps };
  Scheme scheme = Scheme::Smtp;
  std::string host;
  int port = 25;
  std::string user;      // empty: no sign-in
  std::string password;
  Address from;
  std::string intake = {};  // where answers arrive; empty: nowhere
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};  // of the whole conversation; stays below the lease of delivery.h

  // Where a password goes over a network, or smtps is asked for, TLS with a checked certificate is required. Elsewhere
  // it is taken when offered, whatever its certificate: the alternative would be clear text.
  bool needs_tls() const;
};

// Mails that follow each other at once share a connection. From several threads.
class SmtpSender final : public Sender {
 public:
  explicit SmtpSender(SmtpSettings settings);
  Outcome send(const OutboxMessage& message, Instant now) const override;

 private:
  struct Close {
    void operator()(void* handle) const;
  };
  using Handle = std::unique_ptr<void, Close>;  // libcurl's, with its connection

  Handle take_handle() const;
  void rest(Handle handle) const;

  SmtpSettings settings_;
  mutable std::mutex mutex_;
  mutable Handle resting_;
};

}  // namespace recours::mail
