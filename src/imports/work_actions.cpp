// The job behind the imports of the page: takes the oldest one up, says how far it is, keeps what it found.
#include <spdlog/spdlog.h>

#include <chrono>

#include <boost/json.hpp>

#include "accounts/random_key.h"
#include "attachments/embedded_invoice.h"
#include "imports/import_run_actions.h"
#include "sales/import/import_actions.h"

namespace recours::imports {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBetweenSigns{500};
// Longer than any batch takes; then the worker is taken for dead.
constexpr std::chrono::minutes kSilence{2};
constexpr std::int64_t kMostAttempts = 5;

// Cancelled meanwhile, or the program stops.
class Stopped : public std::exception {};

class Work {
 public:
  Work(db::Database& database, const attachments::Depot& depot, Instant began, const std::stop_token& stop)
      : database_(database), depot_(depot), began_(began), stop_(stop) {}

  // False when nothing waits, or something went wrong that may be better next time.
  bool next() {
    const auto at = now();
    run_ = database_.write([&](db::Transaction& transaction) { return claim_run(transaction, key_, at.plus(-kSilence), at); });
    return run_ && perform();
  }

 private:
  Instant now() const { return began_.plus(std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - started_)); }

  bool perform() {
    try {
      const auto report = import();
      finish(run_->state == State::Checking ? (report.refused() ? State::Refused : State::Ready)
                                            : (report.refused() ? State::Refused : State::Done),
             boost::json::serialize(report_json(report)));
      return true;
    } catch (const Stopped&) {
      release();
    } catch (const std::exception& failure) {
      spdlog::error("import {}, attempt {}: {}", run_->id.value, run_->attempts, failure.what());
      if (run_->attempts >= kMostAttempts) finish(State::Failed, run_->report);
      else release();
    }
    return false;
  }

  ImportReport import() {
    sales::ImportOptions options;
    options.dry_run = run_->state == State::Checking;
    if (!run_->customer_no.empty()) options.customer_no = run_->customer_no;
    options.open_pdf = [this](std::string_view pdf) { return attachments::embedded_invoice(depot_.inspector, pdf); };
    options.tell = [this](const sales::ImportStep& step) { tell(step); };
    const journal::Actor actor{run_->confirmed_by ? *run_->confirmed_by : run_->created_by,
                               run_->confirmed_by ? run_->confirmed_by_name : run_->created_by_name, "import page"};
    const auto sources = sources_of_run();
    switch (run_->kind) {
      case Kind::Invoices: return sales::import_invoices(database_, sources, options, actor, now());
      case Kind::Accounts: return table(sales::TableKind::Accounts, sources, options, actor);
      case Kind::Articles: return table(sales::TableKind::Articles, sources, options, actor);
      case Kind::Deliveries: return table(sales::TableKind::Deliveries, sources, options, actor);
      case Kind::Serials: return table(sales::TableKind::Serials, sources, options, actor);
    }
    return {};
  }
  ImportReport table(sales::TableKind kind, const std::vector<sales::ImportSource>& sources, const sales::ImportOptions& options,
                     const journal::Actor& actor) {
    return sales::import_table(database_, kind, sources, options, actor, now());
  }

  // An opened file is compared with its SHA-256: the long ones stay open, so that this happens once.
  std::vector<sales::ImportSource> sources_of_run() {
    std::vector<sales::ImportSource> sources;
    for (const auto& file : list_files(*database_.reader(), run_->id)) {
      const auto open = [this, sha256 = file.sha256.value()] { return depot_.blobs->open(*database_.reader(), sha256); };
      const bool is_long = file.size > 1'000'000 && sources.size() < 100;
      sources.push_back(is_long ? sales::source_of(file.name, open()) : sales::ImportSource{file.name, open});
    }
    return sources;
  }

  void tell(const sales::ImportStep& step) {
    if (stop_.stop_requested()) throw Stopped();
    const bool is_due = Steady::now() - last_sign_ >= kBetweenSigns;
    // What is only checked may be cancelled at any moment; what is written is written to its end.
    const bool is_writing = run_->state == State::Writing;
    const bool wrong_phase = is_writing && step.phase == sales::ImportStep::Phase::Checking;
    if (!is_due) return;
    last_sign_ = Steady::now();
    const Sign sign{wrong_phase ? 0 : step.bytes, step.total_bytes, wrong_phase ? 0 : step.lines};
    const auto at = now();
    const bool is_ours = database_.write(
        [&](db::Transaction& transaction) { return give_sign(transaction, run_->id, key_, sign, at); });
    if (!is_ours) throw Stopped();
  }

  void finish(State state, const std::string& report) {
    const auto at = now();
    database_.write([&](db::Transaction& transaction) {
      if (!finish_run(transaction, run_->id, key_, state, report, at)) return;
      if (state != State::Done) return;
      release_files(transaction, run_->id);
      const auto totals = totals_of(boost::json::parse(report).as_object());
      journal::append(transaction, {std::nullopt, "recours", "job"}, at, "import.done",
                      {"import_run", std::to_string(run_->id.value)},
                      {{"kind", name_of(run_->kind)}, {"created", totals.created}, {"changed", totals.changed},
                       {"unchanged", totals.unchanged}});
    });
  }

  void release() {
    database_.write([&](db::Transaction& transaction) { let_go(transaction, run_->id, key_); });
  }

  db::Database& database_;
  const attachments::Depot& depot_;
  const Instant began_;
  const std::stop_token& stop_;
  const std::string key_ = accounts::random_key();
  const Steady::time_point started_ = Steady::now();
  Steady::time_point last_sign_{};
  std::optional<ImportRun> run_;
};

}  // namespace

void work_at_imports(db::Database& database, const attachments::Depot& depot, Instant now, const std::stop_token& stop) {
  drop_forgotten(database, now);
  Work work(database, depot, now, stop);
  while (!stop.stop_requested() && work.next()) {
  }
}

}  // namespace recours::imports
