// R-740 R-741 The pages of the written answer: written, put to review, refused with its reason, approved by somebody
// else, sent, and then the same for ever.
#include "case_pages_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AnswerPages : public CasePagesWorld {
 protected:
  std::string answer_path(const std::string& number, const char* verb = "") {
    return path(number, "/answers/" + std::to_string(newest_answer(number).value) + verb);
  }
  AnswerState newest_state(const std::string& number) { return answer(number, newest_answer(number)).state; }
};

TEST_P(AnswerPages, FromDraftToSent) {
  const auto number = registered();
  done(cast.hector, path(number, "/answers"), {{"text", "Nous remboursons."}, {"step", "draft"}});
  EXPECT_EQ(newest_state(number), AnswerState::Draft);
  auto hector = as(cast.hector);
  const auto again = hector.get(path(number, "/answers"));
  EXPECT_THAT(visible(again), HasSubstr("Nous remboursons."));
  EXPECT_THAT(visible(again), HasSubstr("La Médiation de l'Assurance")) << "as it will leave";
  done(cast.hector, path(number, "/answers"),
       {{"answer", value_of(again, "answer")}, {"text", "Nous remboursons 42 €."}});
  ASSERT_EQ(file(number).answers.size(), 1u) << "the own draft changes in place";
  EXPECT_EQ(newest_state(number), AnswerState::InReview);
  EXPECT_THAT(visible(hector.get(answer_path(number, "/review"))), HasSubstr("Une autre personne doit relire"));
  EXPECT_EQ(send(hector, answer_path(number, "/review"), {{"approved", "yes"}}).status, 422) << "never the own one";
  done(cast.solene, answer_path(number, "/review"), {{"approved", "yes"}});
  const auto page = done(cast.hector, answer_path(number, "/sending"), by_letter());
  EXPECT_THAT(visible(page), HasSubstr("La réponse par courrier est enregistrée"));
  EXPECT_EQ(state(number), State::Answered);
  const auto pdf = hector.get(answer_path(number, "/letter.pdf"));
  EXPECT_THAT(pdf.body, StartsWith("%PDF-"));
  EXPECT_EQ(hector.get(answer_path(number, "/sending")).status, 422);
}

TEST_P(AnswerPages, ARefusalHasItsCodeAndBeginsANewVersion) {
  const auto number = registered();
  ASSERT_TRUE(propose_answer(acting(cast.hector, number), {}, "Non.").ok());
  auto solene = as(cast.solene);
  EXPECT_EQ(send(solene, answer_path(number, "/review"), {}).status, 422) << "neither yes nor no";
  EXPECT_EQ(send(solene, answer_path(number, "/review"), {{"approved", "no"}}).status, 422) << "no code";
  const auto refused = send(solene, answer_path(number, "/review"), {{"approved", "no"}, {"refusal_code", "other"}});
  EXPECT_EQ(refused.status, 422) << "another reason is explained";
  EXPECT_THAT(refused.body, HasSubstr("value=\"no\" checked"));
  done(cast.solene, answer_path(number, "/review"),
       {{"approved", "no"}, {"refusal_code", "tone"}, {"comment", "Plus courtois"}});
  auto hector = as(cast.hector);
  const auto form = hector.get(path(number, "/answers"));
  EXPECT_THAT(visible(form), HasSubstr("Plus courtois"));
  done(cast.hector, path(number, "/answers"), {{"answer", value_of(form, "answer")}, {"text", "Nous regrettons."}});
  EXPECT_EQ(file(number).answers.size(), 2u);
  EXPECT_EQ(file(number).answers[0].text, "Non.") << "what was refused stays";
  EXPECT_THAT(visible(hector.get(path(number))), HasSubstr("Version 2"));
}

