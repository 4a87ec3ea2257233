// Reading the policies (claim types, DOA, auto-approval, fees, departments) and the numbers staff may set: SQL beside
// its row mapping. Once per request or action; the rules get the values.
#pragma once

#include <cstdint>
#include <string_view>

#include "claims/claim_type.h"
#include "db/database.h"

namespace recours::claims {

Policies load_policies(db::Reader& reader);
// R-640 Why a claim may be refused, in order; load_policies() has them too.
std::vector<RefusalReason> list_refusal_reasons(db::Reader& reader);

// A whole number from the table `setting`; the fallback when it is absent or not a positive number.
std::int64_t setting_or(db::Reader& reader, std::string_view name, std::int64_t fallback);

inline constexpr std::int64_t kClaimMaxLines = 30;     // setting claim_max_lines
inline constexpr std::int64_t kRmaValidDays = 14;      // setting rma_valid_days
inline constexpr std::int64_t kReopenDays = 30;        // setting reopen_days: by the reseller
inline constexpr std::int64_t kReminderDay = 10;       // setting rma_reminder_day: of the validity
inline constexpr std::int64_t kNoAnswerDays = 7;       // setting no_answer_days: after the date asked for
inline constexpr std::int64_t kArchiveAfterDays = 90;  // setting claim_archive_days

}  // namespace recours::claims
