// Files of complaints as values: whose they are and what they may be. Which types de document there are, and who may see
// and change them, is in complaint_files_store.h.
#pragma once

#include <vector>

#include "attachments/description.h"

namespace recours::complaints {

// The owner kind of files of complaints, drafts included.
inline constexpr const char* kComplaintFiles = "complaint";

// R-789 Mails and recordings are evidence too.
inline constexpr auto kComplaintFormats = attachments::Formats::MailsAndSound;

}  // namespace recours::complaints
