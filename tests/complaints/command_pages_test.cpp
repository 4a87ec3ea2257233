// The pages of the simple commands: each form works, says what is wrong beside the field and keeps what was typed; the
// wrong state, a stale version, no right, no token, the wrong method.
#include "case_pages_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class CommandPages : public CasePagesWorld {
 protected:
  GrievanceId grievance_of(const std::string& number) { return file(number).complaint.grievances.at(0).id; }
  std::string with_grievance() {
    auto complaint = written();
    complaint.grievances = {{{}, "Deux prélèvements", "", "", 1}};
    return registered(complaint);
  }
};

TEST_P(CommandPages, TakeInHandByOneselfOrForSomebody) {
  const auto number = registered();
  const auto page = done(cast.solene, path(number, "/handling"), {{"handler", std::to_string(cast.hector.id.value)}});
  EXPECT_THAT(visible(page), HasSubstr("prise en charge"));
  EXPECT_EQ(found(number).handler, cast.hector.id);
  EXPECT_EQ(state(number), State::InProgress);
  const auto other = registered();
  auto hector = as(cast.hector);
  EXPECT_THAT(hector.get(path(other, "/handling")).body,
              HasSubstr("value=\"" + std::to_string(cast.hector.id.value) + "\" selected"));
  EXPECT_EQ(send(hector, path(other, "/handling"), {{"handler", std::to_string(cast.odile.id.value)}}).status, 422)
      << "advisers handle nothing";
}

