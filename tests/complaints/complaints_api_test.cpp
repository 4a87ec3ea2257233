// The API of the register, in process: works, stranger 404, reader 403, no token 401, bad number 404, wrong method 405,
// versions 428 and 409, the same key twice.
#include "complaints/complaints_api.h"

#include <map>

#include <boost/json.hpp>

#include "complaint_world.h"
#include "support/site.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;
using http::Method;
using testing_support::ApiClient;
using testing_support::json_of;

class ComplaintsApi : public testing_support::ComplaintWorld {
 protected:
  void SetUp() override {
    ComplaintWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_complaints_api(*site);
  }
  ApiClient as(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  json::object body() const {
    return {{"contact_id", camille.value},
            {"sent_on", "2026-11-02"},
            {"received_on", "2026-11-04"},
            {"proof_of_sending", "postmark"},
            {"complexity", "medium"},
            {"channel", "letter"},
            {"subject", "contract"},
            {"linked", json::array{{{"type", "contract"}, {"id", contract}}}},
            {"title", "Frais prélevés deux fois"},
            {"details", "Les frais d’arbitrage ont été prélevés deux fois."},
            {"reason", "pricing"},
            {"sub_reason", "fees"},
            {"activity", "insurance"},
            {"product", "life_insurance"},
            {"capacity", "representative"},
            {"grievances", json::array{"Frais deux fois"}}};
  }
  http::Response patch(ApiClient client, const std::string& path, const json::object& changes,
                       const std::string& version) {
    testing_support::HeaderFields headers{{"content-type", "application/json"}};
    if (!version.empty()) headers.emplace_back("if-match", version);
    return client.send(Method::Patch, path, json::serialize(changes), headers);
  }
  static std::string errors(const http::Response& answer) {
    std::string fields;
    const auto problem = json_of(answer);
    for (const auto& error : problem.at("errors").as_array())
      fields += std::string(error.at("field").as_string()) + " ";
    return fields;
  }

  testing_support::TestClock clock{now};
  std::unique_ptr<accounts::Site> site;
};

TEST_P(ComplaintsApi, RecordReadChange) {
  auto odile = as(cast.odile);
  const auto created = odile.post("/api/v1/complaints", body());
  ASSERT_EQ(created.status, 201) << created.body;
  const auto shown = json_of(created).as_object();
  EXPECT_EQ(shown.at("number").as_string(), "REC-2026-000001");
  EXPECT_EQ(shown.at("state").as_string(), "new");
  EXPECT_EQ(shown.at("version").as_int64(), 1);
  EXPECT_EQ(shown.at("acknowledgement_due_on").as_string(), "2026-11-14");
  EXPECT_EQ(shown.at("acknowledgement_state").as_string(), "due_soon");
  EXPECT_EQ(shown.at("answer_due_on").as_string(), "2027-01-02");
  EXPECT_EQ(shown.at("mediator_closes_on").as_string(), "2027-11-02");
  EXPECT_EQ(shown.at("complainant").at("display_name").as_string(), "Camille Roussel");
  EXPECT_EQ(shown.at("received_by").at("id").as_int64(), cast.odile.id.value);
  EXPECT_EQ(shown.at("linked").at(0).at("type").as_string(), "contract");
  EXPECT_EQ(shown.at("grievances").at(0).at("text").as_string(), "Frais deux fois");
  EXPECT_TRUE(shown.at("late_registration").as_bool()) << "R-704 received on the 4th, recorded on the 12th";
  EXPECT_TRUE(shown.at("lacks_mandate").as_bool()) << "R-705";
  EXPECT_EQ(odile.get("/api/v1/complaints/REC-2026-000001").body, created.body);

  auto hakims = as(hakim);
  const std::string path = "/api/v1/complaints/REC-2026-000001";
  EXPECT_EQ(patch(hakims, path, {{"title", "Frais"}}, "").status, 428);
  EXPECT_EQ(patch(hakims, path, {{"title", "Frais"}}, "x").status, 400);
  const auto changed = patch(hakims, path, {{"title", "Frais"}, {"product", nullptr}}, "\"1\"");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json_of(changed).at("title").as_string(), "Frais");
  EXPECT_EQ(json_of(changed).at("product").as_string(), "");
  EXPECT_EQ(json_of(changed).at("reason").as_string(), "pricing") << "what is not named stays";
  EXPECT_EQ(patch(hakims, path, {{"title", "Autre"}}, "\"1\"").status, 409);
  const auto moved = patch(hakims, path, {{"sent_on", "2026-11-03"}}, "2");
  EXPECT_EQ(moved.status, 422);
  EXPECT_EQ(errors(moved), "change_reason ");
  const auto explained = patch(hakims, path, {{"sent_on", "2026-11-03"}, {"change_reason", "Cachet relu"}}, "2");
  ASSERT_EQ(explained.status, 200) << explained.body;
  EXPECT_EQ(json_of(explained).at("acknowledgement_due_on").as_string(), "2026-11-16");
  EXPECT_EQ(json_of(explained).at("events").at(0).at("reason").as_string(), "Cachet relu");
}

