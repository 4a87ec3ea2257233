// Past handling in the database: what its rule needs to know, and the rows it becomes. For registration_actions, inside
// its transaction.
#pragma once

#include "complaints/complaint_store.h"
#include "complaints/registration.h"

namespace recours::complaints {

// With the clock the dates typed would start, where they do.
PastContext past_context_of(db::Reader& reader, const Registration& said, PastContext::LateReasons late_reasons,
                            Date today);

// State and the days that count, before the complaint is written.
void take_past(const PastHandling& past, Complaint& complaint);
// Letter, answer, decision and findings as rows that are told apart from what this program sent; the grievances are
// there.
void insert_past(db::Transaction& transaction, const Complaint& complaint, const PastHandling& past,
                 const PastContext& context, UserId recorder, Instant now);
// "acknowledged_on: 2025-03-04, answered_on: …": for the history.
std::string days_text(const PastHandling& past);

}  // namespace recours::complaints
