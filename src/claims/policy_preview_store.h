// R-643 Claims of the last twelve months for a preview, some at a time: newest first, from where the last look ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim_store.h"
#include "claims/policy_preview.h"
#include "db/database.h"

namespace recours::claims {

// The lines of these claims as they were confirmed, claim by claim.
std::vector<PastLine> past_lines(db::Reader& reader, const std::vector<Claim>& claims, const Policies& policies);

inline constexpr int kPreviewMonths = 12;
inline constexpr int kPreviewClaims = 2'000;       // looked at in one request at most
inline constexpr std::size_t kPreviewShown = 100;  // differences listed in one answer; all are counted

struct Preview {
  std::int64_t claims = 0, lines = 0;  // looked at
  std::int64_t changed = 0;            // lines that would have been decided otherwise
  std::int64_t now_impossible = 0, now_approved = 0, now_to_staff = 0, now_other_fee = 0;
  std::vector<Difference> differences;  // the newest of them
  Date since;                           // first day of confirmation that is looked at
  std::optional<std::string> next;      // where to go on; none: all was looked at
};
// `draft` is admitted. Malformed for a bad cursor.
Preview preview(db::Reader& reader, DataKind kind, const Draft& draft, Date today, std::string_view cursor = {});

}  // namespace recours::claims
