// What staff see on the page of a claim and resellers never do: who works on it, earlier claims,
// serial numbers, the way through the queue; and the assignment by page and API.
#include "claims/claim_actions.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace testing_support;

class StaffView : public ClaimPages {
 protected:
  std::string waiting(FormFields more = {}) {
    FormFields fields{{"type", "CS-98"}, {"comment", "étiquette illisible"}, {"serials", ""}};
    fields.insert(fields.end(), more.begin(), more.end());
    auto alice = as(cast_.alice);
    return confirmed_claim(alice, fields);
  }
  Claim claim(const std::string& number) { return require_claim(*database().reader(), cast_.claire, number); }
  std::string page(const accounts::Viewer& viewer, const std::string& target) {
    return visible(as(viewer).get(target));
  }
  void does(const accounts::Viewer& who, const std::string& number, Command command, const Instruction& told = {}) {
    ASSERT_TRUE(give(database(), who, number, command, told, clock_.now()).ok());
  }
};
RECOURS_ON_BOTH_ENGINES(StaffView);

//
TEST_P(StaffView, AssignedByOneClickAndShownInTheHistory) {
  const auto number = waiting();
  const std::string path = "/claims/" + number, post = path + "/assignment";
  expect_post_guarded(post);
  EXPECT_EQ(as(cast_.alice).post(post, {{"assignee", "me"}}).status, 403) << "a reseller assigns nothing";
  EXPECT_EQ(as(cast_.bob).post(post, {{"assignee", "me"}}).status, 403);
  EXPECT_EQ(as(cast_.claire).post("/claims/000000000000/assignment").status, 404);
  EXPECT_EQ(as(cast_.claire).get(post).status, 405);
  auto claire = as(cast_.claire);
  EXPECT_THAT(page(cast_.claire, path), AllOf(HasSubstr("Attribuée à Personne"), HasSubstr("M'attribuer")));
  EXPECT_THAT(page(cast_.remi, path), Not(HasSubstr("M'attribuer"))) << "of the other department";
  const auto version = value_of(claire.get(path), "version");
  const auto done = claire.post(post, {{"assignee", "me"}, {"version", version}});
  ASSERT_EQ(done.status, 303);
  EXPECT_THAT(visible(claire.follow(done)),
              AllOf(HasSubstr("Attribuée à " + cast_.claire.name), HasSubstr("Retirer l'attribution")));
  EXPECT_EQ(claire.post(post, {{"assignee", ""}, {"version", version}}).status, 409) << "somebody was faster";
  EXPECT_EQ(claire.post(post, {{"assignee", "999999"}}).status, 422);
  EXPECT_EQ(claire.post(post, {{"assignee", ""}, {"back", "https://elsewhere.example"}}).header("Location"), path);
  EXPECT_THAT(page(cast_.claire, path), HasSubstr("Attribuée à personne"));
  for (const auto& reseller : {cast_.alice, cast_.alban}) {
    EXPECT_THAT(page(reseller, path), Not(HasSubstr("Attribuée")));
  }
}

TEST_P(StaffView, TheApiAssignsWithAVersionAndTellsStaffOnly) {
  const auto number = waiting();
  const std::string path = "/api/v1/claims/" + number;
  ApiClient claire(*site_, database(), cast_.claire, clock_.now()),
      alice(*site_, database(), cast_.alice, clock_.now());
  const auto match = [&] { return HeaderFields{{"if-match", "\"" + std::to_string(claim(number).version) + "\""}}; };
  EXPECT_EQ(claire.post(path + "/assignment", {{"assignee", "me"}}).status, 428);
  EXPECT_EQ(claire.post(path + "/assignment", {{"assignee", "me"}}, {{"if-match", "\"1\""}}).status, 409);
  EXPECT_EQ(claire.post(path + "/assignment", {{"assignee", true}}, match()).status, 400);
  EXPECT_EQ(claire.post(path + "/assignment", {{"assignee", cast_.remi.id.value}}, match()).status, 422);
  EXPECT_EQ(alice.post(path + "/assignment", {{"assignee", "me"}}, match()).status, 403);
  EXPECT_EQ(claire.post("/api/v1/claims/R999999999/assignment", {{"assignee", "me"}}, match()).status, 404);
  const auto done = claire.post(path + "/assignment", {{"assignee", "me"}}, match());
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(json_of(done).at("assignee").at("id").as_int64(), cast_.claire.id.value);
  const auto listed = [&](ApiClient& who, const std::string& query) {
    return json_of(who.get("/api/v1/claims?" + query)).at("items").as_array().size();
  };
  EXPECT_EQ(listed(claire, "assignee=me"), 1U);
  EXPECT_EQ(listed(claire, "assignee=999999"), 0U);
  EXPECT_EQ(listed(claire, "queue=customer_service"), 1U);
  EXPECT_EQ(listed(claire, "queue=rma"), 0U);
  EXPECT_EQ(claire.get("/api/v1/claims?queue=sales").status, 422);
  EXPECT_EQ(claire.get("/api/v1/claims?assignee=x").status, 422);
  EXPECT_EQ(alice.get("/api/v1/claims?assignee=me").status, 403);
  EXPECT_EQ(alice.get("/api/v1/claims?queue=rma").status, 403);
  EXPECT_THAT(alice.get(path).body, Not(HasSubstr("assignee")));
  EXPECT_THAT(alice.get("/api/v1/claims").body, Not(HasSubstr("assignee")));
  const auto freed = claire.post(path + "/assignment", {{"assignee", nullptr}}, match());
  EXPECT_TRUE(json_of(freed).at("assignee").is_null());
}

