// What a reseller is told by mail: the confirmation with every line, its number and its state, and decisions of staff.
// Pure: values in, mails out; the actions put them into the outbox.
#pragma once

#include <string>
#include <vector>

#include "claims/claim_type.h"
#include "mail/outbox.h"

namespace recours::claims {

struct ClaimWithLines {
  Claim claim;
  std::vector<ClaimLine> lines;
};

// R-570 One mail per distinct contact address (and account), with a copy to each department concerned, listing every
// line of the confirmation with its number and state, in the author's language.
std::vector<mail::Mail> confirmation_mails(const std::vector<ClaimWithLines>& confirmed, const Policies& policies,
                                           ui::Language language);

// What staff decided (approve, refuse) on these lines: one mail per distinct contact address.
std::vector<mail::Mail> decision_mails(const ClaimWithLines& decided, const std::string& comment,
                                       const Policies& policies, ui::Language language);

}  // namespace recours::claims
