// R-663 Parcels that came without a number: recorded, found again by what is known of them, matched, taken back,
// dismissed.
#include "claims/parcel_actions.h"

#include "claims/claim_actions.h"
#include "claims/claim_life_store.h"
#include "claims/parcel_candidates_store.h"
#include "claims/parcel_store.h"
#include "demo_pieces.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Parcels : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    auto alice = as(cast_.alice);
    number_ = confirmed_claim(alice);
  }
  ParcelRow recorded(ParcelDraft draft) {
    const auto parcel = record_parcel(database(), cast_.wanda, draft, clock_.now());
    EXPECT_TRUE(parcel.ok()) << (parcel ? "" : parcel.error().code);
    return *parcel;
  }
  ParcelRow stray() { return recorded({"Hélios", "Messagerie du Port", "MP 77", "", "SNA1\n1429251", {}}); }
  static std::string path(const ParcelRow& parcel) { return "/parcels/" + std::to_string(parcel.id.value); }
  ParcelRow again(const ParcelRow& parcel) { return require_parcel(*database().reader(), cast_.wanda, parcel.id); }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }
  std::int64_t journalled(const char* action) {
    return database().reader()->value<std::int64_t>(
        "SELECT COUNT(*) AS value FROM journal_entry WHERE action = :action", {{"action", action}});
  }
  std::string number_;
};

TEST_P(Parcels, AreForWhoWorksOnGoods) {
  const auto parcel = stray();
  for (const auto& target : {std::string("/parcels"), std::string("/parcels/new"), path(parcel)}) {
    for (const auto& who : {cast_.wanda, cast_.claire, cast_.remi})
      EXPECT_EQ(as(who).get(target).status, 200) << target;
    for (const auto& who : {cast_.alice, cast_.bob, cast_.fabien, cast_.odile, cast_.admin})
      EXPECT_EQ(as(who).get(target).status, 403) << target << " " << who.name;
    EXPECT_EQ(Browser(*site_, database(), clock_).get(target).status, 303) << target;
    EXPECT_EQ(as(cast_.wanda).send(make_request(http::Method::Put, target)).status, 405) << target;
  }
  auto wanda = as(cast_.wanda);
  EXPECT_EQ(wanda.get("/parcels/999999").status, 404);
  EXPECT_EQ(wanda.get("/parcels/nothing").status, 404);
  for (const char* verb : {"/match", "/separation", "/dismissal"}) {
    EXPECT_EQ(wanda.post_bare(path(parcel) + verb, {}).status, 403) << "no CSRF token: " << verb;
    EXPECT_EQ(as(cast_.alice).post(path(parcel) + verb).status, 403) << verb;
    EXPECT_EQ(wanda.post(std::string("/parcels/999999") + verb).status, 404) << verb;
  }
  EXPECT_EQ(wanda.post_bare("/parcels", {}).status, 403);
}

TEST_P(Parcels, AreRecordedOnceWithTheirPhotos) {
  auto wanda = as(cast_.wanda);
  const auto form = wanda.get("/parcels/new?tracking=MP%2077");
  EXPECT_EQ(value_of(form, "tracking"), "MP 77");
  const auto nothing = wanda.post("/parcels", {});
  EXPECT_EQ(nothing.status, 422);
  EXPECT_THAT(visible(nothing), HasSubstr("Indiquez ce que l'on sait de ce colis"));
  const auto long_name = wanda.post("/parcels", {{"sender", std::string(201, 'x')}, {"comment", "reste là"}});
  EXPECT_EQ(long_name.status, 422);
  EXPECT_THAT(long_name.body, HasSubstr("reste là"));
  const FormFields fields{{"idempotency_key", value_of(form, "idempotency_key")}, {"sender", "Inconnu"}};
  const auto done =
      wanda.post_multipart("/parcels", fields, {{"files", "etiquette.jpg", demo_piece("photo-packaging.jpg")}});
  ASSERT_EQ(done.status, 303) << visible(done);
  const auto page = wanda.follow(done);
  EXPECT_THAT(visible(page), AllOf(HasSubstr("Inconnu"), HasSubstr("etiquette"), HasSubstr("Le colis est enregistré")));
  EXPECT_EQ(count("parcel"), 1);
  EXPECT_EQ(journalled("parcel.recorded"), 1);
  EXPECT_EQ(count("attachment WHERE owner_kind = 'parcel'"), 1);
  const auto photo =
      database().reader()->value<std::int64_t>("SELECT id AS value FROM attachment WHERE owner_kind = 'parcel'");
  const auto file = "/attachments/" + std::to_string(photo);
  EXPECT_EQ(as(cast_.claire).get(file).status, 200);
  EXPECT_EQ(as(cast_.alice).get(file).status, 404) << "for staff only";
}

