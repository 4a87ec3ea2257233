// What reseller and staff write to each other inside a claim: pages, API, mails, files; and that nothing
// of an internal note ever reaches a reseller.
#include <boost/json.hpp>

#include "accounts/mail_preferences.h"
#include "mail/delivery.h"
#include "message_world.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ApiClient;
using testing_support::demo_piece;
using testing_support::FormFields;
using testing_support::header_of;
using testing_support::json_of;
using testing_support::MessageWorld;
using testing_support::value_of;
using testing_support::visible;

class Messages : public MessageWorld {};
RECOURS_ON_BOTH_ENGINES(Messages);

TEST_P(Messages, PagesAskTheUsualQuestions) {
  for (const std::string& target : {path_, path_ + "/messages", path_ + "/messages/new"})
    expect_page_of_own_account(target);
  expect_post_guarded(path_ + "/messages", path_ + "/messages");
  EXPECT_EQ(as(cast_.alice).post("/claims/R000099999/messages", {{"text", "x"}}).status, 404);
  EXPECT_EQ(as(cast_.alice).post(path_ + "/messages/1/acceptance").status, 403);
  EXPECT_EQ(as(cast_.claire).post(path_ + "/messages/99/acceptance").status, 404);
  EXPECT_EQ(as(cast_.claire).post_bare(path_ + "/messages/99/acceptance", {}).status, 403) << "without CSRF token";
  EXPECT_EQ(as(cast_.alice).get(path_ + "/messages?before=x").status, 400);
}

TEST_P(Messages, TheResellerWritesAndTheDepartmentIsTold) {
  auto alice = as(cast_.alice);
  const auto sent = alice.post(path_ + "/messages", {{"text", "  Le carton est prêt.\r\nQuand passez-vous ?  "}});
  ASSERT_EQ(sent.status, 303) << visible(sent);
  EXPECT_EQ(header_of(sent, "Location"), path_ + "?done=message#messages");
  const auto page = visible(alice.get(path_ + "?done=message"));
  EXPECT_THAT(page, HasSubstr("Votre message est envoyé."));
  EXPECT_THAT(page, HasSubstr("Quand passez-vous ?"));
  EXPECT_THAT(page, HasSubstr("pas encore lu"));
  const auto department = load_policies(*database().reader()).department(claim().department)->email;
  const auto mail = last_to(department);
  EXPECT_EQ(sent_to(department), 1u);
  EXPECT_THAT(mail.mail.subject, HasSubstr(number_));
  EXPECT_THAT(mail.mail.text, HasSubstr("Quand passez-vous ?"));
  EXPECT_THAT(mail.mail.text, HasSubstr("https://recours.example/claims/" + number_ + "#messages"));
  EXPECT_EQ(mail.mail.reply_token, "") << "departments answer on the page";
}

TEST_P(Messages, StaffWritesAndEachContactIsToldWithAReplyAddressOfItsOwn) {
  const auto confirmation = last_to("alice@helios.example");
  EXPECT_NE(confirmation.mail.reply_token, "");
  write(cast_.claire, "Envoyez-nous une photo, s'il vous plaît.");
  const auto mail = last_to("alice@helios.example");
  EXPECT_NE(mail.mail.reply_token, confirmation.mail.reply_token);
  EXPECT_EQ(mail.mail.reply_token.size(), 32u);
  EXPECT_THAT(mail.mail.text, ::testing::StartsWith("— Répondez au-dessus de cette ligne —"));
  EXPECT_THAT(mail.mail.text, HasSubstr("Envoyez-nous une photo"));
  EXPECT_THAT(mail.mail.text, HasSubstr("votre réponse rejoint la réclamation"));
  EXPECT_EQ(mail.mail.thread, (std::vector<std::string>{confirmation.message_id})) << "programs show both together";
  EXPECT_EQ(count("claim_mail WHERE token_hash LIKE '%" + mail.mail.reply_token + "%'"), 0) << "kept as a hash";
  const auto written =
      claims::write_message(database(), cast_.claire, number_, {Audience::BothSides, "Sans adresse"}, {}, clock_.now());
  ASSERT_TRUE(written);
  EXPECT_THAT(last_to("alice@helios.example").mail.text, HasSubstr("les réponses à ce courriel ne sont pas lues"));
}

