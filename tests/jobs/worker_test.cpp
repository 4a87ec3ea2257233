#include "jobs/worker.h"

#include <future>
#include <stdexcept>

#include "support/clock.h"
#include "support/database.h"

namespace recours::jobs {
namespace {

using namespace std::chrono_literals;
using testing_support::Engine;
using testing_support::FreshDatabase;
using testing_support::instant;
using testing_support::TestClock;

class WorkerTest : public ::testing::Test {
 protected:
  FreshDatabase fresh_{Engine::Sqlite};
  std::unique_ptr<db::Database> database_ = db::Database::open(fresh_.address());
  TestClock clock_{"2026-11-12T09:00:00.000Z"};
};

TEST_F(WorkerTest, HandsTheClocksTimeToTheJob) {
  std::promise<Instant> ran;
  Worker worker(*database_, clock_, {{"once", 24h, [&](db::Database&, Instant now, const std::stop_token&) {
                                        ran.set_value(now);
                                      }}});
  auto future = ran.get_future();
  ASSERT_EQ(future.wait_for(30s), std::future_status::ready);
  EXPECT_EQ(future.get(), instant("2026-11-12T09:00:00.000Z"));
}

TEST_F(WorkerTest, AFailingJobStopsNeitherItselfNorTheOthers) {
  std::promise<void> failed_twice;
  std::promise<void> other_ran;
  int failures = 0;
  Worker worker(*database_, clock_,
                {{"failing", 1ms,
                  [&](db::Database&, Instant, const std::stop_token&) {
                    if (++failures == 2) failed_twice.set_value();
                    throw std::runtime_error("out of order");
                  }},
                 {"other", 24h, [&](db::Database&, Instant, const std::stop_token&) { other_ran.set_value(); }}});
  EXPECT_EQ(failed_twice.get_future().wait_for(30s), std::future_status::ready);
  EXPECT_EQ(other_ran.get_future().wait_for(30s), std::future_status::ready);
}

TEST_F(WorkerTest, StopsAtOnceAlthoughTheNextRunIsFarAway) {
  std::promise<void> ran;
  const auto start = std::chrono::steady_clock::now();
  {
    Worker worker(*database_, clock_, {{"daily", 24h, [&](db::Database&, Instant, const std::stop_token&) {
                                          ran.set_value();
                                        }}});
    ran.get_future().wait();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, 30s);
}

TEST_F(WorkerTest, TellsARunningJobToStop) {
  std::promise<void> started;
  bool was_told = false;
  {
    Worker worker(*database_, clock_, {{"long", 24h, [&](db::Database&, Instant, const std::stop_token& stop) {
                                          started.set_value();
                                          while (!stop.stop_requested()) std::this_thread::yield();
                                          was_told = true;
                                        }}});
    started.get_future().wait();
  }
  EXPECT_TRUE(was_told);
}

TEST_F(WorkerTest, AStoppedWorkerRunsNoFurtherJob) {
  std::promise<void> started;
  bool second_ran = false;
  {
    Worker worker(*database_, clock_,
                  {{"first", 24h,
                    [&](db::Database&, Instant, const std::stop_token& stop) {
                      started.set_value();
                      while (!stop.stop_requested()) std::this_thread::yield();
                    }},
                   {"second", 24h, [&](db::Database&, Instant, const std::stop_token&) { second_ran = true; }}});
    started.get_future().wait();
  }
  EXPECT_FALSE(second_ran);
}

}  // namespace
}  // namespace recours::jobs
