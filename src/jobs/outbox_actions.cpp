#include "jobs/outbox_actions.h"

#include <boost/json.hpp>

namespace recours::jobs {

void retry(db::Database& database, const accounts::Viewer& viewer, mail::OutboxId id, Instant now) {
  if (!viewer.can(accounts::Right::SeeOutbox) || viewer.read_only) throw Forbidden();
  database.write([&](db::Transaction& transaction) {
    mail::requeue(transaction, id, now);
    journal::append(transaction, viewer.actor(), now, "mail.requeued", {"mail", std::to_string(id.value)}, {});
  });
}

}  // namespace recours::jobs
