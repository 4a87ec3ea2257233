// Inspections of goods that came in, each with the lines it is about and its photos: SQL beside its row mapping.
#pragma once

#include <vector>

#include "attachments/owners.h"
#include "claims/claim_traces.h"
#include "db/database.h"

namespace recours::claims {

inline constexpr const char* kInspectionFiles = "claim_inspection";  // attachments::Owner kind

// With their photos, oldest first.
std::vector<Inspection> list_inspections(db::Reader& reader, ClaimId claim);

InspectionId insert_inspection(db::Transaction& transaction, ClaimId claim, const Inspection& inspection);

// R-664 Photos of an inspection are seen by whoever sees the claim: what is decided on them may be contested by whom it
// is told. They are evidence: nobody changes them.
void register_inspection_owner(attachments::Owners& owners);

}  // namespace recours::claims
