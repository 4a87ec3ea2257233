#include "bench/writers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <stdexcept>
#include <thread>

#include "bench/complaint_dataset.h"
#include "bench/dataset.h"
#include "bench/measure.h"
#include "bench/people.h"
#include "claims/basket_actions.h"
#include "complaints/registration_actions.h"

namespace recours::bench {
namespace {

constexpr int kWriters = 16;
constexpr int kEach = 25;  // pieces of work of a writer

using Work = std::function<void(int writer, int piece)>;

// Pieces of work a second, all writers together.
double rate(const Work& work) {
  std::atomic<int> failed = 0;
  const double start = wall_microseconds();
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      try {
        for (int piece = 0; piece < kEach; ++piece) work(writer, piece);
      } catch (const std::exception& error) {
        fmt::print(stderr, "writer {}: {}\n", writer, error.what());
        ++failed;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  if (failed > 0) throw std::runtime_error("a writer failed");
  return kWriters * kEach / ((wall_microseconds() - start) / 1e6);
}

void compare(std::string_view what, const Work& measured, const Work& bare) {
  rate(measured);  // opens the connections, prepares the statements
  rate(bare);
  const double ours = rate(measured), plain = rate(bare);
  fmt::print("{:<40} {:>7.0f}/s   bare SQL {:>7.0f}/s   {:.2f} ×\n", what, ours, plain, ours / plain);
}

// ---- the same rows, copied from the last ones written

class Copies {
 public:
  explicit Copies(db::Database& database) : database_(database) {}

  // INSERT INTO `table` what its row with the largest id holds, but for the columns named here. `key`: the id's column.
  std::string insert(const std::string& table, const std::vector<std::pair<std::string, std::string>>& other,
                     const std::string& key = "id") const {
    std::string names, values;
    for (const auto& column : columns(table)) {
      const auto found = std::find_if(other.begin(), other.end(), [&](const auto& one) { return one.first == column; });
      if (column == "id") continue;
      names += (names.empty() ? "" : ", ") + column;
      values += (values.empty() ? "" : ", ") + (found == other.end() ? column : found->second);
    }
    return fmt::format("INSERT INTO {0} ({1}) SELECT {2} FROM {0} WHERE {3} = (SELECT MAX({3}) FROM {0})", table, names,
                       values, key);
  }

 private:
  std::vector<std::string> columns(const std::string& table) const {
    const std::string sql =
        database_.engine() == "sqlite"
            ? "SELECT name AS value FROM pragma_table_info(:name)"
            : "SELECT column_name::text AS value FROM information_schema.columns WHERE table_name = "
              ":name ORDER BY ordinal_position";
    return database_.reader()->list(sql, {{"name", table}},
                                    [](const db::Row& r) { return r.get<std::string>("value"); });
  }

  db::Database& database_;
};

// Statements of one engine, composed once.
struct Journal {
  explicit Journal(const Copies& copies)
      : entry(copies.insert("journal_entry", {}) + " RETURNING id AS value"),
        content(copies.insert("journal_content", {{"entry_id", ":id"}}, "entry_id")) {}

  void append(db::Transaction& transaction) const {
    const auto id = transaction.value<std::int64_t>(entry);
    transaction.execute(content, {{"id", id}});
    transaction.execute("INSERT INTO journal_unsealed (entry_id) VALUES (:id)", {{"id", id}});
  }

  const std::string entry, content;
};

struct BareComplaint {
  explicit BareComplaint(db::Database& database, const Copies& copies)
      : journal(copies),
        complaint(copies.insert("complaint", {{"number", ":number"}}) + " RETURNING id AS value"),
        grievance(copies.insert("complaint_grievance", {{"complaint_id", ":id"}})),
        event(copies.insert("complaint_event", {{"complaint_id", ":id"}})),
        template_id(database.reader()->value<std::int64_t>("SELECT MAX(id) AS value FROM complaint")) {}

  void write(db::Transaction& transaction) const {
    const auto number = transaction.next_number("bare complaint");
    const auto id = transaction.value<std::int64_t>(complaint, {{"number", fmt::format("BARE-{}", number)}});
    transaction.execute(
        "INSERT INTO complaint_word (word, complaint_id) SELECT word, :id FROM complaint_word WHERE "
        "complaint_id = :template",
        {{"id", id}, {"template", template_id}});
    transaction.execute(grievance, {{"id", id}});
    transaction.execute(event, {{"id", id}});
    journal.append(transaction);
  }

  const Journal journal;
  const std::string complaint, grievance, event;
  const std::int64_t template_id;
};

struct BareClaim {
  explicit BareClaim(const Copies& copies)
      : journal(copies),
        claim(copies.insert("claim", {{"number", ":number"}, {"rma_number", "NULL"}}) + " RETURNING id AS value"),
        line(copies.insert("claim_line", {{"claim_id", ":claim"}, {"reservation_number", ":number"}}) +
             " RETURNING id AS value"),
        event(copies.insert("claim_event", {{"claim_id", ":claim"}, {"claim_line_id", ":line"}})),
        mail(copies.insert("outbox_message", {{"message_id", ":number"}})) {}

  // Two transactions, as put into the basket and confirm are.
  void write(db::Database& database) const {
    std::int64_t claim_id = 0, line_id = 0;
    std::string number;
    database.write([&](db::Transaction& transaction) {
      number = fmt::format("BARE-{}", transaction.next_number("bare claim"));
      claim_id = transaction.value<std::int64_t>(claim, {{"number", number}});
      line_id = transaction.value<std::int64_t>(line, {{"claim", claim_id}, {"number", number}});
      transaction.execute(event, {{"claim", claim_id}, {"line", line_id}});
      journal.append(transaction);
    });
    database.write([&](db::Transaction& transaction) {
      transaction.execute("UPDATE claim_line SET authorisation = 'submitted', version = version + 1 WHERE id = :id",
                          {{"id", line_id}});
      transaction.execute("UPDATE claim SET state = 'submitted', version = version + 1 WHERE id = :id",
                          {{"id", claim_id}});
      transaction.execute(event, {{"claim", claim_id}, {"line", line_id}});
      journal.append(transaction);
      transaction.execute(mail, {{"number", number}});
    });
  }

  const Journal journal;
  const std::string claim, line, event, mail;
};

// ---- the work itself

// A reseller for each writer, each of another account.
std::vector<accounts::Viewer> add_resellers(db::Database& database, Instant now) {
  std::vector<accounts::Viewer> resellers;
  for (int writer = 0; writer < kWriters; ++writer) {
    const auto email = fmt::format("revendeur{}-{}@example.invalid", writer, now.time().time_since_epoch().count());
    resellers.push_back(add_person(database, email, accounts::Role::Reseller, ResellerAccountId{writer + 1}, now));
  }
  return resellers;
}

void confirm_one(db::Database& database, const accounts::Viewer& reseller, int piece, Instant now) {
  claims::Declaration declaration;
  // Invoice n belongs to account n % kAccounts + 1; its first line is claimed already.
  const std::int64_t invoice = reseller.account->value - 1 + kAccounts * (piece / 8 + 1);
  declaration.invoice_line = {(invoice - 1) * 10 + 2 + piece % 8};
  declaration.department = "CS";
  declaration.code = "98";
  declaration.quantity = Decimal::of(1);
  declaration.comment = "Mesure";
  declaration.contact = {"Banc", "banc@example.invalid", ""};
  const auto added = claims::add_item(database, reseller, declaration, now);
  if (!added) throw std::runtime_error(added.error().code);
  const auto confirmed = claims::confirm_basket(database, reseller, now, std::nullopt);
  if (!confirmed) throw std::runtime_error(confirmed.error().code);
}

void measure_confirmations(db::Database& database, Instant now) {
  const auto resellers = add_resellers(database, now);
  std::array<std::atomic<int>, kWriters> done{};
  confirm_one(database, resellers[0], done[0]++, now);
  const BareClaim bare{Copies(database)};
  compare(
      "put in the basket and confirm",
      [&](int writer, int) {
        const auto at = static_cast<std::size_t>(writer);
        confirm_one(database, resellers[at], done[at]++, now);
      },
      [&](int, int) { bare.write(database); });
}

void measure_registrations(db::Database& database, const accounts::Viewer& compliance, Instant now) {
  const auto said = one_more(now);
  const auto register_one = [&](int, int) {
    if (const auto done = complaints::register_complaint(database, compliance, {}, said, now); !done) {
      throw std::runtime_error(done.error().code);
    }
  };
  register_one(0, 0);
  const BareComplaint bare(database, Copies(database));
  compare("register a complaint", register_one,
          [&](int, int) { database.write([&](db::Transaction& transaction) { bare.write(transaction); }); });
}

}  // namespace

void measure_writers(const std::string& address) {
  const auto database = db::Database::open(address, {.readers = kWriters});
  const Instant now = SystemClock().now();
  fmt::print("{} writers, durable, {}\n", kWriters, database->engine());
  measure_confirmations(*database, now);
  measure_registrations(*database, person_named(*database, kCompliance), now);
}

}  // namespace recours::bench
