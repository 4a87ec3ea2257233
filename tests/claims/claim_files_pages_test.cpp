// Files on the pages of claims, and the same through the API: joined to a declaration, shown in the
// basket, evidence afterwards, added to a claim later.
#include <boost/json.hpp>

#include "demo_pieces.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::ApiClient;
using testing_support::Browser;
using testing_support::ClaimPages;
using testing_support::demo_piece;
using testing_support::FileField;
using testing_support::FormFields;
using testing_support::goods_line;
using testing_support::header_of;
using testing_support::InvoiceSpec;
using testing_support::json_of;
using testing_support::line_ids;
using testing_support::make_invoice;
using testing_support::value_of;
using testing_support::values_of;
using testing_support::visible;

class ClaimFilesPages : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    const auto id =
        make_invoice(database(), cast_.alice_account,
                     InvoiceSpec{}.issued(Date::of(2026, 11, 11)).with({goods_line().described("Écran 27 pouces")}));
    fresh_ = line_ids(database(), id).front();
  }
  static FileField photo(const char* name = "carton.jpg") { return {"files", name, demo_piece("photo-packaging.jpg")}; }
  static FileField damage() { return {"files", "dommage.jpg", demo_piece("photo-damage.jpg")}; }
  static FileField note() { return {"files", "bon.pdf", demo_piece("delivery-note.pdf")}; }
  std::string form_path() const {
    return "/claims/new/declaration?line=" + std::to_string(fresh_.value) + "&type=CS-03&variant=apparent";
  }
  FormFields damaged(FormFields more = {}) {
    more.insert(more.begin(),
                {{"line", std::to_string(fresh_.value)}, {"type", "CS-03"}, {"variant", "apparent"}, {"serials", ""}});
    return return_form(std::move(more));
  }
  // A declaration of transport damage with these files in the basket; its id.
  std::string declared(Browser& browser, const std::vector<FileField>& files) {
    const auto answer = browser.post_multipart("/basket/items", damaged(), files);
    EXPECT_EQ(answer.status, 303) << visible(answer);
    const std::string location = header_of(answer, "Location").value_or("/basket/items/0/");
    return location.substr(14, location.find('/', 14) - 14);
  }
  std::vector<attachments::Attachment> files_of(const std::string& item) {
    return attachments::list_attachments(*database().reader(), {"claim_line", std::stoll(item)});
  }
  std::string number_of_only_claim() {
    return database().reader()->value<std::string>("SELECT number AS value FROM claim WHERE confirmed_at IS NOT NULL");
  }
  static std::string path_of(const attachments::Attachment& file) {
    return "/attachments/" + std::to_string(file.id.value);
  }

  sales::InvoiceLineId fresh_;
};
RECOURS_ON_BOTH_ENGINES(ClaimFilesPages);

TEST_P(ClaimFilesPages, TheFormAsksAndSaysWhatHelps) {
  expect_page_of_own_account(form_path());
  const auto page = as(cast_.alice).get(form_path());
  EXPECT_THAT(page.body, HasSubstr("enctype=\"multipart/form-data\""));
  EXPECT_EQ(value_of(page, "upload_form").size(), 32u);
  EXPECT_THAT(visible(page),
              HasSubstr("Utiles ici : Étiquette de transport, Emballage (chaque face), Dommage, Contenu du "
                        "colis, Numéro de série."));
  const auto form = attachments::require_form(*database().reader(), cast_.alice, value_of(page, "upload_form"));
  EXPECT_EQ(form.shots.size(), 5u);
  EXPECT_THAT(form.subject, HasSubstr("Écran 27 pouces – Emballage abîmé"));
  EXPECT_FALSE(form.owner);
}

TEST_P(ClaimFilesPages, WithoutPhotoItIsRefusedAndNothingIsLost) {
  auto alice = as(cast_.alice);
  const auto key = value_of(alice.get(form_path()), "upload_form");
  const auto missing =
      alice.post_multipart("/basket/items", damaged({{"upload_form", key}, {"comment", "angle enfoncé"}}), {note()});
  EXPECT_EQ(missing.status, 422);
  EXPECT_THAT(
      visible(missing),
      HasSubstr("Ajoutez au moins une photo : l'étiquette de transport, chaque face de l'emballage, le dommage."));
  EXPECT_THAT(missing.body, HasSubstr("href=\"#files\""));
  EXPECT_THAT(missing.body, HasSubstr("angle enfoncé"));
  EXPECT_THAT(missing.body, HasSubstr("bon.pdf"));
  EXPECT_EQ(value_of(missing, "upload_form"), key) << "the same form, with its files";
  const auto without_quantity =
      alice.post_multipart("/basket/items", damaged({{"upload_form", key}, {"quantity", "x"}}), {photo()});
  EXPECT_EQ(without_quantity.status, 422);
  EXPECT_THAT(visible(without_quantity), Not(HasSubstr("Ajoutez au moins une photo")));
  EXPECT_EQ(value_of(without_quantity, "upload_form"), key);
  const auto added = alice.post("/basket/items", damaged({{"upload_form", key}}));
  ASSERT_EQ(added.status, 303) << visible(added);
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("2 pièces jointes"));
}

