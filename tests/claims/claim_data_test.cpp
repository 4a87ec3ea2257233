// R-641 What may be typed of the data of claims, kind by kind; and that what is kept comes back as it was.
#include "claims/claim_data.h"

#include <gtest/gtest.h>

#include "seeded_policies.h"

namespace recours::claims {
namespace {

using testing_support::seeded_policies;
using testing_support::seeded_type;

const std::vector<sales::Manufacturer> kManufacturers{{sales::ManufacturerId{7}, "Nordwind", "nordwind"}};

Result<Draft, Refusal> admitted(DataKind kind, const Draft& typed) {
  return admit(kind, typed, {seeded_policies(), kManufacturers});
}

// "field code" of each refusal, in order.
std::string refusals(DataKind kind, const Draft& typed) {
  const auto draft = admitted(kind, typed);
  if (draft) return "";
  std::string told;
  for (const auto& field : draft.error().fields) told += (told.empty() ? "" : ", ") + field.field + " " + field.code;
  return told;
}

TEST(ClaimData, WhatCameWithTheProgramIsAdmittedAndComesBackTheSame) {
  for (const auto& type : seeded_policies().types) {
    const Draft draft = draft_of(type);
    const auto again = admitted(DataKind::Types, draft);
    ASSERT_TRUE(again.ok()) << type.code << refusals(DataKind::Types, draft);
    EXPECT_EQ(draft_of(type_of(*again)), draft) << type.code;
    EXPECT_EQ(subject_of(DataKind::Types, draft), type.department + "-" + type.code);
  }
  for (const auto& one : seeded_policies().auto_approvals) {
    EXPECT_EQ(draft_of(auto_approval_of(admitted(DataKind::AutoApprovals, draft_of(one)).value())), draft_of(one));
  }
  for (const auto& one : seeded_policies().fees) {
    EXPECT_EQ(draft_of(fee_of(admitted(DataKind::Fees, draft_of(one)).value())), draft_of(one));
  }
  for (const auto& one : seeded_policies().refusals) {
    EXPECT_EQ(refusals(DataKind::RefusalReasons, draft_of(one)), "") << one.code;
  }
  for (const auto& one : seeded_policies().departments) EXPECT_EQ(refusals(DataKind::Departments, draft_of(one)), "");
}

struct TypedCase {
  DataKind kind;
  Draft typed;
  const char* refused;
};

TEST(ClaimData, RefusesWhatCannotBe) {
  const Draft type = draft_of(seeded_type("CS", "22"));
  const auto with = [](Draft draft, const char* value, const char* text) { return draft.set(value, text); };
  const Draft approval = Draft().set("type", "CS-22").set("condition", "sealed").set("max_net", "500.00");
  const Draft fee = Draft().set("type", "CS-22").set("percent", "5");
  const Draft doa = Draft().set("manufacturer", "nordwind").set("days", "10").set("clock_start", "delivery");
  const TypedCase cases[] = {
      {DataKind::Types, type, ""},
      {DataKind::Types, with(type, "limit_days", ""), ""},
      {DataKind::Types, with(type, "limit_days", "0"), ""},
      {DataKind::Types, with(type, "limit_days", "3650"), ""},
      {DataKind::Types, with(type, "limit_days", "3651"), "limit_days out_of_range"},
      {DataKind::Types, with(type, "limit_days", "-1"), "limit_days out_of_range"},
      {DataKind::Types, with(type, "limit_days", "15,5"), "limit_days out_of_range"},
      {DataKind::Types, with(type, "label_fr", ""), "label_fr required"},
      {DataKind::Types, with(type, "code", "22-b"), "code not_a_code"},
      {DataKind::Types, with(type, "department", "XX"), "department unknown_choice"},
      {DataKind::Types, with(type, "asks", "condition,money"), "asks unknown_choice"},
      {DataKind::Types, with(type, "line_kinds", ""), "line_kinds required"},
      {DataKind::Types, with(type, "quantity_question", "none"), "uses_quantity no_question"},
      {DataKind::Types, with(with(type, "clock_source", "doa_policy"), "limit_days", ""), "limit_days required"},
      {DataKind::Types, with(type, "variants", "a | Emballage\nb | Produit | Product"), ""},
      {DataKind::Types, with(type, "variants", "a | Emballage\na | Produit"), "variants not_a_variant"},
      {DataKind::Types, with(type, "variants", "Emballage"), "variants not_a_variant"},
      {DataKind::Types, with(type, "label_fr", "Retour\u202e"), "label_fr unreadable_characters"},
      {DataKind::AutoApprovals, approval, ""},
      {DataKind::AutoApprovals, with(approval, "max_net", "0"), ""},
      {DataKind::AutoApprovals, with(approval, "max_net", "1 000"), "max_net not_an_amount"},
      {DataKind::AutoApprovals, with(approval, "max_net", "0.001"), "max_net not_an_amount"},
      {DataKind::AutoApprovals, with(approval, "max_net", "-1"), "max_net not_an_amount"},
      {DataKind::AutoApprovals, with(approval, "type", "CS-77"), "type unknown_choice"},
      {DataKind::Fees, with(fee, "percent", "100"), ""},
      {DataKind::Fees, with(fee, "percent", "100.1"), "percent out_of_range"},
      {DataKind::Fees, with(fee, "percent", "-0.1"), "percent out_of_range"},
      {DataKind::DoaPolicies, doa, ""},
      {DataKind::DoaPolicies, with(doa, "manufacturer", "unknown"), "manufacturer unknown_choice"},
      {DataKind::DoaPolicies, with(doa, "clock_start", ""), "clock_start required"},
      {DataKind::Departments, Draft().set("department", "CS").set("label_fr", "Service").set("email", "nobody"),
       "email not_an_email"},
      {DataKind::RefusalReasons, Draft().set("label_fr", "Écran fêlé").set("position", "15"), ""},
      {DataKind::RefusalReasons, Draft().set("label_fr", "Fêlé").set("position", "1").set("code", "Fêlé"),
       "code not_a_code"},
      {DataKind::Settings, Draft().set("name", "rma_valid_days").set("value", "365"), ""},
      {DataKind::Settings, Draft().set("name", "rma_valid_days").set("value", "366"), "value out_of_range"},
      {DataKind::Settings, Draft().set("name", "rma_valid_days").set("value", "0"), "value out_of_range"},
      {DataKind::Settings, Draft().set("name", "demo_password").set("value", "7"), "name unknown_choice"},
      {DataKind::Articles, Draft(), "article_no required"},
  };
  for (const auto& one : cases) EXPECT_EQ(refusals(one.kind, one.typed), one.refused) << name_of(one.kind);
}

TEST(ClaimData, IsKeptInOneForm) {
  const auto fee = admitted(DataKind::Fees, Draft().set("type", "CS-22").set("percent", "2,50"));
  EXPECT_EQ(fee->text("percent"), "2.5");
  const auto approval = admitted(DataKind::AutoApprovals,
                                 Draft().set("type", "CS-22").set("condition", "sealed").set("max_net", "1000,5"));
  EXPECT_EQ(approval->text("max_net"), "1000.50");
  EXPECT_EQ(approval->text("needs_known_serials"), "no") << "not ticked";
  const auto type = admitted(DataKind::Types, draft_of(seeded_type("CS", "22")).set("asks", "photo, condition"));
  EXPECT_EQ(type->text("asks"), "condition,photo") << "in the order of the choices";
  const auto reason = admitted(DataKind::RefusalReasons, Draft().set("label_fr", "Écran fêlé").set("position", "1"));
  EXPECT_EQ(reason->text("code"), "ecran_fele");
  EXPECT_EQ(reason->text("label_en"), "Écran fêlé") << "for want of an English one";
  const auto article = admitted(DataKind::Articles, Draft().set("article_no", "00000000001429251"));
  EXPECT_EQ(article->text("article_no"), "1429251");
  const Draft group = Draft().set("manufacturer", "nordwind").set("product_group", "Écrans & co");
  EXPECT_EQ(subject_of(DataKind::DoaPolicies, group), "nordwind~ecrans-co");
}

}  // namespace
}  // namespace recours::claims