TEST_P(ComplaintsApi, AChangeNamesOnlyWhatItChanges) {
  ASSERT_EQ(as(cast.odile).post("/api/v1/complaints", body()).status, 201);
  const std::string path = "/api/v1/complaints/REC-2026-000001";
  const auto refused = patch(as(hakim), path,
                             {{"title", "Frais"},
                              {"state", "closed"},
                              {"grievances", json::array{"Autre"}},
                              {"attachments", json::array()},
                              {"acknowledged_on", "2026-11-03"},
                              {"titel", "Frais"},
                              {"complainant", {{"surname", "x"}, {"display_name", "y"}}}},
                             "1");
  ASSERT_EQ(refused.status, 422) << refused.body;
  const auto errors_of = json_of(refused);
  std::map<std::string, std::string> codes;
  for (const auto& error : errors_of.at("errors").as_array())
    codes.emplace(error.at("field").as_string(), error.at("code").as_string());
  EXPECT_EQ(codes, (std::map<std::string, std::string>{{"state", "not_changeable"},
                                                       {"grievances", "not_changeable"},
                                                       {"attachments", "not_changeable"},
                                                       {"acknowledged_on", "not_changeable"},
                                                       {"titel", "unknown_field"},
                                                       {"complainant.surname", "unknown_field"},
                                                       {"complainant.display_name", "not_changeable"}}));
}

TEST_P(ComplaintsApi, AChangeOfNothingLeavesNoTrace) {
  const auto created = as(cast.odile).post("/api/v1/complaints", body());
  ASSERT_EQ(created.status, 201);
  const std::string path = "/api/v1/complaints/REC-2026-000001";
  const auto written = [&] {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM journal_entry WHERE subject_type = 'complaint'");
  };
  const auto before = written();
  for (const auto& nothing : {json::object(), json::object{{"title", json_of(created).at("title")}}}) {
    const auto changed = patch(as(hakim), path, nothing, "1");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(json_of(changed).at("version").as_int64(), 1);
  }
  EXPECT_EQ(written(), before);
}

TEST_P(ComplaintsApi, PeopleAreNamedByIdOrAddress) {
  auto said = body();
  said["received_by"] = "olga@cabinet.example";
  said["handler"] = {{"id", hakim.id.value}};
  const auto created = as(colette).post("/api/v1/complaints", said);
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(json_of(created).at("received_by").at("name").as_string(), "Olga Ferrand");
  EXPECT_EQ(json_of(created).at("handler").at("name").as_string(), "Hakim Vasseur");
  EXPECT_EQ(as(olga).get("/api/v1/complaints/REC-2026-000001").status, 200) << "she received it";
  said["received_by"] = "nobody@cabinet.example";
  EXPECT_EQ(errors(as(colette).post("/api/v1/complaints", said)), "received_by ");
}

