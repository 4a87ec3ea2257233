// R-640 R-641 R-642 R-643 R-644 R-645 The pages of the data of claims in process, on both engines: works, 403 for who
// may not, bad id, wrong method, no CSRF token; what is typed is never lost; the preview, the history, the procedures.
#include "claims/claim_data_store.h"
#include "demo_pieces.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class PolicyPages : public ClaimPages {
 protected:
  Browser admin() { return as(cast_.admin); }
  // The fields of a form as it stands, with these over them: hidden ones, texts, what is chosen and ticked.
  FormFields carried(const http::Response& form, FormFields more) {
    for (const char* name : {"version", "idempotency_key", "id"}) {
      if (const auto values = testing_support::values_of(form, name); !values.empty()) more.emplace_back(name, values[0]);
    }
    return more;
  }
  FormFields new_fee(const http::Response& form, const char* percent, const char* from = "2026-12-01") {
    return carried(form, {{"percent", percent}, {"valid_from", from}});
  }
  std::int64_t count(const std::string& rows) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + rows);
  }
};
RECOURS_ON_BOTH_ENGINES(PolicyPages);

TEST_P(PolicyPages, AreReadByBothDepartmentsAndKeptByAdministrators) {
  const char* read[] = {"/policies",
                        "/policies/types",
                        "/policies/types/CS-22",
                        "/policies/doa-policies",
                        "/policies/auto-approvals",
                        "/policies/auto-approvals/CS-22",
                        "/policies/fees",
                        "/policies/fees/CS-25",
                        "/policies/invoice-statuses",
                        "/policies/invoice-statuses/02",
                        "/policies/departments",
                        "/policies/departments/RMA",
                        "/policies/refusal-reasons",
                        "/policies/refusal-reasons/not_covered",
                        "/policies/settings",
                        "/policies/settings/rma_valid_days",
                        "/policies/articles"};
  const char* edited[] = {"/policies/types/new",
                          "/policies/types/CS-22/edit",
                          "/policies/doa-policies/new",
                          "/policies/auto-approvals/new",
                          "/policies/fees/new",
                          "/policies/fees/CS-25/edit",
                          "/policies/invoice-statuses/new",
                          "/policies/invoice-statuses/ask/edit",
                          "/policies/departments/CS/edit",
                          "/policies/refusal-reasons/new",
                          "/policies/articles/new",
                          "/policies/settings/rma_valid_days/edit"};
  auto keeper = admin(), reader = as(cast_.claire), reseller = as(cast_.alice), compliance = as(cast_.solene);
  for (const char* page : read) {
    EXPECT_EQ(keeper.get(page).status, 200) << page;
    EXPECT_EQ(reader.get(page).status, 200) << page;
    EXPECT_EQ(reseller.get(page).status, 403) << page;
    EXPECT_EQ(compliance.get(page).status, 403) << page;
  }
  for (const char* page : edited) {
    EXPECT_EQ(keeper.get(page).status, 200) << page;
    EXPECT_EQ(reader.get(page).status, 403) << page;
  }
  EXPECT_THAT(visible(keeper.get("/policies/fees/CS-25")), HasSubstr("Nouvelle version"));
  EXPECT_THAT(visible(reader.get("/policies/fees/CS-25")), Not(HasSubstr("Nouvelle version")));
}

TEST_P(PolicyPages, WhatIsNotThereIsNotFound) {
  auto keeper = admin();
  for (const char* page : {"/policies/unheard", "/policies/procedures", "/policies/types/CS-77", "/policies/fees/CS-22",
                           "/policies/departments/new", "/policies/settings/new", "/policies/settings/demo_password",
                           "/policies/types/CS-77/edit", "/manufacturers/unheard/procedure"}) {
    EXPECT_EQ(keeper.get(page).status, 404) << page;
  }
  EXPECT_EQ(keeper.post("/policies").status, 405);
  EXPECT_EQ(keeper.post("/policies/fees/CS-25/withdrawal", {{"id", "x"}}).status, 404);
}

TEST_P(PolicyPages, WritingNeedsTheRightAndAToken) {
  const char* posts[] = {"/policies/fees",
                         "/policies/fees/preview",
                         "/policies/fees/CS-25",
                         "/policies/fees/CS-25/preview",
                         "/policies/fees/CS-25/withdrawal",
                         "/policies/fees/CS-25/end",
                         "/manufacturers/general/procedure"};
  auto reader = as(cast_.claire), keeper = admin();
  for (const char* post : posts) {
    EXPECT_EQ(reader.post(post).status, 403) << post;
    EXPECT_EQ(keeper.post_bare(post, {}).status, 403) << post;
  }
  EXPECT_EQ(count("claim_data_head"), 0);
}

