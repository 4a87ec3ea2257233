// R-785 R-786 R-787 R-788 The pages of the compliance desk's data in process, on both engines: works, 403 for everybody
// else, bad id, wrong method, no CSRF token; what is typed is never lost, and every write leaves a journal entry.
#include "complaint_world.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaints_pages.h"
#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"
#include "complaints/regime_store.h"
#include "support/claim_pages.h"
#include "support/site.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ComplaintDataPages : public ComplaintWorld {
 protected:
  void SetUp() override {
    ComplaintWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_complaint_data_pages(*site);
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site, database(), clock).enter(viewer)); }
  std::int64_t noted(const std::string& action) { return count("journal_entry WHERE action = '" + action + "'"); }
  // The fields of the form that stands on this page, with these over them.
  FormFields typed(const http::Response& form, FormFields more) {
    for (const char* carried : {"version", "idempotency_key", "based_on"}) {
      if (const auto values = values_of(form, carried); !values.empty()) more.emplace_back(carried, values[0]);
    }
    return more;
  }
  std::optional<Mediator> mediator(const char* activity, Date on) {
    return mediator_on(*database().reader(), activity, on);
  }

  TestClock clock{now};
  std::unique_ptr<accounts::Site> site;
};

// The same questions of every page.
TEST_P(ComplaintDataPages, AreForWhoKeepsTheData) {
  const char* pages[] = {"/complaints/mediators",
                         "/complaints/mediators/new",
                         "/complaints/mediators/1/edit",
                         "/complaints/templates",
                         "/complaints/templates/answer",
                         "/complaints/templates/answer/new",
                         "/complaints/templates/answer/versions/1",
                         "/complaints/templates/answer/versions/1/preview.pdf",
                         "/complaints/lists",
                         "/complaints/lists/product",
                         "/complaints/lists/sub_reason",
                         "/complaints/lists/product/new",
                         "/complaints/lists/product/auto/edit",
                         "/complaints/regimes",
                         "/complaints/regimes/new",
                         "/complaints/regimes/1/edit",
                         "/complaints/settings"};
  auto compliance = as(colette);
  for (const char* page : pages) EXPECT_EQ(compliance.get(page).status, 200) << page;
  for (const auto& viewer : {cast.odile, hakim, raphael, denise, augustin, cast.claire, cast.alice, cast.admin}) {
    auto browser = as(viewer);
    for (const char* page : pages) EXPECT_EQ(browser.get(page).status, 403) << viewer.name << page;
  }
}

TEST_P(ComplaintDataPages, WritingIsForWhoKeepsTheDataAndNeedsAToken) {
  const char* posts[] = {"/complaints/mediators",
                         "/complaints/mediators/1",
                         "/complaints/templates/answer",
                         "/complaints/templates/answer/preview",
                         "/complaints/templates/answer/preview.pdf",
                         "/complaints/lists/product",
                         "/complaints/lists/product/auto",
                         "/complaints/lists/product/auto/up",
                         "/complaints/lists/product/auto/down",
                         "/complaints/regimes",
                         "/complaints/regimes/1",
                         "/complaints/settings"};
  auto compliance = as(colette), handler = as(hakim);
  const auto before = count("journal_entry");
  for (const char* post : posts) {
    EXPECT_EQ(compliance.post_bare(post, {}).status, 403) << post;
    EXPECT_EQ(handler.post(post).status, 403) << post;
  }
  EXPECT_EQ(count("journal_entry"), before);
}

TEST_P(ComplaintDataPages, WhatDoesNotExistIsNotFound) {
  auto browser = as(colette);
  for (const char* page :
       {"/complaints/mediators/999/edit", "/complaints/mediators/x/edit", "/complaints/templates/poem",
        "/complaints/templates/poem/new", "/complaints/templates/answer/versions/9",
        "/complaints/templates/answer/versions/0/preview.pdf", "/complaints/lists/nothing",
        "/complaints/lists/product/boat/edit", "/complaints/regimes/77/edit"}) {
    EXPECT_EQ(browser.get(page).status, 404) << page;
  }
  for (const char* post :
       {"/complaints/mediators/999", "/complaints/templates/poem", "/complaints/lists/nothing",
        "/complaints/lists/product/boat", "/complaints/lists/product/boat/up", "/complaints/regimes/77"}) {
    EXPECT_EQ(browser.post(post).status, 404) << post;
  }
  EXPECT_EQ(browser.get("/complaints/mediators/1").status, 405);
  EXPECT_EQ(browser.post("/complaints/lists").status, 405);
}