TEST_P(CommandPages, NotesNeedAText) {
  const auto number = registered();
  auto odile = as(cast.odile);
  const auto refused = send(odile, path(number, "/notes"), {{"text", "  "}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#text\""));
  EXPECT_THAT(visible(done(cast.odile, path(number, "/notes"), {{"text", "Rappelé ce matin."}})),
              HasSubstr("Rappelé ce matin."));
}

TEST_P(CommandPages, ASecondClickWritesNothingMore) {
  const auto number = registered();
  auto odile = as(cast.odile);
  const auto form = odile.get(path(number, "/notes"));
  const FormFields fields{{"text", "Une fois."}, {"idempotency_key", value_of(form, "idempotency_key")}};
  EXPECT_EQ(odile.post(path(number, "/notes"), fields).status, 303);
  EXPECT_EQ(odile.post(path(number, "/notes"), fields).status, 303);
  EXPECT_EQ(file(number).notes.size(), 1u);
}

TEST_P(CommandPages, GrievancesAndTheirFindings) {
  const auto number = with_grievance();
  EXPECT_THAT(visible(done(cast.hector, path(number, "/grievances"), {{"text", "Pas de rappel"}})),
              HasSubstr("Pas de rappel"));
  const auto target = path(number, "/grievances/" + std::to_string(grievance_of(number).value) + "/finding");
  auto hector = as(cast.hector);
  EXPECT_THAT(visible(hector.get(target)), HasSubstr("Deux prélèvements"));
  EXPECT_EQ(send(hector, target, {{"finding", "unheard_of"}}).status, 422);
  done(cast.hector, target, {{"finding", "founded"}, {"text", "Erreur de l’assureur."}});
  EXPECT_EQ(file(number).complaint.grievances.at(0).finding, "founded");
  for (const char* id : {"999999", "0", "x", "-1"})
    EXPECT_EQ(hector.get(path(number, "/grievances/" + std::string(id) + "/finding")).status, 404) << id;
}

struct Amount {
  const char* text;
  std::int64_t cents;  // -1: refused
};
TEST_P(CommandPages, TheDecisionTakesAmountsAsPeopleWriteThem) {
  for (const auto& [text, cents] :
       {Amount{"42", 4'200}, Amount{"190,50", 19'050}, Amount{"0.01", 1}, Amount{"-3", -1}, Amount{"beaucoup", -1}}) {
    const auto number = registered();
    auto hector = as(cast.hector);
    const auto answer = send(hector, path(number, "/decision"),
                             {{"decision", "favourable"},
                              {"finding", "founded"},
                              {"solution", "refund"},
                              {"root_cause", "human_error"},
                              {"amount", text},
                              {"dysfunction", "Double saisie"}});
    if (cents < 0) {
      EXPECT_EQ(answer.status, 422) << text;
      EXPECT_EQ(value_of(answer, "amount"), text) << "kept";
      EXPECT_THAT(answer.body, HasSubstr("Double saisie"));
      continue;
    }
    ASSERT_EQ(answer.status, 303) << text;
    EXPECT_EQ(file(number).decision->amount->cents, cents) << text;
    EXPECT_EQ(value_of(hector.get(path(number, "/decision")), "amount"), file(number).decision->amount->amount());
  }
}

TEST_P(CommandPages, CorrectiveActionsFromPlanToProof) {
  const auto number = registered();
  const FormFields plan{{"kind", "training"},
                        {"description", "Revoir la saisie"},
                        {"owner", std::to_string(cast.odile.id.value)},
                        {"due_on", "15/12/2026"},
                        {"check_on", "2027-01-15"}};
  auto hector = as(cast.hector);
  auto wrong = plan;
  wrong[3].second = "bientôt";
  const auto refused = send(hector, path(number, "/corrective-actions"), wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "due_on"), "bientôt");
  EXPECT_THAT(visible(done(cast.hector, path(number, "/corrective-actions"), plan)), HasSubstr("Revoir la saisie"));
  const auto id = std::to_string(file(number).corrective_actions.at(0).id.value);
  const auto target = path(number, "/corrective-actions/" + id + "/completion");
  EXPECT_EQ(send(hector, target, {{"state", "done"}, {"proof", ""}}).status, 422) << "a proof is asked for";
  done(cast.hector, target, {{"state", "done"}, {"proof", "Feuille de présence"}});
  EXPECT_EQ(file(number).corrective_actions.at(0).state, "done");
  EXPECT_EQ(hector.get(path(number, "/corrective-actions/77/completion")).status, 404);
}

TEST_P(CommandPages, StepsOfTheMediation) {
  const auto number = registered();
  auto hector = as(cast.hector);
  EXPECT_EQ(send(hector, path(number, "/mediation"), {{"event", "referred"}, {"on", "2099-01-01"}}).status, 422);
  EXPECT_THAT(visible(done(cast.hector, path(number, "/mediation"),
                           {{"event", "referred"}, {"on", "2026-11-11"}, {"outcome", "Dossier M-12"}})),
              HasSubstr("Dossier M-12"));
}

//
TEST_P(CommandPages, TheGateSaysWhatIsThereAndWhatIsMissing) {
  const auto number = with_grievance();
  ASSERT_TRUE(send_answer(acting(cast.hector, number), approved_answer(number), posted()).ok());
  auto hector = as(cast.hector);
  const auto page = hector.get(path(number, "/closure"));
  EXPECT_THAT(visible(page), HasSubstr("Présent Réponse écrite partie"));
  EXPECT_THAT(visible(page), HasSubstr("Manque Décision"));
  EXPECT_THAT(page.body, HasSubstr("href=\"" + path(number, "/decision") + "\""));
  EXPECT_THAT(page.body, HasSubstr("/finding\""));
  const auto refused = send(hector, path(number, "/closure"), {});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("La décision n'est pas encore enregistrée"));
  EXPECT_EQ(state(number), State::Answered);
  ASSERT_TRUE(set_finding(acting(cast.hector, number), grievance_of(number), "founded", "").ok());
  ASSERT_TRUE(
      decide(acting(cast.hector, number), {"favourable", "founded", "refund", "human_error", "", {}, "", {}}).ok());
  EXPECT_THAT(visible(hector.get(path(number, "/closure"))), HasSubstr("Rien ne manque"));
  EXPECT_THAT(visible(done(cast.hector, path(number, "/closure"), {})), HasSubstr("La réclamation est clôturée"));
}

