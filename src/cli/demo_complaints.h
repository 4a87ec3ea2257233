// R-792 The second desk of the demonstration: an invented broker's people, contacts with their contracts, and complaints in
// every state, told in src/cli/demo/complaints.json and carried out by the same actions a user triggers.
#pragma once

#include "attachments/attachment_actions.h"
#include "db/database.h"
#include "journal/journal.h"

namespace recours::cli {

// `founded`: since when its people are there.
void make_demo_desk(db::Database& database, const std::string& password, const journal::Actor& actor, Instant founded,
                    Instant now);
// Needs the desk. Its dates count from `now`: some things are always late, due today, due soon.
void make_demo_complaints(db::Database& database, const attachments::Depot& depot, Instant now);

}  // namespace recours::cli
