// R-660 The return slip of a claim: what goes back where, under which number, and one label for each parcel. Pure:
// values in, what src/print draws out.
#pragma once

#include <string>

#include "claims/claim_mail.h"
#include "print/slip.h"

namespace recours::claims {

inline constexpr int kMostLabels = 50;

// Approved, and its goods are awaited or on their way.
bool goes_back(const ClaimLine& line);
bool has_return_slip(const std::vector<ClaimLine>& lines);

struct SlipTerms {
  std::string address;     // of the returns department, a line each
  std::string public_url;  // of this site; empty: the square code holds the number alone
  int parcels = 1;         // from 1 to kMostLabels
  Date today;
};
// Of a claim with an RMA number, of whose lines at least one goes back.
print::Slip return_slip(const ClaimWithLines& claim, const Policies& policies, const SlipTerms& terms,
                        ui::Language language);

}  // namespace recours::claims
