#include "bench/complaint_dataset.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "bench/people.h"
#include "complaints/complaint_writes_store.h"

namespace recours::bench {
namespace {

constexpr std::int64_t kPerTransaction = 1'000;
constexpr int kDays = 1'500;

constexpr const char* kNames[]{"Delorme",   "Barbier", "Santini",   "Lefort",
                               "Mercadier", "Rivoire", "Castelain", "Bonnefoy"};

// Nine of ten are closed, one of ten is open and due later, one of a hundred is late.
void set_progress(std::int64_t number, Date today, complaints::Complaint& complaint) {
  const Date due = number % 100 == 0 ? today.plus_days(-3) : today.plus_days(static_cast<int>(number % 50) + 1);
  complaint.clock =
      complaints::Clock{1, *complaint.sent_on, due, due.plus_days(40), due.plus_days(40), due.plus_days(300)};
  complaint.state = complaints::State::New;
  if (number % 10 == 0) return;
  complaint.state = complaints::State::Closed;
  complaint.acknowledged_on = complaint.received_on;
  complaint.answered_on = complaint.closed_on = complaint.received_on->plus_days(1);
}

complaints::Complaint complaint_of(std::int64_t number, UserId person, Instant now) {
  const Date today = paris_day(now);
  complaints::Complaint complaint;
  complaint.number = fmt::format("REC-{}-{:06}", today.year(), number);
  complaint.complainant.name = kNames[number % std::size(kNames)];
  complaint.complainant.first_name = fmt::format("Client{}", number % 20'000);
  complaint.capacity = "client";
  complaint.adviser = complaint.received_by = complaint.handler = complaint.created_by = person;
  complaint.sent_on = today.plus_days(-2 - static_cast<int>(number * 7 % kDays));
  complaint.received_on = complaint.sent_on->plus_days(1);
  complaint.proof_of_sending = "postmark";
  complaint.registered_at = complaint.created_at = now;
  complaint.complexity = "medium";
  complaint.channel = "letter";
  complaint.medium = "durable";
  complaint.subject = "contract";
  complaint.activity = "insurance";
  complaint.reason = "pricing";
  complaint.title = number % 4 == 0 ? "Cotisation prélevée deux fois" : "Délai de remboursement trop long";
  complaint.details = fmt::format("Le dossier {} attend une réponse depuis plusieurs semaines, malgré deux relances{}.",
                                  number % 5'000, number <= 10 ? " et un hippocampe" : "");
  set_progress(number, today, complaint);
  return complaint;
}

}  // namespace

Register make_register(db::Database& database, std::int64_t complaints, Instant now) {
  Register data;
  data.complaints = complaints;
  data.compliance = add_person(database, kCompliance, accounts::Role::Compliance, std::nullopt, now);
  for (std::int64_t first = 1; first <= complaints; first += kPerTransaction) {
    database.write([&](db::Transaction& transaction) {
      for (std::int64_t number = first; number < first + kPerTransaction && number <= complaints; ++number)
        complaints::insert_complaint(transaction, complaint_of(number, data.compliance.id, now), now);
    });
  }
  database.write([&](db::Transaction& transaction) {
    transaction.execute("INSERT INTO counter (series, value) VALUES (:series, :last)",
                        {{"series", fmt::format("complaint {:04}", paris_day(now).year())}, {"last", complaints}});
  });
  data.caller = caller_for(database, data.compliance, now);
  return data;
}

complaints::Registration one_more(Instant now) {
  complaints::Registration said;
  said.sent_on = paris_day(now).plus_days(-2);
  said.received_on = paris_day(now).plus_days(-1);
  said.proof_of_sending = "postmark";
  said.complexity = "medium";
  said.channel = "letter";
  said.subject = "contract";
  said.title = "Cotisation prélevée deux fois";
  said.details = "La cotisation de novembre a été prélevée le 3 puis le 5, avec des frais de rejet à ma charge.";
  said.reason = "pricing";
  said.sub_reason = "direct_debit";
  said.activity = "insurance";
  said.capacity = "client";
  said.complainant.name = "Delorme";
  said.complainant.first_name = "Agathe";
  said.grievances = {"Double prélèvement"};
  return said;
}

}  // namespace recours::bench
