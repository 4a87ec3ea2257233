// Finding contacts on both engines: whose they are, by which words, page by page.
#include "contacts/contact_store.h"

#include "contact_world.h"
#include "contacts/record_store.h"

namespace recours::contacts {
namespace {

using testing_support::company_draft;
using testing_support::person_draft;

class ContactStore : public testing_support::ContactWorld {
 protected:
  std::string names(const accounts::Viewer& viewer, const ContactFilter& filter, const Page& page = {}) {
    std::string all;
    for (const auto& contact : list_contacts(*database().reader(), viewer, filter, page).items) {
      all += (all.empty() ? "" : ", ") + listed_name(contact);
    }
    return all;
  }
};

//
TEST_P(ContactStore, AnAdviserSeesTheOwnClientsOnly) {
  const auto mine = add(cast.odile, person_draft("Roussel", "Camille"));
  const auto other = add(olga, person_draft("Roussel", "Denis"));
  const auto nobodys = add(colette, person_draft("Roussel", "Zoé"));
  EXPECT_EQ(found(cast.odile, "roussel"), "Camille Roussel");
  EXPECT_EQ(found(olga, ""), "Denis Roussel");
  for (const auto& all : {hakim, colette, augustin})
    EXPECT_EQ(found(all, "rou"), "Camille Roussel, Denis Roussel, Zoé Roussel");
  EXPECT_EQ(found(cast.claire, ""), "") << "the claims desk has no clients";
  EXPECT_EQ(found(cast.admin, ""), "");
  const auto reader = database().reader();
  EXPECT_TRUE(find_contact(*reader, cast.odile, mine));
  EXPECT_FALSE(find_contact(*reader, cast.odile, other));
  EXPECT_FALSE(find_contact(*reader, cast.odile, nobodys));
  EXPECT_THROW(require_contact(*reader, olga, mine), NotFound);
  EXPECT_EQ(require_contact(*reader, augustin, mine).adviser_name, "Odile Perrin");
}

TEST_P(ContactStore, FiltersByKindAndAdviser) {
  add(cast.odile, person_draft("Roussel"));
  add(olga, company_draft("Menuiserie Talvas"));
  add(colette, person_draft("Sarrazin"));
  ContactFilter filter;
  filter.kind = ContactKind::Company;
  EXPECT_EQ(names(hakim, filter), "Menuiserie Talvas");
  EXPECT_EQ(names(cast.odile, filter), "");
  filter = {};
  filter.adviser = olga.id;
  EXPECT_EQ(names(hakim, filter), "Menuiserie Talvas");
  EXPECT_EQ(names(cast.odile, filter), "") << "another adviser's are not there, whatever is asked";
  filter.text = "talv";
  EXPECT_EQ(names(hakim, filter), "Menuiserie Talvas");
  filter = {};
  filter.looked_after = ContactFilter::Looked::ByNobody;
  EXPECT_EQ(names(hakim, filter), "Sarrazin");
  EXPECT_EQ(names(cast.odile, filter), "");
}

//
TEST_P(ContactStore, EveryWordMustBeginSomeWord) {
  const auto zoe = add(colette, person_draft("Lefèvre-Ünal", "Zoé")
                                    .set("email", "zoe.lu@exemple.example")
                                    .set("phone", "+33 4 99 00 12 34")
                                    .set("city", "Saint-Étienne"));
  add(colette, person_draft("Lefebvre", "Zacharie").set("city", "Lyon"));
  add(colette, company_draft("Société Lefèvre").set("name", "Talvas"));
  add_record(colette, RecordKind::Contract, zoe, Draft().set("number", "AV-2024 00123"));
  add_record(colette, RecordKind::Loss, zoe, Draft().set("number", "SIN/77"));
  struct Case {
    const char* text;
    const char* expected;
  };
  for (const auto& [text, expected] : std::vector<Case>{
           {"zoe", "Zoé Lefèvre-Ünal"},
           {"ZOÉ LEFEVRE", "Zoé Lefèvre-Ünal"},
           {"unal", "Zoé Lefèvre-Ünal"},
           {"lef", "Zacharie Lefebvre, Zoé Lefèvre-Ünal, Société Lefèvre"},
           {"lef z", "Zacharie Lefebvre, Zoé Lefèvre-Ünal"},
           {"efevre", ""},
           {"zoe lyon", ""},
           {"04 99 00", "Zoé Lefèvre-Ünal"},
           {"+33499001234", "Zoé Lefèvre-Ünal"},
           {"zoe.lu@exemple", "Zoé Lefèvre-Ünal"},
           {"etienne saint", "Zoé Lefèvre-Ünal"},
           {"AV2024", "Zoé Lefèvre-Ünal"},
           {"av-2024 00123", "Zoé Lefèvre-Ünal"},
           {"00123", "Zoé Lefèvre-Ünal"},
           {"sin 77", "Zoé Lefèvre-Ünal"},
           {"talvas", "Société Lefèvre"},
           {"%", ""},
           {"le_", "Zacharie Lefebvre, Zoé Lefèvre-Ünal, Société Lefèvre"},
           {"'", ""},
       }) {
    EXPECT_EQ(found(hakim, text), expected) << text;
  }
}

TEST_P(ContactStore, OldWordsAreForgotten) {
  const auto id = add(colette, person_draft("Roussel").set("city", "Lyon"));
  const auto contract = add_record(colette, RecordKind::Contract, id, Draft().set("number", "AV-1"));
  EXPECT_FALSE(change_contact(database(), colette, id, person_draft("Marchand").set("city", "Lyon"), 1, now));
  EXPECT_FALSE(
      change_record(database(), colette, RecordKind::Contract, contract, Draft().set("number", "HAB-9"), 1, now));
  EXPECT_EQ(found(hakim, "roussel"), "");
  EXPECT_EQ(found(hakim, "av"), "");
  EXPECT_EQ(found(hakim, "marchand lyon hab"), "Marchand");
}

TEST_P(ContactStore, PagesFollowTheNameWhateverIsSearched) {
  for (int at = 0; at < 25; ++at)
    add(colette, person_draft("Nom" + std::to_string(100 + at)).set("city", at % 2 ? "Lyon" : "Albi"));
  for (const std::string text : {"", "nom", "nom lyon", "albi"}) {
    ContactFilter filter;
    filter.text = text;
    std::vector<std::string> all;
    Page page{"", 4};
    while (true) {
      const auto listed = list_contacts(*database().reader(), hakim, filter, page);
      for (const auto& contact : listed.items) all.push_back(contact.name);
      if (!listed.next) break;
      EXPECT_EQ(listed.items.size(), 4U);
      page.after = *listed.next;
    }
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end())) << text;
    EXPECT_EQ(static_cast<std::int64_t>(all.size()), count_contacts(*database().reader(), hakim, filter)) << text;
    EXPECT_EQ(all.size(), text.empty() || text == "nom" ? 25U : text == "albi" ? 13U : 12U);
  }
}

