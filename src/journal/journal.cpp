#include "journal/journal.h"

#include <map>
#include <stdexcept>
#include <vector>

#include <sodium.h>
#include <boost/json.hpp>

#include "base/text.h"
#include "db/many_rows.h"
#include "journal/many_entries.h"

namespace recours::journal {
namespace {

std::string new_salt() {
  if (sodium_init() < 0) throw std::runtime_error("no random numbers");
  std::string salt(32, '\0');
  randombytes_buf(salt.data(), salt.size());
  return hex(salt);
}

std::string content_of(const Actor& actor, const boost::json::object& content) {
  boost::json::object whole = content;
  const bool added = whole.emplace("actor_name", actor.name).second;
  if (!added) throw std::invalid_argument("the name actor_name is taken in a journal entry's content");
  return canonical(whole);
}

// An entry with what lies beside it.
struct Written {
  Entry entry;
  std::string salt, content;
};

Written written(const Actor& actor, Instant at, const NewEntry& fresh) {
  Written made;
  made.content = content_of(actor, fresh.content);  // may throw; GCC 12 frees twice what a braced list had made before
  made.salt = new_salt();
  made.entry = {0,
                at.iso(),
                actor.user ? std::to_string(actor.user->value) : "",
                actor.source,
                fresh.action,
                fresh.subject.type,
                fresh.subject.id,
                ""};
  made.entry.commitment = commitment_of(made.entry, made.salt, made.content);
  return made;
}

db::Value entry_cell(const Entry& entry, const Actor& actor, std::size_t column) {
  switch (column) {
    case 0: return entry.at;
    case 1: return actor.user ? actor.user->value : std::int64_t{0};
    case 2: return entry.source;
    case 3: return entry.action;
    case 4: return entry.subject_type;
    case 5: return entry.subject_id;
    default: return entry.commitment;
  }
}

// Each gets its id, which the engine may tell in any order: the salt makes every commitment another one.
void insert_entries(db::Transaction& transaction, const Actor& actor, std::vector<Written>& all) {
  std::map<std::string, std::int64_t> ids;
  db::many_rows::insert<7>(
      transaction, "INSERT INTO journal_entry (at, actor_id, source, action, subject_type, subject_id, commitment)",
      {"?", "NULLIF(?, 0)", "?", "?", "?", "?", "?"}, "RETURNING id, commitment", all.size(),
      [&](std::size_t row, std::size_t column) { return entry_cell(all[row].entry, actor, column); },
      [&](const db::Row& row) {
        const auto id = row.get<std::int64_t>("id");
        ids.emplace(row.get<std::string>("commitment"), id);
      });
  for (auto& one : all) one.entry.id = ids.at(one.entry.commitment);
}

Entry entry_of(const db::Row& row) {
  Entry entry;
  entry.id = row.get<std::int64_t>("id");
  entry.at = row.get<std::string>("at");
  const auto actor = row.get<std::optional<std::int64_t>>("actor_id");
  entry.actor_id = actor ? std::to_string(*actor) : "";
  entry.source = row.get<std::string>("source");
  entry.action = row.get<std::string>("action");
  entry.subject_type = row.get<std::string>("subject_type");
  entry.subject_id = row.get<std::string>("subject_id");
  entry.commitment = row.get<std::string>("commitment");
  return entry;
}

// The chain's last position; whoever else seals waits here until this transaction ends.
std::int64_t lock_chain(db::Transaction& transaction) {
  return transaction.value<std::int64_t>(
      "INSERT INTO counter (series, value) VALUES ('journal chain', 0)"
      " ON CONFLICT (series) DO UPDATE SET value = counter.value RETURNING value");
}

std::vector<Entry> list_unsealed(db::Reader& reader, int batch) {
  return reader.list(
      "SELECT e.id, e.at, e.actor_id, e.source, e.action, e.subject_type, e.subject_id, e.commitment"
      " FROM journal_unsealed u JOIN journal_entry e ON e.id = u.entry_id ORDER BY u.entry_id LIMIT :batch",
      {{"batch", batch}}, entry_of);
}

int link_batch(db::Transaction& transaction, int batch) {
  std::int64_t position = lock_chain(transaction);
  auto chain_hash =
      transaction
          .find("SELECT chain_hash FROM journal_link WHERE position = :position", {{"position", position}},
                [](const db::Row& row) { return row.get<std::string>("chain_hash"); })
          .value_or("");
  std::vector<std::int64_t> linked;
  for (const auto& entry : list_unsealed(transaction, batch)) {
    chain_hash = chain_hash_of(entry, ++position, chain_hash);
    transaction.execute("INSERT INTO journal_link (position, entry_id, chain_hash) VALUES (:position, :entry, :hash)",
                        {{"position", position}, {"entry", entry.id}, {"hash", chain_hash}});
    linked.push_back(entry.id);
  }
  transaction.execute("DELETE FROM journal_unsealed WHERE entry_id IN (:ids[])", {{"ids", linked}});
  transaction.execute("UPDATE counter SET value = :position WHERE series = 'journal chain'", {{"position", position}});
  return static_cast<int>(linked.size());
}

}  // namespace

void append(db::Transaction& transaction, const Actor& actor, Instant at, std::string_view action,
            const Subject& subject, const boost::json::object& content) {
  append_all(transaction, actor, at, {{std::string(action), subject, content}});
}

void append_all(db::Transaction& transaction, const Actor& actor, Instant at, const std::vector<NewEntry>& entries) {
  std::vector<Written> all;
  all.reserve(entries.size());
  for (const auto& entry : entries) all.push_back(written(actor, at, entry));
  insert_entries(transaction, actor, all);
  db::many_rows::insert<3>(transaction, "INSERT INTO journal_content (entry_id, salt, content)", {"?", "?", "?"}, "",
                           all.size(), [&](std::size_t row, std::size_t column) -> db::Value {
                             if (column == 0) return all[row].entry.id;
                             return column == 1 ? all[row].salt : all[row].content;
                           });
  db::many_rows::insert<1>(transaction, "INSERT INTO journal_unsealed (entry_id)", {"?"}, "", all.size(),
                           [&](std::size_t row, std::size_t) -> db::Value { return all[row].entry.id; });
}

int seal(db::Database& database, int batch) {
  // Mostly there is nothing to do, and then nothing is written.
  const bool waiting = database.reader()->value<bool>("SELECT EXISTS (SELECT 1 FROM journal_unsealed) AS value");
  if (!waiting) return 0;
  return database.write([&](db::Transaction& transaction) { return link_batch(transaction, batch); });
}

}  // namespace recours::journal