TEST_P(Parcels, SentTwiceIsRecordedOnce) {
  auto wanda = as(cast_.wanda);
  const FormFields fields{{"idempotency_key", "k-1"}, {"sender", "Inconnu"}};
  const auto first = header_of(wanda.post("/parcels", fields), "Location");
  EXPECT_EQ(header_of(wanda.post("/parcels", fields), "Location"), first);
  EXPECT_EQ(count("parcel"), 1);
}

TEST_P(Parcels, AreOfferedTheClaimsThatFit) {
  struct Case {
    ParcelDraft draft;
    const char* words;
    const char* clue;
  };
  const auto by = [](std::string sender, std::string contents, std::string comment = "x") {
    return ParcelDraft{std::move(sender), "", "", std::move(comment), std::move(contents), {}};
  };
  Instruction shipped;
  shipped.parcels = {{"Messagerie", "MP 77"}};
  ASSERT_TRUE(give(database(), cast_.alice, number_, Command::Ship, shipped, clock_.now()).ok());
  for (const auto& [draft, words, clue] : std::vector<Case>{{by("", "sna1"), "", "Numéro de série"},
                                                            {by("", "0001429251"), "", "Référence article"},
                                                            {by("", "lx-27b"), "", "Référence article"},
                                                            {by("helios informatique", ""), "informatique", "Compte"},
                                                            {by("SARL HÉLIOS", ""), "", "Compte"},
                                                            {by("", ""), "100234", "Compte"},
                                                            {by("", ""), "MP77", "Numéro de suivi"},
                                                            {by("", "MP 77"), "", "Numéro de suivi"}}) {
    const auto parcel = recorded(draft);
    const auto page = visible(as(cast_.claire).get(path(parcel) + "?q=" + words));
    EXPECT_THAT(page, AllOf(HasSubstr("Rattacher à " + number_), HasSubstr(clue))) << draft.contents << words;
  }
  const auto parcel = recorded(by("Personne", "ZZZ-1"));
  EXPECT_THAT(visible(as(cast_.claire).get(path(parcel))), HasSubstr("Aucun retour attendu"));
  EXPECT_THAT(visible(as(cast_.claire).get(path(parcel) + "?q=" + number_)), HasSubstr("Rattacher à " + number_));
  EXPECT_THAT(visible(as(cast_.claire).get(path(parcel) + "?q=%25")), HasSubstr("Aucun retour attendu"));
}

TEST_P(Parcels, AreOfferedTheAccountMostWordsSpeakForFirst) {
  const auto invoice =
      make_invoice(database(), cast_.bob_account, InvoiceSpec().numbered("0033443000").issued(Date::of(2026, 11, 1)));
  auto bob = as(cast_.bob);
  const auto other = confirmed_claim(bob, {{"line", std::to_string(line_ids(database(), invoice).front().value)},
                                           {"serials", ""}});
  const auto offered = [&](const std::string& sender) {
    const auto parcel = recorded({sender, "", "", "x", "", {}});
    std::vector<std::string> numbers;
    for (const auto& one : list_parcel_candidates(*database().reader(), cast_.claire, parcel, ""))
      numbers.push_back(one.claim.number);
    return numbers;
  };
  EXPECT_EQ(offered("Atelier Hélios Informatique"), (std::vector<std::string>{number_, other}))
      << "two words, and the newer claim with one";
  EXPECT_EQ(offered("RÉSEAU"), std::vector<std::string>{other}) << "the same on both engines";
  EXPECT_TRUE(offered("Personne").empty());
}

TEST_P(Parcels, AreMatchedTakenBackAndReceived) {
  const auto parcel = stray();
  auto wanda = as(cast_.wanda);
  const auto unknown = wanda.post(path(parcel) + "/match", {{"claim", "000000999999"}});
  EXPECT_EQ(unknown.status, 422);
  EXPECT_THAT(visible(unknown), HasSubstr("Aucune réclamation ne porte ce numéro"));
  EXPECT_EQ(value_of(unknown, "claim"), number_) << "the first form is that of the candidate";
  EXPECT_EQ(wanda.post(path(parcel) + "/separation").status, 422) << "it belongs to none";
  const auto done = wanda.post(path(parcel) + "/match", {{"claim", number_}});
  ASSERT_EQ(done.status, 303) << visible(done);
  EXPECT_THAT(visible(wanda.follow(done)),
              AllOf(HasSubstr("Rattaché au dossier " + number_), HasSubstr("Réceptionner")));
  EXPECT_EQ(wanda.post(path(parcel) + "/match", {{"claim", number_}}).status, 303) << "twice is once";
  EXPECT_EQ(journalled("parcel.matched"), 1);
  EXPECT_EQ(wanda.post(path(parcel) + "/dismissal", {{"reason", "x"}}).status, 422);
  EXPECT_EQ(wanda.post(path(parcel) + "/separation").status, 303);
  EXPECT_FALSE(again(parcel).claim);
  EXPECT_EQ(wanda.post(path(parcel) + "/match", {{"claim", number_}}).status, 303);
  EXPECT_EQ(wanda.post("/goods-in/claims/" + number_, {{"step", "all"}}).status, 303);
  const auto late = wanda.post(path(parcel) + "/separation");
  EXPECT_EQ(late.status, 422);
  EXPECT_THAT(visible(late), HasSubstr("reste avec lui"));
  EXPECT_TRUE(again(parcel).claim);
  EXPECT_EQ(journalled("parcel.separated"), 1);
}

