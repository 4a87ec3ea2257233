// The verbs on contacts: who may, what the journal keeps, versions, references, the same key twice.
#include "contacts/contact_actions.h"

#include <boost/json.hpp>

#include "contact_world.h"
#include "contacts/record_store.h"

namespace recours::contacts {
namespace {

using testing_support::company_draft;
using testing_support::person_draft;

class ContactActions : public testing_support::ContactWorld {
 protected:
  Contact stored(ContactId id) { return require_contact(*database().reader(), colette, id); }
  // "action content" of the journal entries of a subject, oldest first.
  std::vector<std::string> journal_of(const std::string& type, std::int64_t id) {
    return database().reader()->list(
        "SELECT e.action, c.content FROM journal_entry e JOIN journal_content c ON c.entry_id = e.id "
        "WHERE e.subject_type = :type AND e.subject_id = :id ORDER BY e.id",
        {{"type", type}, {"id", std::to_string(id)}},
        [](const db::Row& row) { return row.get<std::string>("action") + " " + row.get<std::string>("content"); });
  }
};

TEST_P(ContactActions, AnAdvisersContactIsTheAdvisers) {
  const auto id = add(cast.odile, person_draft("Roussel", "Camille"));
  EXPECT_EQ(stored(id).adviser, cast.odile.id);
  EXPECT_EQ(stored(id).version, 1);
  EXPECT_EQ(stored(id).created_at, now);
  const auto refused = create_contact(database(), cast.odile,
                                      person_draft("Roussel").set("adviser", std::to_string(olga.id.value)), now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).code, "not_yours");
  const auto given_away = change_contact(database(), cast.odile, id,
                                         draft_of(stored(id)).set("adviser", std::to_string(olga.id.value)), 1, now);
  ASSERT_TRUE(given_away);
  EXPECT_EQ(given_away->fields.at(0).code, "not_yours");
  EXPECT_EQ(stored(id).adviser, cast.odile.id);
  EXPECT_FALSE(change_contact(database(), hakim, id, draft_of(stored(id)).set("adviser", std::to_string(olga.id.value)),
                              1, now));
  EXPECT_THROW(change_contact(database(), cast.odile, id, draft_of(stored(id)), 2, now), NotFound)
      << "no longer the own client";
}

TEST_P(ContactActions, ReadersAndStrangersChangeNothing) {
  const auto id = add(cast.odile, person_draft("Roussel"));
  auto reading_token = colette;
  reading_token.read_only = true;
  for (const auto& viewer : {augustin, cast.claire, cast.admin, reading_token}) {
    EXPECT_THROW((void)create_contact(database(), viewer, person_draft("X"), now), Forbidden) << viewer.name;
    EXPECT_THROW(change_contact(database(), viewer, id, person_draft("X"), 1, now), Forbidden) << viewer.name;
    EXPECT_THROW((void)create_record(database(), viewer, RecordKind::Project, id, Draft().set("title", "X"), now),
                 Forbidden);
    EXPECT_THROW(change_record(database(), viewer, RecordKind::Project, 1, Draft().set("title", "X"), 1, now),
                 Forbidden);
  }
  EXPECT_THROW(change_contact(database(), olga, id, person_draft("X"), 1, now), NotFound);
  EXPECT_THROW((void)create_record(database(), olga, RecordKind::Contract, id, Draft().set("number", "X"), now),
               NotFound);
  EXPECT_EQ(count("contact"), 1);
  EXPECT_EQ(stored(id).name, "Roussel");
}

// R-457
TEST_P(ContactActions, TheJournalKeepsOldAndNewInItsErasableContent) {
  const auto id = add(colette, person_draft("Roussel").set("email", "avant@exemple.example"));
  EXPECT_FALSE(
      change_contact(database(), colette, id, person_draft("Roussel").set("email", "apres@exemple.example"), 1, now));
  const auto entries = journal_of("contact", id.value);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_TRUE(entries[0].starts_with("contact.created ")) << entries[0];
  EXPECT_NE(entries[0].find(R"("name":{"from":"","to":"Roussel"})"), std::string::npos) << entries[0];
  EXPECT_EQ(
      entries[1],
      R"(contact.changed {"actor_name":"Colette Brun","changes":{"email":{"from":"avant@exemple.example","to":"apres@exemple.example"}}})");
  EXPECT_EQ(
      count("journal_entry WHERE action LIKE '%Roussel%' OR subject_id LIKE '%Roussel%' OR source LIKE '%Roussel%'"), 0)
      << "what cannot be erased names nobody";
}

TEST_P(ContactActions, ARefusalLeavesNoTrace) {
  const auto before = count("journal_entry");
  EXPECT_FALSE(create_contact(database(), colette, Draft().set("kind", "person"), now));
  const auto id = add(colette, person_draft("Roussel"));
  EXPECT_TRUE(change_contact(database(), colette, id, person_draft(""), 1, now));
  EXPECT_FALSE(create_record(database(), colette, RecordKind::Loss, id, Draft(), now));
  EXPECT_EQ(count("journal_entry"), before + 1);
  EXPECT_EQ(stored(id).version, 1);
}

TEST_P(ContactActions, SavingWithoutAChangeIsNone) {
  const auto id = add(colette, person_draft("Roussel"));
  const auto before = count("journal_entry");
  EXPECT_FALSE(change_contact(database(), colette, id, draft_of(stored(id)), 1, now));
  EXPECT_EQ(stored(id).version, 1);
  EXPECT_EQ(count("journal_entry"), before);
}

// R-458
TEST_P(ContactActions, AnOlderVersionIsRefused) {
  const auto id = add(colette, person_draft("Roussel"));
  EXPECT_FALSE(change_contact(database(), colette, id, person_draft("Marchand"), 1, now));
  const auto refusal = change_contact(database(), hakim, id, person_draft("Lenoir"), 1, now);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->code, "stale_version");
  EXPECT_EQ(refusal->kind, Refusal::Kind::Conflict);
  EXPECT_EQ(stored(id).name, "Marchand");
  for (const auto kind : kRecordKinds) {
    const Draft draft = Draft().set("title", "A").set("number", "A");
    const auto record = add_record(colette, kind, id, draft);
    EXPECT_FALSE(
        change_record(database(), colette, kind, record, Draft(draft).set("title", "B").set("number", "B"), 1, now));
    const auto stale =
        change_record(database(), colette, kind, record, Draft(draft).set("title", "C").set("number", "C"), 1, now);
    ASSERT_TRUE(stale) << name_of(kind);
    EXPECT_EQ(stale->code, "stale_version");
    EXPECT_EQ(require_record(*database().reader(), colette, kind, record).version, 2);
    EXPECT_EQ(require_record(*database().reader(), colette, kind, record).title, "B");
  }
}

