// Recording a complaint in three steps, page by page. Each register_… adds the routes of one file; what they share is
// in recording_parts.h. register_recording_pages (complaints_pages.h) adds them all.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::complaints {

void register_draft_pages(accounts::Site& site);             // /complaints/drafts, …/discarding
void register_recording_documents_pages(accounts::Site& site, const attachments::Depot& depot);
void register_recording_validation_pages(accounts::Site& site);
void register_recording_mail_pages(accounts::Site& site, const attachments::Depot& depot);  // /complaints/from-mail

}  // namespace recours::complaints
