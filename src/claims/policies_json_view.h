// R-641 The data of claims as the API shows and reads it: flags as true and false, amounts with their currency, lists
// as arrays. Values in, JSON out, and back; what is right is decided by claim_data.h.
#pragma once

#include <boost/json.hpp>

#include "claims/claim_data_store.h"
#include "claims/policy_preview_store.h"

namespace recours::claims {

boost::json::object values_json(DataKind kind, const Draft& draft);
// In lists: as it is now, and from when it changes.
boost::json::object listed_json(const DataSubject& subject, Date today);
// With every version, the days without any from today on, and who changed what.
boost::json::object subject_json(const DataSubject& subject, const std::vector<DataChange>& changes, Date today);
boost::json::object preview_json(const Preview& preview, ui::Language language);

// What the caller sent; members of other names are left alone. Refusal `invalid_json` for a value of the wrong form.
Result<Draft, Refusal> draft_from(DataKind kind, const boost::json::object& body);

}  // namespace recours::claims