TEST_P(PolicyPages, AVersionIsSeenBeforeItIsSaved) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  auto keeper = admin();
  const auto form = keeper.get("/policies/auto-approvals/CS-22/edit");
  FormFields typed = carried(
      form,
      {{"condition", "sealed"}, {"max_net", "50,00"}, {"needs_known_serials", "yes"}, {"valid_from", "2026-12-01"}});
  const auto shown = keeper.post("/policies/auto-approvals/CS-22/preview", typed);
  ASSERT_EQ(shown.status, 200) << visible(shown);
  for (const char* word :
       {"Aperçu", "1 ligne aurait été décidée autrement", "Validée automatiquement", "Décidée par une personne",
        "La version précédente prend fin le 30/11/2026", "500,00", "50,00"}) {
    EXPECT_THAT(visible(shown), HasSubstr(word));
  }
  EXPECT_THAT(visible(shown), HasSubstr(number));
  EXPECT_EQ(count("auto_approval"), 2) << "nothing is saved yet";
  typed.emplace_back("again", "yes");
  const auto again = keeper.post("/policies/auto-approvals/CS-22/preview", typed);
  EXPECT_EQ(value_of(again, "max_net"), "50,00") << "as typed";
  typed.pop_back();
  const auto saved = keeper.post("/policies/auto-approvals/CS-22", typed);
  EXPECT_EQ(saved.status, 303);
  EXPECT_EQ(header_of(saved, "Location"), "/policies/auto-approvals/CS-22?done=saved");
  const auto page = visible(keeper.get("/policies/auto-approvals/CS-22"));
  for (const char* word : {"À venir", "Version ajoutée", "500,00", "50,00", cast_.admin.name.c_str(), "Retirer"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_EQ(keeper.post("/policies/auto-approvals/CS-22", typed).status, 303) << "sent twice";
  EXPECT_EQ(count("auto_approval"), 3);
}

TEST_P(PolicyPages, WhatIsRefusedIsKeptAsTyped) {
  auto keeper = admin();
  const auto form = keeper.get("/policies/fees/CS-25/edit");
  for (const char* path : {"/policies/fees/CS-25/preview", "/policies/fees/CS-25"}) {
    const auto refused = keeper.post(path, new_fee(form, "500"));
    EXPECT_EQ(refused.status, 422) << path;
    EXPECT_EQ(value_of(refused, "percent"), "500");
    EXPECT_THAT(visible(refused), HasSubstr("Saisissez un pourcentage de 0 à 100."));
    const auto past = keeper.post(path, new_fee(form, "6", "2026-11-11"));
    EXPECT_EQ(past.status, 422) << path;
    EXPECT_EQ(value_of(past, "valid_from"), "2026-11-11");
    EXPECT_THAT(visible(past), HasSubstr("Le passé reste tel quel"));
  }
}

TEST_P(PolicyPages, TwoPeopleDoNotOverwriteEachOther) {
  auto keeper = admin(), other = admin();
  const auto mine = keeper.get("/policies/fees/CS-25/edit");
  ASSERT_EQ(other.post("/policies/fees/CS-25", new_fee(other.get("/policies/fees/CS-25/edit"), "6")).status, 303);
  const auto late = keeper.post("/policies/fees/CS-25", new_fee(mine, "9", "2026-12-24"));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(value_of(late, "percent"), "9");
  EXPECT_THAT(visible(late), HasSubstr("Ce qui diffère"));
}

TEST_P(PolicyPages, APlannedVersionIsWithdrawnAndAPolicyEnds) {
  auto keeper = admin();
  keeper.post("/policies/fees/CS-25", new_fee(keeper.get("/policies/fees/CS-25/edit"), "6"));
  const auto page = keeper.get("/policies/fees/CS-25");
  EXPECT_THAT(visible(page), HasSubstr("Frais en pour cent : 5 % → 6 %"));
  EXPECT_EQ(keeper.post("/policies/fees/CS-25/withdrawal", carried(page, {})).status, 303);
  EXPECT_EQ(count("claim_fee"), 1);
  const auto now_page = keeper.get("/policies/fees/CS-25");
  FormFields end = carried(now_page, {{"valid_to", "2026-11-11"}});
  EXPECT_EQ(keeper.post("/policies/fees/CS-25/end", end).status, 422);
  end.front().second = "2026-11-30";
  EXPECT_EQ(keeper.post("/policies/fees/CS-25/end", end).status, 303);
  EXPECT_THAT(visible(keeper.get("/policies/fees/CS-25")),
              HasSubstr("À partir du 01/12/2026, aucune version n'est en vigueur."));
}

//
TEST_P(PolicyPages, AReasonThatIsAddedCanBeChosen) {
  auto keeper = admin();
  const auto form = keeper.get("/policies/refusal-reasons/new");
  const auto saved = keeper.post("/policies/refusal-reasons",
                                 carried(form, {{"label_fr", "Écran fêlé"}, {"position", "15"}, {"active", "yes"}}));
  EXPECT_EQ(header_of(saved, "Location"), "/policies/refusal-reasons/ecran_fele?done=added");
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice, {{"type", "CS-98"}, {"comment", "étiquette illisible"}, {"serials", ""}});
  const auto refusal = visible(as(cast_.claire).get("/claims/" + number + "/refusal"));
  EXPECT_THAT(refusal, HasSubstr("Écran fêlé"));
  EXPECT_THAT(refusal, HasSubstr("Délai dépassé"));
  EXPECT_THAT(refusal, Not(HasSubstr("Pas de réponse dans le délai"))) << "the program says it, nobody chooses it";
}

