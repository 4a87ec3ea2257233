// R-658 Which mails a reseller wants. Confirmations, and mails about passwords and access, are no matter of choice:
// they have no kind here. What is kept is what somebody does not want, so that nobody loses mails of a new kind.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "accounts/viewer.h"
#include "base/date.h"
#include "db/database.h"

namespace recours::accounts {

enum class MailKind {
  Decision,  // approved, refused, asked for more
  Message,   // staff wrote inside a claim
  Reminder,  // goods to be sent back before the RMA number expires
  Shipment,  // goods received, credit note
};
std::span<const MailKind> all_mail_kinds();
std::string_view name_of(MailKind kind);
std::optional<MailKind> mail_kind_named(std::string_view name);
std::string label_of(ui::Language language, MailKind kind);

// Resellers choose; staff is written to at the mailboxes of departments.
bool chooses_mails(const Viewer& viewer);

std::set<MailKind> unwanted_mails(db::Reader& reader, UserId user);
// Whether the person of this address, if there is one, wants it; an address of nobody always does.
bool wants_mail(db::Reader& reader, std::string_view address, MailKind kind);

// All that is not in `wanted` is left out from now on. Forbidden for who does not choose.
void choose_mails(db::Database& database, const Viewer& viewer, const std::set<MailKind>& wanted, Instant now);

}  // namespace recours::accounts
