// The pages of the commands of one case; register_case_pages adds them all.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::complaints {

void register_command_pages(
    accounts::Site& site);  // in hand, notes, grievances, decision, corrective actions, mediation
void register_ending_pages(accounts::Site& site);   // closure, waiver, ways back, cancellation, requalification
void register_writing_pages(accounts::Site& site);  // the writing after an oral complaint, links
void register_letter_pages(
    accounts::Site& site);  // acknowledgement, progress, holding letter, invitation, transfer, PDF
void register_answer_pages(accounts::Site& site);  // written answer: draft, review, sending
void register_delay_pages(accounts::Site& site);   // the reason of what left late
void register_edit_pages(accounts::Site& site);
// `depot` outlives the site.
void register_case_files_pages(accounts::Site& site, const attachments::Depot& depot);

}  // namespace recours::complaints
