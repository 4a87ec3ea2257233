// Files of complaints as values: the types de document people choose from. Who may see and change them is in
// complaint_files_store.h.
#pragma once

#include <vector>

#include "attachments/description.h"

namespace recours::complaints {

// The owner kind of files of complaints, drafts included.
inline constexpr const char* kComplaintFiles = "complaint";

// R-789 Mails and recordings are evidence too.
inline constexpr auto kComplaintFormats = attachments::Formats::MailsAndSound;

// The codes of the list piece_kind, in its order.
const std::vector<attachments::PieceKind>& piece_kinds();

}  // namespace recours::complaints
