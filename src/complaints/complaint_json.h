// Complaints as the API shows them (field names of the outer contract).
#pragma once

#include <boost/json.hpp>

#include "accounts/viewer.h"
#include "complaints/complaint_query.h"

namespace recours::complaints {

// What is known of it beside its rows.
struct Remarks {
  Date today;
  bool is_late_registration = false;
  bool lacks_mandate = false;
  std::vector<ListedComplaint> similar;
};
// The whole case: what was typed, its clock, what hangs on it, what the viewer may do now.
boost::json::object complaint_json(const CaseFile& file, const accounts::Viewer& viewer, const Remarks& remarks);
boost::json::object listed_json(const ListedComplaint& complaint, Date today);

}  // namespace recours::complaints
