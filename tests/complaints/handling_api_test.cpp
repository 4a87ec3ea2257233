// The verbs on complaints over the API: works, names what is missing, 401, 403, 404, 409, 422.
#include "complaints/handling_api.h"

#include <set>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "handling_world.h"
#include "support/site.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;
using http::Method;
using testing_support::ApiClient;
using testing_support::json_of;

class HandlingApi : public testing_support::HandlingWorld {
 protected:
  void SetUp() override {
    HandlingWorld::SetUp();
    clock = std::make_unique<testing_support::TestClock>(now);
    site = std::make_unique<accounts::Site>(database(), *clock, accounts::SiteOptions{});
    register_handling_api(*site);
  }
  ApiClient client(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  static std::string path(const std::string& number, const std::string& verb) {
    return "/api/v1/complaints/" + number + verb;
  }
  // 201 or 200 with the complaint as it is afterwards.
  json::value post(ApiClient& caller, const std::string& target, const json::value& body) {
    const auto answer = caller.post(target, body);
    EXPECT_TRUE(answer.status == 200 || answer.status == 201) << target << " " << answer.status << " " << answer.body;
    return json_of(answer);
  }
  static std::string text(const json::value& value) { return std::string(value.as_string()); }
  static std::multiset<std::string> codes(const http::Response& answer) {
    std::multiset<std::string> found;
    const auto body = json_of(answer);
    for (const auto& error : body.at("errors").as_array()) found.insert(text(error.at("code")));
    return found;
  }

  std::unique_ptr<testing_support::TestClock> clock;
  std::unique_ptr<accounts::Site> site;
};

TEST_P(HandlingApi, TheWholeWay) {
  const auto number = registered();
  auto odile = client(cast.odile);
  auto hector = client(cast.hector);
  auto solene = client(cast.solene);
  post(odile, path(number, "/acknowledgements"), {{"via", "letter"}, {"posted_on", "2026-11-10"}});
  EXPECT_EQ(text(post(odile, path(number, "/progress-letters"), {{"via", "letter"}, {"posted_on", "2026-11-12"}})
                     .at("letters")
                     .at(1)
                     .at("kind")),
            "progress")
      << "Renvoyer";
  EXPECT_EQ(text(post(hector, path(number, "/handling"), {{"handler", cast.hector.id.value}}).at("state")),
            "in_progress");
  post(hector, path(number, "/holding-letters"),
       {{"via", "letter"}, {"posted_on", "2026-11-12"}, {"reason", "Expertise"}, {"new_date", "2026-12-01"}});
  post(odile, path(number, "/notes"), {{"text", "Rappelée"}});
  const auto grieved = post(hector, path(number, "/grievances"), {{"text", "Prélevée deux fois"}});
  const auto grievance = std::to_string(grieved.at("grievances").at(0).at("id").as_int64());
  post(hector, path(number, "/grievances/" + grievance + "/finding"), {{"finding", "founded"}, {"text", ""}});
  const auto written = post(hector, path(number, "/answers"), {{"text", "Nous remboursons."}});
  EXPECT_EQ(text(written.at("answers").at(0).at("state")), "in_review");
  const auto answer = "/answers/" + std::to_string(written.at("answers").at(0).at("id").as_int64());
  EXPECT_EQ(hector.post(path(number, answer + "/review"), {{"approved", true}}).status, 422) << "own answer";
  post(solene, path(number, answer + "/review"), {{"approved", true}});
  const auto sent = post(hector, path(number, answer + "/sending"), {{"via", "letter"}, {"posted_on", "2026-11-12"}});
  EXPECT_EQ(text(sent.at("state")), "answered");
  post(hector, path(number, "/decision"),
       {{"decision", "favourable"},
        {"finding", "founded"},
        {"solution", "refund"},
        {"amount", {{"amount", "42.00"}, {"currency", "EUR"}}},
        {"root_cause", "human_error"}});
  const auto acted = post(hector, path(number, "/corrective-actions"),
                          {{"kind", "training"}, {"owner", cast.solene.email}, {"due_on", "2026-12-12"}});
  const auto action = std::to_string(acted.at("corrective_actions").at(0).at("id").as_int64());
  post(hector, path(number, "/corrective-actions/" + action + "/completion"), {{"proof", "Feuille"}});
  EXPECT_EQ(text(post(hector, path(number, "/closure"), json::object()).at("state")), "closed");
  post(hector, path(number, "/mediation"), {{"event", "referred"}, {"on", "2026-11-12"}});
  EXPECT_EQ(text(post(hector, path(number, "/reopening"), {{"reason", "Élément nouveau"}}).at("state")), "in_progress");
}

TEST_P(HandlingApi, ClosingTooEarlyNamesAllThatIsMissing) {
  const auto number = registered();
  ASSERT_TRUE(send_answer(as(cast.hector, number), approved_answer(number), posted()).ok());
  auto hector = client(cast.hector);
  post(hector, path(number, "/grievances"), {{"text", "Prélevée deux fois"}});
  const auto refused = hector.post(path(number, "/closure"), json::object());
  ASSERT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(text(json_of(refused).at("code")), "closing_incomplete");
  EXPECT_EQ(codes(refused), (std::multiset<std::string>{"decision_missing", "root_cause_missing", "finding_missing"}));
}

TEST_P(HandlingApi, WhoMayWhat) {
  const auto number = registered();
  auto odile = client(cast.odile);
  auto basile = client(cast.basile);
  auto hector = client(cast.hector);
  EXPECT_EQ(odile.post(path(number, "/handling"), json::object()).status, 403) << "sees it, may not handle";
  EXPECT_EQ(basile.post(path(number, "/notes"), {{"text", "x"}}).status, 404) << "does not see it";
  EXPECT_EQ(hector.post(path("REC-2026-999999", "/notes"), {{"text", "x"}}).status, 404);
  EXPECT_EQ(ApiClient(*site, "nonsense").post(path(number, "/notes"), {{"text", "x"}}).status, 401);
  EXPECT_EQ(hector.post(path(number, "/answers/abc/review"), json::object()).status, 404);
  EXPECT_EQ(hector.get(path(number, "/notes")).status, 405);
  EXPECT_EQ(client(cast.admin).post(path(number, "/notes"), {{"text", "x"}}).status, 403) << "no case content";
}

TEST_P(HandlingApi, VersionsAndKeys) {
  const auto number = registered();
  auto hector = client(cast.hector);
  EXPECT_EQ(hector.post(path(number, "/notes"), {{"text", "x"}}, {{"if-match", "\"7\""}}).status, 409);
  EXPECT_EQ(hector.post(path(number, "/notes"), {{"text", "x"}}, {{"if-match", "seven"}}).status, 400);
  EXPECT_EQ(hector.post(path(number, "/notes"), {{"text", "x"}}, {{"if-match", "\"1\""}}).status, 201);
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(hector.post(path(number, "/notes"), {{"text", "y"}}, {{"idempotency-key", "k"}}).status, 201);
  }
  EXPECT_EQ(file(number).notes.size(), 2U);
}

