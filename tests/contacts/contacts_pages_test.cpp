// Every page of contacts in process, on both engines: works, stranger 404, reader 403 on writing, bad id, wrong method,
// no CSRF token; what is typed is never lost.
#include "contacts/contacts_pages.h"

#include "contact_world.h"
#include "contacts/record_store.h"
#include "support/claim_pages.h"
#include "support/site.h"

namespace recours::contacts {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class ContactsPages : public ContactWorld {
 protected:
  void SetUp() override {
    ContactWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_contacts_pages(
        *site, {{msg("Complaints"), "complaints",
                 [](accounts::Visit&, const Contact&) { return std::optional<std::int64_t>(3); },
                 [](accounts::Visit&, const Contact& contact) { return ui::Html("Of " + display_name(contact)); }}});
    roussel = add(cast.odile, person_draft("Roussel", "Camille")
                                  .set("email", "camille@exemple.example")
                                  .set("phone", "01 99 00 12 34")
                                  .set("postcode", "69003")
                                  .set("city", "Lyon")
                                  .set("ref", "C-00012")
                                  .set("country", "FR"));
  }
  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site, database(), clock).enter(viewer)); }
  std::string path(const std::string& more = "") const { return "/contacts/" + std::to_string(roussel.value) + more; }
  FormFields form_fields(FormFields more = {}) {
    FormFields fields{{"kind", "person"}, {"name", "Roussel"}, {"first_name", "Camille"}, {"country", "FR"}};
    for (auto& [name, value] : more) {
      std::erase_if(fields, [&, n = &name](const auto& field) { return field.first == *n; });
      fields.emplace_back(name, value);
    }
    return fields;
  }

  TestClock clock{now};
  ContactId roussel;
  std::unique_ptr<accounts::Site> site;
};

TEST_P(ContactsPages, TheListShowsFiltersAndSearches) {
  add(olga, company_draft("Menuiserie Talvas").set("city", "Albi"));
  const auto everybody = visible(as(hakim).get("/contacts"));
  EXPECT_THAT(everybody, HasSubstr("2 contacts"));
  EXPECT_THAT(everybody, HasSubstr("Roussel Camille"));
  EXPECT_THAT(everybody, HasSubstr("Olga Ferrand"));
  const auto own = visible(as(cast.odile).get("/contacts"));
  EXPECT_THAT(own, HasSubstr("1 contact"));
  EXPECT_THAT(own, Not(HasSubstr("Talvas")));
  EXPECT_THAT(own, Not(HasSubstr("Olga"))) << "an adviser has nobody to choose from";
  const auto companies = visible(as(hakim).get("/contacts?kind=company"));
  EXPECT_THAT(companies, HasSubstr("Talvas"));
  EXPECT_THAT(companies, Not(HasSubstr("Roussel")));
  EXPECT_THAT(visible(as(hakim).get("/contacts?q=ROUSS%20lyon")), HasSubstr("Roussel Camille"));
  EXPECT_THAT(visible(as(hakim).get("/contacts?q=inconnu")), HasSubstr("Aucun contact ne correspond"));
  EXPECT_THAT(visible(as(olga).get("/contacts?adviser=" + std::to_string(cast.odile.id.value))),
              Not(HasSubstr("Roussel")));
  EXPECT_EQ(as(hakim).get("/contacts?after=abc").status, 400);
}

TEST_P(ContactsPages, AnEmptyListSaysWhatToDoFirst) {
  auto page = as(olga).get("/contacts");
  EXPECT_THAT(visible(page), HasSubstr("Aucun contact pour l'instant"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/contacts/new\""));
  EXPECT_THAT(page.body, Not(HasSubstr("/contacts/import")));
}

TEST_P(ContactsPages, PagesOfTheListLeadOnAndBack) {
  for (int at = 0; at < 60; ++at) add(olga, person_draft("Nom " + std::to_string(100 + at)));
  auto browser = as(olga);
  const auto first = browser.get("/contacts");
  EXPECT_THAT(visible(first), HasSubstr("60 contacts"));
  const auto mark = first.body.find("rel=\"next\"");
  ASSERT_NE(mark, std::string::npos);
  const auto begin = first.body.rfind("href=\"", mark) + 6;
  std::string next = first.body.substr(begin, first.body.find('"', begin) - begin);
  for (std::size_t at = 0; (at = next.find("&amp;")) != std::string::npos;) next.replace(at, 5, "&");
  const auto second = browser.get(next);
  EXPECT_THAT(visible(second), HasSubstr("Nom 159"));
  EXPECT_THAT(visible(second), Not(HasSubstr("Nom 149")));
  EXPECT_THAT(second.body, HasSubstr("rel=\"prev\""));
}

