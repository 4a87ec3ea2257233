#include "journal/journal.h"

#include <stdexcept>
#include <vector>

#include <sodium.h>
#include <boost/json.hpp>

#include "base/text.h"

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

std::int64_t insert_entry(db::Transaction& transaction, const Actor& actor, const Entry& entry) {
  return transaction.value<std::int64_t>(
      "INSERT INTO journal_entry (at, actor_id, source, action, subject_type, subject_id, commitment)"
      " VALUES (:at, :actor, :source, :action, :subject_type, :subject_id, :commitment) RETURNING id AS value",
      {{"at", entry.at},
       {"actor", actor.user},
       {"source", entry.source},
       {"action", entry.action},
       {"subject_type", entry.subject_type},
       {"subject_id", entry.subject_id},
       {"commitment", entry.commitment}});
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
  const auto kept = content_of(actor, content);
  const auto salt = new_salt();
  Entry entry{0,
              at.iso(),
              actor.user ? std::to_string(actor.user->value) : "",
              actor.source,
              std::string(action),
              subject.type,
              subject.id,
              ""};
  entry.commitment = commitment_of(entry, salt, kept);
  const auto id = insert_entry(transaction, actor, entry);
  transaction.execute("INSERT INTO journal_content (entry_id, salt, content) VALUES (:id, :salt, :content)",
                      {{"id", id}, {"salt", salt}, {"content", kept}});
  transaction.execute("INSERT INTO journal_unsealed (entry_id) VALUES (:id)", {{"id", id}});
}

int seal(db::Database& database, int batch) {
  // Mostly there is nothing to do, and then nothing is written.
  const bool waiting = database.reader()->value<bool>("SELECT EXISTS (SELECT 1 FROM journal_unsealed) AS value");
  if (!waiting) return 0;
  return database.write([&](db::Transaction& transaction) { return link_batch(transaction, batch); });
}

}  // namespace recours::journal