TEST_P(CommandPages, AWaiverWantsItsReason) {
  const auto number = registered();
  auto hector = as(cast.hector);
  EXPECT_THAT(hector.get(path(number, "/closure")).body, Not(HasSubstr("oral_never_written"))) << "it is written";
  const auto refused = send(hector, path(number, "/closure"), {{"reason", "Il renonce."}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("Il renonce."));
  done(cast.hector, path(number, "/closure"), {{"waiver", "withdrawn"}, {"reason", "Il renonce."}});
  EXPECT_EQ(state(number), State::Closed);
  EXPECT_EQ(hector.get(path(number, "/closure")).status, 422) << "closed already";
}

TEST_P(CommandPages, WaysOutAndBackWithTheirReason) {
  const auto number = registered();
  auto hector = as(cast.hector);
  for (const char* resource : {"/cancellation", "/requalification"})
    EXPECT_EQ(send(hector, path(number, resource), {{"kind", "service_request"}, {"reason", ""}}).status, 422)
        << resource;
  done(cast.hector, path(number, "/requalification"),
       {{"kind", "service_request"}, {"reason", "Demande de duplicata"}});
  EXPECT_EQ(state(number), State::Closed);
  done(cast.hector, path(number, "/reopening"), {{"reason", "Il conteste."}});
  EXPECT_EQ(state(number), State::InProgress);
  ASSERT_TRUE(send_answer(acting(cast.hector, number), approved_answer(number), posted()).ok());
  done(cast.hector, path(number, "/resumption"), {{"reason", "Nouvel élément"}});
  EXPECT_EQ(state(number), State::InProgress);
  EXPECT_THAT(visible(done(cast.hector, path(number, "/cancellation"), {{"reason", "Saisie en double"}})),
              HasSubstr("Saisie en double"));
  EXPECT_EQ(state(number), State::Cancelled);
}

TEST_P(CommandPages, TheWrongStateIsSaidOnThePageOfTheCase) {
  const auto number = registered();
  for (const char* resource : {"/resumption", "/reopening"}) {
    const auto page = as(cast.hector).get(path(number, resource));
    EXPECT_EQ(page.status, 422) << resource;
    EXPECT_THAT(visible(page), HasSubstr("à l'état « Nouveau »")) << resource;
    EXPECT_EQ(as(cast.hector).post(path(number, resource), {{"reason", "x"}}).status, 422) << resource;
  }
}

//
TEST_P(CommandPages, WhoWasSlowerSeesWhatHappenedAndKeepsWhatWasTyped) {
  const auto number = registered();
  auto hector = as(cast.hector);
  const auto form = hector.get(path(number, "/decision"));
  ASSERT_TRUE(take_in_hand(acting(cast.solene, number), cast.solene.id).ok());
  const FormFields typed{
      {"decision", "moot"}, {"dysfunction", "Tapé entre-temps"}, {"version", value_of(form, "version")}};
  const auto late = hector.post(path(number, "/decision"), typed);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(visible(late), HasSubstr("Quelqu'un a été plus rapide"));
  EXPECT_THAT(visible(late), HasSubstr("Prise en charge"));
  EXPECT_THAT(visible(late), HasSubstr("Solène"));
  EXPECT_THAT(late.body, HasSubstr("Tapé entre-temps"));
  EXPECT_THAT(late.body, HasSubstr("<option value=\"moot\" selected>"));
  EXPECT_FALSE(file(number).decision);
  auto again = typed;
  again[2].second = value_of(late, "version");
  EXPECT_EQ(hector.post(path(number, "/decision"), again).status, 303) << "saving again is deliberate";
}

TEST_P(CommandPages, ANoteHoldsAgainstAnyChange) {
  const auto number = registered();
  auto hector = as(cast.hector);
  const auto form = hector.get(path(number, "/notes"));
  ASSERT_TRUE(take_in_hand(acting(cast.solene, number), {}).ok());
  EXPECT_EQ(hector.post(path(number, "/notes"), {{"text", "Vu."}, {"version", value_of(form, "version")}}).status, 303);
}

TEST_P(CommandPages, AskForRightTokenAndMethod) {
  const auto number = registered();
  const std::vector<std::pair<const char*, const accounts::Viewer*>> forbidden{
      {"/handling", &cast.odile},           {"/grievances", &cast.odile},     {"/decision", &cast.odile},
      {"/corrective-actions", &cast.odile}, {"/mediation", &cast.odile},      {"/closure", &cast.odile},
      {"/cancellation", &cast.odile},       {"/requalification", &cast.odile}};
  for (const auto& [resource, viewer] : forbidden) {
    EXPECT_EQ(as(*viewer).get(path(number, resource)).status, 403) << resource;
    EXPECT_EQ(as(*viewer).post(path(number, resource), {{"reason", "x"}}).status, 403) << resource;
    EXPECT_EQ(as(cast.hector).post_bare(path(number, resource), {{"reason", "x"}}).status, 403) << resource;
    auto request = make_request(http::Method::Put, path(number, resource));
    EXPECT_EQ(as(cast.hector).send(std::move(request)).status, 405) << resource;
  }
  EXPECT_EQ(state(number), State::New);
}

RECOURS_ON_BOTH_ENGINES(CommandPages);

}  // namespace
}  // namespace recours::complaints
