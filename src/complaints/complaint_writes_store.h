// Writing complaints and what hangs on them. For actions only; every update carries the version in WHERE.
#pragma once

#include "complaints/complaint_store.h"

namespace recours::complaints {

ComplaintId insert_complaint(db::Transaction& transaction, const Complaint& complaint, Instant now);
// Every column but id, created_*; raises version; keeps next_due and the search text up to date.
void update_complaint(db::Transaction& transaction, Complaint& complaint, Instant now);
void delete_draft(db::Transaction& transaction, ComplaintId id);
// REC-2026-000123: without gap per year of registration, locks the year's series: draw it last.
std::string draw_number(db::Transaction& transaction, Date registered_on);

// Projects, contracts, losses; links to other complaints stay.
void replace_links(db::Transaction& transaction, ComplaintId id, const std::vector<Link>& links);
// False: it was there already.
bool insert_link(db::Transaction& transaction, ComplaintId id, const Link& link);
bool delete_link(db::Transaction& transaction, ComplaintId id, const Link& link);
// Of a draft, where no finding hangs on them yet.
void replace_draft_grievances(db::Transaction& transaction, ComplaintId id, const std::vector<std::string>& texts);
// R-709 `before`: the oral complaint as it was.
void insert_writing(db::Transaction& transaction, const Complaint& before, Date sent_on, Date received_on,
                    const std::string& proof, UserId by, Instant now);
GrievanceId insert_grievance(db::Transaction& transaction, ComplaintId id, const std::string& text);
void update_grievance(db::Transaction& transaction, Grievance& grievance);
LetterId insert_letter(db::Transaction& transaction, ComplaintId id, const Letter& letter, UserId author, Instant now);
// Where none stands.
void set_letter_late_reason(db::Transaction& transaction, LetterId id, const std::string& reason);
void set_letter_counted(db::Transaction& transaction, LetterId id, Date counted_on);
AnswerId insert_answer(db::Transaction& transaction, ComplaintId id, const Answer& answer, Instant now);
// All but its mail (delivery_store).
void update_answer(db::Transaction& transaction, Answer& answer);
void insert_decision(db::Transaction& transaction, ComplaintId id, const Decision& decision, UserId by, Instant now);
CorrectiveActionId insert_corrective_action(db::Transaction& transaction, ComplaintId id, const CorrectiveAction& action, Instant now);
void update_corrective_action(db::Transaction& transaction, CorrectiveAction& action);
void insert_note(db::Transaction& transaction, ComplaintId id, const std::string& text, UserId author, Instant now);
void insert_mediation(db::Transaction& transaction, ComplaintId id, const MediationEvent& event, UserId by, Instant now);
void insert_event(db::Transaction& transaction, ComplaintId id, const journal::Actor& actor, const ComplaintEvent& event);

}  // namespace recours::complaints
