// Files of complaints in the database: who may see and change them. The rows and bytes are those of attachments, which
// asks here.
#pragma once

#include "attachments/owners.h"

namespace recours::complaints {

// The types de document of the list piece_kind, in its order.
std::vector<attachments::PieceKind> piece_kinds(db::Reader& reader, Date today);

// R-750 Who sees the complaint sees its files; who may note may add some while it is not cancelled. A draft's are its
// author's. To be called once, before the first request.
void register_attachment_owners(attachments::Owners& owners);

}  // namespace recours::complaints
