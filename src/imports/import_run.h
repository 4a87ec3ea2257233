// An import handed over on a page: its files, where it stands, what it found. Values only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "accounts/viewer.h"
#include "base/date.h"
#include "base/id.h"
#include "base/import_report.h"

namespace recours::imports {

using ImportRunId = Id<struct ImportRunNoun>;

enum class Kind { Accounts, Articles, Invoices, Deliveries, Serials };  // in the order in which they should be imported
std::string_view name_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

// R-235 checking → ready or refused; ready, confirmed → writing → done. Whatever is not done may be cancelled until it is
// written; what was refused may be checked again.
enum class State { Checking, Ready, Refused, Writing, Done, Cancelled, Failed };
std::string_view name_of(State state);
std::optional<State> state_named(std::string_view name);

bool is_at_work(State state);     // a job has something to do
bool can_confirm(State state);
bool can_cancel(State state);
bool can_check_again(State state);

struct RunFile {
  std::string name;
  std::int64_t size = 0;
  std::optional<std::string> sha256;
};

struct ImportRun {
  ImportRunId id;
  Kind kind = Kind::Invoices;
  State state = State::Checking;
  std::string customer_no;
  UserId created_by;
  std::string created_by_name;
  Instant created_at;
  std::optional<UserId> confirmed_by;
  std::string confirmed_by_name;
  Instant changed_at;
  std::int64_t attempts = 0;
  std::int64_t done_bytes = 0, total_bytes = 0, lines = 0;
  std::string report;
};

// What a report says, for keeping: findings in both languages, a bounded number of them.
boost::json::object report_json(const ImportReport& report);

struct Totals {
  std::int64_t documents = 0, lines = 0, created = 0, changed = 0, unchanged = 0;
};
Totals totals_of(const boost::json::object& report);

}  // namespace recours::imports
