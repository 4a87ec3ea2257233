// A firm with one registered complaint and the people who handle it. Thursday 12 November 2026, 10:00 in Paris; sent a
// week before: the acknowledgement is due on 18 November, the answer on 5 January.
#pragma once

#include <gtest/gtest.h>

#include "accounts/organisation_calendar.h"
#include "accounts/settings.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/handling_actions.h"
#include "complaints/regime_store.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::testing_support {

class HandlingWorld : public OnBothEngines {
 protected:
  void SetUp() override { cast = make_cast(database(), now); }

  Date today() const { return paris_day(now); }
  static Date day(const char* iso) { return Date::parse_iso(iso).value(); }

  // As registered from a letter of Marie Durand, a client of Odile's.
  complaints::Complaint written() {
    complaints::Complaint complaint;
    complaint.number = "REC-2026-00000" + std::to_string(++registered_);
    complaint.state = complaints::State::New;
    complaint.complainant.first_name = "Marie";
    complaint.complainant.name = "Durand";
    complaint.complainant.email = "marie.durand@courrier.example";
    complaint.complainant.street = "3 rue des Tilleuls";
    complaint.complainant.postcode = "21000";
    complaint.complainant.city = "Dijon";
    complaint.capacity = "client";
    complaint.received_by = cast.odile.id;
    complaint.adviser = cast.odile.id;
    complaint.sent_on = day("2026-11-05");
    complaint.received_on = day("2026-11-06");
    complaint.proof_of_sending = "letter_date";
    complaint.registered_at = now;
    complaint.complexity = "low";
    complaint.channel = "letter";
    complaint.medium = "durable";
    complaint.subject = "contract";
    complaint.title = "Prélèvement en double";
    complaint.details = "La cotisation de novembre a été prélevée deux fois.";
    complaint.reason = "pricing";
    complaint.activity = "insurance";
    complaint.created_by = cast.odile.id;
    complaint.created_at = now;
    return complaint;
  }
  complaints::Complaint oral() {
    auto complaint = written();
    complaint.medium = "oral";
    complaint.channel = "phone";
    complaint.sent_on.reset();
    return complaint;
  }
  // Into the register, its clock started where there is one; returns its number.
  std::string registered(complaints::Complaint complaint) {
    const auto reader = database().reader();
    if (complaints::has_clock(complaint.medium)) {
      const auto regimes = complaints::list_regimes(*reader);
      const auto* regime = calendar::regime_on(regimes, complaint.activity, *complaint.sent_on);
      const auto dates =
          calendar::deadlines(*complaint.sent_on, *complaint.received_on, *regime, accounts::holidays_of(*reader));
      complaint.clock = complaints::Clock{regime->id,          dates.starts_on,         dates.acknowledgement_due_on(),
                                          dates.answer_due_on, dates.mediator_opens_on, dates.mediator_closes_on};
    }
    database().write([&](db::Transaction& transaction) {
      complaint.id = complaints::insert_complaint(transaction, complaint, now);
      for (const auto& grievance : complaint.grievances) {
        complaints::insert_grievance(transaction, complaint.id, grievance.text);
      }
    });
    return complaint.number;
  }
  std::string registered() { return registered(written()); }

  complaints::Act as(const accounts::Viewer& viewer, const std::string& number) {
    return {database(), viewer, number, std::nullopt, now, std::nullopt};
  }
  complaints::Complaint found(const std::string& number) {
    return complaints::require_complaint(*database().reader(), cast.solene, number);
  }
  complaints::CaseFile file(const std::string& number) {
    const auto reader = database().reader();
    return complaints::load_case(*reader, complaints::require_complaint(*reader, cast.solene, number));
  }
  complaints::State state(const std::string& number) { return found(number).state; }

  // What the mail server does with everything that waits.
  void accept_mails(const char* at) {
    execute("UPDATE outbox_message SET state = 'sent', sent_at = '" + std::string(at) + "' WHERE state = 'queued'");
  }
  void park_mails() {
    execute("UPDATE outbox_message SET state = 'parked', last_error = '550 unknown' WHERE state = 'queued'");
  }
  void follow() { complaints::follow_deliveries(database(), now); }

  std::int64_t count(const std::string& what) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + what);
  }
  void execute(const std::string& sql) {
    database().write([&](db::Transaction& transaction) { transaction.execute(sql); });
  }
  void set(const char* setting, const char* value) {
    database().write([&](db::Transaction& transaction) {
      accounts::set_setting(transaction, {std::nullopt, "test", "cli"}, setting, value, now);
    });
  }

  // By letter, posted today.
  complaints::Dispatch posted() const { return {complaints::Via::Letter, today(), {}}; }
  static complaints::Dispatch mailed() { return {}; }

  // Written by Hector, approved by Solène.
  complaints::AnswerId approved_answer(const std::string& number, const std::string& text = "Nous remboursons 42 €.") {
    EXPECT_TRUE(complaints::propose_answer(as(cast.hector, number), {}, text).ok());
    const auto id = newest_answer(number);
    EXPECT_TRUE(complaints::review_answer(as(cast.solene, number), id, {true, "", ""}).ok());
    return id;
  }
  complaints::AnswerId newest_answer(const std::string& number) {
    complaints::AnswerId newest;
    for (const auto& answer : file(number).answers) newest = std::max(newest, answer.id);
    return newest;
  }
  complaints::Answer answer(const std::string& number, complaints::AnswerId id) {
    for (const auto& answer : file(number).answers) {
      if (answer.id == id) return answer;
    }
    throw NotFound();
  }

  Cast cast;
  Instant now = test_now();

 private:
  int registered_ = 0;
};

// The code of a refusal, or of its first field; "done" for none.
inline std::string said(const complaints::Outcome& outcome) {
  if (outcome) return "done";
  const auto& refusal = outcome.error();
  if (refusal.code != "incomplete" || refusal.fields.empty()) return refusal.code;
  return refusal.fields.front().field + "/" + refusal.fields.front().code;
}

}  // namespace recours::testing_support
