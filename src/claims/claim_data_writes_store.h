// Writing the data of claims: one statement for each change, for claim_data_actions. No rule and no journal here, but
// for settings, whose own entry their table leaves.
#pragma once

#include <string_view>

#include "claims/timeline.h"
#include "db/database.h"
#include "journal/journal.h"

namespace recours::claims {

// Holds the subject against everybody else until the transaction ends; its version now.
std::int64_t hold_subject(db::Transaction& transaction, DataKind kind, std::string_view key);
void raise_version(db::Transaction& transaction, DataKind kind, std::string_view key);

// One more version, of an admitted draft; ConstraintError::Unique when one begins that day already.
void insert_version(db::Transaction& transaction, DataKind kind, const Draft& draft, const Validity& validity);
void set_last_day(db::Transaction& transaction, DataKind kind, const Ending& ending);
// Of a version that never began; ConstraintError::ForeignKey when something rests on it all the same.
void delete_version(db::Transaction& transaction, DataKind kind, std::int64_t id);
// Of what is not dated: as it is from now on.
void put_present(db::Transaction& transaction, DataKind kind, const Draft& draft, const journal::Actor& actor,
                 Instant now);

}  // namespace recours::claims
