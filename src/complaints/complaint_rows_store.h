// What hangs on a complaint, read by its id: for complaint_store, which asks first whether the viewer may see it.
#pragma once

#include <vector>

#include "complaints/complaint.h"
#include "db/database.h"

namespace recours::complaints {

// With the labels of what they lead to; contracts before losses before complaints.
std::vector<Link> links_of(db::Reader& reader, ComplaintId id);
// In the order they were entered, as everything here but events, whose newest is first.
std::vector<Grievance> grievances_of(db::Reader& reader, ComplaintId id);
std::vector<Letter> letters_of(db::Reader& reader, ComplaintId id);
std::vector<Answer> answers_of(db::Reader& reader, ComplaintId id);
// The latest counts.
std::optional<Decision> decision_of(db::Reader& reader, ComplaintId id);
std::vector<CorrectiveAction> corrective_actions_of(db::Reader& reader, ComplaintId id);
std::vector<Note> notes_of(db::Reader& reader, ComplaintId id);
std::vector<MediationEvent> mediation_of(db::Reader& reader, ComplaintId id);
std::vector<ComplaintEvent> events_of(db::Reader& reader, ComplaintId id);

}  // namespace recours::complaints
