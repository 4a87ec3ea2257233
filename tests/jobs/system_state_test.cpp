// « État du système »: each finding appears when its cause does, and goes with it; jobs leave a note of their runs.
#include "jobs/system_state.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "accounts/account_pages.h"
#include "jobs/job_runs.h"
#include "jobs/system_pages.h"
#include "mail/outbox.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::jobs {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Browser;
using testing_support::test_now;

class SystemStateTest : public OnBothEngines {
 protected:
  SystemStateTest() : cast_(testing_support::make_cast(database(), test_now())), clock_(test_now()) {}

  std::vector<std::string> ids(const Installation& installation = {.sends_mail = true}) {
    std::vector<std::string> found;
    for (const auto& finding : find_state(*database().reader(), installation, clock_.now())) found.push_back(finding.id);
    return found;
  }
  Job good(const std::string& name = "mail") {
    return noted({name, 1s, [this](db::Database&, Instant, const std::stop_token&) { ++runs_; }});
  }
  void run(const Job& job) { run_job(job, database(), clock_.now()); }
  void put_mail(const std::string& state) {
    database().write([&](db::Transaction& transaction) {
      const auto id = mail::enqueue(transaction, {{"", "a@b.example"}, {}, "s", "t", "", "", ""}, clock_.now());
      transaction.execute("UPDATE outbox_message SET state = :state WHERE id = :id", {{"state", state}, {"id", id}});
    });
  }

  testing_support::Cast cast_;
  testing_support::TestClock clock_;
  int runs_ = 0;
};

//
TEST_P(SystemStateTest, TellsThatNoJobRuns) {
  EXPECT_EQ(ids(), std::vector<std::string>{"jobs_stopped"}) << "none ever ran";
  run(good());
  EXPECT_TRUE(ids().empty());
  clock_.advance(5min + 2s);
  EXPECT_TRUE(ids().empty()) << "one minute is between two notes, and a run may take long";
  clock_.advance(1ms);
  EXPECT_EQ(ids(), std::vector<std::string>{"jobs_stopped"});
  run(good("journal"));
  EXPECT_TRUE(ids().empty()) << "some do";
}

//
TEST_P(SystemStateTest, TellsThatAJobFailsUntilItSucceeds) {
  bool broken = true;
  const auto job = noted({"mail", 1s, [&](db::Database&, Instant, const std::stop_token&) {
                            if (broken) throw std::runtime_error("no route");
                          }});
  run(job);
  EXPECT_EQ(ids(), std::vector<std::string>{"job_failed"});
  EXPECT_THAT(list_job_runs(*database().reader()), ::testing::SizeIs(1));
  broken = false;
  clock_.advance(1s);
  run(job);
  EXPECT_TRUE(ids().empty()) << "at once, not with the next minute";
}

TEST_P(SystemStateTest, ARunIsNotedOnceAMinute) {
  const auto job = good();
  const auto noted_at = [&] { return list_job_runs(*database().reader()).at(0).ran_at; };
  run(job);
  clock_.advance(59s);
  run(job);
  EXPECT_EQ(noted_at(), test_now());
  clock_.advance(1s);
  run(job);
  EXPECT_EQ(noted_at(), test_now().plus(60s));
  EXPECT_EQ(runs_, 3);
}

//
TEST_P(SystemStateTest, TellsOfMailThatDoesNotLeave) {
  run(good());
  put_mail("queued");
  EXPECT_TRUE(ids().empty()) << "on its way";
  EXPECT_EQ(ids({.sends_mail = false}), std::vector<std::string>{"mail_waiting"});
  put_mail("parked");
  EXPECT_EQ(ids(), std::vector<std::string>{"mail_parked"});
}

TEST_P(SystemStateTest, ThePageIsForAdministrators) {
  accounts::Site site(database(), clock_, {});
  accounts::register_accounts(site);
  register_system_state(site, {.findings = {{SystemFinding::Severity::Warning, "no_smtp", msg("No mail server is set: mail waits in the outbox"),
                                             msg("Set RECOURS_SMTP=smtp://user@host:port")}},
                               .engine = std::string(database().engine()),
                               .files_folder = "/"});
  run(good());
  auto admin = std::move(Browser(site, database(), clock_).enter(cast_.admin));
  const auto page = admin.get("/admin/system");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("no_smtp"));
  EXPECT_THAT(page.body, HasSubstr("Aucun serveur de messagerie"));
  EXPECT_THAT(page.body, HasSubstr(schema_version(*database().reader())));
  EXPECT_THAT(page.body, HasSubstr("Espace libre"));
  EXPECT_THAT(page.body, Not(HasSubstr("jobs_stopped")));
  auto claire = std::move(Browser(site, database(), clock_).enter(cast_.claire));
  EXPECT_EQ(claire.get("/admin/system").status, 403);
  EXPECT_EQ(Browser(site, database(), clock_).get("/admin/system").status, 303);
  EXPECT_EQ(admin.post("/admin/system").status, 405);
}

RECOURS_ON_BOTH_ENGINES(SystemStateTest);

}  // namespace
}  // namespace recours::jobs