TEST_P(Messages, TheTokenIsForgottenOnceTheMailLeft) {
  class Taker final : public mail::Sender {
    mail::Outcome send(const mail::OutboxMessage&, Instant) const override { return {}; }
  };
  EXPECT_GT(count("outbox_message WHERE reply_token <> ''"), 0);
  mail::deliver_due(database(), Taker{}, clock_.now());
  EXPECT_EQ(count("outbox_message WHERE reply_token <> ''"), 0);
}

TEST_P(Messages, WhatIsNewIsMarkedUntilTheOtherSideOpensThePage) {
  write(cast_.claire, "Bonjour");
  EXPECT_THAT(visible(as(cast_.alice).get("/claims")), HasSubstr("1 nouveau message"));
  EXPECT_THAT(visible(as(cast_.claire).get("/claims")), Not(HasSubstr("nouveau message")));
  EXPECT_THAT(visible(as(cast_.alice).get(path_)), HasSubstr("Nouveau"));
  EXPECT_THAT(visible(as(cast_.alice).get("/claims")), Not(HasSubstr("nouveau message")));
  EXPECT_TRUE(messages(cast_.claire).front().read_at);
  write(cast_.alice, "Bonsoir");
  EXPECT_EQ(as(cast_.wanda).get(path_).status, 200);
  EXPECT_THAT(visible(as(cast_.claire).get("/claims")), HasSubstr("1 nouveau message"))
      << "the warehouse does not answer";
  EXPECT_EQ(as(cast_.claire).get(path_).status, 200);
  EXPECT_THAT(visible(as(cast_.claire).get("/claims")), Not(HasSubstr("nouveau message")));
}

