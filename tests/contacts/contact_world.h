// The people of the compliance desk for tests of contacts, and contacts of theirs. Names and numbers are invented.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "accounts/user_store.h"
#include "contacts/contact_actions.h"
#include "contacts/contact_store.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::testing_support {

inline accounts::Viewer make_person(db::Database& database, const std::string& name, const std::string& email,
                                    accounts::Role role, Instant now) {
  return database.write([&](db::Transaction& transaction) {
    const auto id =
        accounts::insert_user(transaction, {email, name, "", {role}, {}, ui::Language::French, {}}, {}, now);
    return accounts::viewer_of(*accounts::find_user(transaction, id), "web 192.0.2.1");
  });
}

inline contacts::Draft person_draft(std::string_view name, std::string_view first_name = "") {
  return contacts::Draft().set("kind", "person").set("name", name).set("first_name", first_name);
}
inline contacts::Draft company_draft(std::string_view company) {
  return contacts::Draft().set("kind", "company").set("company", company);
}

class ContactWorld : public OnBothEngines {
 protected:
  void SetUp() override {
    cast = make_cast(database(), now);
    using accounts::Role;
    olga = make_person(database(), "Olga Ferrand", "olga@cabinet.example", Role::Adviser, now);
    hakim = make_person(database(), "Hakim Vasseur", "hakim@cabinet.example", Role::Handler, now);
    colette = make_person(database(), "Colette Brun", "colette@cabinet.example", Role::Compliance, now);
    augustin = make_person(database(), "Augustin Leroy", "augustin@cabinet.example", Role::Auditor, now);
  }

  contacts::ContactId add(const accounts::Viewer& viewer, const contacts::Draft& draft) {
    const auto created = contacts::create_contact(database(), viewer, draft, now);
    EXPECT_TRUE(created) << (created ? ""
                                     : created.error().fields.at(0).field + ": " + created.error().fields.at(0).code);
    return contacts::ContactId{created ? created->id : 0};
  }
  std::int64_t add_record(const accounts::Viewer& viewer, contacts::RecordKind kind, contacts::ContactId contact,
                          const contacts::Draft& draft) {
    const auto created = contacts::create_record(database(), viewer, kind, contact, draft, now);
    EXPECT_TRUE(created) << (created ? ""
                                     : created.error().fields.at(0).field + ": " + created.error().fields.at(0).code);
    return created ? created->id : 0;
  }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }
  // "Name, Name": what a search shows this viewer.
  std::string found(const accounts::Viewer& viewer, const std::string& text) {
    contacts::ContactFilter filter;
    filter.text = text;
    std::string names;
    for (const auto& contact : contacts::list_contacts(*database().reader(), viewer, filter, {}).items) {
      names += (names.empty() ? "" : ", ") + contacts::display_name(contact);
    }
    return names;
  }
  Date today() const { return paris_day(now); }

  Instant now = test_now();
  Cast cast;                  // odile is an adviser
  accounts::Viewer olga;      // another adviser
  accounts::Viewer hakim;     // handler
  accounts::Viewer colette;   // compliance
  accounts::Viewer augustin;  // auditor: reads
};

}  // namespace recours::testing_support
