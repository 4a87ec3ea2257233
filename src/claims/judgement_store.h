// What the rules say of one declaration on an invoice line as it stands now: the same for the form, for many lines at
// once and for the API. Reads, writes nothing; basket_actions.h puts in what passes.
#pragma once

#include <map>
#include <vector>

#include "claims/claim_store.h"

namespace recours::claims {

struct Judged {
  sales::LineWithInvoice sold;
  const ClaimType* type = nullptr;  // of the policies it was judged by
  Admitted admitted;
  std::vector<Obstacle> set_aside;  // R-613 by staff, for the reason in the declaration
};

// What declarations that go in together take of the free quantity of their lines.
using Taken = std::map<sales::InvoiceLineId, Decimal>;

// R-510 Refusals not_eligible (one field entry per cause: field "code", the cause's name, its reason), unknown_type,
// incomplete. NotFound when the viewer does not see the line.
Result<Judged, Refusal> judge(db::Reader& reader, const accounts::Viewer& viewer, const Declaration& declaration,
                              const Policies& policies, Date today, const Taken& taken = {});

// R-613 Departments may set rules aside; resellers never.
bool may_set_aside(const accounts::Viewer& viewer);
bool all_may_be_set_aside(const std::vector<Obstacle>& obstacles);

}  // namespace recours::claims