TEST_P(ComplaintDataPages, AMediatorIsAddedWhereNoneWasAndFollowsWhoWas) {
  auto browser = as(colette);
  const auto list = visible(browser.get("/complaints/mediators"));
  EXPECT_THAT(list, HasSubstr("Aucun médiateur n'est en vigueur pour cette activité"));
  EXPECT_THAT(list, HasSubstr("La Médiation de l'Assurance"));
  const auto form = browser.get("/complaints/mediators/new?activity=credit");
  EXPECT_EQ(value_of(form, "valid_from"), "2026-11-12");
  const auto fields = typed(form, {{"activity", "credit"},
                                   {"name", "Médiation <b>du crédit</b>"},
                                   {"address", "1 rue du Test, 75000 Paris"},
                                   {"website", "www.credit.example"},
                                   {"valid_from", "2026-11-12"}});
  const auto added = browser.post("/complaints/mediators", fields);
  ASSERT_EQ(added.status, 303);
  EXPECT_EQ(browser.post("/complaints/mediators", fields).status, 303) << "a second click";
  EXPECT_EQ(count("mediator WHERE activity = 'credit'"), 1);
  const auto shown = browser.follow(added);
  EXPECT_THAT(visible(shown), HasSubstr("L'élément a été ajouté"));
  EXPECT_THAT(shown.body, Not(HasSubstr("<b>du")));
  const auto next = browser.post("/complaints/mediators", {{"activity", "credit"},
                                                           {"name", "Médiatrice suivante"},
                                                           {"address", "2 rue du Test"},
                                                           {"website", "www.suite.example"},
                                                           {"valid_from", "2027-01-01"}});
  ASSERT_EQ(next.status, 303);
  EXPECT_EQ(mediator("credit", today())->website, "www.credit.example");
  EXPECT_EQ(mediator("credit", Date::of(2027, 1, 1))->name, "Médiatrice suivante");
  EXPECT_EQ(count("mediator WHERE activity = 'credit' AND valid_to = '2026-12-31'"), 1);
  EXPECT_EQ(noted("mediator.added"), 2);
  EXPECT_EQ(noted("mediator.ended"), 1);
}

TEST_P(ComplaintDataPages, ARefusedMediatorKeepsWhatWasTyped) {
  const auto refused = as(colette).post("/complaints/mediators", {{"activity", "credit"}, {"name", "Un nom"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "name"), "Un nom");
  EXPECT_THAT(visible(refused), HasSubstr("Veuillez remplir ce champ"));
  EXPECT_EQ(count("mediator"), 2);
}

TEST_P(ComplaintDataPages, ASecondWriterSeesTheDifference) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/mediators/1/edit");
  const FormFields said{{"name", "La Médiation de l’Assurance"},
                        {"address", "TSA 50110"},
                        {"website", "www.un.example"},
                        {"valid_from", "2000-01-01"}};
  const auto fields = typed(form, said);
  ASSERT_EQ(browser.post("/complaints/mediators/1", fields).status, 303);
  auto others = fields;
  others[2].second = "www.deux.example";
  const auto late = browser.post("/complaints/mediators/1", others);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(visible(late), AllOf(HasSubstr("Une autre personne a enregistré entre-temps"),
                                   HasSubstr("www.un.example"), HasSubstr("www.deux.example")));
  EXPECT_EQ(value_of(late, "website"), "www.deux.example");
  EXPECT_EQ(mediator("insurance", today())->website, "www.un.example");
  EXPECT_EQ(browser.post("/complaints/mediators/1", typed(late, {others.begin(), others.begin() + 4})).status, 303);
  EXPECT_EQ(mediator("insurance", today())->website, "www.deux.example");
  EXPECT_EQ(noted("mediator.changed"), 2);
}

