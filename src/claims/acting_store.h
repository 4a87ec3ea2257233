// R-616 Staff who act for a reseller. For whom stands in the address of each page (for=0000100234) and with each item of
// the basket, never in the session: two windows may serve two accounts.
#pragma once

#include <optional>
#include <string_view>

#include "accounts/viewer.h"
#include "claims/claim.h"
#include "db/database.h"
#include "sales/invoice_store.h"

namespace recours::claims {

// The account with this customer number; none for resellers, who act for themselves, and where no number is given.
// Throws NotFound where nobody has it.
std::optional<sales::Account> acted_for(db::Reader& reader, const accounts::Viewer& viewer,
                                        std::string_view customer_no);

// Whose documents are looked for: those of this account only, as its own people see them.
accounts::Viewer looking_as(const accounts::Viewer& viewer, const std::optional<sales::Account>& account);

// Who gets the mails about a claim on this account, unless another one is named: the address of the account, else the
// first of its people who has access. For resellers: themselves.
Contact contact_for(db::Reader& reader, const accounts::Viewer& viewer, ResellerAccountId account, Date today);

}  // namespace recours::claims