TEST_P(ContactsPages, TheFicheShowsEverythingAndItsTabs) {
  const auto page = as(augustin).get(path());
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("href=\"mailto:camille@exemple.example\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"tel:0199001234\""));
  EXPECT_THAT(visible(page), HasSubstr("C-00012"));
  EXPECT_THAT(visible(page), HasSubstr("Odile Perrin"));
  EXPECT_THAT(visible(page), HasSubstr("France"));
  EXPECT_THAT(visible(page), HasSubstr("(3)")) << "what the feature above counts";
  EXPECT_THAT(page.body, Not(HasSubstr(path("/edit")))) << "an auditor reads";
  EXPECT_THAT(as(cast.odile).get(path()).body, HasSubstr(path("/edit")));
  EXPECT_THAT(visible(as(augustin).get(path("/complaints"))), HasSubstr("Of Camille Roussel"));
}

//
TEST_P(ContactsPages, CreatingHintsAtASimilarContactAndAllowsItAllTheSame) {
  auto odile = as(cast.odile);
  const auto blank = odile.get("/contacts/new");
  const auto key = value_of(blank, "idempotency_key");
  ASSERT_FALSE(key.empty());
  const auto fields = form_fields({{"postcode", "69003"}, {"idempotency_key", key}});
  const auto hint = odile.post("/contacts", fields);
  EXPECT_EQ(hint.status, 422);
  EXPECT_THAT(visible(hint), HasSubstr("Un contact semblable existe"));
  EXPECT_THAT(hint.body, HasSubstr("href=\"" + path() + "\""));
  EXPECT_EQ(value_of(hint, "postcode"), "69003") << "nothing typed is lost";
  EXPECT_EQ(count("contact"), 1);
  auto confirmed = fields;
  confirmed.emplace_back("similar_seen", value_of(hint, "similar_seen"));
  const auto created = odile.post("/contacts", confirmed);
  ASSERT_EQ(created.status, 303);
  EXPECT_EQ(odile.post("/contacts", confirmed).status, 303) << "a second click";
  EXPECT_EQ(count("contact"), 2);
  EXPECT_THAT(visible(odile.follow(created)), HasSubstr("Le contact a été ajouté"));
  EXPECT_EQ(as(olga).post("/contacts", form_fields({{"postcode", "69003"}})).status, 303)
      << "another adviser's clients are not told";
}

