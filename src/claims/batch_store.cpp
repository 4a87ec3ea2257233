#include "claims/batch_store.h"

#include <boost/json.hpp>

namespace recours::claims {
namespace {

std::string json_of(const std::vector<BatchResult>& results) {
  boost::json::array all;
  for (const auto& one : results) {
    all.push_back({{"number", one.number}, {"outcome", one.outcome}, {"text", one.text}});
  }
  return boost::json::serialize(all);
}

std::vector<BatchResult> results_of(std::string_view text) {
  std::vector<BatchResult> results;
  const auto word = [](const boost::json::value& one, const char* key) { return std::string(one.at(key).as_string()); };
  const auto all = boost::json::parse(text);
  for (const auto& one : all.as_array()) {
    results.push_back({word(one, "number"), word(one, "outcome"), word(one, "text")});
  }
  return results;
}

}  // namespace

BatchId insert_batch(db::Transaction& transaction, UserId owner, const Batch& batch, Instant now) {
  return transaction.require(
      "INSERT INTO claim_batch (user_id, queue, command, at, results) VALUES (:owner, :queue, :command, :at, :results) "
      "RETURNING id",
      {{"owner", owner},
       {"queue", words_of(batch.queue).name},
       {"command", name_of(batch.command)},
       {"at", now},
       {"results", json_of(batch.results)}},
      [](const db::Row& row) { return row.get<BatchId>("id"); });
}

Batch require_batch(db::Reader& reader, const accounts::Viewer& viewer, BatchId id) {
  return reader.require("SELECT queue, command, results FROM claim_batch WHERE id = :id AND user_id = :owner",
                        {{"id", id}, {"owner", viewer.id}}, [](const db::Row& row) {
                          return Batch{queue_named(row.get<std::string_view>("queue")).value(),
                                       batch_command_named(row.get<std::string_view>("command")).value(),
                                       results_of(row.get<std::string_view>("results"))};
                        });
}

}  // namespace recours::claims
