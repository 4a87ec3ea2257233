// The API of contacts and what belongs to them, in process: works, stranger 404, reader 403, no token 401, bad id 404,
// wrong method 405, versions 428 and 409, the same key twice.
#include "contacts/contacts_api.h"

#include <boost/json.hpp>

#include "contact_world.h"
#include "contacts/draft.h"
#include "support/site.h"

namespace recours::contacts {
namespace {

namespace json = boost::json;
using http::Method;
using testing_support::ApiClient;
using testing_support::json_of;

class ContactsApi : public testing_support::ContactWorld {
 protected:
  void SetUp() override {
    ContactWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_contacts_api(*site);
  }
  ApiClient as(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  std::int64_t post(ApiClient client, const std::string& path, const json::object& body) {
    const auto answer = client.post(path, body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return json_of(answer).at("id").as_int64();
  }
  http::Response patch(ApiClient client, const std::string& path, const json::object& body,
                       const std::string& version) {
    testing_support::HeaderFields headers{{"content-type", "application/json"}};
    if (!version.empty()) headers.emplace_back("if-match", version);
    return client.send(Method::Patch, path, json::serialize(body), headers);
  }

  testing_support::TestClock clock{now};
  std::unique_ptr<accounts::Site> site;
};

TEST_P(ContactsApi, CreateReadChangeAContact) {
  auto odile = as(cast.odile);
  const auto created = odile.post("/api/v1/contacts", {{"kind", "person"},
                                                       {"name", "Roussel"},
                                                       {"first_name", "Camille"},
                                                       {"email", "camille@exemple.example"},
                                                       {"ref", "C-1"}});
  ASSERT_EQ(created.status, 201) << created.body;
  const auto contact = json_of(created).as_object();
  EXPECT_EQ(contact.at("display_name").as_string(), "Camille Roussel");
  EXPECT_EQ(contact.at("adviser").at("id").as_int64(), cast.odile.id.value);
  EXPECT_EQ(contact.at("country").as_string(), "FR");
  EXPECT_EQ(contact.at("version").as_int64(), 1);
  const std::string path = "/api/v1/contacts/" + std::to_string(contact.at("id").as_int64());
  EXPECT_EQ(json_of(odile.get(path)), json::value(contact));

  EXPECT_EQ(patch(odile, path, {{"city", "Lyon"}}, "").status, 428);
  EXPECT_EQ(patch(odile, path, {{"city", "Lyon"}}, "x").status, 400);
  const auto changed = patch(odile, path, {{"city", "Lyon"}, {"first_name", nullptr}}, "\"1\"");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json_of(changed).at("city").as_string(), "Lyon");
  EXPECT_EQ(json_of(changed).at("first_name").as_string(), "");
  EXPECT_EQ(json_of(changed).at("email").as_string(), "camille@exemple.example") << "what is not named stays";
  EXPECT_EQ(json_of(changed).at("version").as_int64(), 2);
  const auto stale = patch(odile, path, {{"city", "Albi"}}, "\"1\"");
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(json_of(stale).at("code").as_string(), "stale_version");
}

TEST_P(ContactsApi, RefusalsNameEveryField) {
  const auto refused = as(colette).post("/api/v1/contacts", {{"kind", "person"}, {"email", "x"}, {"adviser", 999}});
  ASSERT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(refused).at("code").as_string(), "invalid_contact");
  std::string fields;
  const auto said = json_of(refused);
  for (const auto& error : said.at("errors").as_array()) fields += std::string(error.at("field").as_string()) + " ";
  EXPECT_EQ(fields, "name email adviser ");
  const auto wrong_type = as(colette).post("/api/v1/contacts", {{"name", json::array()}, {"city", true}});
  ASSERT_EQ(wrong_type.status, 422);
  EXPECT_EQ(json_of(wrong_type).at("errors").as_array().size(), 2U);
  EXPECT_EQ(as(colette).send(Method::Post, "/api/v1/contacts", "[]").status, 400);
  EXPECT_EQ(as(colette).send(Method::Post, "/api/v1/contacts", "{").status, 400);
}

TEST_P(ContactsApi, AnAdviserIsNamedByIdAddressOrAsReceived) {
  auto client = as(colette);
  EXPECT_EQ(json_of(client.post("/api/v1/contacts", {{"name", "A"}, {"adviser", olga.id.value}}))
                .at("adviser")
                .at("email")
                .as_string(),
            "olga@cabinet.example");
  EXPECT_EQ(json_of(client.post("/api/v1/contacts", {{"name", "B"}, {"adviser", "olga@cabinet.example"}}))
                .at("adviser")
                .at("id")
                .as_int64(),
            olga.id.value);
  EXPECT_EQ(json_of(client.post("/api/v1/contacts", {{"name", "C"}, {"adviser", {{"id", olga.id.value}}}}))
                .at("adviser")
                .at("id")
                .as_int64(),
            olga.id.value);
  EXPECT_TRUE(json_of(client.post("/api/v1/contacts", {{"name", "D"}})).at("adviser").is_null());
  EXPECT_EQ(json_of(client.post("/api/v1/contacts", {{"company", "Talvas"}})).at("kind").as_string(), "company");
}

TEST_P(ContactsApi, ListsSearchFilterAndPage) {
  auto client = as(colette);
  for (const char* name : {"Aubry", "Blondel", "Caron"})
    post(as(cast.odile), "/api/v1/contacts", {{"name", name}, {"city", "Lyon"}});
  post(client, "/api/v1/contacts", {{"company", "Talvas"}});
  const auto names = [&](const std::string& query) {
    std::string all;
    const auto answer = client.get("/api/v1/contacts" + query);
    EXPECT_EQ(answer.status, 200) << query << " " << answer.body;
    const auto listed = json_of(answer);
    for (const auto& item : listed.at("items").as_array())
      all += std::string(item.at("display_name").as_string()) + " ";
    return all;
  };
  EXPECT_EQ(names(""), "Aubry Blondel Caron Talvas ");
  EXPECT_EQ(names("?q=lyon%20bl"), "Blondel ");
  EXPECT_EQ(names("?kind=company"), "Talvas ");
  EXPECT_EQ(names("?adviser=" + std::to_string(cast.odile.id.value)), "Aubry Blondel Caron ");
  EXPECT_EQ(names("?adviser=none"), "Talvas ");
  EXPECT_EQ(names("?adviser=me"), "");
  const auto first = json_of(client.get("/api/v1/contacts?limit=3"));
  EXPECT_EQ(names("?limit=3&cursor=" + std::string(first.at("next").as_string())), "Talvas ");
  EXPECT_TRUE(json_of(client.get("/api/v1/contacts")).at("next").is_null());
  for (const char* bad : {"?limit=0", "?limit=201", "?limit=x", "?kind=robot", "?adviser=somebody"}) {
    EXPECT_EQ(client.get(std::string("/api/v1/contacts") + bad).status, 422) << bad;
  }
  EXPECT_EQ(client.get("/api/v1/contacts?cursor=abc").status, 400);
  EXPECT_EQ(json_of(as(olga).get("/api/v1/contacts")).at("items").as_array().size(), 0U);
}

TEST_P(ContactsApi, ProjectsContractsAndLosses) {
  auto odile = as(cast.odile);
  const auto contact = post(odile, "/api/v1/contacts", {{"name", "Roussel"}});
  post(odile, "/api/v1/projects", {{"contact_id", contact}, {"title", "Maison"}});
  const auto contract =
      post(odile, "/api/v1/contracts",
           {{"contact_id", contact}, {"number", "AV-1"}, {"insurer", "Aurore Vie"}, {"start", "2024-01-01"}});
  const auto loss =
      post(odile, "/api/v1/losses",
           {{"contact_id", contact}, {"contract_id", contract}, {"number", "S-1"}, {"date", "2026-01-02"}});

  const auto shown = json_of(odile.get("/api/v1/losses/" + std::to_string(loss)));
  EXPECT_EQ(shown.at("contract_id").as_int64(), contract);
  EXPECT_EQ(shown.at("contact_id").as_int64(), contact);
  EXPECT_EQ(shown.at("date").as_string(), "2026-01-02");
  const auto read = json_of(odile.get("/api/v1/contracts/" + std::to_string(contract)));
  EXPECT_EQ(read.at("start").as_string(), "2024-01-01");
  EXPECT_TRUE(read.at("end").is_null());

  const std::string path = "/api/v1/contracts/" + std::to_string(contract);
  EXPECT_EQ(patch(odile, path, {{"end", "2023-12-31"}}, "\"1\"").status, 422);
  EXPECT_EQ(json_of(patch(odile, path, {{"end", "2025-12-31"}}, "\"1\"")).at("version").as_int64(), 2);
  EXPECT_EQ(patch(odile, path, {{"end", nullptr}}, "\"1\"").status, 409);
  EXPECT_EQ(json_of(patch(odile, "/api/v1/losses/" + std::to_string(loss), {{"contract_id", nullptr}}, "1"))
                .at("contract_id"),
            json::value(nullptr));
  for (const auto kind : kRecordKinds) {
    const std::string list = "/api/v1/" + std::string(plural_of(kind));
    EXPECT_EQ(json_of(odile.get(list + "?contact_id=" + std::to_string(contact))).at("items").as_array().size(), 1U)
        << list;
    EXPECT_EQ(odile.get(list).status, 422) << list;
    EXPECT_EQ(odile.get(list + "?contact_id=999").status, 404) << list;
    EXPECT_EQ(odile.post(list, {{"title", "x"}, {"number", "x"}}).status, 422) << list;
  }
}

TEST_P(ContactsApi, TheSameKeyTwiceMakesOne) {
  auto odile = as(cast.odile);
  const auto first = odile.post("/api/v1/contacts", {{"name", "Roussel"}}, {{"idempotency-key", "a"}});
  EXPECT_EQ(odile.post("/api/v1/contacts", {{"name", "Roussel"}}, {{"idempotency-key", "a"}}).body, first.body);
  EXPECT_EQ(odile.post("/api/v1/contacts", {{"name", "Autre"}}, {{"idempotency-key", "a"}}).status, 422);
  const auto contact = json_of(first).at("id").as_int64();
  const json::object project{{"contact_id", contact}, {"title", "Maison"}};
  const auto made = odile.post("/api/v1/projects", project, {{"idempotency-key", "a"}});
  EXPECT_EQ(odile.post("/api/v1/projects", project, {{"idempotency-key", "a"}}).body, made.body);
  EXPECT_EQ(count("contact"), 1);
  EXPECT_EQ(count("project"), 1);
}

// The same questions of every route.
TEST_P(ContactsApi, EveryRouteKnowsWhoAsks) {
  auto odile = as(cast.odile);
  const auto contact = post(odile, "/api/v1/contacts", {{"name", "Roussel"}});
  const std::string of_contact = "?contact_id=" + std::to_string(contact);
  std::map<std::string, std::int64_t> ids{{"contacts", contact}};
  for (const auto kind : kRecordKinds) {
    const std::string noun(plural_of(kind));
    ids[noun] = post(odile, "/api/v1/" + noun, {{"contact_id", contact}, {"title", "x"}, {"number", "x"}});
  }
  for (const auto& [noun, id] : ids) {
    const std::string list = "/api/v1/" + noun, one = list + "/" + std::to_string(id);
    const std::string listed = noun == "contacts" ? list : list + of_contact;
    const json::object body{{"contact_id", contact}, {"name", "Neu"}, {"title", "Neu"}, {"number", "Neu"}};
    EXPECT_EQ(odile.get(one).status, 200) << one;
    EXPECT_EQ(as(augustin).get(one).status, 200) << one;
    EXPECT_EQ(as(olga).get(one).status, 404) << one;
    EXPECT_EQ(as(cast.claire).get(one).status, 403) << one;
    EXPECT_EQ(as(olga).get(listed).status, noun == "contacts" ? 200 : 404) << listed;
    EXPECT_EQ(patch(as(olga), one, body, "1").status, 404) << one;
    EXPECT_EQ(patch(as(augustin), one, body, "1").status, 403) << one;
    EXPECT_EQ(as(augustin).post(list, body).status, 403) << list;
    if (noun != "contacts") {
      EXPECT_EQ(as(olga).post(list, body).status, 404) << list;
    }
    EXPECT_EQ(ApiClient(*site, "rec_wrong").get(one).status, 401) << one;
    for (const char* bad : {"/0", "/abc", "/99999", "/-1"}) EXPECT_EQ(odile.get(list + bad).status, 404) << list << bad;
    EXPECT_EQ(odile.send(Method::Delete, one).status, 405) << one;
    EXPECT_EQ(odile.send(Method::Put, list).status, 405) << list;
  }
}

RECOURS_ON_BOTH_ENGINES(ContactsApi);

}  // namespace
}  // namespace recours::contacts
