// The files that come with something a person records: what waits in its form, and loose ones that were named by the
// API.
#pragma once

#include <string>
#include <vector>

#include "attachments/attachment_actions.h"

namespace recours::claims {

struct JoinedFiles {
  std::string upload_form = {};                             // key of the form they wait in
  std::vector<attachments::AttachmentId> attachments = {};  // or loose ones
};

// Refusal unknown_attachment. They stay where they are until they are handed over.
Result<std::vector<attachments::Attachment>, Refusal> joined_files(db::Transaction& transaction,
                                                                   const accounts::Viewer& viewer,
                                                                   const JoinedFiles& named);
// To what was recorded; the form is over.
void hand_over(db::Transaction& transaction, const accounts::Viewer& viewer, const JoinedFiles& named,
               const std::vector<attachments::Attachment>& files, const attachments::Owner& owner, Instant now);

}  // namespace recours::claims
