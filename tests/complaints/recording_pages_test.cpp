// Step 1 and the drafts: what is typed is kept, said to be wrong beside its field, and only its author's.
#include "recording_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class RecordingPages : public RecordingWorld {};

// R-773
TEST_P(RecordingPages, BeginningOffersTheClientsTheViewerSees) {
  add(olga, company_draft("Menuiserie Talvas"));
  const auto own = as(cast.odile).get("/complaints/new");
  EXPECT_EQ(own.status, 200);
  EXPECT_THAT(visible(own), HasSubstr("Roussel Camille"));
  EXPECT_THAT(visible(own), Not(HasSubstr("Talvas"))) << "another adviser's client";
  EXPECT_THAT(own.body, HasSubstr("/complaints/new?contact=" + std::to_string(camille.value)));
  EXPECT_THAT(own.body, HasSubstr("/complaints/new?client=none"));
  EXPECT_THAT(own.body, HasSubstr("/complaints/from-mail"));
  EXPECT_THAT(visible(as(hakim).get("/complaints/new")), HasSubstr("Talvas"));
  EXPECT_THAT(visible(as(cast.odile).get("/complaints/new?q=camil")), HasSubstr("Roussel Camille"));
  EXPECT_THAT(visible(as(cast.odile).get("/complaints/new?q=%3Cb%3Einconnu")),
              HasSubstr("Aucun contact ne correspond"));
}

TEST_P(RecordingPages, TheClientIsAFactWithWhatBelongsToIt) {
  const auto page = as(cast.odile).get("/complaints/new?contact=" + std::to_string(camille.value));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), HasSubstr("Camille Roussel"));
  EXPECT_THAT(visible(page), HasSubstr("AV-000123"));
  EXPECT_EQ(value_of(page, "contact_id"), std::to_string(camille.value));
  EXPECT_THAT(page.body, HasSubstr("value=\"contract/" + std::to_string(contract) + "\""));
  EXPECT_EQ(as(olga).get("/complaints/new?contact=" + std::to_string(camille.value)).status, 404) << "a stranger's";
  for (const char* odd : {"abc", "0", "-1", "99999999999999999999", ""}) {
    EXPECT_EQ(as(cast.odile).get(std::string("/complaints/new?contact=") + odd).status, 404) << odd;
  }
  const auto somebody = as(cast.odile).get("/complaints/new?client=none");
  EXPECT_THAT(somebody.body, HasSubstr("name=\"complainant.name\""));
  EXPECT_THAT(somebody.body, Not(HasSubstr("AV-000123")));
}

TEST_P(RecordingPages, NextKeepsADraftAndLeadsToTheDocuments) {
  auto odile = as(cast.odile);
  const auto blank = odile.get("/complaints/new?contact=" + std::to_string(camille.value));
  const auto key = value_of(blank, "idempotency_key");
  ASSERT_FALSE(key.empty());
  const auto fields = typed({{"then", "next"}, {"idempotency_key", key}});
  const auto sent = odile.post("/complaints/drafts", fields);
  ASSERT_EQ(sent.status, 303);
  EXPECT_THAT(location_of(sent), ::testing::MatchesRegex("/complaints/drafts/[0-9]+/documents"));
  EXPECT_EQ(location_of(odile.post("/complaints/drafts", fields)), location_of(sent)) << "a second click";
  EXPECT_EQ(count("complaint"), 1);
  const auto drafts = list_drafts(*database().reader(), cast.odile);
  ASSERT_EQ(drafts.size(), 1u);
  const auto draft = draft_of(cast.odile, drafts[0].id);
  EXPECT_EQ(draft.state, State::Draft);
  EXPECT_EQ(draft.title, "Frais prélevés deux fois");
  EXPECT_EQ(draft.sub_reason, "fees");
  ASSERT_EQ(draft.links.size(), 1u);
  EXPECT_EQ(draft.links[0].id, contract);
  ASSERT_EQ(draft.grievances.size(), 1u);
}