// Nobody is told twice because a program asked twice: sending it again is a resource of its own.
TEST_P(HandlingApi, AnAcknowledgementAskedForTwiceLeavesOnce) {
  const auto number = registered();
  auto odile = client(cast.odile);
  const json::value posted{{"via", "letter"}, {"posted_on", "2026-11-12"}};
  EXPECT_EQ(odile.post(path(number, "/progress-letters"), posted).status, 422) << "nothing left yet";
  EXPECT_EQ(odile.post(path(number, "/acknowledgements"), posted).status, 201);
  EXPECT_EQ(odile.post(path(number, "/acknowledgements"), posted).status, 422);
  EXPECT_EQ(file(number).letters.size(), 1U);
  EXPECT_EQ(odile.post(path(number, "/progress-letters"), posted).status, 201);
  EXPECT_EQ(file(number).letters.size(), 2U);
}

TEST_P(HandlingApi, WrongFormsAreNamed) {
  const auto number = registered();
  auto hector = client(cast.hector);
  const auto refused = hector.post(path(number, "/corrective-actions"),
                                   {{"kind", 7}, {"owner", "nobody@nordsud.example"}, {"due_on", "tomorrow"}});
  ASSERT_EQ(refused.status, 422);
  EXPECT_EQ(codes(refused), (std::multiset<std::string>{"not_a_text", "unknown_person", "not_a_date"}));
  EXPECT_EQ(codes(hector.post(path(number, "/acknowledgements"), {{"via", "pigeon"}})),
            std::multiset<std::string>{"unknown_choice"});
  EXPECT_EQ(codes(hector.post(path(number, "/decision"), {{"decision", "moot"}, {"amount", 12.5}})),
            std::multiset<std::string>{"not_an_amount"});
  EXPECT_EQ(codes(hector.post(path(number, "/decision"), {{"decision", "favourable"}, {"amount", "190.005"}})),
            std::multiset<std::string>{"not_an_amount"})
      << "a tenth of a cent is not rounded away";
  EXPECT_EQ(codes(hector.post(path(number, "/transfer"),
                              {{"institution", "Aurore\nVie"}, {"reason", "Contrat géré par elle"}})),
            std::multiset<std::string>{"unreadable"});
  EXPECT_EQ(codes(hector.post(path(number, "/answers"), {{"text", "x"}, {"submit", "no"}})),
            std::multiset<std::string>{"not_a_flag"});
  EXPECT_EQ(hector.send(Method::Post, path(number, "/notes"), "[1]").status, 400);
}

