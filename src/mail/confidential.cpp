#include "mail/confidential.h"

namespace recours::mail {

void forget_old_secrets(db::Database& database, Instant oldest) {
  database.write([&](db::Transaction& transaction) {
    transaction.execute(
        "UPDATE outbox_message SET text_body = '', html_body = '', state = 'parked', last_error = 'the link has "
        "expired'"
        " WHERE about_type = :confidential AND state IN ('queued', 'parked') AND text_body <> '' AND created_at <= "
        ":oldest",
        {{"confidential", kConfidential}, {"oldest", oldest}});
  });
}

}  // namespace recours::mail