TEST_P(ComplaintDataPages, AListGetsEntriesInItsOrder) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/lists/product/new");
  const auto fields = typed(form, {{"label_fr", "Vélo électrique"}, {"valid_from", "2026-11-12"}});
  ASSERT_EQ(browser.post("/complaints/lists/product", fields).status, 303);
  ASSERT_EQ(browser.post("/complaints/lists/product", fields).status, 303) << "a second click";
  const auto codes = [&] {
    std::vector<std::string> all;
    for (const auto& item : list_items(*database().reader(), "product", today())) all.push_back(item.code);
    return all;
  };
  EXPECT_EQ(codes().back(), "velo_electrique");
  EXPECT_EQ(browser.post("/complaints/lists/product/velo_electrique/up").status, 303);
  EXPECT_EQ(codes().back(), "other");
  EXPECT_EQ(browser.post("/complaints/lists/product/auto/up").status, 303) << "the first stays the first";
  EXPECT_EQ(codes().front(), "auto");
  EXPECT_EQ(browser.post("/complaints/lists/product/auto/down").status, 303);
  EXPECT_EQ(codes().front(), "home");
  EXPECT_EQ(noted("list_item.added"), 1);
  EXPECT_EQ(noted("list_item.moved"), 2);
  EXPECT_EQ(browser.post("/complaints/lists/product", {{"label_fr", "Auto"}, {"valid_from", "2026-11-12"}}).status,
            422);
}

TEST_P(ComplaintDataPages, AnEntryIsRenamedAndEnded) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/lists/solution/goodwill/edit");
  ASSERT_EQ(browser
                .post("/complaints/lists/solution/goodwill", typed(form, {{"label_fr", "Geste & remise"},
                                                                          {"label_en", "Goodwill"},
                                                                          {"valid_from", "2000-01-01"},
                                                                          {"valid_to", "2026-11-11"}}))
                .status,
            303);
  const auto reader = database().reader();
  EXPECT_EQ(item_label(*reader, ui::Language::French, "solution", "goodwill"), "Geste & remise");
  for (const auto& item : list_items(*reader, "solution", today())) EXPECT_NE(item.code, "goodwill");
  EXPECT_THAT(browser.get("/complaints/lists/solution").body, HasSubstr("Geste &amp; remise"));
  EXPECT_THAT(visible(browser.get("/complaints/lists/solution")), HasSubstr("Plus en vigueur"));
  const auto late = browser.post("/complaints/lists/solution/goodwill",
                                 typed(form, {{"label_fr", "Autre"}, {"valid_from", "2000-01-01"}}));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(visible(late), HasSubstr("Geste & remise"));
}

// R-786 What files may show is what the list says, for who uploads too.
TEST_P(ComplaintDataPages, TypesOfDocumentAreThoseOfTheList) {
  auto browser = as(colette);
  ASSERT_EQ(
      browser.post("/complaints/lists/piece_kind", {{"label_fr", "Attestation"}, {"valid_from", "2026-11-12"}}).status,
      303);
  const auto form = browser.get("/complaints/lists/piece_kind/envelope/edit");
  ASSERT_EQ(browser
                .post("/complaints/lists/piece_kind/envelope", typed(form, {{"label_fr", "Enveloppe"},
                                                                            {"label_en", "Envelope"},
                                                                            {"valid_from", "2000-01-01"},
                                                                            {"valid_to", "2026-11-11"}}))
                .status,
            303);
  std::map<std::string, bool> in_force;
  for (const auto& kind : piece_kinds(*database().reader(), today())) in_force[kind.code] = kind.in_force;
  EXPECT_TRUE(in_force.at("attestation"));
  EXPECT_FALSE(in_force.at("envelope"));
  EXPECT_TRUE(in_force.at("mandate"));
  attachments::Owners owners;
  register_attachment_owners(owners);
  const auto kinds = attachments::kinds_of(*database().reader(), owners, {kComplaintFiles, 1}, today());
  EXPECT_FALSE(attachments::objection_to_description({"a.pdf", "attestation", ""}, kinds));
  EXPECT_TRUE(attachments::objection_to_description({"a.pdf", "invented", ""}, kinds));
}

