// R-140 R-144 From the journal to the other program, over a real socket: signed, tried again, parked, told once.
#include "webhooks/delivery_actions.h"

#include <future>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "support/loopback.h"
#include "webhook_world.h"
#include "webhooks/signature.h"

namespace recours::webhooks {
namespace {

using testing_support::Listener;

class WebhookDelivery : public testing_support::WebhookWorld {};

TEST_P(WebhookDelivery, AnEventArrivesSignedAndOnce) {
  Listener program;
  const auto endpoint = added(program.url());
  close_complaint("REC-2026-000017");
  happen("complaint.add_note", "REC-2026-000017", {{"from", "closed"}, {"to", "closed"}, {"text", "secret"}}, now);
  EXPECT_EQ(spread_events(database(), now), 1);
  EXPECT_EQ(spread_events(database(), now), 0);
  EXPECT_EQ(deliver(), 1);
  EXPECT_EQ(deliver(), 0);
  const auto told = program.told();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].path, "/hook");
  EXPECT_EQ(told[0].header("content-type"), "application/json");
  EXPECT_EQ(told[0].body.find("Durand"), std::string::npos) << "numbers and states only";
  const auto body = boost::json::parse(told[0].body);
  EXPECT_EQ(body.at("type").as_string(), "complaint.closed");
  EXPECT_EQ(body.at("data").at("number").as_string(), "REC-2026-000017");
  EXPECT_EQ(told[0].header("webhook-id"), std::string_view(body.at("id").as_string()));
  EXPECT_EQ(told[0].header("webhook-signature"), signature_of(endpoint.secret, told[0].header("webhook-id"),
                                                              told[0].header("webhook-timestamp"), told[0].body));
  const auto sent = deliveries(endpoint.id).at(0);
  EXPECT_EQ(sent.state, "sent");
  EXPECT_EQ(sent.attempts, 1);
  EXPECT_EQ(sent.last_answer, "204");
}

TEST_P(WebhookDelivery, IsToldOnlyWhatItAskedForAndOnlyFromThenOn) {
  Listener program;
  close_complaint("REC-2026-000001");
  const auto some = added(program.url("/some"), {"complaint.registered", "claim.approved"});
  const auto all = added(program.url("/all"));
  happen("complaint.registered", "REC-2026-000002", {{"to", "new"}}, now);
  close_complaint("REC-2026-000002");
  happen("complaint.close", "REC-2026-000003", {{"from", "answered"}, {"to", "closed"}},
         now.plus(-std::chrono::hours(1)));
  EXPECT_EQ(spread_events(database(), now), 3);
  EXPECT_EQ(deliveries(some.id).size(), 1U);
  EXPECT_EQ(deliveries(all.id).size(), 2U);
}

TEST_P(WebhookDelivery, TriesAgainLaterAndLaterThenGivesUp) {
  Listener program(500);
  const auto endpoint = added(program.url());
  close_complaint("REC-2026-000017");
  spread_events(database(), now);
  for (int attempt = 1; attempt <= kTries; ++attempt) {
    EXPECT_EQ(deliver(), 0);
    EXPECT_EQ(deliver(), 0) << "not before its time";
    EXPECT_EQ(program.told().size(), static_cast<std::size_t>(attempt));
    now = now.plus(delay_after(attempt)).plus(std::chrono::seconds(10));
  }
  const auto parked = deliveries(endpoint.id).at(0);
  EXPECT_EQ(parked.state, "parked");
  EXPECT_EQ(parked.last_answer, "500 heard");
  const auto ids = program.told();
  std::set<std::string> distinct;
  for (const auto& request : ids) distinct.emplace(request.header("webhook-id"));
  EXPECT_EQ(distinct.size(), 1U) << "the other program can tell a repetition";
  program.answer_with(200);
  EXPECT_EQ(deliver(), 0);
  send_again(act(), endpoint.id, parked.id);
  EXPECT_EQ(deliver(), 1);
  EXPECT_EQ(deliveries(endpoint.id).at(0).state, "sent");
}

TEST_P(WebhookDelivery, WhatCannotBeReachedRestsAndHoldsNobodyUp) {
  Listener program;
  std::string nowhere;
  {
    Listener gone;
    nowhere = gone.url();
  }
  const auto silent = added(nowhere);
  const auto heard = added(program.url());
  for (const char* number : {"REC-2026-000001", "REC-2026-000002"}) close_complaint(number);
  spread_events(database(), now);
  EXPECT_EQ(deliver(), 2);
  std::int64_t tries = 0;
  for (const auto& delivery : deliveries(silent.id)) tries += delivery.attempts;
  EXPECT_EQ(tries, 1) << "one failure is enough to know";
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(deliveries(heard.id).at(0).state, "sent");
  now = now.plus(kRest).plus(std::chrono::seconds(1));
  deliver();
  tries = 0;
  for (const auto& delivery : deliveries(silent.id)) tries += delivery.attempts;
  EXPECT_EQ(tries, 2);
}