//
TEST_P(StaffView, EarlierClaimsAndSerialNumbersAreForStaff) {
  auto alice = as(cast_.alice);
  const auto first = confirmed_claim(alice);  // serial SNA1
  const auto second = waiting({{"serials", "SNA1"}, {"condition", "opened"}});
  const auto seen = page(cast_.claire, "/claims/" + second);
  for (const char* word :
       {"Dossiers antérieurs", "Numéros de série", "Vendu le 20/10/2026", "ligne 100", "Réclamé ailleurs actuellement",
        "2 réclamations de ce compte en 12 mois", "dont 0 refusée"}) {
    EXPECT_THAT(seen, HasSubstr(word));
  }
  EXPECT_THAT(seen, HasSubstr(first));
  EXPECT_THAT(page(cast_.wanda, "/claims/" + second), HasSubstr("Dossiers antérieurs"));
  for (const auto& reseller : {cast_.alice, cast_.alban}) {
    const auto shown = page(reseller, "/claims/" + second);
    EXPECT_THAT(
        shown, AllOf(Not(HasSubstr("Dossiers antérieurs")), Not(HasSubstr("Réclamé ailleurs")), Not(HasSubstr(first))));
  }
  does(cast_.alice, first, Command::Cancel);
  does(cast_.claire, second, Command::Refuse, {.reason_code = "duplicate"});
  const auto after = page(cast_.claire, "/claims/" + second);
  EXPECT_THAT(after, Not(HasSubstr("Réclamé ailleurs actuellement"))) << "the other has ended";
  EXPECT_THAT(after, HasSubstr("dont 1 refusée"));
}

TEST_P(StaffView, ASerialNumberOfAnotherAccountOrOfNobodyStandsOut) {
  make_invoice(database(), cast_.bob_account,
               InvoiceSpec{}.issued(Date::of(2026, 9, 1)).with({goods_line().serial_numbers({"SNB9"})}));
  const auto foreign = waiting({{"serials", "SNB9"}});
  const auto unknown = waiting({{"serials", "SNX0"}, {"line", line(0)}});
  EXPECT_THAT(page(cast_.claire, "/claims/" + foreign), HasSubstr("Vendu à un autre compte"));
  EXPECT_THAT(page(cast_.claire, "/claims/" + unknown), HasSubstr("Inconnu : jamais vendu par nous"));
  EXPECT_THAT(page(cast_.alice, "/claims/" + foreign), Not(HasSubstr("autre compte")));
}

//
TEST_P(StaffView, TheWayLeadsToTheNextOfTheQueue) {
  const auto first = waiting(), second = waiting();
  EXPECT_THAT(as(cast_.claire).get("/claims/" + first + "?queue=customer_service").body,
              HasSubstr("/claims/" + second + "?queue=customer_service"));
  does(cast_.claire, first, Command::Refuse, {.reason_code = "other"});
  EXPECT_THAT(as(cast_.claire).get("/claims/" + first).body, HasSubstr("/claims/" + second + "?queue=customer_service"))
      << "after its decision too, from the own queue";
  EXPECT_THAT(page(cast_.claire, "/claims/" + second), Not(HasSubstr("Suivant dans la file"))) << "the last";
  EXPECT_EQ(as(cast_.claire).get("/claims/" + first + "?queue=finance").status, 200);
  EXPECT_THAT(page(cast_.claire, "/claims/" + first + "?queue=finance"), Not(HasSubstr("Suivant dans la file")));
  EXPECT_THAT(page(cast_.alice, "/claims/" + first + "?queue=customer_service"), Not(HasSubstr("Suivant")));
}

}  // namespace
}  // namespace recours::claims