//
TEST_P(PolicyPages, ExplainsADecisionToStaff) {
  auto alice = as(cast_.alice);
  const auto number = confirmed_claim(alice);
  const auto path = "/claims/" + number + "/explanation";
  const auto page = visible(as(cast_.claire).get(path));
  for (const char* word : {"Explication de la réclamation", "Validée automatiquement : toutes les conditions",
                           "remplie", "dans la version en vigueur depuis le 01/01/2000", "500,00"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_EQ(alice.get(path).status, 403);
  EXPECT_EQ(as(cast_.admin).get(path).status, 403) << "no content of cases";
  EXPECT_EQ(as(cast_.claire).get("/claims/999999/explanation").status, 404);
}

//
TEST_P(PolicyPages, TheSavWritesProcedures) {
  auto remi = as(cast_.remi);
  EXPECT_EQ(as(cast_.claire).get("/manufacturers/general/procedure").status, 403);
  EXPECT_EQ(header_of(remi.get("/manufacturers/general/procedure"), "Location"),
            "/manufacturers/general/procedure/edit");
  const auto form = remi.get("/manufacturers/general/procedure/edit");
  ASSERT_EQ(form.status, 200);
  const FormFields typed =
      carried(form, {{"text_fr",
                      "## Étapes\n\n- **Vérifiez** "
                      "[ici](https://aide.example)\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))"},
                     {"valid_from", "2026-11-12"}});
  const auto shown = remi.post("/manufacturers/general/procedure/preview", typed);
  ASSERT_EQ(shown.status, 200);
  EXPECT_THAT(shown.body, HasSubstr("<strong>Vérifiez</strong>"));
  EXPECT_EQ(remi.post("/manufacturers/general/procedure", typed).status, 303);
  // A reseller reads it, also where nobody knows the manufacturer.
  for (const char* page : {"/manufacturers/general", "/manufacturers/unheard"}) {
    const auto read = as(cast_.alice).get(page);
    EXPECT_EQ(read.status, 200);
    EXPECT_THAT(read.body, HasSubstr("<strong>Vérifiez</strong>"));
    EXPECT_THAT(read.body, HasSubstr("href=\"https://aide.example\""));
    EXPECT_THAT(read.body, Not(HasSubstr("alert(1)</script>")));
    EXPECT_THAT(read.body, Not(HasSubstr("javascript:")));
  }
  const auto versions = visible(remi.get("/manufacturers/general/procedure"));
  EXPECT_THAT(versions, HasSubstr("Version ajoutée"));
  EXPECT_EQ(remi.get("/manufacturers/unheard/procedure/edit").status, 404) << "nobody writes for what does not exist";
}

TEST_P(PolicyPages, DocumentsOfAProcedureAreReadByResellers) {
  auto remi = as(cast_.remi);
  ASSERT_EQ(remi.get("/manufacturers/lumexa/documents/new").status, 200);
  EXPECT_EQ(remi.get("/manufacturers/unheard/documents/new").status, 404);
  EXPECT_EQ(as(cast_.claire).get("/manufacturers/lumexa/documents/new").status, 403);
  EXPECT_EQ(as(cast_.claire).post("/manufacturers/lumexa/documents").status, 403);
  const std::string pdf = demo_piece("delivery-note.pdf");
  const auto added = remi.post_multipart("/manufacturers/lumexa/documents", {}, {{"files", "Conditions.pdf", pdf}});
  ASSERT_EQ(added.status, 303) << visible(added);
  const auto page = as(cast_.alice).get("/manufacturers/lumexa");
  EXPECT_THAT(visible(page), HasSubstr("Conditions.pdf"));
  const auto id = database().reader()->value<std::int64_t>("SELECT id AS value FROM attachment");
  EXPECT_EQ(as(cast_.bob).get("/attachments/" + std::to_string(id)).status, 200);
  EXPECT_EQ(as(cast_.odile).get("/attachments/" + std::to_string(id)).status, 404) << "not of this desk";
  EXPECT_EQ(as(cast_.alice).post("/attachments/" + std::to_string(id) + "/removal").status, 422);
  EXPECT_EQ(remi.post("/attachments/" + std::to_string(id) + "/removal").status, 303);
  EXPECT_THAT(visible(as(cast_.alice).get("/manufacturers/lumexa")), Not(HasSubstr("Conditions.pdf")));
}

}  // namespace
}  // namespace recours::claims