TEST_P(ContactStore, ACursorIsTheViewersOwn) {
  const auto other = add(olga, person_draft("Roussel"));
  const auto reader = database().reader();
  EXPECT_NO_THROW(list_contacts(*reader, hakim, {}, {std::to_string(other.value), 5}));
  for (const std::string& cursor :
       {std::to_string(other.value), std::string("999"), std::string("x"), std::string("1x")}) {
    EXPECT_THROW(list_contacts(*reader, cast.odile, {}, {cursor, 5}), Malformed) << cursor;
  }
}

// Where every word is frequent the list is walked instead: the same answers.
TEST_P(ContactStore, FrequentWordsAreFoundToo) {
  database().write([&](db::Transaction& transaction) {
    for (int at = 0; at < 5200; ++at) {
      transaction.execute(
          "INSERT INTO contact (kind, name, sort_key, created_at, updated_at) "
          "VALUES ('person', 'Durand', :key, :now, :now)",
          {{"key", "durand " + std::to_string(10000 + at)}, {"now", now}});
    }
    transaction.execute(
        "INSERT INTO contact_word (word, contact_id, source, source_id) "
        "SELECT 'durand', id, 'contact', id FROM contact");
    transaction.execute(
        "INSERT INTO contact_word (word, contact_id, source, source_id) "
        "SELECT 'duplantier', id, 'contact', id FROM contact WHERE sort_key >= 'durand 12600'");
  });
  ContactFilter filter;
  filter.text = "durand";
  EXPECT_EQ(count_contacts(*database().reader(), hakim, filter), 1001);
  EXPECT_EQ(list_contacts(*database().reader(), hakim, filter, {}).items.size(), 50U);
  filter.text = "durand dup";  // 2600 of 5200
  EXPECT_EQ(count_contacts(*database().reader(), hakim, filter), 1001);
  filter.text = "dur duran";  // both frequent: walked
  const auto first = list_contacts(*database().reader(), hakim, filter, {"", 3});
  ASSERT_EQ(first.items.size(), 3U);
  const auto second = list_contacts(*database().reader(), hakim, filter, {*first.next, 3});
  EXPECT_LT(first.items.back().id, second.items.front().id);
  filter.text = "du rare";
  EXPECT_EQ(count_contacts(*database().reader(), hakim, filter), 0);
}

