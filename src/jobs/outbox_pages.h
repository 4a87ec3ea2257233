// The mail that goes out, as pages: /outbox. Without an SMTP server, in the demo, everybody reads there the mail they would
// have received (Courrier de démonstration). Lies in jobs because the mail folder may not know accounts.
#pragma once

#include "accounts/site.h"

namespace recours::jobs {

enum class OutboxKind {
  Outgoing,  // for those with the right to see the outbox
  Demo,      // no SMTP server: for every signed-in person, resellers see the mail to their own address
};

void register_outbox(accounts::Site& site, OutboxKind kind);

}  // namespace recours::jobs