TEST_P(Parcels, AreClosedWithoutFollowUpAndMayComeBack) {
  const auto parcel = stray();
  auto wanda = as(cast_.wanda);
  EXPECT_THAT(visible(wanda.get("/parcels")), AllOf(HasSubstr("Hélios"), HasSubstr("(aujourd'hui)")));
  EXPECT_EQ(wanda.post(path(parcel) + "/dismissal", {{"reason", "  "}}).status, 422);
  ASSERT_EQ(wanda.post(path(parcel) + "/dismissal", {{"reason", "Renvoyé à l'expéditeur"}}).status, 303);
  EXPECT_EQ(again(parcel).dismissed_by, cast_.wanda.name);
  EXPECT_THAT(visible(wanda.get("/parcels")), Not(HasSubstr("Hélios")));
  EXPECT_THAT(visible(wanda.get("/parcels?shelf=dismissed")), HasSubstr("Hélios"));
  EXPECT_EQ(wanda.post(path(parcel) + "/match", {{"claim", number_}}).status, 303);
  EXPECT_FALSE(again(parcel).dismissed_at);
  EXPECT_THAT(visible(wanda.get("/parcels?shelf=matched")), HasSubstr(number_));
}

TEST_P(Parcels, AScanFindsOneThatWaits) {
  const auto parcel = stray();
  EXPECT_EQ(header_of(as(cast_.wanda).get("/goods-in?scan=mp77"), "Location"), path(parcel));
  EXPECT_EQ(count_unmatched_parcels(*database().reader()), 1);
}

TEST_P(Parcels, HaveAnApi) {
  ApiClient wanda(*site_, database(), cast_.wanda, clock_.now());
  const auto made = wanda.post("/api/v1/parcels", {{"sender", "Hélios"}, {"contents", {"SNA1", "1429251"}}},
                               {{"idempotency-key", "p-1"}});
  ASSERT_EQ(made.status, 201);
  const auto id = std::to_string(json_of(made).at("id").as_int64());
  EXPECT_EQ(json_of(wanda.post("/api/v1/parcels", {{"sender", "Hélios"}, {"contents", {"SNA1", "1429251"}}},
                               {{"idempotency-key", "p-1"}}))
                .at("id"),
            json_of(made).at("id"));
  EXPECT_EQ(wanda.post("/api/v1/parcels", boost::json::object{}).status, 422);
  EXPECT_EQ(wanda.post("/api/v1/parcels", {{"sender", 1}}).status, 422);
  EXPECT_EQ(wanda.post("/api/v1/parcels", {{"sender", "x"}, {"attachments", {987654}}}).status, 422);
  const auto items = [&](const char* query) {
    return json_of(wanda.get(std::string("/api/v1/parcels") + query)).at("items").as_array().size();
  };
  EXPECT_EQ(items("?matched=false"), 1U);
  EXPECT_EQ(items("?matched=true"), 0U);
  EXPECT_EQ(wanda.get("/api/v1/parcels?matched=maybe").status, 422);
  EXPECT_EQ(wanda.post("/api/v1/parcels/" + id + "/match", {{"claim", "000000999999"}}).status, 422);
  const auto matched = wanda.post("/api/v1/parcels/" + id + "/match", {{"claim", number_}});
  EXPECT_EQ(json_of(matched).at("claim").as_string(), number_);
  EXPECT_EQ(items("?matched=true"), 1U);
  EXPECT_EQ(items(""), 1U);
  EXPECT_EQ(wanda.post("/api/v1/parcels/999999/match", {{"claim", number_}}).status, 404);
  ApiClient alice(*site_, database(), cast_.alice, clock_.now());
  EXPECT_EQ(alice.get("/api/v1/parcels").status, 403);
  EXPECT_EQ(alice.post("/api/v1/parcels", {{"sender", "x"}}).status, 403);
}

RECOURS_ON_BOTH_ENGINES(Parcels);

}  // namespace
}  // namespace recours::claims
