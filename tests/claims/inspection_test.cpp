// R-664 Inspection with photos: they stand with the inspection and its lines, for both sides, and stay as they are.
#include "claims/inspection_store.h"

#include "claims/claim_actions.h"
#include "claims/claim_life_store.h"
#include "demo_pieces.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Inspections : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    auto alice = as(cast_.alice);
    number_ = confirmed_claim(alice);
    path_ = "/claims/" + number_ + "/inspection";
    ASSERT_TRUE(give(database(), cast_.wanda, number_, Command::Receive, {}, clock_.now()).ok());
  }
  std::vector<Inspection> inspections() {
    const auto reader = database().reader();
    return list_inspections(*reader, require_claim(*reader, cast_.wanda, number_).id);
  }
  FormFields fields(const http::Response& form, const char* result = "customer_damage") {
    return {{"lines", value_of(form, "lines")}, {"result", result}, {"comment", "Dalle fendue"}};
  }
  static FileField photo(const char* name = "dalle.jpg") { return {"files", name, demo_piece("photo-damage.jpg")}; }
  std::string number_, path_;
};

TEST_P(Inspections, AreForTheWarehouse) {
  EXPECT_EQ(as(cast_.wanda).get(path_).status, 200);
  for (const auto& who : {cast_.alice, cast_.bob, cast_.claire, cast_.odile})
    EXPECT_EQ(as(who).get(path_).status, 403) << who.name;
  EXPECT_EQ(as(cast_.wanda).post_bare(path_, {}).status, 403) << "no CSRF token";
  EXPECT_EQ(as(cast_.wanda).get("/claims/000000999999/inspection").status, 404);
  EXPECT_EQ(as(cast_.wanda).send(make_request(http::Method::Delete, path_)).status, 405);
}

TEST_P(Inspections, ShowWhatWasDeclaredBesideWhatCame) {
  EXPECT_THAT(visible(as(cast_.wanda).get(path_)),
              AllOf(HasSubstr("Déclaré Quantité 1"), HasSubstr("État du produit Scellé"), HasSubstr("SNA1"),
                    HasSubstr("Quantité reçue 1 Écart Conforme à l'annonce"), HasSubstr("12/11/2026 10:00")));
}

TEST_P(Inspections, KeepTheirPhotosAndLeadToTheDisposition) {
  auto wanda = as(cast_.wanda);
  const auto form = wanda.get(path_);
  EXPECT_THAT(form.body, AllOf(HasSubstr("multipart/form-data"), HasSubstr("type=\"file\"")));
  const auto done = wanda.post_multipart(path_, fields(form), {photo()});
  ASSERT_EQ(done.status, 303) << visible(done);
  EXPECT_EQ(header_of(done, "Location"), "/claims/" + number_ + "/disposition?done=inspect");
  EXPECT_THAT(visible(wanda.follow(done)), HasSubstr("Contrôle enregistré. Il reste à décider de la suite"));
  ASSERT_EQ(inspections().size(), 1U);
  const auto inspection = inspections().front();
  EXPECT_EQ(inspection.result, "customer_damage");
  EXPECT_EQ(inspection.actor_name, cast_.wanda.name);
  EXPECT_EQ(inspection.lines.size(), 1U);
  ASSERT_EQ(inspection.files.size(), 1U);
  EXPECT_EQ(inspection.files.front().name, "dalle.jpg");
  for (const auto& who : {cast_.wanda, cast_.claire, cast_.alice}) {
    EXPECT_THAT(visible(as(who).get("/claims/" + number_)),
                AllOf(HasSubstr("dalle.jpg"), HasSubstr("Dalle fendue"), HasSubstr("Endommagé par le client")));
  }
  const auto file = "/attachments/" + std::to_string(inspection.files.front().id.value);
  EXPECT_EQ(as(cast_.alice).get(file).status, 200) << "who is told a result may see what it rests on";
  EXPECT_EQ(as(cast_.bob).get(file).status, 404);
  EXPECT_EQ(as(cast_.odile).get(file).status, 404);
  ApiClient api(*site_, database(), cast_.wanda, clock_.now());
  EXPECT_EQ(api.send(http::Method::Delete, "/api/v1" + file, {}, {{"if-match", "\"1\""}}).status, 422) << "evidence";
  EXPECT_EQ(inspections().front().files.size(), 1U);
}

TEST_P(Inspections, ARefusedOneKeepsThePhotosThatWereSent) {
  auto wanda = as(cast_.wanda);
  const auto form = wanda.get(path_);
  const auto refused = wanda.post_multipart(path_, fields(form, ""), {photo()});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), AllOf(HasSubstr("dalle.jpg"), HasSubstr("Dalle fendue")));
  EXPECT_TRUE(inspections().empty());
  auto again = fields(refused);
  again.emplace_back("upload_form", value_of(refused, "upload_form"));
  ASSERT_EQ(wanda.post_multipart(path_, again, {}).status, 303);
  EXPECT_EQ(inspections().front().files.size(), 1U);
  const auto bad = wanda.post_multipart(path_, fields(form), {{"files", "virus.exe", "MZ not a picture"}});
  EXPECT_THAT(bad.status, ::testing::AnyOf(409, 422));
  EXPECT_EQ(inspections().size(), 1U);
}

TEST_P(Inspections, TakePhotosByTheApi) {
  ApiClient wanda(*site_, database(), cast_.wanda, clock_.now());
  const auto sent =
      wanda.post_multipart("/api/v1/attachments", {}, {{"file", "dalle.jpg", demo_piece("photo-damage.jpg")}});
  ASSERT_EQ(sent.status, 201) << sent.body;
  const auto id = json_of(sent).at("id").as_int64();
  const std::string path = "/api/v1" + path_;
  EXPECT_EQ(wanda.post(path, {{"result", "confirmed"}, {"attachments", {id + 1000}}}).status, 422);
  EXPECT_TRUE(inspections().empty());
  const auto done = wanda.post(path, {{"result", "confirmed"}, {"attachments", {id}}});
  ASSERT_EQ(done.status, 200) << done.body;
  const auto answer = json_of(done);
  const auto& kept = answer.at("inspections").as_array();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].at("attachments").as_array().size(), 1U);
  EXPECT_EQ(kept[0].at("lines").as_array().size(), 1U);
}

TEST_P(Inspections, TheListOfWhatWaitsGetsShorter) {
  auto wanda = as(cast_.wanda);
  const auto list = wanda.get("/goods-in/inspections");
  EXPECT_THAT(list.body, HasSubstr(path_));
  wanda.post(path_, fields(wanda.get(path_), "confirmed"));
  EXPECT_THAT(visible(wanda.get("/goods-in/inspections")),
              AllOf(HasSubstr("Rien à contrôler"), Not(HasSubstr(number_))));
}

RECOURS_ON_BOTH_ENGINES(Inspections);

}  // namespace
}  // namespace recours::claims
