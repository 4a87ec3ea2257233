// The dashboard of the compliance desk, on both engines: what each sees and may do at once, figures, first steps.
#include "complaints/dashboard_store.h"
#include "complaints/dashboard_view.h"
#include "complaints/handling_actions.h"
#include "register_site.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class DashboardPages : public RegisterSite {
 protected:
  std::string put(const std::string& title, Date sent_on) {
    auto said = written();
    said.title = title;
    said.sent_on = said.received_on = sent_on;
    return put_down(cast.odile, said).number;
  }
  Act act(const accounts::Viewer& viewer, const std::string& number) {
    return {database(), viewer, number, std::nullopt, now, std::nullopt};
  }
  // What stands in the card with this title.
  std::string card(const accounts::Viewer& viewer, const std::string& title) {
    const auto page = as(viewer).get("/compliance");
    const auto begin = page.body.find("<h2 class=\"card-title\">" + title);
    if (begin == std::string::npos) return "no such card";
    http::Response part;
    part.body = page.body.substr(begin, page.body.find("</section>", begin) - begin);
    return visible(part) + " " + part.body;
  }
};

//
TEST_P(DashboardPages, WhatIsDueStandsInItsCardWithTheActOneClickAway) {
  const auto late = put("Ancienne", Date::of(2026, 10, 1));
  put("Du jour", Date::of(2026, 10, 30));
  put("De la semaine", Date::of(2026, 11, 2));
  put("Plus tard", Date::of(2026, 11, 10));
  EXPECT_THAT(card(colette, "En retard"), HasSubstr("Ancienne"));
  EXPECT_THAT(card(colette, "En retard"), Not(HasSubstr("Du jour")));
  EXPECT_THAT(card(colette, "En retard"), HasSubstr("href=\"/complaints/" + late + "/acknowledgements\""));
  EXPECT_THAT(card(colette, "En retard"), HasSubstr("href=\"/complaints?late=true&amp;sort=due\""));
  EXPECT_THAT(card(colette, "Aujourd’hui"), HasSubstr("Du jour"));
  EXPECT_THAT(card(colette, "Cette semaine"), HasSubstr("De la semaine"));
  EXPECT_THAT(card(colette, "Cette semaine"), Not(HasSubstr("Plus tard")));
  EXPECT_THAT(card(colette, "À moi"), HasSubstr("Rien n'est entre vos mains"));
  EXPECT_THAT(card(denise, "En retard"), Not(HasSubstr("/acknowledgements"))) << "a director reads";
  EXPECT_THAT(card(cast.odile, "En retard"), HasSubstr("/acknowledgements"));
  EXPECT_THAT(card(cast.odile, "À moi"), HasSubstr("Plus tard")) << "received by her";
}

// R-776 R-720
TEST_P(DashboardPages, TheLikeliestActIsOneTheTableAllows) {
  struct Case {
    const accounts::Viewer& viewer;
    const char* state;
    const char* due;
    std::optional<Command> command;
  };
  const std::vector<Case> cases{{hakim, "new", "acknowledgement", Command::Acknowledge},
                                {hakim, "new", "answer", Command::TakeInHand},
                                {hakim, "acknowledged", "answer", Command::TakeInHand},
                                {hakim, "in_progress", "acknowledgement", Command::Acknowledge},
                                {hakim, "in_progress", "answer", Command::DraftAnswer},
                                {hakim, "answered", "", Command::Close},
                                {hakim, "closed", "", std::nullopt},
                                {cast.odile, "new", "acknowledgement", Command::Acknowledge},
                                {cast.odile, "in_progress", "answer", std::nullopt},
                                {denise, "new", "acknowledgement", std::nullopt},
                                {augustin, "answered", "", std::nullopt}};
  for (const auto& one : cases) {
    ListedComplaint complaint;
    complaint.state = one.state;
    complaint.next_due = one.due;
    EXPECT_EQ(likeliest_command(one.viewer, complaint), one.command) << one.viewer.name << " " << one.state;
  }
}

// R-776 R-740
TEST_P(DashboardPages, AnswersWaitForOthersThanTheirAuthor) {
  const auto number = put("Frais", Date::of(2026, 11, 2));
  ASSERT_TRUE(propose_answer(act(hakim, number), {}, "Nous remboursons.").ok());
  const auto id = list_answers_to_review(*database().reader(), colette, OwnAnswers::LeftOut, 5).at(0).id;
  const std::string review = "/complaints/" + number + "/answers/" + std::to_string(id.value) + "/review";
  EXPECT_THAT(card(colette, "À relire"), HasSubstr(review));
  EXPECT_THAT(card(raphael, "À relire"), HasSubstr("rédigée par Hakim Vasseur"));
  EXPECT_THAT(card(hakim, "À relire"), HasSubstr("Aucune réponse n'attend"));
  EXPECT_EQ(card(cast.odile, "À relire"), "no such card") << "an adviser reviews nothing";
  EXPECT_EQ(card(denise, "À relire"), "no such card");
  database().write([&](db::Transaction& transaction) {
    transaction.execute("INSERT INTO setting (name, value) VALUES ('review_required', 'never')");
  });
  EXPECT_THAT(card(hakim, "À relire"), HasSubstr(review)) << "alone, one reviews the own answer";
}