TEST_P(AnswerPages, APreviewWritesNothing) {
  const auto number = registered();
  auto hector = as(cast.hector);
  const auto preview = send(hector, path(number, "/answers"), {{"text", "<script>x</script>"}, {"preview", "yes"}});
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(preview.body, Not(HasSubstr("<script>x")));
  EXPECT_TRUE(file(number).answers.empty());
  EXPECT_EQ(send(hector, path(number, "/answers"), {{"text", "  "}}).status, 422);
}

TEST_P(AnswerPages, ADraftIsPutToReviewByItself) {
  const auto number = registered();
  ASSERT_TRUE(draft_answer(acting(cast.hector, number), {}, "Brouillon").ok());
  done(cast.hector, answer_path(number, "/submission"), {});
  EXPECT_EQ(newest_state(number), AnswerState::InReview);
}

TEST_P(AnswerPages, WithoutFourEyesItLeavesAsSoonAsItIsWritten) {
  set("review_required", "never");
  const auto number = registered();
  auto hector = as(cast.hector);
  EXPECT_THAT(visible(hector.get(path(number, "/answers"))), Not(HasSubstr("Soumettre à relecture")));
  done(cast.hector, path(number, "/answers"), {{"text", "Voici."}});
  EXPECT_THAT(hector.get(path(number)).body, HasSubstr(answer_path(number, "/sending")));
  done(cast.hector, answer_path(number, "/sending"), by_letter());
  EXPECT_EQ(state(number), State::Answered);
}

TEST_P(AnswerPages, UnapprovedNothingLeaves) {
  const auto number = registered();
  ASSERT_TRUE(propose_answer(acting(cast.hector, number), {}, "Voici.").ok());
  auto hector = as(cast.hector);
  EXPECT_EQ(send(hector, answer_path(number, "/sending"), by_letter()).status, 422);
  EXPECT_EQ(newest_state(number), AnswerState::InReview);
}

TEST_P(AnswerPages, AParkedMailIsSaidAndSentAgain) {
  const auto number = registered();
  ASSERT_TRUE(send_answer(acting(cast.hector, number), approved_answer(number), mailed()).ok());
  EXPECT_THAT(visible(as(cast.hector).get(path(number))), HasSubstr("Envoi en cours"));
  park_mails();
  follow();
  const auto page = as(cast.hector).get(path(number));
  EXPECT_THAT(visible(page), HasSubstr("Non remis"));
  EXPECT_THAT(page.body, HasSubstr(answer_path(number, "/sending")));
}

TEST_P(AnswerPages, WhoWasSlowerKeepsTheText) {
  const auto number = registered();
  auto hector = as(cast.hector);
  const auto form = hector.get(path(number, "/answers"));
  ASSERT_TRUE(add_note(acting(cast.solene, number), "Appel").ok());
  const auto late =
      hector.post(path(number, "/answers"), {{"text", "Longue réponse"}, {"version", value_of(form, "version")}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(visible(late), HasSubstr("Longue réponse"));
}

TEST_P(AnswerPages, AskForRightTokenAndId) {
  const auto number = registered();
  approved_answer(number);
  for (const char* verb : {"", "/submission", "/review", "/sending"}) {
    EXPECT_EQ(as(cast.odile).get(answer_path(number, verb)).status, 403) << verb;
    EXPECT_EQ(as(cast.solene).post_bare(answer_path(number, verb), {{"text", "x"}}).status, 403) << verb;
    EXPECT_EQ(as(cast.hector).get(path(number, "/answers/99999" + std::string(verb))).status, 404) << verb;
    EXPECT_EQ(as(cast.hector).get(path(number, "/answers/0" + std::string(verb))).status, 404) << verb;
  }
  EXPECT_EQ(as(cast.basile).get(answer_path(number, "/letter.pdf")).status, 404);
  const auto other = registered();
  EXPECT_EQ(as(cast.hector).get(path(other, "/answers/" + std::to_string(newest_answer(number).value))).status, 404);
}

RECOURS_ON_BOTH_ENGINES(AnswerPages);

}  // namespace
}  // namespace recours::complaints