TEST_P(ContactActions, AReferenceIsUnique) {
  const auto id = add(colette, person_draft("Roussel").set("ref", "C-1"));
  add(colette, person_draft("Sans référence"));
  add(colette, person_draft("Sans référence non plus"));
  const auto taken = create_contact(database(), colette, person_draft("Marchand").set("ref", "C-1"), now);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "ref_taken");
  EXPECT_EQ(taken.error().fields.at(0).field, "ref");
  const auto other = add(colette, company_draft("Talvas").set("ref", "C-2"));
  EXPECT_EQ(change_contact(database(), colette, other, company_draft("Talvas").set("ref", "C-1"), 1, now)->code,
            "ref_taken");
  for (const auto kind : kRecordKinds) {
    const Draft draft = Draft().set("title", "A").set("number", "A").set("ref", "R-1");
    add_record(colette, kind, id, draft);
    const auto again = create_record(database(), colette, kind, other, draft, now);
    ASSERT_FALSE(again) << name_of(kind);
    EXPECT_EQ(again.error().code, "ref_taken");
  }
}

TEST_P(ContactActions, TheSameKeyTwiceMakesOne) {
  const accounts::IdempotencyKey key{colette.id, "contacts", "k1", "hash"};
  const auto first = create_contact(database(), colette, person_draft("Roussel"), now, key);
  const auto second = create_contact(database(), colette, person_draft("Roussel"), now, key);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->id, second->id);
  EXPECT_EQ(first->body, second->body);
  EXPECT_EQ(count("contact"), 1);
  const auto other = create_contact(database(), colette, person_draft("Autre"), now,
                                    accounts::IdempotencyKey{colette.id, "contacts", "k1", "other"});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "idempotency_key_reused");
}

// R-455
TEST_P(ContactActions, ALossBelongsToAContractOfTheSameContact) {
  const auto one = add(colette, person_draft("Roussel"));
  const auto other = add(colette, person_draft("Marchand"));
  const auto contract = add_record(colette, RecordKind::Contract, one, Draft().set("number", "AV-1"));
  const Draft loss = Draft().set("number", "S-1").set("contract_id", std::to_string(contract));
  EXPECT_TRUE(create_record(database(), colette, RecordKind::Loss, one, loss, now));
  const auto refused = create_record(database(), colette, RecordKind::Loss, other, loss, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "contract_id");
}

RECOURS_ON_BOTH_ENGINES(ContactActions);

}  // namespace
}  // namespace recours::contacts