// R-770
TEST_P(RecordingPages, WhatIsIncompleteIsKeptAllTheSame) {
  auto odile = as(cast.odile);
  const auto kept = odile.post("/complaints/drafts", {{"title", "À finir"}, {"medium", "durable"}, {"then", "keep"}});
  ASSERT_EQ(kept.status, 303);
  EXPECT_THAT(visible(odile.follow(kept)), HasSubstr("Le brouillon est enregistré"));
  const auto id = list_drafts(*database().reader(), cast.odile).at(0).id;
  EXPECT_EQ(value_of(odile.get(path(id)), "title"), "À finir");

  const auto refused =
      odile.post("/complaints/drafts", {{"title", "Sans le reste"}, {"medium", "durable"}, {"then", "next"}});
  EXPECT_EQ(refused.status, 422);
  for (const char* sentence : {"Saisissez le jour de la réception", "Faites un choix"})
    EXPECT_THAT(visible(refused), HasSubstr(sentence));
  EXPECT_EQ(value_of(refused, "title"), "Sans le reste");
  EXPECT_EQ(count("complaint"), 2) << "kept before it was judged";
  EXPECT_THAT(refused.body, HasSubstr("action=\"/complaints/drafts/")) << "sent again it is the same draft";
  EXPECT_EQ(count("complaint WHERE number IS NOT NULL"), 0);
}

TEST_P(RecordingPages, ADateTypedWrongIsSaidAndStays) {
  auto odile = as(cast.odile);
  for (const char* then : {"next", "keep"}) {
    const auto refused = odile.post("/complaints/drafts", typed({{"sent_on", "31/02/2026"}, {"then", then}}));
    EXPECT_EQ(refused.status, 422) << then;
    EXPECT_EQ(value_of(refused, "sent_on"), "31/02/2026");
    EXPECT_THAT(refused.body, HasSubstr("id=\"sent_on-error\""));
    EXPECT_EQ(value_of(refused, "title"), "Frais prélevés deux fois");
  }
}

TEST_P(RecordingPages, EveryRuleIsSaidBesideItsField) {
  const std::pair<FormFields, const char*> cases[] = {
      {{{"sent_on", "2026-11-05"}}, "received_on"},      // received before
      {{{"received_on", "2026-11-13"}}, "received_on"},  // tomorrow
      {{{"reason", "nothing"}}, "reason"},
      {{{"channel", "pigeon"}}, "channel"},
      {{{"title", ""}}, "title"},
      {{{"details", ""}}, "details"},
      {{{"handler", std::to_string(cast.odile.id.value)}}, "handler"},  // an adviser handles none
      {{{"contact_id", ""}}, "complainant.name"},
  };
  auto odile = as(cast.odile);
  for (const auto& [more, field] : cases) {
    auto fields = typed(more);
    fields.emplace_back("then", "next");
    const auto refused = odile.post("/complaints/drafts", fields);
    EXPECT_EQ(refused.status, 422) << field;
    EXPECT_THAT(refused.body, HasSubstr("href=\"#" + std::string(field) + "\"")) << field;
  }
}