TEST_P(ComplaintsApi, RefusalsNameEveryField) {
  auto odile = as(cast.odile);
  const auto empty = odile.post("/api/v1/complaints", json::object());
  ASSERT_EQ(empty.status, 422);
  EXPECT_EQ(json_of(empty).at("code").as_string(), "incomplete");
  EXPECT_EQ(json_of(empty).at("errors").as_array().size(), 11U) << empty.body;
  const auto wrong = odile.post("/api/v1/complaints", {{"title", 3},
                                                       {"sent_on", "02/11/2026"},
                                                       {"linked", "x"},
                                                       {"grievances", json::array{1}},
                                                       {"contact_id", "x"},
                                                       {"complainant", 1}});
  ASSERT_EQ(wrong.status, 422);
  EXPECT_EQ(json_of(wrong).at("code").as_string(), "invalid_json");
  EXPECT_EQ(errors(wrong), "contact_id complainant sent_on title linked grievances ");
  EXPECT_EQ(odile.send(Method::Post, "/api/v1/complaints", "[]").status, 400);
  auto company = body();
  company.erase("contact_id");
  company.erase("linked");
  company["complainant"] = {{"company", "Talvas"}, {"email", "contact@talvas.example"}};
  const auto created = odile.post("/api/v1/complaints", company);
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(json_of(created).at("complainant").at("display_name").as_string(), "Talvas");
}

TEST_P(ComplaintsApi, TheSameKeyTwiceRecordsOnce) {
  auto odile = as(cast.odile);
  const auto first = odile.post("/api/v1/complaints", body(), {{"idempotency-key", "a"}});
  const auto again = odile.post("/api/v1/complaints", body(), {{"idempotency-key", "a"}});
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(count("complaint"), 1);
  auto other = body();
  other["title"] = "Autre";
  EXPECT_EQ(odile.post("/api/v1/complaints", other, {{"idempotency-key", "a"}}).status, 422);
}

//
TEST_P(ComplaintsApi, RecordsWhatWasHandledBefore) {
  auto said = body();
  said["state"] = "answered";
  said["past"] = {{"answered_on", "2026-11-10"}, {"answer", "Remboursé."}, {"mediator_mentioned", true}};
  const auto created = as(colette).post("/api/v1/complaints", said);
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(json_of(created).at("state").as_string(), "answered");
  EXPECT_EQ(json_of(created).at("answers").at(0).at("counted_on").as_string(), "2026-11-10");
  EXPECT_EQ(as(cast.odile).post("/api/v1/complaints", said).status, 403);
  said["state"] = "closed";
  const auto refused = as(colette).post("/api/v1/complaints", said);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(errors(refused), "past.closed_on past.decision past.root_cause past.findings/1 ");
  said["past"] = "x";
  EXPECT_EQ(errors(as(colette).post("/api/v1/complaints", said)), "past ");
}

TEST_P(ComplaintsApi, TheWritingAfterAnOralComplaint) {
  auto said = body();
  said["medium"] = "oral";
  said.erase("sent_on");
  said.erase("proof_of_sending");
  auto odile = as(cast.odile);
  const auto created = odile.post("/api/v1/complaints", said);
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_TRUE(json_of(created).at("acknowledgement_due_on").is_null());
  const std::string path = "/api/v1/complaints/REC-2026-000001/written-complaint";
  EXPECT_EQ(odile.post(path, json::object()).status, 422);
  const json::value writing{
      {"sent_on", "2026-11-09"}, {"received_on", "2026-11-10"}, {"proof_of_sending", "email_header"}};
  const auto written = odile.post(path, writing, {{"idempotency-key", "letter-1"}});
  ASSERT_EQ(written.status, 201) << written.body;
  const auto replayed = odile.post(path, writing, {{"idempotency-key", "letter-1"}});
  EXPECT_EQ(replayed.status, 201) << replayed.body;
  EXPECT_EQ(replayed.body, written.body);
  EXPECT_EQ(odile.post(path, writing).status, 422) << "without the key it is a second one";
  EXPECT_EQ(json_of(written).at("clock_starts_on").as_string(), "2026-11-09");
}