TEST_P(HandlingApi, EndsWithoutAnAnswer) {
  auto hector = client(cast.hector);
  EXPECT_EQ(
      text(post(hector, path(registered(), "/closure"), {{"waiver", "withdrawn"}, {"reason", "Retirée"}}).at("state")),
      "closed");
  EXPECT_EQ(
      text(post(hector, path(registered(), "/requalification"), {{"kind", "information_request"}, {"reason", "Relevé"}})
               .at("state")),
      "closed");
  EXPECT_EQ(text(post(hector, path(registered(), "/transfer"),
                      {{"institution", "Aurore Vie"},
                       {"reason", "Contrat géré par elle"},
                       {"via", "letter"},
                       {"posted_on", "2026-11-12"}})
                     .at("state")),
            "closed");
  const auto number = registered();
  EXPECT_EQ(hector.post(path(number, "/cancellation"), json::object()).status, 422);
  EXPECT_EQ(text(post(hector, path(number, "/cancellation"), {{"reason", "Doublon"}}).at("state")), "cancelled");
  const auto answered = registered();
  ASSERT_TRUE(send_answer(as(cast.hector, answered), approved_answer(answered), posted()).ok());
  EXPECT_EQ(text(post(hector, path(answered, "/resumption"), {{"reason", "Pièce"}}).at("state")), "in_progress");
}

TEST_P(HandlingApi, Absences) {
  auto hector = client(cast.hector);
  const json::value absence{{"delegate", cast.solene.id.value}, {"from", "2026-11-13"}, {"to", "2026-11-20"}};
  const auto given = hector.post("/api/v1/delegations", absence);
  ASSERT_EQ(given.status, 201) << given.body;
  EXPECT_EQ(text(json_of(given).at("delegate").at("name")), "Solène Gris");
  EXPECT_EQ(hector.post("/api/v1/delegations", absence).status, 422) << "overlaps";
  const json::value later{{"delegate", cast.solene.id.value}, {"from", "2026-12-13"}, {"to", "2026-12-20"}};
  const auto first = hector.post("/api/v1/delegations", later, {{"idempotency-key", "once"}});
  const auto replayed = hector.post("/api/v1/delegations", later, {{"idempotency-key", "once"}});
  ASSERT_EQ(replayed.status, 201) << replayed.body;
  EXPECT_EQ(replayed.body, first.body);
  EXPECT_EQ(hector.post("/api/v1/delegations", absence, {{"idempotency-key", "once"}}).status, 422) << "another body";
  EXPECT_EQ(hector.send(Method::Delete, "/api/v1/delegations/" + std::to_string(json_of(first).at("id").as_int64())).status,
            200);
  EXPECT_EQ(json_of(hector.get("/api/v1/delegations")).at("items").as_array().size(), 1U);
  const auto one = "/api/v1/delegations/" + std::to_string(json_of(given).at("id").as_int64());
  EXPECT_EQ(client(cast.solene).send(Method::Delete, one).status, 404);
  EXPECT_EQ(hector.send(Method::Delete, one).status, 200);
  EXPECT_TRUE(json_of(hector.get("/api/v1/delegations")).at("items").as_array().empty());
}

RECOURS_ON_BOTH_ENGINES(HandlingApi);

}  // namespace
}  // namespace recours::complaints