TEST_P(RecordingPages, WhatCannotBeKeptIsRefusedWithWhatWasTyped) {
  auto odile = as(cast.odile);
  const auto refused = odile.post("/complaints/drafts", typed({{"title", std::string(201, 'a')}, {"then", "keep"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "title"), std::string(201, 'a'));
  EXPECT_EQ(count("complaint"), 0);
  const auto key = std::string("0123456789abcdef0123456789abcdef");
  EXPECT_EQ(odile.post("/complaints/drafts", typed({{"then", "keep"}, {"idempotency_key", key}})).status, 303);
  const auto other =
      odile.post("/complaints/drafts", typed({{"title", "Autre"}, {"then", "keep"}, {"idempotency_key", key}}));
  EXPECT_EQ(other.status, 422) << "the same form with something else in it";
  EXPECT_EQ(value_of(other, "title"), "Autre");
  EXPECT_NE(value_of(other, "idempotency_key"), key);
}

TEST_P(RecordingPages, AnotherClientMayBeChosenWithoutLosingAnything) {
  auto odile = as(cast.odile);
  const auto other = add(cast.odile, person_draft("Vidal", "Paul"));
  const auto sent = odile.post("/complaints/drafts", typed({{"then", "client"}, {"title", "Gardé"}}));
  ASSERT_EQ(sent.status, 303);
  const auto id = list_drafts(*database().reader(), cast.odile).at(0).id;
  EXPECT_EQ(location_of(sent), path(id, "/client"));
  const auto picker = odile.get(location_of(sent) + "?q=vid");
  EXPECT_THAT(visible(picker), HasSubstr("Vidal Paul"));
  const auto chosen = path(id) + "?contact=" + std::to_string(other.value);
  EXPECT_THAT(picker.body, HasSubstr(chosen));
  const auto form = odile.get(chosen);
  EXPECT_THAT(visible(form), HasSubstr("Paul Vidal"));
  EXPECT_THAT(form.body, Not(HasSubstr("AV-000123"))) << "of the client before";
  EXPECT_EQ(value_of(form, "title"), "Gardé");
  EXPECT_EQ(draft_of(cast.odile, id).contact, camille.value) << "looking changes nothing";
  EXPECT_EQ(odile.get(path(id) + "?contact=999999").status, 404);
}

// R-770
TEST_P(RecordingPages, ADraftChangedMeanwhileIsSaidAndNothingIsLost) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const auto version = value_of(odile.get(path(id)), "version");
  EXPECT_EQ(odile.post(path(id), typed({{"title", "Première"}, {"then", "keep"}, {"version", version}})).status, 303);
  const auto stale = odile.post(path(id), typed({{"title", "Seconde"}, {"then", "next"}, {"version", version}}));
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(visible(stale), HasSubstr("a été modifié entre-temps"));
  EXPECT_EQ(value_of(stale, "title"), "Seconde");
  EXPECT_EQ(draft_of(cast.odile, id).title, "Première");
  const auto now_known = value_of(stale, "version");
  EXPECT_EQ(odile.post(path(id), typed({{"title", "Seconde"}, {"then", "keep"}, {"version", now_known}})).status, 303);
  EXPECT_EQ(draft_of(cast.odile, id).title, "Seconde");
}

TEST_P(RecordingPages, DraftsAreTheirAuthorsAndCanBeDiscarded) {
  auto odile = as(cast.odile);
  EXPECT_THAT(visible(odile.get("/complaints/drafts")), HasSubstr("Aucun brouillon"));
  const auto id = drafted(odile, {{"title", "<script>alert(1)</script>"}});
  const auto list = odile.get("/complaints/drafts");
  EXPECT_THAT(visible(list), HasSubstr("1 brouillon"));
  EXPECT_THAT(visible(list), HasSubstr("Camille Roussel"));
  EXPECT_THAT(list.body, Not(HasSubstr("<script>alert")));
  for (const char* page : {"", "/client", "/documents", "/validation", "/discarding"}) {
    EXPECT_EQ(odile.get(path(id, page)).status, 200) << page;
    EXPECT_THAT(odile.get(path(id, page)).body, Not(HasSubstr("<script>alert"))) << page;
    EXPECT_EQ(as(colette).get(path(id, page)).status, 404) << page << ": not even compliance";
    EXPECT_EQ(as(denise).get(path(id, page)).status, 403) << page;
    EXPECT_EQ(odile.get("/complaints/drafts/0" + std::string(page)).status, 404) << page;
    EXPECT_EQ(odile.get("/complaints/drafts/x" + std::string(page)).status, 404) << page;
  }
  EXPECT_EQ(as(colette).post(path(id, "/discarding")).status, 404);
  EXPECT_EQ(count("complaint"), 1);
  const auto gone = odile.post(path(id, "/discarding"));
  EXPECT_EQ(location_of(gone), "/complaints/drafts?done=discarded");
  EXPECT_EQ(count("complaint"), 0);
  EXPECT_EQ(odile.get(path(id)).status, 404);
  EXPECT_EQ(odile.post(path(id, "/discarding")).status, 404);
}

TEST_P(RecordingPages, ReadersForgersAndWrongMethodsGetNowhere) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  for (const auto& target :
       {std::string("/complaints/new"), std::string("/complaints/drafts"), std::string("/complaints/from-mail")}) {
    EXPECT_EQ(odile.get(target).status, 200) << target;
    for (const auto* reader : {&denise, &augustin, &raphael, &cast.alice, &cast.admin})
      EXPECT_EQ(as(*reader).get(target).status, 403) << target << " " << reader->name;
    EXPECT_EQ(Browser(*site, database(), clock).get(target).status, 303) << target << ": signed out";
  }
  for (const auto& target : {std::string("/complaints/drafts"), path(id), path(id, "/documents"),
                             path(id, "/validation"), path(id, "/discarding"), std::string("/complaints/from-mail")}) {
    EXPECT_EQ(odile.post_bare(target, typed()).status, 403) << target << ": no token";
    EXPECT_EQ(as(denise).post(target, typed()).status, 403) << target << ": reads only";
  }
  EXPECT_EQ(odile.post("/complaints/new").status, 405);
  EXPECT_EQ(odile.post(path(id, "/client")).status, 405);
  EXPECT_EQ(count("complaint"), 1);
  EXPECT_EQ(as(colette).post(path(id), typed({{"version", "1"}})).status, 404) << "another's draft";
}

RECOURS_ON_BOTH_ENGINES(RecordingPages);

}  // namespace
}  // namespace recours::complaints
