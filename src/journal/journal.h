// The journal: every write leaves an entry in its own transaction, as a salted commitment whose content lies beside it.
// The sealing job links entries into one chain afterwards, so that commits do not queue behind each other.
// Not the history a user reads of a claim: that is the feature's own events.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/fwd.hpp>

#include "base/date.h"
#include "base/id.h"
#include "db/database.h"

namespace recours {

using UserId = Id<struct UserNoun>;

namespace journal {

// Who acts, and from where ("web 203.0.113.9", "api …", "cli", "job").
struct Actor {
  std::optional<UserId> user;
  std::string name;
  std::string source;
};

struct Subject {
  std::string type;  // claim, invoice, user…
  std::string id;    // row id or human number
};

void append(db::Transaction& transaction, const Actor& actor, Instant at, std::string_view action,
            const Subject& subject, const boost::json::object& content);

// Links what is not linked yet, at most `batch` entries; returns how many. The position in the chain is given here, not
// by the entry's id, so a slow transaction with a lower id is linked later and nothing is skipped. Two sealers at once
// are safe.
int seal(db::Database& database, int batch = 1000);

}  // namespace journal
}  // namespace recours
