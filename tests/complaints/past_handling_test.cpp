// R-790 A complaint that was handled before it is recorded: what each state needs, days in order, the closing gate.
#include "complaints/past_handling.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/past_handling_json.h"

namespace recours::complaints {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Date kToday = Date::of(2026, 11, 12);

// Sent on 1 September, received on the 3rd; the acknowledgement was due on the 14th, the answer on 1 November.
PastContext context() {
  PastContext context;
  context.today = kToday;
  context.received_on = Date::of(2026, 9, 3);
  context.clock = Clock{1,
                        Date::of(2026, 9, 1),
                        Date::of(2026, 9, 14),
                        Date::of(2026, 11, 1),
                        Date::of(2026, 11, 1),
                        Date::of(2027, 9, 1)};
  context.grievances = {"Frais", "Accueil"};
  context.solutions = {"refund"};
  context.root_causes = {"system"};
  context.mediator = 1;
  return context;
}

PastHandling closed() {
  PastHandling past;
  past.state = "closed";
  past.acknowledged_on = Date::of(2026, 9, 10);
  past.answered_on = Date::of(2026, 10, 20);
  past.closed_on = Date::of(2026, 10, 22);
  past.answer = "Nous remboursons les frais.";
  past.mediator_mentioned = true;
  past.decision = "favourable";
  past.finding = "founded";
  past.solution = "refund";
  past.amount = "42,50";
  past.root_cause = "system";
  return past;
}

using Change = std::function<void(PastHandling&, PastContext&)>;

std::vector<std::string> said(const PastHandling& past, const PastContext& about) {
  std::vector<std::string> all;
  for (const auto& one : objections_to(past, about)) all.push_back(one.field + "=" + one.code);
  return all;
}

std::vector<std::string> objections_after(const Change& change) {
  auto past = closed();
  auto about = context();
  change(past, about);
  return said(past, about);
}

PastHandling only(const char* state) {
  PastHandling past;
  past.state = state;
  return past;
}

TEST(PastHandling, ThatIsCompleteMeetsNoObjection) {
  EXPECT_THAT(said({}, context()), IsEmpty());
  EXPECT_THAT(said({}, {}), IsEmpty());
  EXPECT_THAT(objections_after([](auto&, auto&) {}), IsEmpty());
  EXPECT_THAT(objections_after([](auto& past, auto&) { past.acknowledged_on.reset(); }), IsEmpty());
  auto acknowledged = only("acknowledged");
  acknowledged.acknowledged_on = Date::of(2026, 9, 3);
  EXPECT_THAT(said(acknowledged, context()), IsEmpty());
  auto about = context();
  about.is_assigned = true;
  EXPECT_THAT(said(only("in_progress"), about), IsEmpty());
}

TEST(PastHandling, EachStateAsksForWhatItNeeds) {
  EXPECT_THAT(said(only("acknowledged"), context()), ElementsAre("past.acknowledged_on=required"));
  EXPECT_THAT(said(only("in_progress"), context()), ElementsAre("handler=required"));
  EXPECT_THAT(said(only("answered"), context()),
              UnorderedElementsAre("past.answered_on=required", "past.answer=required"));
  for (const char* state : {"cancelled", "draft", "Clôturé", "x"})
    EXPECT_THAT(said(only(state), context()), ElementsAre("state=unknown_choice")) << state;
}

// R-730 All that is missing is named at once.
TEST(PastHandling, ClosedGoesThroughTheGate) {
  EXPECT_THAT(
      said(only("closed"), context()),
      UnorderedElementsAre("past.closed_on=required", "past.answer=answer_missing", "past.decision=decision_missing",
                           "past.root_cause=root_cause_missing", "past.mediator_mentioned=mediator_missing",
                           "past.findings/1=finding_missing", "past.findings/2=finding_missing"));
  const std::vector<std::pair<std::vector<std::string>, Change>> cases{
      {{"past.answer=answer_missing", "past.mediator_mentioned=mediator_missing"},
       [](auto& past, auto&) { past.answer = "  "; }},
      {{"past.answered_on=answer_missing", "past.mediator_mentioned=mediator_missing"},
       [](auto& past, auto&) { past.answered_on.reset(); }},
      {{"past.mediator_mentioned=mediator_missing"}, [](auto& past, auto&) { past.mediator_mentioned = false; }},
      {{"past.mediator_mentioned=mediator_unknown"}, [](auto&, auto& about) { about.mediator.reset(); }},
      {{"past.root_cause=root_cause_missing"}, [](auto& past, auto&) { past.root_cause.clear(); }},
      {{"past.decision=required"}, [](auto& past, auto&) { past.decision.clear(); }},
      {{"past.findings/2=finding_missing"},
       [](auto& past, auto&) {
         past.finding.clear();
         past.findings = {"unfounded"};
       }},
      {{"past.closed_on=required"}, [](auto& past, auto&) { past.closed_on.reset(); }},
  };
  for (const auto& [expected, change] : cases)
    EXPECT_THAT(objections_after(change), ::testing::UnorderedElementsAreArray(expected));
}

TEST(PastHandling, OrThroughAReasonedWaiver) {
  auto waived = only("closed");
  waived.closed_on = Date::of(2026, 9, 20);
  waived.waiver = "withdrawn";
  EXPECT_THAT(said(waived, context()), ElementsAre("past.waiver_reason=required"));
  waived.waiver_reason = "Retirée par le client au téléphone.";
  EXPECT_THAT(said(waived, context()), IsEmpty());
  waived.waiver = "oral_never_written";
  EXPECT_THAT(said(waived, context()), ElementsAre("past.waiver=was_written"));
  waived.waiver = "x";
  EXPECT_THAT(said(waived, context()), ElementsAre("past.waiver=unknown_choice"));
  waived.waiver.clear();
  EXPECT_THAT(said(waived, context()), ElementsAre("past.waiver=required"));
}

TEST(PastHandling, DaysAreInOrderAndNotToCome) {
  const std::vector<std::pair<std::vector<std::string>, Change>> cases{
      {{}, [](auto& past, auto&) { past.acknowledged_on = Date::of(2026, 9, 3); }},
      {{"past.acknowledged_on=before_reception"},
       [](auto& past, auto&) { past.acknowledged_on = Date::of(2026, 9, 2); }},
      {{}, [](auto& past, auto&) { past.answered_on = past.acknowledged_on; }},
      {{"past.answered_on=before_acknowledgement"},
       [](auto& past, auto&) { past.answered_on = past.acknowledged_on->plus_days(-1); }},
      {{}, [](auto& past, auto&) { past.closed_on = past.answered_on; }},
      {{"past.closed_on=before_answer"}, [](auto& past, auto&) { past.closed_on = past.answered_on->plus_days(-1); }},
      {{}, [](auto& past, auto&) { past.closed_on = kToday; }},
      {{"past.closed_on=in_future"}, [](auto& past, auto&) { past.closed_on = kToday.plus_days(1); }},
      {{"past.acknowledged_on=in_future", "past.answered_on=before_acknowledgement",
        "past.closed_on=before_acknowledgement"},
       [](auto& past, auto&) {
         past.acknowledged_on = kToday.plus_days(1);
         past.acknowledgement_late_reason = "Congés";
       }},
  };
  for (const auto& [expected, change] : cases)
    EXPECT_THAT(objections_after(change), ::testing::UnorderedElementsAreArray(expected));
}

// R-711
TEST(PastHandling, WhatLeftLateSaysWhy) {
  const auto late = [](auto& past, auto&) {
    past.acknowledged_on = Date::of(2026, 9, 15);
    past.answered_on = Date::of(2026, 11, 2);
    past.closed_on = Date::of(2026, 11, 3);
  };
  EXPECT_THAT(objections_after(late),
              UnorderedElementsAre("past.acknowledgement_late_reason=required", "past.answer_late_reason=required"));
  EXPECT_THAT(objections_after([&](auto& past, auto& about) {
                late(past, about);
                past.acknowledgement_late_reason = past.answer_late_reason = "Congés";
              }),
              IsEmpty());
  EXPECT_THAT(objections_after([&](auto& past, auto& about) {
                late(past, about);
                about.late_reasons = PastContext::LateReasons::NotAsked;
              }),
              IsEmpty())
      << "an old register does not always tell them";
  EXPECT_THAT(objections_after([&](auto& past, auto& about) {
                late(past, about);
                about.clock.reset();
              }),
              IsEmpty())
      << "what was said has no delay";
  EXPECT_THAT(objections_after([](auto& past, auto&) {
                past.acknowledged_on = Date::of(2026, 9, 14);
                past.answered_on = Date::of(2026, 11, 1);
                past.closed_on = past.answered_on;
              }),
              IsEmpty())
      << "on the very day";
}

TEST(PastHandling, NothingTypedIsDroppedSilently) {
  const std::vector<Change> changes{
      [](auto& past, auto&) { past.state = "new"; },
      [](auto& past, auto&) { past.state = "acknowledged"; },
      [](auto& past, auto& about) {
        past.state = "in_progress";
        about.is_assigned = true;
      },
      [](auto& past, auto&) { past.state = "answered"; },
  };
  for (const auto& change : changes) EXPECT_THAT(objections_after(change), ElementsAre("state=contradicts_dates"));
}

// R-701
TEST(PastHandling, WhatIsOralWasNeitherAcknowledgedNorAnswered) {
  const auto spoken = [](auto&, auto& about) {
    about.is_spoken = true;
    about.clock.reset();
  };
  EXPECT_THAT(objections_after(spoken), ElementsAre("state=not_written"));
  auto about = context();
  about.is_spoken = true;
  about.clock.reset();
  about.is_assigned = true;
  EXPECT_THAT(said(only("in_progress"), about), IsEmpty());
}

TEST(PastHandling, ChoicesExist) {
  const std::vector<std::pair<std::string, Change>> cases{
      {"past.decision=unknown_choice", [](auto& past, auto&) { past.decision = "x"; }},
      {"past.finding=unknown_choice", [](auto& past, auto&) { past.finding = "x"; }},
      {"past.solution=unknown_choice", [](auto& past, auto&) { past.solution = "x"; }},
      {"past.root_cause=unknown_choice", [](auto& past, auto&) { past.root_cause = "x"; }},
      {"past.findings/1=unknown_choice",
       [](auto& past, auto&) {
         past.findings = {"x", "founded"};
       }},
      {"past.amount=not_an_amount", [](auto& past, auto&) { past.amount = "beaucoup"; }},
      {"past.amount=not_an_amount", [](auto& past, auto&) { past.amount = "-1"; }},
  };
  for (const auto& [expected, change] : cases) EXPECT_THAT(objections_after(change), ElementsAre(expected));
}

TEST(PastHandling, AsksTheRightsOfWhatWasDone) {
  using accounts::Right;
  EXPECT_THAT(rights_for({}), IsEmpty());
  auto acknowledged = only("acknowledged");
  acknowledged.acknowledged_on = kToday;
  EXPECT_THAT(rights_for(acknowledged), ElementsAre(Right::AcknowledgeComplaint));
  EXPECT_THAT(rights_for(only("in_progress")), ElementsAre(Right::HandleComplaint));
  EXPECT_THAT(rights_for(only("answered")), ElementsAre(Right::SendAnswer));
  EXPECT_THAT(rights_for(closed()), ElementsAre(Right::AcknowledgeComplaint, Right::SendAnswer, Right::CloseComplaint,
                                                Right::HandleComplaint));
}

TEST(PastHandling, KeepsWhatADraftSays) {
  auto past = closed();
  past.findings = {"founded", ""};
  past.amount = "beaucoup";
  past.waiver_reason = "</script>\"é";
  EXPECT_EQ(past_of(text_of(past)), past);
  EXPECT_EQ(text_of({}), "");
  EXPECT_EQ(past_of(""), PastHandling());
}

TEST(PastHandling, BodiesOfTheWrongFormAreNamed) {
  const auto refused = [](const char* text) {
    std::string all;
    const auto past = past_from(boost::json::parse(text).as_object());
    if (past) return all;
    for (const auto& field : past.error().fields) all += field.field + "=" + field.code + " ";
    return all;
  };
  EXPECT_EQ(refused(R"({"state": 3})"), "state=not_a_text ");
  EXPECT_EQ(refused(R"({"past": []})"), "past=not_an_object ");
  EXPECT_EQ(refused(R"({"past": {"answered_on": "12/03/2025", "findings": "founded", "mediator_mentioned": "yes",
                                 "amount": 3, "answer": 1}})"),
            "past.answer=not_a_text past.answered_on=not_a_date past.mediator_mentioned=not_a_flag "
            "past.amount=not_an_amount past.findings=not_a_list ");
  EXPECT_EQ(refused(R"({"past": null, "state": null})"), "");
  EXPECT_EQ(past_from(boost::json::parse(R"({"past": {"amount": {"amount": "42.50", "currency": "EUR"}}})").as_object())
                ->amount,
            "42.50");
}

}  // namespace
}  // namespace recours::complaints
