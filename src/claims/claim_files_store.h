// Files of lines and claims in the database: who may see and change them, and which belong to which line. The rows and
// bytes are those of attachments, which asks here.
#pragma once

#include <vector>

#include "attachments/owners.h"
#include "claims/claim.h"

namespace recours::claims {

// R-840 A line in the basket: seen and changed by its author. A confirmed one: seen by whoever sees the claim, and
// changed by nobody, because its files are evidence. R-842 A claim takes files while it is open, from those who may
// open or decide claims; a file of it is changed by who sent it, or by staff who decide. To be called once, before the
// first request.
void register_attachment_owners(attachments::Owners& owners);

// The files of each of these lines, one query for all.
void add_files(db::Reader& reader, std::vector<ClaimLine>& lines);

// Whether this viewer may add files to the claim now, and change this one of them.
bool takes_files(const accounts::Viewer& viewer, const Claim& claim);
bool may_change(const accounts::Viewer& viewer, const attachments::Attachment& file);

}  // namespace recours::claims
