// The journal: every write leaves an entry in its own transaction, as a salted commitment whose content lies beside it.
// The sealing job links entries into one chain afterwards, so that commits do not queue behind each other.
// Not the history a user reads of a claim: that is the feature's own events.
#pragma once

#include <cstdint>
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

// The content is kept as canonical JSON: members sorted by the bytes of their names, no blanks, UTF-8; the actor's name
// joins it as `actor_name`, because it must be erasable.
// Throws when the content has an `actor_name` of its own.
void append(db::Transaction& transaction, const Actor& actor, Instant at, std::string_view action,
            const Subject& subject, const boost::json::object& content);

// What a verifier without this program has to compute. `field(x)` is the length of x in bytes as eight bytes, big-endian,
// then x; numbers are decimal digits without leading zeros; a missing actor is the empty text; hashes are SHA-256,
// written in the tables as 64 lower-case hexadecimal digits and used here as their 32 bytes.
//   entry      = field(at) field(actor_id) field(source) field(action) field(subject_type) field(subject_id)
//   commitment = SHA-256(salt (32 bytes) | field("recours-commitment-1") | entry | field(content as kept))
//   chain hash = SHA-256(previous chain hash (first: 32 zero bytes) | field("recours-link-1") | field(position)
//                        | field(entry_id) | entry | commitment)
struct Entry {
  std::int64_t id = 0;
  std::string at, actor_id, source, action, subject_type, subject_id;
  std::string commitment;  // hex
};
std::string commitment_of(const Entry& entry, std::string_view salt_hex, std::string_view content);
std::string chain_hash_of(const Entry& entry, std::int64_t position, std::string_view previous_hex);
std::string canonical(const boost::json::value& value);

// Links what is not linked yet, at most `batch` entries; returns how many. The position in the chain is given here, not
// by the entry's id, so a slow transaction with a lower id is linked later and nothing is skipped. Two sealers at once
// are safe.
int seal(db::Database& database, int batch = 1000);

}  // namespace journal
}  // namespace recours
