// Messages of claims in the database, through the viewer: a reseller finds those of its own account that are meant for
// it, and nothing tells it that there are others. SQL beside its row mapping.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "attachments/owners.h"
#include "claims/message.h"
#include "db/database.h"

namespace recours::claims {

struct MessagePage {
  std::vector<ClaimMessage> items;          // newest first, with files and remarks
  std::optional<ClaimMessageId> next = {};  // pass as `before` for the older ones
};
// Of a claim the viewer sees.
MessagePage list_messages(db::Reader& reader, const accounts::Viewer& viewer, ClaimId claim,
                          std::optional<ClaimMessageId> before, int limit);
// NotFound too for one the viewer may not read, or of another claim.
ClaimMessage require_message(db::Reader& reader, const accounts::Viewer& viewer, ClaimId claim, ClaimMessageId id);

// How many the viewer's side has not read, of each of these claims that has any. One query.
std::map<ClaimId, std::int64_t> unread_messages(db::Reader& reader, const accounts::Viewer& viewer,
                                                const std::vector<ClaimId>& claims);

// Claims in the archive are read, not answered.
bool is_archived(db::Reader& reader, const Claim& claim, Date today);

// Which of these addresses bounced, and since when.
std::map<std::string, Instant> failing_addresses(db::Reader& reader, const std::vector<std::string>& addresses);

// ---- for actions
ClaimMessageId insert_message(db::Transaction& transaction, const ClaimMessage& message);

// R-651 Who may see files of messages: whoever may read the message. They are evidence: nobody changes them.
void register_message_owners(attachments::Owners& owners);

}  // namespace recours::claims
