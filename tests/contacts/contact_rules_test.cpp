// Tables of the rules of contacts, projects, contracts and losses.
#include "contacts/contact_rules.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace recours::contacts {
namespace {

const AdviserChoice kAnybody{
    {{UserId{7}, "Odile Perrin", "odile@cabinet.example"}, {UserId{8}, "Hakim Vasseur", "hakim@cabinet.example"}},
    0,
    {}};

Draft person() { return Draft().set("kind", "person").set("name", "Roussel"); }

// "field:code field:code", or "" when it is admitted.
template <class Value>
std::string said(const Result<Value, Refusal>& result) {
  if (result) return "";
  std::vector<std::string> parts;
  for (const auto& field : result.error().fields) parts.push_back(field.field + ":" + field.code);
  return join(parts, " ");
}

struct FieldCase {
  const char* field;
  std::string text;
  const char* expected;
};

//
TEST(ContactRules, EachFieldOfAPerson) {
  const std::vector<FieldCase> cases{
      {"name", "", "name:required"},
      {"name", "   ", "name:required"},
      {"name", std::string(120, 'x'), ""},
      {"name", std::string(121, 'x'), "name:too_long"},
      {"name", "É" + std::string(118, 'x') + "é", ""},
      {"name", "Rous\x07sel", "name:unreadable"},
      {"name", "Rous\nsel", "name:unreadable"},
      {"kind", "", "kind:invalid"},
      {"kind", "robot", "kind:invalid"},
      {"email", "camille@exemple.example", ""},
      {"email", "camille", "email:invalid"},
      {"email", "camille@exemple", "email:invalid"},
      {"email", "camille@@exemple.example", "email:invalid"},
      {"phone", "01 99 00 12 34", ""},
      {"phone", "+33 (0)1.99.00.12.34", ""},
      {"phone", "(02) 555-12/34", ""},
      {"phone", "112", "phone:invalid"},
      {"phone", "appelez-moi", "phone:invalid"},
      {"phone", "01 99 00 12 34 poste 7", "phone:invalid"},
      {"phone", std::string(21, '1'), "phone:invalid"},
      {"phone", "+", "phone:invalid"},
      {"postcode", "69003", ""},
      {"postcode", "EC1A 1BB", ""},
      {"postcode", "69003!", "postcode:invalid"},
      {"country", "be", ""},
      {"country", "XX", "country:invalid"},
      {"country", "Belgique", "country:invalid"},
      {"adviser", "", ""},
      {"adviser", "7", ""},
      {"adviser", "Hakim@Cabinet.example", ""},
      {"adviser", "9", "adviser:unknown"},
      {"adviser", "7x", "adviser:unknown"},
      {"notes", "Deux\r\nlignes\tet une tabulation", ""},
      {"notes", std::string(4000, 'n'), ""},
      {"notes", std::string(4001, 'n'), "notes:too_long"},
      {"notes", std::string("un\0deux", 7), "notes:unreadable"},
      {"ref", std::string(61, '1'), "ref:too_long"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(said(admit_contact(person().set(one.field, one.text), kAnybody)), one.expected)
        << one.field << " = " << one.text;
  }
}

TEST(ContactRules, AFrenchPostcodeHasFiveDigitsWhereTheCountryIsSaid) {
  const auto with = [](const char* country, const char* postcode) {
    return said(admit_contact(person().set("country", country).set("postcode", postcode), kAnybody));
  };
  EXPECT_EQ(with("FR", "69003"), "");
  EXPECT_EQ(with("FR", "69 003"), "");
  EXPECT_EQ(with("FR", "6900"), "postcode:invalid");
  EXPECT_EQ(with("FR", "690033"), "postcode:invalid");
  EXPECT_EQ(with("FR", "2A004"), "postcode:invalid");
  EXPECT_EQ(with("CH", "1204"), "");
  EXPECT_EQ(with("", "1204"), "") << "imports name no country";
}

TEST(ContactRules, ACompanyNeedsItsNameAndNoPerson) {
  EXPECT_EQ(said(admit_contact(Draft().set("kind", "company").set("company", "Menuiserie Talvas"), kAnybody)), "");
  EXPECT_EQ(said(admit_contact(Draft().set("kind", "company").set("name", "Talvas"), kAnybody)), "company:required");
}

TEST(ContactRules, EverythingWrongIsSaidAtOnce) {
  const Draft draft =
      Draft().set("kind", "person").set("email", "x").set("phone", "y").set("postcode", "?").set("adviser", "99");
  EXPECT_EQ(said(admit_contact(draft, kAnybody)),
            "name:required email:invalid phone:invalid postcode:invalid adviser:unknown");
}

//
TEST(ContactRules, AnAdviserHasOwnClientsOnly) {
  AdviserChoice own = kAnybody;
  own.scope = 7;
  for (const auto* mine : {"", "7", "odile@cabinet.example"}) {
    const auto admitted = admit_contact(person().set("adviser", mine), own);
    ASSERT_TRUE(admitted) << mine;
    EXPECT_EQ(admitted->adviser, UserId{7});
  }
  for (const auto* other : {"8", "hakim@cabinet.example", "99", "nobody"}) {
    EXPECT_EQ(said(admit_contact(person().set("adviser", other), own)), "adviser:not_yours") << other;
  }
}

TEST(ContactRules, WhoLeftMayStayTheAdviser) {
  AdviserChoice choice = kAnybody;
  EXPECT_EQ(said(admit_contact(person().set("adviser", "12"), choice)), "adviser:unknown");
  choice.present = UserId{12};
  EXPECT_EQ(said(admit_contact(person().set("adviser", "12"), choice)), "");
}

TEST(ContactRules, ValuesAreTrimmedAndTidied) {
  const auto contact = admit_contact(
      Draft(person()).set("email", "  camille@exemple.example ").set("country", "be").set("notes", "a\r\nb"), kAnybody);
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->email, "camille@exemple.example");
  EXPECT_EQ(contact->country, "BE");
  EXPECT_EQ(contact->notes, "a\nb");
  EXPECT_EQ(admit_contact(person(), kAnybody)->country, "FR");
}

TEST(ContactRules, AProjectHasATitle) {
  EXPECT_EQ(said(admit_project(Draft().set("title", "Résidence principale"))), "");
  EXPECT_EQ(said(admit_project(Draft())), "title:required");
  EXPECT_EQ(said(admit_project(Draft().set("title", std::string(201, 't')))), "title:too_long");
}

//
TEST(ContactRules, DatesOfAContract) {
  const auto with = [](const char* start, const char* end) {
    return said(admit_contract(Draft().set("number", "AV-1").set("start", start).set("end", end)));
  };
  EXPECT_EQ(with("", ""), "");
  EXPECT_EQ(with("2024-01-01", "2024-01-01"), "") << "one day";
  EXPECT_EQ(with("01/01/2024", "31/12/2024"), "") << "as people write";
  EXPECT_EQ(with("2024-01-02", "2024-01-01"), "end:before_start");
  EXPECT_EQ(with("2024-02-30", ""), "start:invalid");
  EXPECT_EQ(with("", "demain"), "end:invalid");
  EXPECT_EQ(said(admit_contract(Draft().set("insurer", "Aurore Vie"))), "number:required");
}

//
TEST(ContactRules, DateAndContractOfALoss) {
  const Date today = Date::of(2026, 11, 12);
  const auto with = [&](const char* date, const char* contract) {
    return said(admit_loss(Draft().set("number", "S-1").set("date", date).set("contract_id", contract), {ContractId{3}},
                           today));
  };
  EXPECT_EQ(with("", ""), "");
  EXPECT_EQ(with("2026-11-12", "3"), "") << "today";
  EXPECT_EQ(with("2026-11-13", ""), "date:in_the_future");
  EXPECT_EQ(with("", "4"), "contract_id:unknown");
  EXPECT_EQ(with("", "3x"), "contract_id:unknown");
  EXPECT_EQ(said(admit_loss(Draft(), {}, today)), "number:required");
}

}  // namespace
}  // namespace recours::contacts