TEST_P(Messages, RefusalsKeepWhatWasTyped) {
  auto alice = as(cast_.alice);
  const auto empty = alice.post(path_ + "/messages", {{"text", " \n "}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_THAT(visible(empty), HasSubstr("Écrivez votre message."));
  const std::string long_text(kMessageLength + 1, 'x');
  const auto too_long = alice.post(path_ + "/messages", {{"text", long_text}});
  EXPECT_EQ(too_long.status, 422);
  EXPECT_THAT(too_long.body, HasSubstr(long_text));
  EXPECT_EQ(alice.post(path_ + "/messages", {{"text", std::string(kMessageLength, 'x')}}).status, 303);
  EXPECT_EQ(alice
                .post(path_ + "/messages", {{"text",
                                             "a\x01"
                                             "b"}})
                .status,
            422);
  EXPECT_EQ(messages(cast_.alice).size(), 1u);
}

TEST_P(Messages, ADoubleClickWritesOnce) {
  auto alice = as(cast_.alice);
  const auto key = value_of(alice.get(path_), "idempotency_key");
  ASSERT_EQ(key.size(), 32u);
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(alice.post(path_ + "/messages", {{"text", "Bonjour"}, {"idempotency_key", key}}).status, 303);
  EXPECT_EQ(messages(cast_.alice).size(), 1u);
}

TEST_P(Messages, FilesGoWithAMessageAndStay) {
  auto alice = as(cast_.alice);
  const auto form = alice.post(path_ + "/messages", {{"text", "Voici la photo"}, {"step", "files"}});
  EXPECT_EQ(form.status, 200);
  EXPECT_THAT(form.body, HasSubstr("Voici la photo")) << "nothing typed is lost";
  const auto refused = alice.post_multipart(
      path_ + "/messages", {{"text", "Voici"}, {"upload_form", value_of(form, "upload_form")}},
      {{"files", "carton.jpg", demo_piece("photo-packaging.jpg")}, {"files", "jeu.exe", "MZ\x90"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("jeu.exe"));
  const auto sent = alice.post(path_ + "/messages", {{"text", ""}, {"upload_form", value_of(refused, "upload_form")}});
  ASSERT_EQ(sent.status, 303) << visible(sent) << " a file alone is a message";
  const auto message = messages(cast_.claire).front();
  ASSERT_EQ(message.files.size(), 1u);
  const auto file = "/attachments/" + std::to_string(message.files.front().id.value);
  EXPECT_EQ(as(cast_.claire).get(file).status, 200);
  EXPECT_EQ(alice.get(file).status, 200);
  EXPECT_EQ(as(cast_.bob).get(file).status, 404);
  EXPECT_EQ(alice.post(file + "/removal", {{"version", "1"}}).status / 100, 4) << "evidence";
  EXPECT_THAT(last_to("service.client@example.com").mail.text, HasSubstr("1 pièce jointe")) << "the mail says so";
}

// R-651 Text and file of a note, looked for wherever a reseller can look.
TEST_P(Messages, NothingOfANoteReachesAReseller) {
  auto claire = as(cast_.claire);
  const auto form = claire.get(path_ + "/messages/new");
  const auto sent = claire.post_multipart(
      path_ + "/messages",
      {{"text", "Client suspect zibeline"}, {"audience", "staff"}, {"upload_form", value_of(form, "upload_form")}},
      {{"files", "zibeline.jpg", demo_piece("photo-damage.jpg")}});
  ASSERT_EQ(sent.status, 303) << visible(sent);
  EXPECT_EQ(header_of(sent, "Location"), path_ + "?done=note#messages");
  EXPECT_THAT(visible(claire.get(path_)), HasSubstr("Client suspect zibeline"));
  EXPECT_THAT(visible(as(cast_.fabien).get(path_)), HasSubstr("zibeline"));
  const auto note = messages(cast_.claire).front();
  ASSERT_EQ(note.files.size(), 1u);
  auto alice = as(cast_.alice);
  const auto file = "/attachments/" + std::to_string(note.files.front().id.value);
  for (const std::string& target :
       {path_, path_ + "/messages", std::string("/claims"), std::string("/search?q=suspect"), std::string("/outbox")})
    EXPECT_THAT(alice.get(target).body, Not(HasSubstr("zibeline"))) << target;
  EXPECT_THAT(visible(alice.get("/claims")), Not(HasSubstr("nouveau message")));
  for (const std::string& one : {file, file + "/view", file + "/preview", file + "/thumbnail"})
    EXPECT_EQ(alice.get(one).status, 404) << one;
  ApiClient api(*site_, database(), cast_.alice, clock_.now());
  for (const std::string& target : {std::string("/claims/") + number_ + "/messages", "/claims/" + number_})
    EXPECT_THAT(api.get("/api/v1" + target).body, Not(HasSubstr("zibeline"))) << target;
  EXPECT_EQ(api.get("/api/v1" + file).status, 404);
  for (const auto& mail : outbox())
    EXPECT_THAT(mail.mail.text + mail.mail.html + mail.mail.subject, Not(HasSubstr("zibeline")));
  EXPECT_EQ(count("journal_content WHERE content LIKE '%suspect%'"), 0);
  EXPECT_EQ(count("journal_entry WHERE action = 'claim.message'"), 0) << "what other programs are told of";
  EXPECT_EQ(alice.post(path_ + "/messages", {{"text", "x"}, {"audience", "staff"}}).status, 403);
}

TEST_P(Messages, TheApiWritesAndLists) {
  ApiClient alice(*site_, database(), cast_.alice, clock_.now());
  ApiClient claire(*site_, database(), cast_.claire, clock_.now());
  const std::string target = "/api/v1/claims/" + number_ + "/messages";
  const auto first = alice.post(target, {{"text", "Bonjour"}}, {{"idempotency-key", "a1"}});
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(alice.post(target, {{"text", "Bonjour"}}, {{"idempotency-key", "a1"}}).body, first.body);
  EXPECT_EQ(alice.post(target, {{"text", "Autre"}}, {{"idempotency-key", "a1"}}).status, 422);
  EXPECT_EQ(json_of(first).at("side").as_string(), "reseller");
  EXPECT_FALSE(json_of(first).at("internal").as_bool());
  EXPECT_EQ(claire.post(target, {{"text", "Note"}, {"internal", true}}).status, 201);
  EXPECT_EQ(alice.post(target, {{"text", "Note"}, {"internal", true}}).status, 403);
  EXPECT_EQ(json_of(alice.get(target)).at("items").as_array().size(), 1u);
  EXPECT_EQ(json_of(claire.get(target)).at("items").as_array().size(), 2u);
  const auto newest = json_of(claire.get(target + "?limit=1"));
  EXPECT_EQ(newest.at("items").at(0).at("kind").as_string(), "note");
  const auto next = std::string(newest.at("next").as_string());
  EXPECT_EQ(json_of(claire.get(target + "?limit=1&cursor=" + next)).at("items").at(0).at("text").as_string(),
            "Bonjour");
  for (const json::value& body : {json::value{{"text", 7}}, json::value{{"text", "x"}, {"internal", "yes"}},
                                  json::value{{"text", "x"}, {"attachments", {"a"}}},
                                  json::value{{"text", "x"}, {"attachments", {99}}}, json::value{{"text", ""}}})
    EXPECT_EQ(alice.post(target, body).status, 422) << json::serialize(body);
  EXPECT_EQ(alice.get(target + "?cursor=x").status, 400);
  EXPECT_EQ(alice.get(target + "?limit=0").status, 422);
  ApiClient bob(*site_, database(), cast_.bob, clock_.now());
  EXPECT_EQ(bob.get(target).status, 404);
  EXPECT_EQ(bob.post(target, {{"text", "x"}}).status, 404);
  ApiClient odile(*site_, database(), cast_.odile, clock_.now());
  EXPECT_EQ(odile.get(target).status, 403);
}

TEST_P(Messages, AnArchivedClaimIsReadOnly) {
  ASSERT_EQ(
      as(cast_.alice)
          .post(path_ + "/cancellation",
                {{"lines", std::to_string(list_claim_lines(*database().reader(), {claim().id}).front().id.value)}})
          .status,
      303);
  write(cast_.alice, "Encore un mot");
  clock_.advance(std::chrono::hours(24 * 92));
  const auto late = write_message(database(), cast_.alice, number_, {Audience::BothSides, "Trop tard"}, correspondence_,
                                  clock_.now());
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "archived");
  EXPECT_THAT(visible(as(cast_.alice).get(path_)), HasSubstr("Cette réclamation est archivée"));
  EXPECT_THAT(as(cast_.alice).get(path_).body, Not(HasSubstr("<textarea")));
  EXPECT_EQ(as(cast_.alice).post(path_ + "/messages", {{"text", "Trop tard"}}).status, 422);
}

//
TEST_P(Messages, WhoDoesNotWantAKindOfMailGetsTheOthers) {
  accounts::choose_mails(database(), cast_.alice, {accounts::MailKind::Message}, clock_.now());
  const auto before = sent_to("alice@helios.example");
  write(cast_.claire, "Bonjour");
  EXPECT_EQ(sent_to("alice@helios.example"), before + 1);
  accounts::choose_mails(database(), cast_.alice, {accounts::MailKind::Decision}, clock_.now());
  write(cast_.claire, "Encore");
  EXPECT_EQ(sent_to("alice@helios.example"), before + 1) << "not wanted";
  auto alice = as(cast_.alice);
  confirmed_claim(alice, {{"contact_email", "alice@helios.example"}, {"serials", "SNA2"}});
  EXPECT_EQ(sent_to("alice@helios.example"), before + 2) << "a confirmation always arrives";
}

}  // namespace
}  // namespace recours::claims
