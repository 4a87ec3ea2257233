#include "claims/joined_files_actions.h"

namespace recours::claims {

Result<std::vector<attachments::Attachment>, Refusal> joined_files(db::Transaction& transaction,
                                                                   const accounts::Viewer& viewer,
                                                                   const JoinedFiles& named) {
  std::vector<attachments::Attachment> files;
  if (!named.upload_form.empty()) files = attachments::waiting_in(transaction, viewer, named.upload_form);
  const auto loose = attachments::loose(transaction, viewer, named.attachments);
  if (!loose) {
    const auto sentence = msg("This file is not there: send it again.");
    return fail(Refusal{"unknown_attachment", sentence, {{"attachments", "unknown_attachment", sentence}}});
  }
  files.insert(files.end(), loose->begin(), loose->end());
  return files;
}

void hand_over(db::Transaction& transaction, const accounts::Viewer& viewer, const JoinedFiles& named,
               const std::vector<attachments::Attachment>& files, const attachments::Owner& owner, Instant now) {
  attachments::hand_over(transaction, files, owner);
  if (!named.upload_form.empty()) attachments::close_form(transaction, viewer, named.upload_form, now);
}

}  // namespace recours::claims
