// What is worth knowing of a complaint beside its rows: registered late, mandate missing, similar ones. For its page
// and the API.
#pragma once

#include "accounts/viewer.h"
#include "complaints/complaint_json.h"
#include "db/database.h"

namespace recours::complaints {

// R-704 R-705 R-707
Remarks remarks_on(db::Reader& reader, const accounts::Viewer& viewer, const Complaint& complaint, Date today);

}  // namespace recours::complaints
