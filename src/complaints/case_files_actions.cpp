#include "complaints/case_files_actions.h"

#include "attachments/attachment_actions.h"

namespace recours::complaints {

void finish_upload(db::Database& database, const accounts::Viewer& viewer, const std::string& form_key, Instant now) {
  if (form_key.empty()) return;
  database.write([&](db::Transaction& transaction) { attachments::close_form(transaction, viewer, form_key, now); });
}

}  // namespace recours::complaints