TEST_P(ClaimFilesPages, AFileThatIsRefusedIsNamedWithTheReason) {
  auto alice = as(cast_.alice);
  const auto answer =
      alice.post_multipart("/basket/items", damaged(), {photo(), {"files", "facture.exe", "MZ\x90 program"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(visible(answer), HasSubstr("facture.exe"));
  EXPECT_THAT(answer.body, HasSubstr("carton.jpg")) << "the other one waits";
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("Votre panier est vide"));
}

TEST_P(ClaimFilesPages, ADoubleClickWithFilesAddsOnce) {
  auto alice = as(cast_.alice);
  const auto page = alice.get(form_path());
  const auto fields =
      damaged({{"upload_form", value_of(page, "upload_form")}, {"idempotency_key", value_of(page, "idempotency_key")}});
  const auto first = alice.post_multipart("/basket/items", fields, {photo()});
  const auto second = alice.post_multipart("/basket/items", fields, {photo()});
  ASSERT_EQ(first.status, 303) << visible(first);
  EXPECT_EQ(header_of(first, "Location"), header_of(second, "Location"));
  EXPECT_THAT(visible(alice.get("/basket")), HasSubstr("1 réclamation / 1 ligne"));
}

TEST_P(ClaimFilesPages, AnItemIsChangedWithItsFiles) {
  auto alice = as(cast_.alice);
  const auto item = declared(alice, {photo()});
  const std::string path = "/basket/items/" + item;
  EXPECT_THAT(alice.get("/basket").body, HasSubstr("href=\"" + path + "/edit#files\""));
  const auto edit = alice.get(path + "/edit");
  EXPECT_THAT(edit.body, HasSubstr("carton.jpg"));
  const auto version = value_of(edit, "version");
  const auto more = alice.post_multipart(
      path, damaged({{"version", version}, {"upload_form", value_of(edit, "upload_form")}}), {damage()});
  ASSERT_EQ(more.status, 303) << visible(more);
  EXPECT_EQ(files_of(item).size(), 2u);
  // The other window is stale; its photo is not lost.
  const auto stale = alice.post_multipart(
      path, damaged({{"version", version}, {"upload_form", value_of(edit, "upload_form")}}), {note()});
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(files_of(item).size(), 3u);
}

TEST_P(ClaimFilesPages, TwoWindowsFillTwoForms) {
  auto alice = as(cast_.alice);
  const auto one = value_of(alice.get(form_path()), "upload_form");
  const auto other = value_of(alice.get(form_path()), "upload_form");
  EXPECT_NE(one, other);
  ASSERT_EQ(alice.post_multipart("/basket/items", damaged({{"upload_form", one}}), {photo()}).status, 303);
  EXPECT_EQ(alice.post("/basket/items", damaged({{"upload_form", other}})).status, 422)
      << "its photo went with the other";
  EXPECT_EQ(as(cast_.alban).post("/basket/items", damaged({{"upload_form", one}})).status, 422)
      << "another person's form";
}

TEST_P(ClaimFilesPages, ARemovedItemComesBackWithItsFiles) {
  auto alice = as(cast_.alice);
  const auto item = declared(alice, {photo(), note()});
  const auto removed =
      alice.post("/basket/items/" + item + "/removal", {{"version", value_of(alice.get("/basket"), "version")}});
  ASSERT_EQ(removed.status, 200);
  const auto ids = values_of(removed, "attachments");
  EXPECT_EQ(ids.size(), 2u);
  FormFields undo;
  for (const char* name : {"line", "type", "variant", "then", "back", "quantity", "condition", "contact_name",
                           "contact_email", "idempotency_key"}) {
    undo.emplace_back(name, value_of(removed, name));
  }
  for (const auto& id : ids) undo.emplace_back("attachments", id);
  auto unknown = undo;
  unknown.emplace_back("attachments", "99999");
  const auto refused = alice.post("/basket/items", unknown);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(values_of(refused, "attachments").size(), 3u) << "still carried";
  const auto restored = alice.post("/basket/items", undo);
  ASSERT_EQ(restored.status, 303) << visible(restored);
  EXPECT_THAT(visible(alice.follow(restored)), HasSubstr("2 pièces jointes"));
}

TEST_P(ClaimFilesPages, AConfirmedPhotoIsEvidence) {
  auto alice = as(cast_.alice);
  const auto file = files_of(declared(alice, {photo()})).front();
  EXPECT_EQ(as(cast_.claire).get(path_of(file)).status, 404) << "a basket is its author's";
  confirm(alice);
  const auto number = number_of_only_claim();
  EXPECT_EQ(alice.get(path_of(file)).status, 200);
  EXPECT_EQ(as(cast_.claire).get(path_of(file)).status, 200);
  EXPECT_EQ(as(cast_.bob).get(path_of(file)).status, 404);
  EXPECT_EQ(as(cast_.odile).get(path_of(file)).status, 404);
  EXPECT_EQ(alice.post(path_of(file) + "/removal").status, 422);
  EXPECT_EQ(as(cast_.bob).post(path_of(file) + "/removal").status, 404);
  ApiClient api(*site_, database(), cast_.alice, clock_.now());
  EXPECT_EQ(api.send(http::Method::Delete, "/api/v1" + path_of(file), "", {{"if-match", "\"1\""}}).status, 422);
  const auto page = alice.get("/claims/" + number);
  EXPECT_THAT(page.body, HasSubstr("carton.jpg"));
  EXPECT_THAT(visible(page), HasSubstr("Pièce jointe ajoutée"));
  EXPECT_EQ(files_of(std::to_string(file.owner.id)).size(), 1u);
}

TEST_P(ClaimFilesPages, FilesAreAddedToAnOpenClaim) {
  auto alice = as(cast_.alice);
  declared(alice, {photo()});
  confirm(alice);
  const std::string claim = "/claims/" + number_of_only_claim();
  expect_page_of_own_account(claim + "/files/new");
  expect_post_guarded(claim + "/files", claim + "/files");
  EXPECT_THAT(alice.get(claim).body, HasSubstr(claim + "/files/new"));
  EXPECT_THAT(as(cast_.wanda).get(claim).body, Not(HasSubstr(claim + "/files/new")));
  EXPECT_EQ(as(cast_.wanda).get(claim + "/files/new").status, 403);
  EXPECT_EQ(as(cast_.wanda).post(claim + "/files").status, 403);

  const auto form = alice.get(claim + "/files/new");
  const FormFields key{{"upload_form", value_of(form, "upload_form")}};
  const auto refused = alice.post_multipart(claim + "/files", key, {note(), {"files", "x.exe", "MZ"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "upload_form"), key.front().second);
  clock_.set(clock_.now().plus(std::chrono::minutes(5)));
  const auto added = alice.post_multipart(claim + "/files", key, {damage()});
  ASSERT_EQ(added.status, 303) << visible(added);
  EXPECT_EQ(header_of(added, "Location"), claim);
  const auto page = visible(alice.get(claim));
  for (const char* word : {"carton.jpg", "bon.pdf", "dommage.jpg", "Ajoutées à la réclamation", "12/11/2026 10:05"}) {
    EXPECT_THAT(page, HasSubstr(word));
  }
  EXPECT_LT(page.rfind("12/11/2026 10:05"), page.rfind("12/11/2026 10:00")) << "newest first";
}

TEST_P(ClaimFilesPages, WhatIsRemovedFromAClaimStaysInItsHistory) {
  auto alice = as(cast_.alice);
  declared(alice, {photo()});
  confirm(alice);
  const std::string claim = "/claims/" + number_of_only_claim();
  ASSERT_EQ(as(cast_.claire).post_multipart(claim + "/files", {}, {note()}).status, 303);
  const auto id = require_claim(*database().reader(), cast_.alice, number_of_only_claim()).id.value;
  const auto file = attachments::list_attachments(*database().reader(), {"claim", id}).front();
  EXPECT_EQ(alice.post(path_of(file) + "/removal").status, 422) << "sent by somebody else";
  EXPECT_EQ(as(cast_.claire).post(path_of(file) + "/removal").status, 303);
  const auto page = visible(alice.get(claim));
  EXPECT_THAT(page, HasSubstr("Pièce jointe supprimée"));
  EXPECT_THAT(page, HasSubstr("bon.pdf"));
  EXPECT_EQ(alice.get(path_of(file)).status, 404);
}

TEST_P(ClaimFilesPages, AClosedClaimTakesNone) {
  auto alice = as(cast_.alice);
  declared(alice, {photo()});
  confirm(alice);
  const std::string claim = "/claims/" + number_of_only_claim();
  ASSERT_EQ(
      alice.post(claim + "/cancellation", {{"lines", value_of(alice.get(claim + "/cancellation"), "lines")}}).status,
      303);
  EXPECT_THAT(alice.get(claim).body, Not(HasSubstr(claim + "/files/new")));
  const auto page = alice.get(claim + "/files/new");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(visible(page), HasSubstr("Cette réclamation est close"));
  EXPECT_EQ(alice.post_multipart(claim + "/files", {}, {note()}).status, 422);
}

TEST_P(ClaimFilesPages, ThePhotoTakenAwayInAnotherWindowKeepsTheItem) {
  auto alice = as(cast_.alice);
  const auto item = declared(alice, {photo()});
  const auto basket = alice.get("/basket");
  FormFields fields{{"idempotency_key", value_of(basket, "idempotency_key")}, {"seen", value_of(basket, "seen")}};
  ASSERT_EQ(alice.post(path_of(files_of(item).front()) + "/removal").status, 303);
  const auto answer = alice.post("/basket/confirmation", fields);
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(visible(answer), HasSubstr("Ajoutez au moins une photo"));
  EXPECT_THAT(answer.body, HasSubstr("href=\"/basket/items/" + item + "/edit\""));
}

TEST_P(ClaimFilesPages, TheApiTakesNamesAndShowsTheSame) {
  ApiClient alice(*site_, database(), cast_.alice, clock_.now());
  ApiClient bob(*site_, database(), cast_.bob, clock_.now());
  json::object item{{"invoice_line_id", fresh_.value},
                    {"department", "CS"},
                    {"code", "03"},
                    {"variant", "apparent"},
                    {"quantity", 1}};
  const auto missing = alice.post("/api/v1/basket/items", item);
  EXPECT_EQ(missing.status, 422);
  EXPECT_EQ(json_of(missing).at("errors").at(0).at("code").as_string(), "photo_required");
  const auto sent = alice.post_multipart("/api/v1/attachments", {{"kind", "damage"}, {"comment", "Angle"}},
                                         {{"file", "carton.jpg", demo_piece("photo-packaging.jpg")}});
  ASSERT_EQ(sent.status, 201) << sent.body;
  const auto id = json_of(sent).at("id").as_int64();
  item["attachments"] = json::array{id};
  EXPECT_EQ(bob.post("/api/v1/basket/items", item).status, 422) << "another person's file";
  const auto added = alice.post("/api/v1/basket/items", item, {{"idempotency-key", "k"}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(alice.post("/api/v1/basket/items", item, {{"idempotency-key", "k"}}).body, added.body);
  const auto in_basket =
      json_of(alice.get("/api/v1/basket")).at("items").at(0).at("items").at(0).at("attachments").at(0);
  EXPECT_EQ(in_basket.at("id").as_int64(), id);
  EXPECT_EQ(in_basket.at("kind").as_string(), "damage");
  EXPECT_EQ(in_basket.at("comment").as_string(), "Angle");
  EXPECT_EQ(in_basket.at("media_type").as_string(), "image/jpeg");
  alice.post("/api/v1/basket/confirmation", json::object());
  const auto number = number_of_only_claim();
  const auto later =
      alice.post_multipart("/api/v1/attachments", {{"for", "claim:" + number}, {"kind", "delivery_note"}},
                           {{"file", "bon.pdf", demo_piece("delivery-note.pdf")}});
  ASSERT_EQ(later.status, 201) << later.body;
  EXPECT_NE(bob.post_multipart("/api/v1/attachments", {{"for", "claim:" + number}},
                               {{"file", "bon.pdf", demo_piece("delivery-note.pdf")}})
                .status,
            201);
  const auto claim = json_of(alice.get("/api/v1/claims/" + number));
  EXPECT_EQ(claim.at("lines").at(0).at("attachments").at(0).at("sha256").as_string(),
            in_basket.at("sha256").as_string());
  EXPECT_EQ(claim.at("attachments").at(0).at("name").as_string(), "bon.pdf");
  EXPECT_EQ(bob.get("/api/v1/attachments/" + std::to_string(id)).status, 404);
}

}  // namespace
}  // namespace recours::claims
