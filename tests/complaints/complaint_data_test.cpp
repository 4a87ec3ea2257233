// R-785 R-786 R-787 R-788 What may be typed of the compliance desk's data, as tables of cases.
#include "complaints/complaint_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recours::complaints {
namespace {

Date day(const char* iso) { return Date::parse_iso(iso).value(); }

template <class T>
std::string said(const Result<T, Refusal>& result) {
  if (result) return "done";
  std::string all;
  for (const auto& field : result.error().fields) all += (all.empty() ? "" : " ") + field.field + "/" + field.code;
  return all;
}

Draft mediator() {
  return Draft()
      .set("activity", "credit")
      .set("name", "Médiateur de l’Essai")
      .set("address", "1 rue du Test\n75000 Paris")
      .set("website", "www.essai.example")
      .set("valid_from", "2026-01-01");
}

TEST(ComplaintData, StandingIsOfDays) {
  const Validity validity{day("2026-01-10"), day("2026-01-20")};
  EXPECT_EQ(standing_on(validity, day("2026-01-09")), Standing::ToCome);
  EXPECT_EQ(standing_on(validity, day("2026-01-10")), Standing::InForce);
  EXPECT_EQ(standing_on(validity, day("2026-01-20")), Standing::InForce);
  EXPECT_EQ(standing_on(validity, day("2026-01-21")), Standing::Over);
  EXPECT_EQ(standing_on({day("2026-01-10"), {}}, day("2099-01-01")), Standing::InForce);
}

//
TEST(ComplaintData, AMediatorHasNameAddressAndWebsite) {
  EXPECT_EQ(said(admit_mediator(mediator())), "done");
  EXPECT_EQ(said(admit_mediator(Draft())),
            "activity/required name/required address/required website/required valid_from/required");
  EXPECT_EQ(said(admit_mediator(mediator().set("activity", "fishing"))), "activity/unknown_choice");
  EXPECT_EQ(said(admit_mediator(mediator().set("name", "a\nb"))), "name/unreadable");
  EXPECT_EQ(said(admit_mediator(mediator().set("name", std::string(201, 'x')))), "name/too_long");
  EXPECT_EQ(said(admit_mediator(mediator().set("valid_from", "30/02/2026"))), "valid_from/not_a_date");
  EXPECT_EQ(said(admit_mediator(mediator().set("valid_to", "2025-12-31"))), "valid_to/before_start");
  EXPECT_EQ(said(admit_mediator(mediator().set("valid_to", "2026-01-01"))), "done");
  const auto kept = draft_of(*admit_mediator(mediator()));
  EXPECT_EQ(kept, mediator().set("valid_to", ""));
}

//
TEST(ComplaintData, CodesAreMadeOfLabels) {
  const std::pair<const char*, const char*> cases[] = {{"Défaut d’information", "defaut_d_information"},
                                                       {"SCPI / OPC", "scpi_opc"},
                                                       {"  Œuvre !", "oeuvre"},
                                                       {"100 %", "100"},
                                                       {"!?", ""}};
  for (const auto& [label, code] : cases) EXPECT_EQ(code_made_of(label), code) << label;
  EXPECT_EQ(code_made_of(std::string(200, 'x')).size(), 60U);
}

TEST(ComplaintData, AnEntryOfAListHasACodeOfItsOwn) {
  const std::vector<ListItem> there{{"product", "auto", "", "Auto", "Motor", 3, day("2000-01-01"), {}, 1}};
  const auto typed = Draft().set("label_fr", "Vélo").set("valid_from", "2026-01-01");
  const auto item = admit_list_item("product", typed, there, {});
  ASSERT_TRUE(item.ok());
  EXPECT_EQ(item->code, "velo");
  EXPECT_EQ(item->label_en, "Vélo");
  EXPECT_EQ(item->position, 4);
  const std::pair<Draft, const char*> cases[] = {
      {Draft(typed).set("code", "cycle_2"), "done"},
      {Draft(typed).set("code", "Vélo"), "code/not_a_code"},
      {Draft(typed).set("label_fr", "AUTO"), "code/code_taken"},
      {Draft(typed).set("label_fr", "?!"), "code/not_a_code"},
      {Draft(typed).set("label_fr", ""), "label_fr/required"},
      {Draft(typed).set("valid_from", ""), "valid_from/required"},
  };
  for (const auto& [draft, expected] : cases) EXPECT_EQ(said(admit_list_item("product", draft, there, {})), expected);
  EXPECT_EQ(said(admit_list_item("sub_reason", typed, {}, there)), "parent/required");
  EXPECT_EQ(said(admit_list_item("sub_reason", Draft(typed).set("parent", "boat"), {}, there)),
            "parent/unknown_choice");
  EXPECT_EQ(said(admit_list_item("sub_reason", Draft(typed).set("parent", "auto"), {}, there)), "done");
  const auto changed = admit_change(there[0], Draft(typed).set("code", "other").set("parent", "other"));
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(changed->code, "auto") << "the code stays";
  EXPECT_EQ(changed->position, 3);
}

Draft rule() {
  return Draft()
      .set("code", "2030-R-01")
      .set("source", "Recommandation d’essai")
      .set("starts_from", "sent")
      .set("acknowledgement_days", "10")
      .set("acknowledgement_unit", "business")
      .set("answer_months", "2")
      .set("mediator_months", "12");
}

//
TEST(ComplaintData, ARuleSaysAllItsDelays) {
  EXPECT_EQ(said(admit_regime(rule())), "done");
  EXPECT_EQ(admit_regime(rule())->acknowledgement.unit, calendar::DayUnit::Business);
  EXPECT_EQ(
      said(admit_regime(Draft())),
      "code/required source/required acknowledgement_days/required answer_months/required mediator_months/required "
      "starts_from/required acknowledgement_unit/required");
  for (const char* number : {"0", "-1", "61", "ten", "1.5", "10x"}) {
    EXPECT_EQ(said(admit_regime(rule().set("acknowledgement_days", number))), "acknowledgement_days/out_of_range")
        << number;
  }
  EXPECT_EQ(said(admit_regime(rule().set("activities", "credit,fishing"))), "activities/unknown_choice");
  EXPECT_EQ(admit_regime(rule().set("activities", "credit,insurance"))->activities.size(), 2U);
  std::string all;
  for (const auto& activity : activities()) all += std::string(activity.code) + ",";
  EXPECT_TRUE(admit_regime(rule().set("activities", all))->activities.empty()) << "all of them: none is named";
}

TEST(ComplaintData, ARuleThatCountedKeepsWhatItSays) {
  DatedRegime stored{*admit_regime(rule()), 3, true};
  const auto kept = admit_regime(rule().set("acknowledgement_days", "20").set("valid_from", "2030-07-01"), &stored);
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(kept->acknowledgement.count, 10);
  EXPECT_EQ(kept->valid_from, day("2030-07-01"));
  stored.is_used = false;
  EXPECT_EQ(admit_regime(rule().set("acknowledgement_days", "20"), &stored)->acknowledgement.count, 20);
}

TEST(ComplaintData, ALaterRuleReplacesAnEarlierOne) {
  calendar::Regime earlier = *admit_regime(rule().set("valid_from", "2020-01-01"));
  calendar::Regime later = *admit_regime(rule().set("valid_from", "2030-01-01"));
  earlier.id = 1;
  later.id = 2;
  const std::vector all{earlier, later};
  EXPECT_TRUE(is_applied(earlier, all, day("2029-12-31")));
  EXPECT_FALSE(is_applied(earlier, all, day("2030-01-01")));
  EXPECT_TRUE(is_applied(later, all, day("2030-01-01")));
}

//
TEST(ComplaintData, ATemplateNamesWhatItMust) {
  const Date today = day("2026-11-12");
  const auto text = Draft()
                        .set("subject", "Votre réclamation {reference}")
                        .set("body", "{state}\n{handler}")
                        .set("valid_from", today.iso());
  EXPECT_EQ(said(admit_template("progress", text, today)), "done");
  EXPECT_EQ(said(admit_template("progress", Draft(text).set("body", "Bonjour"), today)), "body/missing_placeholder");
  EXPECT_EQ(said(admit_template("progress", Draft(text).set("body", "{state} {nonsense}"), today)),
            "body/unknown_placeholder");
  EXPECT_EQ(said(admit_template("progress", Draft(text).set("body", ""), today)), "body/required");
  EXPECT_EQ(said(admit_template("progress", Draft(text).set("subject", "{reference}\nBcc: x"), today)),
            "subject/unreadable");
  EXPECT_EQ(said(admit_template("progress", Draft(text).set("valid_from", "2026-11-11"), today)), "valid_from/in_past");
  EXPECT_EQ(said(admit_template("answer", text, today)), "body/missing_placeholder") << "the mediator and the answer";
}

}  // namespace
}  // namespace recours::complaints