TEST_P(WebhookDelivery, FollowsNobodyElsewhere) {
  Listener program(302);
  const auto endpoint = added(program.url());
  send_test(act(), endpoint.id);
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(program.told().size(), 1U);
  EXPECT_EQ(deliveries(endpoint.id).at(0).last_answer, "302 heard");
}

TEST_P(WebhookDelivery, NothingGoesInsideTheNetworkUnlessConfigured) {
  Listener program;
  const auto endpoint = added("https" + program.url().substr(4));
  send_test(act(), endpoint.id);
  const HttpSender careful{{Reach::Public, std::chrono::milliseconds(2'000), std::chrono::milliseconds(3'000)}};
  EXPECT_EQ(deliver_due(database(), careful, now), 0);
  EXPECT_TRUE(program.told().empty());
  EXPECT_EQ(deliveries(endpoint.id).at(0).last_answer, "private address: not called");
}

TEST_P(WebhookDelivery, WhoAsksNotToBeCalledAgainIsPaused) {
  Listener program(410);
  const auto endpoint = added(program.url());
  send_test(act(), endpoint.id);
  deliver();
  EXPECT_EQ(require_endpoint(*database().reader(), endpoint.id).state, "paused");
  EXPECT_EQ(deliveries(endpoint.id).at(0).state, "parked");
}

TEST_P(WebhookDelivery, WhatHappensInAPauseWaits) {
  Listener program;
  const auto endpoint = added(program.url());
  pause(act(), endpoint.id);
  close_complaint("REC-2026-000017");
  EXPECT_EQ(spread_events(database(), now), 1);
  EXPECT_EQ(deliver(), 0);
  resume(act(), endpoint.id);
  EXPECT_EQ(deliver(), 1);
}

// R-144 Two processes on one database.
TEST_P(WebhookDelivery, TwoWorkersTellNothingTwice) {
  Listener program;
  const auto endpoint = added(program.url());
  constexpr int kEvents = 20;
  for (int at = 0; at < kEvents; ++at) close_complaint("REC-2026-" + std::to_string(at));
  const auto work = [&] {
    spread_events(database(), now);
    int arrived = 0;
    for (int round = 0; round < kEvents; ++round) arrived += deliver();
    return arrived;
  };
  auto other = std::async(std::launch::async, work);
  const int arrived = work() + other.get();
  EXPECT_EQ(arrived, kEvents);
  EXPECT_EQ(program.told().size(), static_cast<std::size_t>(kEvents));
  EXPECT_EQ(deliveries(endpoint.id).size(), static_cast<std::size_t>(kEvents));
}

// R-144 A deliverer that died is waited for until its lease is over; the last try that never came back is given up.
TEST_P(WebhookDelivery, ALostTryIsTakenUpAgain) {
  Listener program;
  const auto endpoint = added(program.url());
  send_test(act(), endpoint.id);
  const auto id = deliveries(endpoint.id).at(0).id;
  database().write([&](db::Transaction& t) { ASSERT_TRUE(claim(t, id, now, now.plus(kLease))); });
  EXPECT_EQ(deliver(), 0);
  EXPECT_THROW(send_again(act(), endpoint.id, id), Conflict);
  now = now.plus(kLease).plus(std::chrono::seconds(1));
  EXPECT_EQ(deliver(), 1);
}

// Takes connections, by the kernel's grace, and never says a word.
class Silent {
 public:
  std::string url() const { return "http://127.0.0.1:" + std::to_string(testing_support::port_of(socket_)) + "/"; }

 private:
  const Descriptor socket_ = testing_support::listening_socket(8);
};

TEST_P(WebhookDelivery, WhoStopsTheProgramDoesNotWaitForAnotherOne) {
  const Silent program;
  const auto endpoint = added(program.url());
  send_test(act(), endpoint.id);
  const HttpSender patient{{Reach::Any, std::chrono::minutes(5), std::chrono::minutes(5)}};
  std::stop_source source;
  auto delivered =
      std::async(std::launch::async, [&] { return deliver_due(database(), patient, now, source.get_token()); });
  while (deliveries(endpoint.id).at(0).state != "sending") std::this_thread::yield();
  source.request_stop();
  ASSERT_EQ(delivered.wait_for(std::chrono::seconds(30)), std::future_status::ready);
  EXPECT_EQ(delivered.get(), 0);
  EXPECT_EQ(deliveries(endpoint.id).at(0).state, "queued") << "it leaves after the next start";
}

TEST_P(WebhookDelivery, WhatArrivedIsForgottenAfterAMonth) {
  Listener program;
  const auto endpoint = added(program.url());
  send_test(act(), endpoint.id);
  deliver();
  EXPECT_EQ(forget_old(database(), now.plus(kKept)), 0);
  EXPECT_EQ(forget_old(database(), now.plus(kKept).plus(std::chrono::hours(1))), 1);
  EXPECT_TRUE(deliveries(endpoint.id).empty());
}

RECOURS_ON_BOTH_ENGINES(WebhookDelivery);

}  // namespace
}  // namespace recours::webhooks