TEST_P(ComplaintDataPages, ASecondLevelReasonBelongsToAReason) {
  auto browser = as(colette);
  const FormFields fields{{"label_fr", "Sollicitation de nuit"}, {"valid_from", "2026-11-12"}};
  EXPECT_EQ(browser.post("/complaints/lists/sub_reason", fields).status, 422);
  auto whole = fields;
  whole.emplace_back("parent", "sales");
  EXPECT_EQ(browser.post("/complaints/lists/sub_reason", whole).status, 303);
  const auto items = list_items(*database().reader(), "sub_reason", today(), "sales");
  EXPECT_EQ(items.back().code, "sollicitation_de_nuit");
  const auto first = items.front().code;
  EXPECT_EQ(browser.post("/complaints/lists/sub_reason/sollicitation_de_nuit/up").status, 303);
  EXPECT_EQ(browser.post("/complaints/lists/sub_reason/" + first + "/up").status, 303);
  EXPECT_EQ(list_items(*database().reader(), "sub_reason", today(), "sales").front().code, first);
}

//
TEST_P(ComplaintDataPages, TheFirmEntersTheDayOfItsNextRule) {
  auto browser = as(colette);
  const auto list = visible(browser.get("/complaints/regimes"));
  EXPECT_THAT(list, AllOf(HasSubstr("2024-R-02"), HasSubstr("Date à saisir"), HasSubstr("jours ouvrables")));
  const auto form = browser.get("/complaints/regimes/3/edit");
  FormFields fields{{"code", "2024-R-02"},
                    {"source", "Recommandation 2024-R-02"},
                    {"starts_from", "sent"},
                    {"acknowledgement_days", "10"},
                    {"acknowledgement_unit", "workable"},
                    {"answer_months", "2"},
                    {"mediator_months", "12"},
                    {"valid_from", "2026-11-01"}};
  ASSERT_EQ(browser.post("/complaints/regimes/3", typed(form, fields)).status, 303);
  EXPECT_THAT(visible(browser.get("/complaints/regimes")), HasSubstr("Remplacée par une règle ultérieure"));
  const auto complaint = put_down(cast.odile, written());
  EXPECT_EQ(complaint.clock->regime_id, 3);
  const auto used = browser.get("/complaints/regimes/3/edit");
  EXPECT_THAT(visible(used), HasSubstr("Des réclamations ont été comptées selon cette règle"));
  EXPECT_TRUE(values_of(used, "answer_months").empty());
  ASSERT_EQ(
      browser.post("/complaints/regimes/3", typed(used, {{"valid_from", "2026-10-01"}, {"answer_months", "9"}})).status,
      303);
  const auto kept = require_regime(*database().reader(), RegimeId{3});
  EXPECT_EQ(kept.regime.answer_months, 2);
  EXPECT_EQ(kept.regime.valid_from, Date::of(2026, 10, 1));
  EXPECT_EQ(noted("complaint_regime.changed"), 2);
}

