// R-701 … R-705 What must be there before a complaint is registered; dates, codes and texts at their boundaries.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/registration.h"

namespace recours::complaints {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Date kToday = Date::of(2026, 11, 12);

RegistrationContext context() {
  RegistrationContext all;
  all.today = kToday;
  all.products = {"auto", "home"};
  all.reasons = {"sales", "pricing"};
  all.sub_reasons_of_reason = {"advertising", "canvassing"};  // of sales
  all.linkable = {{LinkKind::Contract, 7, ""}, {LinkKind::Loss, 8, ""}};
  return all;
}

Registration complete() {
  Registration registration;
  registration.contact = 12;
  registration.sent_on = Date::of(2026, 11, 9);
  registration.received_on = Date::of(2026, 11, 10);
  registration.proof_of_sending = "postmark";
  registration.complexity = "low";
  registration.channel = "letter";
  registration.subject = "contract";
  registration.title = "Frais non annoncés";
  registration.details = "Des frais figurent sur le relevé d’octobre.";
  registration.activity = "insurance";
  registration.reason = "sales";
  return registration;
}

// field=code of every objection.
std::vector<std::string> said(const std::vector<FieldRefusal>& objections) {
  std::vector<std::string> all;
  for (const auto& one : objections) all.push_back(one.field + "=" + one.code);
  return all;
}

std::vector<std::string> objections_after(const std::function<void(Registration&)>& change) {
  Registration registration = complete();
  change(registration);
  return said(objections_to(registration, context()));
}

TEST(Registration, ThatIsCompleteMeetsNoObjection) {
  EXPECT_THAT(objections_after([](Registration&) {}), IsEmpty());
  EXPECT_THAT(objections_after([](Registration& full) {
                full.product = "home";
                full.sub_reason = "canvassing";
                full.capacity = "insured";
                full.links = {{LinkKind::Contract, 7, ""}, {LinkKind::Loss, 8, ""}};
                full.grievances = {"Frais", "Accueil\net délai"};
                full.expected_outcome = "Remboursement";
              }),
              IsEmpty());
}

// R-703
TEST(Registration, NamesAllThatIsMissingAtOnce) {
  EXPECT_THAT(
      said(objections_to(Registration{}, context())),
      UnorderedElementsAre("complainant.name=required", "sent_on=required", "received_on=required",
                           "proof_of_sending=required", "complexity=required", "channel=required", "subject=required",
                           "activity=required", "reason=required", "title=required", "details=required"));
}

TEST(Registration, NamesEachThingAlone) {
  const std::vector<std::pair<std::string, std::function<void(Registration&)>>> cases{
      {"sent_on=required", [](auto& r) { r.sent_on.reset(); }},
      {"received_on=required", [](auto& r) { r.received_on.reset(); }},
      {"proof_of_sending=required", [](auto& r) { r.proof_of_sending.clear(); }},
      {"complexity=required", [](auto& r) { r.complexity.clear(); }},
      {"channel=required", [](auto& r) { r.channel.clear(); }},
      {"subject=required", [](auto& r) { r.subject.clear(); }},
      {"activity=required", [](auto& r) { r.activity.clear(); }},
      {"reason=required", [](auto& r) { r.reason.clear(); }},
      {"title=required", [](auto& r) { r.title = "   "; }},
      {"details=required", [](auto& r) { r.details = "\n"; }},
      {"complainant.name=required", [](auto& r) { r.contact.reset(); }},
      {"proof_of_sending=unknown_choice", [](auto& r) { r.proof_of_sending = "fax"; }},
      {"complexity=unknown_choice", [](auto& r) { r.complexity = "Faible"; }},
      {"channel=unknown_choice", [](auto& r) { r.channel = "post"; }},
      {"subject=unknown_choice", [](auto& r) { r.subject = "car"; }},
      {"activity=unknown_choice", [](auto& r) { r.activity = "pêche"; }},
      {"capacity=unknown_choice", [](auto& r) { r.capacity = "neighbour"; }},
      {"product=unknown_choice", [](auto& r) { r.product = "boat"; }},
      {"reason=unknown_choice", [](auto& r) { r.reason = "weather"; }},
  };
  for (const auto& [expected, change] : cases) EXPECT_THAT(objections_after(change), ElementsAre(expected));
}

TEST(Registration, WantsAKnownMedium) {
  EXPECT_THAT(objections_after([](auto& r) { r.medium = "smoke"; }), ElementsAre("medium=unknown_choice"));
  EXPECT_THAT(objections_after([](auto& r) { r.medium.clear(); }), ElementsAre("medium=required"));
}

// R-702
TEST(Dates, AreInOrderAndNotInTheFuture) {
  const Date before = kToday.plus_days(-1), after = kToday.plus_days(1);
  struct Case {
    Date sent_on, received_on;
    std::vector<std::string> expected;
  };
  const std::vector<Case> cases{
      {kToday, kToday, {}},
      {before, kToday, {}},
      {before, before, {}},
      {Date::of(1999, 12, 31), kToday, {}},
      {kToday, before, {"received_on=before_sent"}},
      {kToday, after, {"received_on=in_future"}},
      {after, after, {"sent_on=in_future", "received_on=in_future"}},
      {after, kToday, {"sent_on=in_future", "received_on=before_sent"}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(objections_after([&](auto& r) {
                r.sent_on = one.sent_on;
                r.received_on = one.received_on;
              }),
              one.expected)
        << one.sent_on.iso() << " " << one.received_on.iso();
  }
}

// R-701
TEST(OralComplaints, NeedNeitherDayOfSendingNorProof) {
  for (const std::string medium : {"oral", "messaging"}) {
    const auto spoken = [&](auto& r) {
      r.medium = medium;
      r.sent_on.reset();
      r.proof_of_sending.clear();
    };
    EXPECT_THAT(objections_after(spoken), IsEmpty()) << medium;
    EXPECT_THAT(objections_after([&](auto& r) {
                  spoken(r);
                  r.received_on.reset();
                }),
                ElementsAre("received_on=required"))
        << medium;
    EXPECT_THAT(objections_after([&](auto& r) {
                  spoken(r);
                  r.proof_of_sending = "rumour";
                }),
                ElementsAre("proof_of_sending=unknown_choice"));
    EXPECT_THAT(objections_after([&](auto& r) {
                  spoken(r);
                  r.sent_on = kToday;
                }),
                ElementsAre("received_on=before_sent"))
        << "what is said is checked all the same";
  }
}

TEST(OralComplaints, InviteToWriteBetweenReceptionAndToday) {
  const auto invited = [](Date on, std::string medium = "oral") {
    return objections_after([&](auto& r) {
      r.medium = medium;
      r.invited_to_write_on = on;
    });
  };
  EXPECT_THAT(invited(Date::of(2026, 11, 10)), IsEmpty()) << "while still on the telephone";
  EXPECT_THAT(invited(kToday), IsEmpty());
  EXPECT_THAT(invited(Date::of(2026, 11, 9)), ElementsAre("invited_to_write_on=before_received"));
  EXPECT_THAT(invited(kToday.plus_days(1)), ElementsAre("invited_to_write_on=in_future"));
  EXPECT_THAT(invited(kToday.plus_days(1), "durable"), IsEmpty()) << "not asked of a written one";
}

TEST(Complainants, AreAKnownClientOrNamed) {
  auto unknown = context();
  unknown.contact_known = false;
  EXPECT_THAT(said(objections_to(complete(), unknown)), ElementsAre("contact_id=unknown_contact"));
  const auto without_record = [](Complainant who) {
    return objections_after([&](auto& r) {
      r.contact.reset();
      r.complainant = std::move(who);
    });
  };
  Complainant person;
  person.name = "Durand";
  EXPECT_THAT(without_record(person), IsEmpty());
  person.email = "durand@";
  EXPECT_THAT(without_record(person), ElementsAre("complainant.email=bad_email"));
  person.email = "marie.durand@client.example";
  EXPECT_THAT(without_record(person), IsEmpty());
  person.kind = "company";
  EXPECT_THAT(without_record(person), ElementsAre("complainant.company=required"));
  person.company = "Atelier Durand";
  EXPECT_THAT(without_record(person), IsEmpty());
  person.kind = "dog";
  EXPECT_THAT(without_record(person), ElementsAre("complainant.kind=unknown_choice"));
}

TEST(Reasons, OfTheSecondLevelBelongToTheFirst) {
  EXPECT_THAT(objections_after([](auto& r) { r.sub_reason = "advertising"; }), IsEmpty());
  EXPECT_THAT(objections_after([](auto& r) { r.sub_reason = "increase"; }), ElementsAre("sub_reason=not_of_reason"));
  auto of_nothing = context();
  of_nothing.sub_reasons_of_reason.clear();
  auto registration = complete();
  registration.sub_reason = "advertising";
  EXPECT_THAT(said(objections_to(registration, of_nothing)), ElementsAre("sub_reason=not_of_reason"));
}

TEST(Links, LeadToWhatIsTheClients) {
  EXPECT_THAT(objections_after([](auto& r) {
                r.links = {{LinkKind::Contract, 7, "whatever it is called"}};
              }),
              IsEmpty());
  for (const Link& stranger : {Link{LinkKind::Contract, 8, ""}, Link{LinkKind::Loss, 7, ""},
                               Link{LinkKind::Project, 7, ""}, Link{LinkKind::Complaint, 7, ""}}) {
    EXPECT_THAT(objections_after([&](auto& r) {
                  r.links = {{LinkKind::Loss, 8, ""}, stranger};
                }),
                ElementsAre("linked=unknown_link"))
        << name_of(stranger.kind) << stranger.id;
  }
}

TEST(Texts, HaveTheirLengths) {
  const auto of = [](std::size_t count) { return std::string(count, 'a'); };
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "é";
  EXPECT_THAT(objections_after([&](auto& r) { r.title = of(200); }), IsEmpty());
  EXPECT_THAT(objections_after([&](auto& r) { r.title = accents; }), IsEmpty()) << "characters, not bytes";
  EXPECT_THAT(objections_after([&](auto& r) { r.title = of(201); }), ElementsAre("title=too_long"));
  EXPECT_THAT(objections_after([&](auto& r) { r.details = of(20'000); }), IsEmpty());
  EXPECT_THAT(objections_after([&](auto& r) { r.details = of(20'001); }), ElementsAre("details=too_long"));
  EXPECT_THAT(objections_after([&](auto& r) { r.persons = of(2'001); }), ElementsAre("persons=too_long"));
  EXPECT_THAT(objections_after([&](auto& r) { r.complainant.city = of(201); }),
              ElementsAre("complainant.city=too_long"));
  EXPECT_THAT(objections_after([&](auto& r) { r.grievances = {of(2'000)}; }), IsEmpty());
  EXPECT_THAT(objections_after([&](auto& r) {
                r.grievances = {of(2'001), of(2'001)};
              }),
              ElementsAre("grievances=too_long"))
      << "named once";
  EXPECT_THAT(objections_after([&](auto& r) { r.grievances.assign(50, "grief"); }), IsEmpty());
  EXPECT_THAT(objections_after([&](auto& r) { r.grievances.assign(51, "grief"); }), ElementsAre("grievances=too_many"));
}

TEST(Texts, CanBeRead) {
  const std::string override_of_direction = "\u202E", nothing(1, '\0');
  EXPECT_THAT(objections_after([](auto& r) { r.details = "deux\nlignes\tet demie\r\n"; }), IsEmpty());
  EXPECT_THAT(objections_after([](auto& r) { r.title = "deux\nlignes"; }), ElementsAre("title=unreadable"));
  EXPECT_THAT(objections_after([](auto& r) { r.details = "\x1b[2J"; }), ElementsAre("details=unreadable"));
  EXPECT_THAT(objections_after([](auto& r) { r.details = "\xff"; }), ElementsAre("details=unreadable"));
  EXPECT_THAT(objections_after([&](auto& r) { r.title = "a" + nothing; }), ElementsAre("title=unreadable"));
  EXPECT_THAT(objections_after([&](auto& r) { r.persons = override_of_direction; }), ElementsAre("persons=unreadable"));
}

// A draft may miss everything; it keeps nothing that cannot be kept.
TEST(Drafts, AreOnlyRefusedWhatCannotBeKept) {
  EXPECT_THAT(objections_to_keeping(Registration{}), IsEmpty());
  Registration draft;
  draft.sent_on = kToday.plus_days(9);
  draft.reason = "weather";
  EXPECT_THAT(objections_to_keeping(draft), IsEmpty());
  draft.title = std::string(201, 'a');
  draft.reason = std::string(201, 'a');
  draft.complainant.kind = "";
  EXPECT_THAT(said(objections_to_keeping(draft)),
              UnorderedElementsAre("title=too_long", "reason=too_long", "complainant.kind=unknown_choice"));
}

// R-704
TEST(LateRegistration, IsMoreThanTwoWorkableDaysAfterReception) {
  const calendar::Holidays mainland(calendar::Zone::Mainland), alsace(calendar::Zone::AlsaceMoselle);
  struct Case {
    Date received_on, registered_on;
    bool mainland, alsace;
  };
  const std::vector<Case> cases{
      {Date::of(2026, 11, 12), Date::of(2026, 11, 12), false, false},  // Thursday
      {Date::of(2026, 11, 12), Date::of(2026, 11, 14), false, false},  // Saturday counts: the second day
      {Date::of(2026, 11, 12), Date::of(2026, 11, 15), false, false},  // Sunday does not
      {Date::of(2026, 11, 12), Date::of(2026, 11, 16), true, true},
      {Date::of(2026, 11, 10), Date::of(2026, 11, 13), false, false},  // 11 November in between
      {Date::of(2026, 11, 10), Date::of(2026, 11, 14), true, true},
      {Date::of(2026, 4, 2), Date::of(2026, 4, 7), true, false},  // Good Friday is a holiday in Alsace-Moselle only
      {Date::of(2026, 4, 2), Date::of(2026, 4, 8), true, true},
      {Date::of(2026, 11, 12), Date::of(2026, 11, 11), false, false},  // absurd
  };
  for (const auto& one : cases) {
    EXPECT_EQ(is_late_registration(one.received_on, one.registered_on, mainland), one.mainland)
        << one.received_on.iso() << " " << one.registered_on.iso();
    EXPECT_EQ(is_late_registration(one.received_on, one.registered_on, alsace), one.alsace)
        << one.received_on.iso() << " " << one.registered_on.iso();
  }
}

// R-705
TEST(Mandates, AreMissedOfRepresentativesOnly) {
  const std::vector<std::string> none, others{"original", "envelope"}, mandate{"original", "mandate"};
  EXPECT_TRUE(lacks_mandate("representative", none));
  EXPECT_TRUE(lacks_mandate("representative", others));
  EXPECT_FALSE(lacks_mandate("representative", mandate));
  EXPECT_FALSE(lacks_mandate("client", none));
  EXPECT_FALSE(lacks_mandate("", none));
}

// R-708
TEST(ObjectionsToChange, WhatLeftStaysPossible) {
  const auto on = [](const char* iso) { return Date::parse_iso(iso); };
  Complaint before;
  before.clock = Clock{};
  Registration said;
  said.received_on = on("2026-11-20");
  EXPECT_TRUE(objections_to_change(before, said).empty()) << "nothing left yet";
  before.acknowledged_on = on("2026-11-13");
  before.answered_on = on("2026-11-12");
  struct Case {
    const char* received_on;
    const char* medium;
    std::vector<std::string> codes;
  };
  const Case cases[]{{"2026-11-12", "durable", {}},
                     {"2026-11-13", "durable", {"after_handling"}},
                     {"2026-11-12", "oral", {"already_handled"}},
                     {"2026-12-01", "messaging", {"already_handled", "after_handling"}}};
  for (const auto& one : cases) {
    said.received_on = on(one.received_on);
    said.medium = one.medium;
    std::vector<std::string> codes;
    for (const auto& refusal : objections_to_change(before, said)) codes.push_back(refusal.code);
    EXPECT_EQ(codes, one.codes) << one.received_on << one.medium;
  }
  before.answered_on.reset();
  said = {};
  said.received_on = on("2026-11-13");
  EXPECT_TRUE(objections_to_change(before, said).empty());
}

TEST(Registration, ATitleNobodyCanSeeIsNone) {
  Registration said;
  said.title = "\u200b\u00a0";
  const auto refusals = objections_to(said, {});
  EXPECT_TRUE(std::any_of(refusals.begin(), refusals.end(),
                          [](const auto& one) { return one.field == "title" && one.code == "required"; }));
}

}  // namespace
}  // namespace recours::complaints
