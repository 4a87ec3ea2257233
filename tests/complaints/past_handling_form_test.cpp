// R-790 The group « Déjà traitée »: what it shows to whom, what it reads, hostile texts.
#include "complaints/past_handling_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaint_world.h"
#include "complaints/past_handling_json.h"
#include "support/site.h"

namespace recours::complaints {
namespace {

using http::Method;
using ::testing::HasSubstr;
using ::testing::Not;

class PastHandlingForm : public testing_support::ComplaintWorld {
 protected:
  void SetUp() override {
    ComplaintWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    site->page(Method::Get, "/group", accounts::Right::RecordComplaint, [this](accounts::Visit& visit) {
      return http::Response::text(past_handling_group(visit, said, errors).str());
    });
  }
  std::string shown(const accounts::Viewer& viewer) {
    return testing_support::Browser(*site, database(), clock).enter(viewer).get("/group").body;
  }

  testing_support::TestClock clock{now};
  std::unique_ptr<accounts::Site> site;
  Registration said;
  ui::FieldErrors errors;
};

TEST_P(PastHandlingForm, OffersTheStatesOneMayRecord) {
  const auto all = shown(colette);
  for (const char* state : {"new", "acknowledged", "in_progress", "answered", "closed"})
    EXPECT_THAT(all, HasSubstr("value=\"" + std::string(state) + "\"")) << state;
  EXPECT_THAT(all, Not(HasSubstr("cancelled")));
  EXPECT_THAT(all, HasSubstr("past.closed_on"));
  EXPECT_THAT(all, Not(HasSubstr(" open")));
  const auto few = shown(cast.odile);
  EXPECT_THAT(few, HasSubstr("past.acknowledged_on"));
  EXPECT_THAT(few, Not(HasSubstr("past.answered_on")));
  EXPECT_THAT(few, Not(HasSubstr("value=\"closed\"")));
}

TEST_P(PastHandlingForm, KeepsAndEscapesWhatWasTyped) {
  said.past.state = "closed";
  said.past.answer = "<script>alert(1)</script>";
  said.past.waiver_reason = "\"><b>";
  said.past.acknowledged_on = Date::of(2026, 9, 15);
  said.grievances = {"<i>Frais</i>"};
  errors.items.emplace_back("past.root_cause", "Choisissez la cause.");
  const auto all = shown(colette);
  EXPECT_THAT(all, Not(HasSubstr("<script>")));
  EXPECT_THAT(all, Not(HasSubstr("<i>")));
  EXPECT_THAT(all, Not(HasSubstr("\"><b>")));
  EXPECT_THAT(all, HasSubstr("2026-09-15"));
  EXPECT_THAT(all, HasSubstr("past.findings/1"));
  EXPECT_THAT(all, HasSubstr("past.root_cause-error"));
  EXPECT_THAT(all, HasSubstr(" open"));
}

TEST_P(PastHandlingForm, ReadsWhatWasTyped) {
  http::Fields fields;
  std::vector<FieldRefusal> refusals;
  EXPECT_EQ(read_past_handling(fields, refusals), PastHandling());
  PastHandling past;
  past.state = "answered";
  past.answered_on = Date::of(2026, 10, 20);
  past.answer = "Oui";
  past.mediator_mentioned = true;
  past.amount = "4,5";
  past.findings = {"founded", ""};
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{{"state", "answered"},
                                                                                    {"past.answered_on", "20/10/2026"},
                                                                                    {"past.answer", " Oui "},
                                                                                    {"past.mediator_mentioned", "yes"},
                                                                                    {"past.amount", "4,5"},
                                                                                    {"past.findings/1", "founded"},
                                                                                    {"past.findings/2", ""}})
    fields.add(name, value);
  EXPECT_EQ(read_past_handling(fields, refusals), past);
  EXPECT_TRUE(refusals.empty());
  fields.add("past.closed_on", "hier");
  read_past_handling(fields, refusals);
  ASSERT_EQ(refusals.size(), 1U);
  EXPECT_EQ(refusals[0].field, "past.closed_on");
}

RECOURS_ON_BOTH_ENGINES(PastHandlingForm);

}  // namespace
}  // namespace recours::complaints