TEST_P(ComplaintDataPages, ARuleInJoursOuvresCountsThem) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/regimes/new");
  const auto refused = browser.post("/complaints/regimes", typed(form, {{"code", "X"}, {"acknowledgement_days", "0"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "code"), "X");
  ASSERT_EQ(browser
                .post("/complaints/regimes", typed(refused, {{"code", "ESSAI-01"},
                                                             {"source", "Règle d’essai"},
                                                             {"activities", "insurance"},
                                                             {"activities", "credit"},
                                                             {"starts_from", "received"},
                                                             {"acknowledgement_days", "5"},
                                                             {"acknowledgement_unit", "business"},
                                                             {"answer_months", "1"},
                                                             {"mediator_months", "12"},
                                                             {"valid_from", "2026-11-01"}}))
                .status,
            303);
  const auto complaint = put_down(cast.odile, written());
  // Received on Wednesday 4 November; the 11th is a holiday.
  EXPECT_EQ(complaint.clock->acknowledgement_due_on, Date::of(2026, 11, 12));
  EXPECT_EQ(complaint.clock->answer_due_on, Date::of(2026, 12, 4));
  EXPECT_EQ(noted("complaint_regime.added"), 1);
}

//
TEST_P(ComplaintDataPages, ATemplateGetsANewVersion) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/templates/progress/new");
  EXPECT_THAT(visible(form), HasSubstr("{handler_contact}"));
  EXPECT_EQ(value_of(form, "subject"), "Votre réclamation {reference}\u00a0: où en est votre dossier");
  const FormFields text{{"subject", "Point sur {reference}"},
                        {"body", "État : {state}\n\n<script>alert(1)</script>"},
                        {"valid_from", "2026-11-12"}};
  ASSERT_EQ(browser.post("/complaints/templates/progress", typed(form, text)).status, 303);
  const auto in_force = template_on(*database().reader(), "progress", today());
  EXPECT_EQ(in_force.version_no, 2);
  EXPECT_EQ(in_force.subject, "Point sur {reference}");
  const auto shown = browser.get("/complaints/templates/progress");
  EXPECT_THAT(visible(shown), AllOf(HasSubstr("Point sur REC-2026-000000"), HasSubstr("Colette Brun"),
                                    HasSubstr("Fournie avec le logiciel")));
  EXPECT_THAT(shown.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(visible(browser.get("/complaints/templates/progress/versions/1")), HasSubstr("où en est votre dossier"));
  EXPECT_EQ(noted("letter_template.added"), 1);
  const auto late = browser.post(
      "/complaints/templates/progress",
      {{"subject", "Autre {reference}"}, {"body", "{state}"}, {"valid_from", "2026-11-12"}, {"based_on", "1"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(visible(late), AllOf(HasSubstr("Point sur {reference}"), HasSubstr("Autre {reference}")));
  EXPECT_EQ(value_of(late, "based_on"), "2") << "saved again on purpose";
}

TEST_P(ComplaintDataPages, ATemplateWithoutItsPlaceholdersIsRefusedByName) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/templates/answer/new");
  const auto refused = browser.post(
      "/complaints/templates/answer",
      typed(form, {{"subject", "Réponse {reference}"}, {"body", "{answer} {nonsense}"}, {"valid_from", "2026-11-12"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), AllOf(HasSubstr("Champ inconnu : {nonsense}"), HasSubstr("{mediator}")));
  EXPECT_EQ(template_on(*database().reader(), "answer", today()).version_no, 1);
}

TEST_P(ComplaintDataPages, APreviewSavesNothing) {
  auto browser = as(colette);
  const FormFields text{
      {"subject", "Point {reference}"}, {"body", "Bonjour {complainant} : {state}"}, {"valid_from", "2026-11-12"}};
  const auto shown = browser.post("/complaints/templates/progress/preview", text);
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(visible(shown), HasSubstr("Bonjour Camille Exemple"));
  EXPECT_EQ(value_of(shown, "subject"), "Point {reference}");
  const auto wrong = browser.post("/complaints/templates/progress/preview", {{"subject", "x"}, {"body", "{y}"}});
  EXPECT_EQ(wrong.status, 422);
  for (const auto& pdf : {browser.post("/complaints/templates/progress/preview.pdf", text),
                          browser.get("/complaints/templates/acknowledgement/versions/1/preview.pdf")}) {
    EXPECT_EQ(pdf.status, 200);
    EXPECT_EQ(pdf.header("Content-Type"), "application/pdf");
    EXPECT_THAT(pdf.body, StartsWith("%PDF-"));
  }
  EXPECT_EQ(count("letter_template"), 6);
}

//
TEST_P(ComplaintDataPages, SettingsSayWhatTheyDo) {
  auto browser = as(colette);
  const auto form = browser.get("/complaints/settings");
  EXPECT_THAT(visible(form), HasSubstr("personnes peuvent relire aujourd'hui"));
  FormFields fields{{"review_required", "never"},
                    {"organisation_address", "2 place du Test\r\n75000 Paris"},
                    {"was_review_required", value_of(form, "was_review_required")},
                    {"was_organisation_address", value_of(form, "was_organisation_address")}};
  EXPECT_EQ(browser.post("/complaints/settings", fields).status, 303);
  EXPECT_FALSE(is_review_required(*database().reader(), today()));
  const auto late = browser.post("/complaints/settings", fields);
  EXPECT_EQ(late.status, 409) << "somebody saved since the form was opened";
  EXPECT_THAT(visible(browser.get("/complaints/settings")), HasSubstr("75000 Paris"));
  fields = {{"review_required", "sometimes"},
            {"was_review_required", "never"},
            {"was_organisation_address", "2 place du Test\n75000 Paris"}};
  EXPECT_EQ(browser.post("/complaints/settings", fields).status, 422);
  EXPECT_EQ(noted("setting.changed") >= 2, true);
}

RECOURS_ON_BOTH_ENGINES(ComplaintDataPages);

}  // namespace
}  // namespace recours::complaints
