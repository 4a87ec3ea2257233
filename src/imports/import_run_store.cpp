#include "imports/import_run_store.h"

namespace recours::imports {
namespace {

const std::string kSelect =
    "SELECT r.id, r.kind, r.state, r.customer_no, r.created_by, c.name AS created_by_name, r.created_at, r.confirmed_by, "
    "COALESCE(o.name, '') AS confirmed_by_name, r.changed_at, r.attempts, r.done_bytes, r.total_bytes, r.lines, r.report "
    "FROM import_run r JOIN app_user c ON c.id = r.created_by LEFT JOIN app_user o ON o.id = r.confirmed_by ";

ImportRun run_of(const db::Row& row) {
  ImportRun run;
  run.id = row.get<ImportRunId>("id");
  run.kind = kind_named(row.get<std::string_view>("kind")).value();
  run.state = state_named(row.get<std::string_view>("state")).value();
  run.customer_no = row.get<std::string>("customer_no");
  run.created_by = row.get<UserId>("created_by");
  run.created_by_name = row.get<std::string>("created_by_name");
  run.created_at = row.get<Instant>("created_at");
  run.confirmed_by = row.get<std::optional<UserId>>("confirmed_by");
  run.confirmed_by_name = row.get<std::string>("confirmed_by_name");
  run.changed_at = row.get<Instant>("changed_at");
  run.attempts = row.get<std::int64_t>("attempts");
  run.done_bytes = row.get<std::int64_t>("done_bytes");
  run.total_bytes = row.get<std::int64_t>("total_bytes");
  run.lines = row.get<std::int64_t>("lines");
  run.report = row.get<std::string>("report");
  return run;
}

}  // namespace

std::vector<ImportRun> list_runs(db::Reader& reader, std::optional<ImportRunId> before, int limit) {
  return reader.list(kSelect + "WHERE :before = 0 OR r.id < :before ORDER BY r.id DESC LIMIT :limit",
                     {{"before", before ? before->value : 0}, {"limit", limit}}, run_of);
}

ImportRun require_run(db::Reader& reader, ImportRunId id) {
  return reader.require(kSelect + "WHERE r.id = :id", {{"id", id}}, run_of);
}

std::vector<RunFile> list_files(db::Reader& reader, ImportRunId id) {
  return reader.list("SELECT name, size, sha256 FROM import_file WHERE run_id = :id ORDER BY position", {{"id", id}},
                     [](const db::Row& row) {
                       return RunFile{row.get<std::string>("name"), row.get<std::int64_t>("size"),
                                      row.get<std::optional<std::string>>("sha256")};
                     });
}

ImportRunId insert_run(db::Transaction& transaction, const ImportRun& run) {
  return transaction.value<ImportRunId>(
      "INSERT INTO import_run (kind, state, customer_no, created_by, created_at, changed_at) "
      "VALUES (:kind, :state, :customer, :by, :at, :at) RETURNING id AS value",
      {{"kind", name_of(run.kind)}, {"state", name_of(run.state)}, {"customer", run.customer_no}, {"by", run.created_by},
       {"at", run.created_at}});
}

void insert_file(db::Transaction& transaction, ImportRunId id, std::int64_t position, const RunFile& file) {
  transaction.execute("INSERT INTO import_file (run_id, position, name, size, sha256) VALUES (:run, :position, :name, :size, :sha256)",
                      {{"run", id}, {"position", position}, {"name", file.name}, {"size", file.size}, {"sha256", file.sha256}});
}

void set_state(db::Transaction& transaction, ImportRunId id, State from, State to, Instant now) {
  transaction.execute_one(
      "UPDATE import_run SET state = :to, changed_at = :now, worker = '', seen_at = NULL, attempts = 0, done_bytes = 0, "
      "total_bytes = 0, lines = 0 WHERE id = :id AND state = :from",
      {{"id", id}, {"from", name_of(from)}, {"to", name_of(to)}, {"now", now}});
}

void set_confirmed(db::Transaction& transaction, ImportRunId id, UserId by) {
  transaction.execute_one("UPDATE import_run SET confirmed_by = :by WHERE id = :id", {{"id", id}, {"by", by}});
}

void release_files(db::Transaction& transaction, ImportRunId id) {
  transaction.execute("UPDATE import_file SET sha256 = NULL WHERE run_id = :id", {{"id", id}});
}

std::vector<ImportRunId> list_forgotten(db::Reader& reader, Instant before) {
  return reader.list("SELECT id FROM import_run WHERE state IN ('ready', 'refused', 'failed') AND changed_at < :before",
                     {{"before", before}}, [](const db::Row& row) { return row.get<ImportRunId>("id"); });
}

std::optional<ImportRun> claim_run(db::Transaction& transaction, const std::string& worker, Instant silent_since, Instant now) {
  const auto waiting = transaction.find(
      "SELECT id FROM import_run WHERE state IN ('checking', 'writing') AND (worker = '' OR seen_at < :since) ORDER BY id LIMIT 1",
      {{"since", silent_since}}, [](const db::Row& row) { return row.get<ImportRunId>("id"); });
  if (!waiting) return std::nullopt;
  const auto claimed = transaction.execute(
      "UPDATE import_run SET worker = :worker, seen_at = :now, attempts = attempts + 1 WHERE id = :id "
      "AND state IN ('checking', 'writing') AND (worker = '' OR seen_at < :since)",
      {{"id", *waiting}, {"worker", worker}, {"now", now}, {"since", silent_since}});
  if (claimed == 0) return std::nullopt;
  return require_run(transaction, *waiting);
}

bool give_sign(db::Transaction& transaction, ImportRunId id, const std::string& worker, const Sign& sign, Instant now) {
  return transaction.execute(
             "UPDATE import_run SET seen_at = :now, done_bytes = :done, total_bytes = :total, lines = :lines "
             "WHERE id = :id AND worker = :worker",
             {{"id", id}, {"worker", worker}, {"now", now}, {"done", sign.done_bytes}, {"total", sign.total_bytes},
              {"lines", sign.lines}}) == 1;
}

bool finish_run(db::Transaction& transaction, ImportRunId id, const std::string& worker, State state, const std::string& report,
                Instant now) {
  return transaction.execute(
             "UPDATE import_run SET state = :state, report = :report, changed_at = :now, worker = '', seen_at = NULL "
             "WHERE id = :id AND worker = :worker",
             {{"id", id}, {"worker", worker}, {"state", name_of(state)}, {"report", report}, {"now", now}}) == 1;
}

void let_go(db::Transaction& transaction, ImportRunId id, const std::string& worker) {
  transaction.execute("UPDATE import_run SET worker = '', seen_at = NULL WHERE id = :id AND worker = :worker",
                      {{"id", id}, {"worker", worker}});
}

}  // namespace recours::imports
