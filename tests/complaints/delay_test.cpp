// R-711 What the mail server took late, or what a corrected date made late, is given its reason afterwards: once.
#include <gmock/gmock.h>

#include "case_pages_world.h"
#include "complaints/dues.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Delays : public CasePagesWorld {
 protected:
  // Asked for in time by mail, taken by the mail server on the morning of `day`.
  std::string acknowledged_on(const std::string& day) {
    const auto number = registered();
    EXPECT_EQ(said(acknowledge(acting(cast.odile, number), mailed())), "done");
    accept_mails((day + "T09:00:00.000Z").c_str());
    follow();
    return number;
  }
  Outcome explain(const std::string& number, Late what, const std::string& reason = "Panne de messagerie") {
    return explain_delay(acting(cast.hector, number), what, reason);
  }
};

struct TakenOn {
  const char* day;
  std::size_t unexplained;
};

TEST_P(Delays, TheDayTheServerTookItDecides) {
  for (const auto& [day, unexplained] : {TakenOn{"2026-11-18", 0}, TakenOn{"2026-11-19", 1}}) {
    const auto number = acknowledged_on(day);
    EXPECT_EQ(unexplained_delays(file(number)).size(), unexplained) << day;
    EXPECT_EQ(said(explain(number, Late::Acknowledgement)), unexplained ? "done" : "nothing_late") << day;
    EXPECT_EQ(said(explain(number, Late::Answer)), "nothing_late") << "none left";
  }
}

TEST_P(Delays, TheReasonIsGivenOnceAndStandsInTheHistory) {
  const auto number = acknowledged_on("2026-11-19");
  EXPECT_EQ(said(explain(number, Late::Acknowledgement, " ")), "reason/required");
  ASSERT_EQ(said(explain(number, Late::Acknowledgement)), "done");
  EXPECT_EQ(said(explain(number, Late::Acknowledgement, "Autre chose")), "nothing_late");
  const auto there = file(number);
  EXPECT_EQ(there.letters.at(0).late_reason, "Panne de messagerie");
  EXPECT_EQ(there.events.front().command, "explain_delay");
  EXPECT_EQ(there.events.front().reason_code, "acknowledgement");
  EXPECT_EQ(there.complaint.state, State::Acknowledged) << "it moves nothing";
}

TEST_P(Delays, ALateAnswerIsExplainedWithoutTouchingWhatWasSent) {
  const auto number = acknowledged_on("2026-11-18");
  now = instant("2027-01-05T09:00:00.000Z");
  const auto id = approved_answer(number);
  ASSERT_EQ(said(send_answer(acting(cast.hector, number), id, mailed())), "done");
  accept_mails("2027-01-06T09:00:00.000Z");
  now = instant("2027-01-06T10:00:00.000Z");
  follow();
  ASSERT_THAT(unexplained_delays(file(number)), ElementsAre(Late::Answer));
  const auto before = answer(number, id);
  ASSERT_EQ(said(explain(number, Late::Answer, "Serveur de courrier en panne")), "done");
  const auto after = answer(number, id);
  EXPECT_EQ(after.late_reason, "Serveur de courrier en panne");
  EXPECT_EQ(after.sent_text, before.sent_text);
  EXPECT_EQ(after.counted_on, before.counted_on);
  EXPECT_THAT(unexplained_delays(file(number)), IsEmpty());
}

TEST_P(Delays, AnAcknowledgementAfterATimelyAnswerOwesNoReason) {
  const auto number = registered();
  ASSERT_EQ(said(acknowledge(acting(cast.odile, number), mailed())), "done");
  ASSERT_EQ(said(send_answer(acting(cast.hector, number), approved_answer(number), posted())), "done");
  accept_mails("2026-11-19T09:00:00.000Z");
  follow();
  EXPECT_THAT(unexplained_delays(file(number)), IsEmpty());
}

TEST_P(Delays, ThePageOffersWhatIsOpenOnly) {
  const auto number = acknowledged_on("2026-11-19");
  auto hector = as(cast.hector);
  EXPECT_THAT(visible(hector.get(path(number))), HasSubstr("le dossier ne dit pas pourquoi"));
  const auto page = hector.get(path(number, "/delay-reasons"));
  EXPECT_THAT(page.body, HasSubstr("value=\"acknowledgement\" checked"));
  EXPECT_THAT(page.body, Not(HasSubstr("value=\"answer\"")));
  EXPECT_EQ(send(hector, path(number, "/delay-reasons"), {{"what", "acknowledgement"}, {"reason", ""}}).status, 422);
  EXPECT_EQ(send(hector, path(number, "/delay-reasons"), {{"what", "closing"}, {"reason", "Panne"}}).status, 422);
  const auto after = done(cast.hector, path(number, "/delay-reasons"),
                          {{"what", "acknowledgement"}, {"reason", "Panne <b>de</b> messagerie"}});
  EXPECT_THAT(visible(after), HasSubstr("motif de dépassement est enregistré"));
  EXPECT_THAT(after.body, HasSubstr("Panne &lt;b&gt;de"));
  EXPECT_THAT(visible(after), Not(HasSubstr("le dossier ne dit pas pourquoi")));
}

TEST_P(Delays, AskForRightTokenAndId) {
  const auto number = acknowledged_on("2026-11-19");
  const auto reader = make_person(database(), "Denise Aumont", "denise@cabinet.example", accounts::Role::Director, now);
  const FormFields said{{"what", "acknowledgement"}, {"reason", "Panne"}};
  EXPECT_EQ(as(reader).get(path(number, "/delay-reasons")).status, 403);
  EXPECT_THAT(visible(as(reader).get(path(number))), Not(HasSubstr("Saisir le motif de dépassement")));
  EXPECT_EQ(as(cast.basile).get(path(number, "/delay-reasons")).status, 403);
  EXPECT_EQ(as(cast.hector).get(path("REC-2026-999999", "/delay-reasons")).status, 404);
  EXPECT_EQ(as(cast.hector).post_bare(path(number, "/delay-reasons"), said).status, 403);
  EXPECT_THAT(unexplained_delays(file(number)), ElementsAre(Late::Acknowledgement));
}

RECOURS_ON_BOTH_ENGINES(Delays);

}  // namespace
}  // namespace recours::complaints
