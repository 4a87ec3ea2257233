#include "imports/import_run_actions.h"

#include <map>

#include <boost/json.hpp>

#include "sales/import/document.h"
#include "sales/import/import_kind.h"

namespace recours::imports {
namespace {

constexpr std::chrono::hours kKeptWaiting{7 * 24};

Kind kind_of(std::string_view content) {
  const auto table = sales::table_kind_of(content.substr(0, sales::kTellingBytes));
  if (!table) return Kind::Invoices;
  switch (*table) {
    case sales::TableKind::Accounts: return Kind::Accounts;
    case sales::TableKind::Articles: return Kind::Articles;
    case sales::TableKind::Deliveries: return Kind::Deliveries;
    case sales::TableKind::Serials: return Kind::Serials;
  }
  return Kind::Invoices;
}

void note(db::Transaction& transaction, const journal::Actor& actor, Instant now, const char* action, ImportRunId id,
          const boost::json::object& content = {}) {
  journal::append(transaction, actor, now, action, {"import_run", std::to_string(id.value)}, content);
}

ImportRunId insert(db::Database& database, const attachments::Depot& depot, const accounts::Viewer& viewer, const ImportRun& run,
                   const std::vector<HandedOver>& files) {
  std::vector<RunFile> kept;
  for (const auto& file : files) {
    kept.push_back({file.name, static_cast<std::int64_t>(file.content.size()), attachments::sha256_of(file.content)});
  }
  return database.write([&](db::Transaction& transaction) {
    for (std::size_t at = 0; at < files.size(); ++at) {
      depot.blobs->put(transaction, *kept[at].sha256, files[at].content, run.created_at);
    }
    const auto id = insert_run(transaction, run);
    boost::json::array names;
    for (std::size_t at = 0; at < kept.size(); ++at) {
      insert_file(transaction, id, static_cast<std::int64_t>(at), kept[at]);
      names.push_back({{"name", kept[at].name}, {"sha256", *kept[at].sha256}});
    }
    note(transaction, viewer.actor(), run.created_at, "import.received", id, {{"kind", name_of(run.kind)}, {"files", names}});
    return id;
  });
}

}  // namespace

std::vector<ImportRunId> receive(db::Database& database, const attachments::Depot& depot, const accounts::Viewer& viewer,
                                 const std::vector<HandedOver>& files, const std::string& customer_no, Instant now) {
  std::map<Kind, std::vector<HandedOver>> by_kind;
  for (const auto& file : files) by_kind[kind_of(file.content)].push_back(file);
  std::vector<ImportRunId> ids;
  for (const auto& [kind, of_kind] : by_kind) {
    ImportRun run;
    run.kind = kind;
    run.customer_no = kind == Kind::Invoices ? customer_no : "";
    run.created_by = viewer.id;
    run.created_at = now;
    ids.push_back(insert(database, depot, viewer, run, of_kind));
  }
  return ids;
}

void confirm(db::Database& database, const accounts::Viewer& viewer, ImportRunId id, Instant now) {
  database.write([&](db::Transaction& transaction) {
    if (!can_confirm(require_run(transaction, id).state)) throw Conflict("not to be confirmed");
    set_state(transaction, id, State::Ready, State::Writing, now);
    set_confirmed(transaction, id, viewer.id);
    note(transaction, viewer.actor(), now, "import.confirmed", id);
  });
}

void check_again(db::Database& database, const accounts::Viewer& viewer, ImportRunId id, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto state = require_run(transaction, id).state;
    if (!can_check_again(state)) throw Conflict("not to be checked again");
    set_state(transaction, id, state, State::Checking, now);
    note(transaction, viewer.actor(), now, "import.checked_again", id);
  });
}

void cancel(db::Database& database, const accounts::Viewer& viewer, ImportRunId id, Instant now) {
  database.write([&](db::Transaction& transaction) {
    const auto state = require_run(transaction, id).state;
    if (!can_cancel(state)) throw Conflict("not to be cancelled");
    set_state(transaction, id, state, State::Cancelled, now);
    release_files(transaction, id);
    note(transaction, viewer.actor(), now, "import.cancelled", id);
  });
}

//
void drop_forgotten(db::Database& database, Instant now) {
  const auto before = now.plus(-kKeptWaiting);
  for (const auto id : list_forgotten(*database.reader(), before)) {
    database.write([&](db::Transaction& transaction) {
      const auto run = require_run(transaction, id);
      if (!can_cancel(run.state) || run.changed_at >= before) return;
      set_state(transaction, id, run.state, State::Cancelled, now);
      release_files(transaction, id);
      note(transaction, {std::nullopt, "recours", "job"}, now, "import.forgotten", id);
    });
  }
}

}  // namespace recours::imports
