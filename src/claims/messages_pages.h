// Pages and API of what is said inside claims, and of mails that came in. Registered by the composition root, which
// knows how this installation is reached.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"
#include "claims/message_mail.h"

namespace recours::claims {

// `depot` outlives the site.
void register_messages(accounts::Site& site, const attachments::Depot& depot, const Correspondence& correspondence);

void register_message_pages(accounts::Site& site, const attachments::Depot& depot,
                            const Correspondence& correspondence);
void register_messages_api(accounts::Site& site, const Correspondence& correspondence);
// R-653 À classer: with its entry of the side bar.
void register_received_mail_pages(accounts::Site& site);

}  // namespace recours::claims