//
TEST_P(DashboardPages, LostMailAndDueActionsAreTasks) {
  const auto number = put("Frais", Date::of(2026, 11, 2));
  ASSERT_TRUE(take_in_hand(act(colette, number), hakim.id).ok());
  EXPECT_EQ(card(colette, "Courriers non remis"), "no such card") << "nothing to say";
  ASSERT_TRUE(acknowledge(act(hakim, number), {}).ok());
  CorrectiveAction action;
  action.kind = "training";
  action.description = "Former l'accueil";
  action.owner = hakim.id;
  action.due_on = today().plus_days(14);
  ASSERT_TRUE(add_corrective_action(act(hakim, number), action).ok());
  action.description = "Trop loin";
  action.due_on = today().plus_days(15);
  ASSERT_TRUE(add_corrective_action(act(hakim, number), action).ok());
  database().write([&](db::Transaction& transaction) {
    transaction.execute("UPDATE outbox_message SET state = 'parked', last_error = '550'");
  });
  for (const auto& viewer : {colette, hakim}) {
    EXPECT_THAT(card(viewer, "Courriers non remis"), HasSubstr("camille@exemple.example")) << viewer.name;
    EXPECT_THAT(card(viewer, "Actions correctives à échéance"), HasSubstr("Former l'accueil")) << viewer.name;
    EXPECT_THAT(card(viewer, "Actions correctives à échéance"), Not(HasSubstr("Trop loin")));
  }
  for (const auto& viewer : {cast.hector, cast.odile, denise}) {
    EXPECT_EQ(card(viewer, "Courriers non remis"), "no such card") << viewer.name;
    EXPECT_EQ(card(viewer, "Actions correctives à échéance"), "no such card") << viewer.name;
  }
}

//
TEST_P(DashboardPages, MonthsAndStatesCountTheFirm) {
  put("Ce mois", Date::of(2026, 11, 1));
  put("Ce mois aussi", Date::of(2026, 11, 12));
  put("Le mois d’avant", Date::of(2026, 10, 31));
  put("Il y a un an", Date::of(2025, 12, 1));
  put("Trop vieille", Date::of(2025, 11, 30));
  const auto mistaken = put("Par erreur", Date::of(2026, 11, 2));
  ASSERT_TRUE(cancel(act(colette, mistaken), "Saisie deux fois").ok());
  database().write([&](db::Transaction& transaction) {
    transaction.execute(
        "UPDATE complaint SET state = 'answered', answered_on = '2026-11-03' WHERE title = 'Il y a un an'");
  });
  const auto months = count_months(*database().reader(), today());
  ASSERT_EQ(months.size(), 12U);
  EXPECT_EQ(months.front().first, Date::of(2025, 12, 1));
  EXPECT_EQ(months.front().received, 1);
  EXPECT_EQ(months[10].received, 1);
  EXPECT_EQ(months.back().received, 2) << "without what was entered by mistake";
  EXPECT_EQ(months.back().answered, 1);
  const auto states = count_open_states(*database().reader());
  EXPECT_EQ(states.at(0), std::pair(State::New, std::int64_t{4}));
  EXPECT_EQ(states.at(3), std::pair(State::Answered, std::int64_t{1}));
  EXPECT_THAT(card(denise, "Reçues et répondues, par mois"), HasSubstr("11/2026"));
  EXPECT_EQ(card(cast.odile, "Reçues et répondues, par mois"), "no such card") << "figures of the firm";
}

TEST_P(DashboardPages, AnEmptyRegisterAndStrangersAreTold) {
  const auto page = as(colette).get("/compliance");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), HasSubstr("Rien à faire pour l'instant"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/complaints/new\""));
  EXPECT_THAT(as(denise).get("/compliance").body, Not(HasSubstr("href=\"/complaints/new\"")));
  for (const auto& viewer : {cast.claire, cast.alice, cast.admin}) EXPECT_EQ(as(viewer).get("/compliance").status, 403);
  EXPECT_EQ(as(colette).post("/compliance").status, 405);
  EXPECT_EQ(site->home_of(colette), "/compliance");
  EXPECT_EQ(site->home_of(cast.odile), "/compliance");
  put("<script>x</script>", Date::of(2026, 10, 1));
  EXPECT_THAT(as(colette).get("/compliance").body, Not(HasSubstr("<script>x")));
  EXPECT_THAT(seen(olga, "/compliance"), HasSubstr("Rien à faire")) << "another adviser's client";
}

RECOURS_ON_BOTH_ENGINES(DashboardPages);

}  // namespace
}  // namespace recours::complaints
