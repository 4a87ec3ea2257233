// The conversation on the page of a claim: what reseller and staff wrote to each other, internal notes of staff in a
// colour of their own, and the form that adds to it. What the other side wrote counts as read once it is shown.
#pragma once

#include "accounts/site.h"
#include "claims/message_store.h"

namespace recours::claims {

//
ui::Html messages_card(accounts::Visit& visit, const Claim& claim);
// Newest first, each with its files and what staff may do with it.
ui::Html message_list(accounts::Visit& visit, const Claim& claim, const std::vector<ClaimMessage>& messages);

// "2 nouveaux messages", for lists; nothing for none.
ui::Html unread_badge(ui::Language language, std::int64_t count);

std::string messages_path(const Claim& claim);
// R-657 Addresses of its contacts that bounced; for staff.
ui::Html failing_notice(accounts::Visit& visit, const Claim& claim);

}  // namespace recours::claims