TEST_P(ContactsPages, ARefusedFormKeepsWhatWasTyped) {
  const auto refused = as(hakim).post(
      "/contacts", form_fields({{"name", ""}, {"email", "nulle part"}, {"city", "Albi"}, {"notes", "ligne"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("Saisissez le nom de la personne"));
  EXPECT_EQ(value_of(refused, "email"), "nulle part");
  EXPECT_EQ(value_of(refused, "city"), "Albi");
  EXPECT_THAT(visible(refused), HasSubstr("ligne"));
  EXPECT_EQ(count("contact"), 1);
}

//
TEST_P(ContactsPages, AStaleSaveShowsBothVersions) {
  auto odile = as(cast.odile);
  auto hakims = as(hakim);
  const auto before = odile.get(path("/edit"));
  const auto version = value_of(before, "version");
  EXPECT_EQ(hakims
                .post(path(), form_fields({{"version", version},
                                           {"city", "Villeurbanne"},
                                           {"notes", "une\r\ndeux"},
                                           {"adviser", std::to_string(cast.odile.id.value)}}))
                .status,
            303);
  const auto stale =
      odile.post(path(), form_fields({{"version", version}, {"city", "Bron"}, {"notes", "une\r\ndeux"}}));
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(visible(stale), HasSubstr("Villeurbanne"));
  EXPECT_THAT(stale.body, Not(HasSubstr(">Notes</td>"))) << "the line ends of browsers are no difference";
  EXPECT_EQ(value_of(stale, "city"), "Bron") << "nothing typed is lost";
  const auto again = odile.post(path(), form_fields({{"version", value_of(stale, "version")}, {"city", "Bron"}}));
  ASSERT_EQ(again.status, 303);
  EXPECT_THAT(visible(odile.follow(again)), HasSubstr("Bron"));
}

TEST_P(ContactsPages, AnAdviserNeedNotNameThemselves) {
  auto odile = as(cast.odile);
  EXPECT_THAT(odile.get(path("/edit")).body, Not(HasSubstr("name=\"adviser\"")));
  EXPECT_EQ(odile.post(path(), form_fields({{"version", "1"}, {"adviser", std::to_string(olga.id.value)}})).status,
            303);
  EXPECT_EQ(require_contact(*database().reader(), hakim, roussel).adviser, cast.odile.id)
      << "a field that is not offered does nothing";
}

TEST_P(ContactsPages, RecordsAreAddedAndEdited) {
  auto odile = as(cast.odile);
  EXPECT_THAT(visible(odile.get(path("/contracts"))), HasSubstr("Aucun contrat"));
  const auto added =
      odile.post(path("/contracts"), {{"insurer", "Aurore Vie"}, {"number", "AV-1"}, {"start", "2024-01-01"}});
  ASSERT_EQ(added.status, 303) << visible(added);
  EXPECT_THAT(visible(odile.follow(added)), HasSubstr("Aurore Vie"));
  EXPECT_THAT(visible(odile.get(path())), HasSubstr("Contrats (1)"));
  const auto contract = list_contracts(*database().reader(), roussel).items.at(0).id.value;
  const std::string one = path("/contracts/" + std::to_string(contract));
  EXPECT_EQ(value_of(odile.get(one + "/edit"), "start"), "2024-01-01");
  const auto refused =
      odile.post(one, {{"version", "1"}, {"number", "AV-1"}, {"start", "2024-01-01"}, {"end", "2023-01-01"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(value_of(refused, "end"), "2023-01-01");
  EXPECT_EQ(odile.post(one, {{"version", "1"}, {"number", "AV-2"}}).status, 303);
  const auto stale = odile.post(one, {{"version", "1"}, {"number", "AV-3"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(visible(stale), HasSubstr("AV-2"));
  EXPECT_EQ(value_of(stale, "number"), "AV-3");
  EXPECT_EQ(
      odile
          .post(path("/losses"), {{"number", "S-1"}, {"contract_id", std::to_string(contract)}, {"date", "2026-11-12"}})
          .status,
      303);
  EXPECT_THAT(visible(odile.get(path("/losses"))), HasSubstr("12/11/2026"));
  EXPECT_THAT(visible(odile.get(path("/losses"))), HasSubstr("AV-2"));
  EXPECT_EQ(odile.post(path("/projects"), {{"title", "Maison"}}).status, 303);
  EXPECT_EQ(odile.post(path("/projects"), {{"title", ""}}).status, 422);
}

TEST_P(ContactsPages, ARecordOfAnotherContactIsNotHere) {
  const auto other = add(cast.odile, person_draft("Marchand"));
  const auto contract = add_record(cast.odile, RecordKind::Contract, other, Draft().set("number", "AV-1"));
  EXPECT_EQ(as(cast.odile).get(path("/contracts/" + std::to_string(contract) + "/edit")).status, 404);
  EXPECT_EQ(
      as(cast.odile).post(path("/contracts/" + std::to_string(contract)), {{"version", "1"}, {"number", "X"}}).status,
      404);
}

// The same questions of every page.
TEST_P(ContactsPages, EveryPageKnowsWhoAsks) {
  std::vector<std::string> read{path()}, written{path("/edit")}, posts{path()};
  for (const auto kind : kRecordKinds) {
    const auto id = std::to_string(add_record(cast.odile, kind, roussel, Draft().set("title", "x").set("number", "x")));
    const std::string list = path("/" + std::string(plural_of(kind)));
    read.push_back(list);
    written.insert(written.end(), {list + "/new", list + "/" + id + "/edit"});
    posts.insert(posts.end(), {list, list + "/" + id});
  }
  for (const auto& page : read) {
    EXPECT_EQ(as(cast.odile).get(page).status, 200) << page;
    EXPECT_EQ(as(augustin).get(page).status, 200) << page;
    EXPECT_EQ(as(olga).get(page).status, 404) << page;
  }
  for (const auto& page : written) {
    EXPECT_EQ(as(cast.odile).get(page).status, 200) << page;
    EXPECT_EQ(as(augustin).get(page).status, 403) << page;
    EXPECT_EQ(as(olga).get(page).status, 404) << page;
  }
  read.insert(read.end(), written.begin(), written.end());
  read.insert(read.end(), {"/contacts", "/contacts/new"});
  for (const auto& page : read) {
    EXPECT_EQ(as(cast.claire).get(page).status, 403) << page;
    EXPECT_EQ(Browser(*site, database(), clock).get(page).status, 303) << page;
    EXPECT_EQ(as(cast.odile).send(make_request(http::Method::Delete, page)).status, 405) << page;
  }
  posts.push_back("/contacts");
  for (const auto& post : posts) {
    EXPECT_EQ(as(cast.odile).post_bare(post, {}).status, 403) << post << " without CSRF token";
    EXPECT_EQ(as(augustin).post(post).status, 403) << post;
    if (post != "/contacts") {
      EXPECT_EQ(as(olga).post(post).status, 404) << post;
    }
  }
  for (const char* bad :
       {"/contacts/0", "/contacts/abc", "/contacts/99999", "/contacts/99999/losses", "/contacts/x/edit"}) {
    EXPECT_EQ(as(cast.odile).get(bad).status, 404) << bad;
  }
}

TEST_P(ContactsPages, TheSideBarNamesItToThoseWhoSeeIt) {
  EXPECT_THAT(visible(as(cast.odile).get("/contacts")), HasSubstr("Conformité"));
  EXPECT_EQ(site->home_of(augustin), "/contacts");
  EXPECT_EQ(site->home_of(cast.claire), std::nullopt);
}

// ---- import

// A multipart form as a browser sends it.
http::Response upload(Browser& browser, const FormFields& fields, const std::string& file) {
  std::string body;
  FormFields all = fields;
  all.emplace_back("csrf", browser.csrf());
  for (const auto& [name, value] : all) {
    body += "--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
  if (!file.empty()) {
    body +=
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clients.csv\"\r\nContent-Type: "
        "text/csv\r\n\r\n" +
        file + "\r\n";
  }
  body += "--limit--\r\n";
  return browser.send(make_request(http::Method::Post, "/contacts/import",
                                   {{"content-type", "multipart/form-data; boundary=limit"}}, body));
}

const std::string kFile = "ref;kind;name;city\nI-1;person;Sarrazin;Albi\nI-2;person;Tissot;\n";

//
TEST_P(ContactsPages, AnImportIsLookedAtFirstAndThenConfirmed) {
  auto browser = as(colette);
  EXPECT_EQ(browser.get("/contacts/import").status, 200);
  const auto preview = upload(browser, {{"kind", "contacts"}}, kFile);
  ASSERT_EQ(preview.status, 200) << visible(preview);
  EXPECT_THAT(visible(preview), HasSubstr("Sera créé"));
  EXPECT_THAT(visible(preview), HasSubstr("clients.csv"));
  EXPECT_EQ(count("contact"), 1) << "nothing is written before it is confirmed";
  const FormFields confirmation{{"kind", "contacts"},
                                {"checked", value_of(preview, "checked")},
                                {"carried", value_of(preview, "carried")},
                                {"name", "clients.csv"}};
  const auto done = upload(browser, confirmation, "");
  ASSERT_EQ(done.status, 200) << visible(done);
  EXPECT_EQ(count("contact"), 3);
  const auto again = upload(browser, {{"kind", "contacts"}}, kFile);
  EXPECT_THAT(visible(again), HasSubstr("rien à importer"));
  EXPECT_THAT(again.body, Not(HasSubstr("name=\"checked\"")));
}

TEST_P(ContactsPages, AFileChosenAgainMustBeTheOneThatWasChecked) {
  auto browser = as(colette);
  const auto preview = upload(browser, {{"kind", "contacts"}}, kFile);
  const auto other = upload(browser, {{"kind", "contacts"}, {"checked", value_of(preview, "checked")}},
                            kFile + "I-3;person;Ajouté;\n");
  EXPECT_THAT(visible(other), HasSubstr("autre fichier"));
  EXPECT_EQ(count("contact"), 1);
  EXPECT_EQ(upload(browser, {{"kind", "contacts"}, {"checked", value_of(preview, "checked")}}, kFile).status, 200);
  EXPECT_EQ(count("contact"), 3);
}

TEST_P(ContactsPages, ARefusedImportNamesEveryRow) {
  auto browser = as(colette);
  const auto refused = upload(browser, {{"kind", "contacts"}}, "ref;name;email;couleur\nI-1;;x;bleu\nI-2;Tissot;;\n");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("couleur"));
  EXPECT_THAT(visible(refused), HasSubstr("Saisissez le nom de la personne"));
  EXPECT_EQ(count("contact"), 1);
  EXPECT_EQ(upload(browser, {{"kind", "contacts"}}, "").status, 422);
  EXPECT_EQ(upload(browser, {{"kind", "nothing"}}, kFile).status, 422);
  EXPECT_EQ(upload(browser, {{"kind", "contacts"}, {"carried", "***"}}, "").status, 400);
}

TEST_P(ContactsPages, ImportingIsForThoseWhoMay) {
  for (const auto& viewer : {cast.odile, hakim, augustin, cast.claire}) {
    auto browser = as(viewer);
    EXPECT_EQ(browser.get("/contacts/import").status, 403) << viewer.name;
    EXPECT_EQ(upload(browser, {{"kind", "contacts"}}, kFile).status, 403) << viewer.name;
  }
  EXPECT_EQ(as(colette).post_bare("/contacts/import", {}).status, 403) << "without CSRF token";
  EXPECT_GE(site->upload_limit(http::Method::Post, "/contacts/import").value_or(0), std::size_t{20} << 20);
}

RECOURS_ON_BOTH_ENGINES(ContactsPages);

}  // namespace
}  // namespace recours::contacts
