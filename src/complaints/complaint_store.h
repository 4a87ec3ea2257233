// Complaints in the database. Every look-up starts from the viewer: what it may not see does not exist.
#pragma once

#include <functional>

#include "accounts/viewer.h"
#include "complaints/complaint_query.h"
#include "db/database.h"

namespace recours::complaints {

// R-706 For SQL: 0 for who sees the whole firm; for an adviser the own id: own clients and those received by him; -1 nobody.
std::int64_t complaint_scope(const accounts::Viewer& viewer);
// The condition on `complaint c` for this scope, with the parameter :scope. An own client is one whose adviser this is
// now.
std::string scope_condition(std::int64_t scope);

// By number or, for the author's own drafts, by id; NotFound.
Complaint require_complaint(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number);
Complaint require_draft(db::Reader& reader, const accounts::Viewer& viewer, ComplaintId id);
std::optional<Complaint> find_by_id(db::Reader& reader, ComplaintId id);              // for jobs and actions
CaseFile load_case(db::Reader& reader, const Complaint& complaint);

ComplaintList list_complaints(db::Reader& reader, const accounts::Viewer& viewer, const ComplaintFilter& filter, Date today, const Page& page);
Counted count_complaints(db::Reader& reader, const accounts::Viewer& viewer, const ComplaintFilter& filter, Date today);
// Every row of the filter, in order, one after the other (exports).
void each_complaint(db::Reader& reader, const accounts::Viewer& viewer, const ComplaintFilter& filter, Date today,
                    const std::function<void(const ListedComplaint&)>& row);
std::vector<Complaint> list_drafts(db::Reader& reader, const accounts::Viewer& viewer);
// R-707 Of the same person on the same contract within 60 days: offered for linking.
std::vector<ListedComplaint> similar_complaints(db::Reader& reader, const accounts::Viewer& viewer, const Complaint& complaint);

}  // namespace recours::complaints