TEST_P(ComplaintsApi, ListsFilterSearchAndPage) {
  auto client = as(colette);
  for (int at = 0; at < 3; ++at) ASSERT_EQ(client.post("/api/v1/complaints", body()).status, 201);
  const auto numbers = [&](const std::string& query) {
    std::string all;
    const auto answer = client.get(query);
    EXPECT_EQ(answer.status, 200) << query << " " << answer.body;
    const auto list = json_of(answer);
    for (const auto& item : list.at("items").as_array()) all += std::string(item.at("number").as_string()).back();
    return all;
  };
  EXPECT_EQ(numbers("/api/v1/complaints"), "321");
  EXPECT_EQ(numbers("/api/v1/complaints?sort=due"), "123");
  EXPECT_EQ(numbers("/api/v1/complaints?state=open&channel=letter&subject=contract&complexity=medium"), "321");
  EXPECT_EQ(numbers("/api/v1/complaints?state=closed,cancelled"), "");
  EXPECT_EQ(numbers("/api/v1/complaints?adviser=" + std::to_string(cast.odile.id.value)), "321");
  EXPECT_EQ(numbers("/api/v1/complaints?adviser=me"), "");
  EXPECT_EQ(numbers("/api/v1/complaints?late=true"), "");
  EXPECT_EQ(numbers("/api/v1/complaints?late=week&from=2026-11-02&to=02/11/2026"), "321");
  EXPECT_EQ(numbers("/api/v1/complaints?q=preleves%20ROUSSEL"), "321");
  EXPECT_EQ(numbers("/api/v1/complaints?q=000002"), "2");
  EXPECT_EQ(numbers("/api/v1/contacts/" + std::to_string(camille.value) + "/complaints?limit=2"), "32");
  const auto first = json_of(client.get("/api/v1/complaints?limit=2"));
  EXPECT_EQ(numbers("/api/v1/complaints?limit=2&cursor=" + std::string(first.at("next").as_string())), "1");
  EXPECT_EQ(first.at("items").at(0).at("client").as_string(), "Roussel Camille");
  for (const char* bad : {"limit=0", "limit=201", "state=draft", "state=x", "late=x", "adviser=x", "channel=fax",
                          "subject=x", "complexity=x", "from=x", "sort=x"}) {
    EXPECT_EQ(client.get(std::string("/api/v1/complaints?") + bad).status, 422) << bad;
  }
  EXPECT_EQ(client.get("/api/v1/complaints?cursor=abc").status, 400);
  EXPECT_EQ(json_of(as(olga).get("/api/v1/complaints")).at("items").as_array().size(), 0U);
}

TEST_P(ComplaintsApi, ListsOfCodes) {
  const auto reasons = json_of(as(cast.odile).get("/api/v1/lists/sub_reason?parent=pricing"));
  ASSERT_EQ(reasons.at("items").as_array().size(), 4U);
  EXPECT_EQ(reasons.at("items").at(0).at("code").as_string(), "amount");
  EXPECT_EQ(reasons.at("items").at(0).at("label").as_string(), "Montant");
  EXPECT_EQ(as(cast.odile).get("/api/v1/lists/unheard").status, 404);
}

// The same questions of every route.
TEST_P(ComplaintsApi, EveryRouteKnowsWhoAsks) {
  ASSERT_EQ(as(cast.odile).post("/api/v1/complaints", body()).status, 201);
  const std::string one = "/api/v1/complaints/REC-2026-000001";
  const std::string of_contact = "/api/v1/contacts/" + std::to_string(camille.value) + "/complaints";
  const std::string writing = one + "/written-complaint";
  for (const std::string& path : {one, of_contact}) {
    EXPECT_EQ(as(cast.odile).get(path).status, 200) << path;
    EXPECT_EQ(as(augustin).get(path).status, 200) << path;
    EXPECT_EQ(as(olga).get(path).status, 404) << path;
    EXPECT_EQ(as(cast.claire).get(path).status, 403) << path;
    EXPECT_EQ(as(cast.admin).get(path).status, 403) << path;
    EXPECT_EQ(ApiClient(*site, "rec_wrong").get(path).status, 401) << path;
    EXPECT_EQ(as(cast.odile).send(Method::Delete, path).status, 405) << path;
  }
  EXPECT_EQ(as(augustin).post("/api/v1/complaints", body()).status, 403);
  EXPECT_EQ(as(augustin).post(writing, body()).status, 403);
  EXPECT_EQ(as(olga).post(writing, body()).status, 404);
  EXPECT_EQ(patch(as(cast.odile), one, {{"title", "x"}}, "1").status, 403);
  EXPECT_EQ(patch(as(augustin), one, {{"title", "x"}}, "1").status, 403);
  for (const char* bad : {"0", "abc", "REC-2026-000002", "REC-2026-000001x", "%20"})
    EXPECT_EQ(as(colette).get(std::string("/api/v1/complaints/") + bad).status, 404) << bad;
}

RECOURS_ON_BOTH_ENGINES(ComplaintsApi);

}  // namespace
}  // namespace recours::complaints