//
TEST_P(ContactStore, SimilarOnesAreTheViewersOwn) {
  add(cast.odile, person_draft("Roussel", "Camille").set("email", "Camille@exemple.example").set("postcode", "69003"));
  add(olga, person_draft("Roussel", "Camille").set("postcode", "69003"));
  const auto similar = [&](const accounts::Viewer& viewer, const Draft& draft) {
    const auto admitted = admit_contact(draft, adviser_choice(*database().reader(), viewer, today()));
    return list_similar(*database().reader(), viewer, *admitted).size();
  };
  EXPECT_EQ(similar(cast.odile, person_draft("Autre").set("email", "camille@EXEMPLE.example")), 1U);
  EXPECT_EQ(similar(cast.odile, person_draft("ROUSSEL", "camille").set("postcode", "69003")), 1U);
  EXPECT_EQ(similar(colette, person_draft("Roussel", "Camille").set("postcode", "69003")), 2U);
  EXPECT_EQ(similar(cast.odile, person_draft("Roussel", "Camille").set("postcode", "69004")), 0U);
  EXPECT_EQ(similar(cast.odile, person_draft("Roussel", "Camille")), 0U) << "no postcode says nothing";
  EXPECT_EQ(similar(cast.odile, person_draft("Autre")), 0U) << "no e-mail address is not the same e-mail address";
}

TEST_P(ContactStore, RecordsBelongToTheContactsAdviser) {
  const auto mine = add(cast.odile, person_draft("Roussel"));
  const auto contract =
      add_record(cast.odile, RecordKind::Contract, mine, Draft().set("number", "AV-1").set("start", "01/02/2024"));
  const auto loss = add_record(cast.odile, RecordKind::Loss, mine,
                               Draft().set("number", "S-1").set("contract_id", std::to_string(contract)));
  const auto project = add_record(cast.odile, RecordKind::Project, mine, Draft().set("title", "Maison"));
  const auto reader = database().reader();
  EXPECT_EQ(require_contract(*reader, hakim, ContractId{contract}).starts_on, Date::of(2024, 2, 1));
  EXPECT_EQ(require_loss(*reader, cast.odile, LossId{loss}).contract, ContractId{contract});
  EXPECT_EQ(require_project(*reader, augustin, ProjectId{project}).title, "Maison");
  EXPECT_THROW(require_contract(*reader, olga, ContractId{contract}), NotFound);
  EXPECT_THROW(require_loss(*reader, olga, LossId{loss}), NotFound);
  EXPECT_THROW(require_project(*reader, olga, ProjectId{project}), NotFound);
  EXPECT_EQ(count_records(*reader, RecordKind::Loss, mine), 1);
}

TEST_P(ContactStore, RecordsComePageByPage) {
  const auto contact = add(colette, person_draft("Roussel"));
  for (int at = 0; at < 5; ++at)
    add_record(colette, RecordKind::Project, contact, Draft().set("title", std::to_string(at)));
  const auto first = list_projects(*database().reader(), contact, {"", 3});
  ASSERT_EQ(first.items.size(), 3U);
  const auto second = list_projects(*database().reader(), contact, {*first.next, 3});
  ASSERT_EQ(second.items.size(), 2U);
  EXPECT_EQ(second.items.front().title, "3");
  EXPECT_FALSE(second.next);
  EXPECT_THROW(list_projects(*database().reader(), contact, {"x", 3}), Malformed);
}

TEST_P(ContactStore, AdvisersAreActiveAndOfTheDesk) {
  // Of those this test knows, in the order of the list.
  const auto listed = [&](Date day) {
    std::string all;
    for (const auto& adviser : list_advisers(*database().reader(), day)) {
      for (const auto* one : {&cast.odile, &olga, &hakim, &colette, &augustin, &cast.claire, &cast.admin}) {
        if (one->id == adviser.id) all += adviser.name + ", ";
      }
    }
    return all;
  };
  EXPECT_EQ(listed(today()), "Colette Brun, Hakim Vasseur, Odile Perrin, Olga Ferrand, ");
  database().write([&](db::Transaction& transaction) {
    transaction.execute("UPDATE app_user SET disabled_at = :now WHERE id = :id", {{"now", now}, {"id", hakim.id}});
    transaction.execute("UPDATE app_user SET valid_until = :last WHERE id = :id", {{"last", today()}, {"id", olga.id}});
  });
  EXPECT_EQ(listed(today()), "Colette Brun, Odile Perrin, Olga Ferrand, ") << "the last day counts";
  EXPECT_EQ(listed(today().plus_days(1)), "Colette Brun, Odile Perrin, ");
}

RECOURS_ON_BOTH_ENGINES(ContactStore);

}  // namespace
}  // namespace recours::contacts
