// R-640 R-641 R-642 R-645 Keeping the data of claims, on both engines: what is written, what is refused and leaves no
// trace, who was slower, and that the rules follow.
#include "claims/claim_data_actions.h"

#include <map>

#include <gmock/gmock.h>

#include "claim_world.h"

namespace recours::claims {
namespace {

using testing_support::ClaimWorld;

class ClaimDataActions : public ClaimWorld {
 protected:
  DataAct act(DataKind kind, std::optional<std::int64_t> version = 0) {
    return {database(), cast.admin, now, kind, version};
  }
  DataSubject subject(DataKind kind, const char* key) { return load_subject(*database().reader(), kind, key); }
  Policies policies() { return load_policies(*database().reader()); }
  Draft fee(const char* percent, Date from) {
    return Draft().set("type", "CS-25").set("percent", percent).set("valid_from", from.iso());
  }
  // The refusal's code, or its first field's.
  std::string refused(const Result<DataSubject, Refusal>& done) {
    if (done) return "";
    return done.error().fields.empty() ? done.error().code : done.error().fields.front().code;
  }
  std::int64_t noted(const std::string& action) {
    return count("journal_entry WHERE action = 'claim_data." + action + "'");
  }
};
RECOURS_ON_BOTH_ENGINES(ClaimDataActions);

TEST_P(ClaimDataActions, AVersionEndsTheOneBefore) {
  const Date from = today().plus_days(10);
  const auto saved = save_claim_data(act(DataKind::Fees), fee("7.5", from));
  ASSERT_TRUE(saved.ok()) << refused(saved);
  EXPECT_EQ(saved->version, 1);
  ASSERT_EQ(saved->versions.size(), 2U);
  EXPECT_EQ(saved->versions[0].validity.to, from.plus_days(-1));
  const Policies kept = policies();
  const ClaimType& type = *kept.type_on("CS", "25", today());
  EXPECT_EQ(kept.fee_percent_on(type, from.plus_days(-1)), Decimal::of(5));
  EXPECT_EQ(kept.fee_percent_on(type, from).text(), "7.5");
  const auto changes = list_changes(*database().reader(), DataKind::Fees, "CS-25");
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].actor_name, cast.admin.name);
  EXPECT_THAT(changes[0].changes, ::testing::Contains(std::array<std::string, 3>{"percent", "5", "7.5"}));
}

TEST_P(ClaimDataActions, WhatIsRefusedLeavesNoTrace) {
  const auto before = count("claim_fee") + count("journal_entry");
  EXPECT_EQ(refused(save_claim_data(act(DataKind::Fees), fee("5", today().plus_days(-1)))), "in_the_past");
  EXPECT_EQ(refused(save_claim_data(act(DataKind::Fees), fee("500", today()))), "out_of_range");
  EXPECT_EQ(refused(save_claim_data(act(DataKind::Fees, std::nullopt), fee("5", today()))), "exists");
  EXPECT_EQ(count("claim_fee") + count("journal_entry"), before);
  EXPECT_EQ(subject(DataKind::Fees, "CS-25").version, 0);
}

TEST_P(ClaimDataActions, WhoIsSlowerOverwritesNothing) {
  ASSERT_TRUE(save_claim_data(act(DataKind::Fees), fee("6", today().plus_days(1))).ok());
  const auto late = save_claim_data(act(DataKind::Fees), fee("9", today().plus_days(2)));
  EXPECT_EQ(refused(late), "stale_version");
  EXPECT_EQ(late.error().kind, Refusal::Kind::Conflict);
  EXPECT_EQ(subject(DataKind::Fees, "CS-25").versions.size(), 2U);
  EXPECT_TRUE(save_claim_data(act(DataKind::Fees, 1), fee("9", today().plus_days(2))).ok());
}

TEST_P(ClaimDataActions, AFormSentTwiceIsCarriedOutOnce) {
  auto twice = act(DataKind::Fees);
  twice.key = accounts::IdempotencyKey{cast.admin.id, "fees", "once", "hash"};
  ASSERT_TRUE(save_claim_data(twice, fee("6", today().plus_days(1))).ok());
  const auto again = save_claim_data(twice, fee("6", today().plus_days(1)));
  ASSERT_TRUE(again.ok()) << refused(again);
  EXPECT_EQ(again->versions.size(), 2U);
  EXPECT_EQ(noted("version_added"), 1);
}

TEST_P(ClaimDataActions, APlannedVersionIsWithdrawn) {
  const auto saved = save_claim_data(act(DataKind::Fees), fee("6", today().plus_days(1)));
  const auto planned = saved->versions.back().id;
  EXPECT_EQ(refused(withdraw_version(act(DataKind::Fees, 1), "CS-25", saved->versions.front().id)), "has_begun");
  EXPECT_EQ(refused(withdraw_version(act(DataKind::Fees, 0), "CS-25", planned)), "stale_version");
  const auto gone = withdraw_version(act(DataKind::Fees, 1), "CS-25", planned);
  ASSERT_TRUE(gone.ok()) << refused(gone);
  ASSERT_EQ(gone->versions.size(), 1U);
  EXPECT_FALSE(gone->versions.front().validity.to);
  EXPECT_EQ(noted("version_withdrawn"), 1);
  EXPECT_THROW((void)withdraw_version(act(DataKind::Fees, 2), "CS-25", planned), NotFound);
}

TEST_P(ClaimDataActions, AVersionThatBeganTodayStays) {
  const auto saved = save_claim_data(act(DataKind::Fees), fee("6", today()));
  ASSERT_TRUE(saved.ok());
  EXPECT_EQ(refused(withdraw_version(act(DataKind::Fees, 1), "CS-25", saved->versions.back().id)), "has_begun");
  EXPECT_EQ(refused(save_claim_data(act(DataKind::Fees, 1), fee("7", today()))), "day_taken");
}

TEST_P(ClaimDataActions, EndsAPolicy) {
  const auto id = subject(DataKind::Fees, "CS-25").versions.front().id;
  const auto last = [&](Date day) { return Draft().set("valid_to", day.iso()); };
  EXPECT_EQ(refused(end_version(act(DataKind::Fees), "CS-25", id, last(today().plus_days(-1)))), "in_the_past");
  EXPECT_EQ(refused(end_version(act(DataKind::Fees), "CS-25", id, Draft())), "not_a_date");
  ASSERT_TRUE(end_version(act(DataKind::Fees), "CS-25", id, last(today())).ok());
  const Policies kept = policies();
  const ClaimType& type = *kept.type_on("CS", "25", today());
  EXPECT_EQ(kept.fee_percent_on(type, today()), Decimal::of(5));
  EXPECT_EQ(kept.fee_percent_on(type, today().plus_days(1)), Decimal());
}

TEST_P(ClaimDataActions, ATypeKeepsVariantsAndShots) {
  Draft draft = draft_of(*policies().type_on("CS", "03", today()));
  draft.set("variants", "wet | Carton mouillé | Wet box").set("shots", "damage").set("limit_days", "3");
  const auto saved = save_claim_data(act(DataKind::Types), draft.set("valid_from", today().iso()));
  ASSERT_TRUE(saved.ok()) << refused(saved);
  const Policies kept = policies();
  const ClaimType& now_in_force = *kept.type_on("CS", "03", today());
  ASSERT_EQ(now_in_force.variants.size(), 1U);
  EXPECT_EQ(now_in_force.variants[0].label.en, "Wet box");
  EXPECT_EQ(now_in_force.shots, std::vector<std::string>{"damage"});
  EXPECT_EQ(now_in_force.limit_days, 3);
  EXPECT_EQ(kept.type_on("CS", "03", today().plus_days(-1))->variants.size(), 2U);
}

// The invoice date says which version holds: what is declared on it keeps the limit it had.
TEST_P(ClaimDataActions, AnOldInvoiceKeepsItsLimit) {
  Draft draft = draft_of(*policies().type_on("CS", "22", today()));
  ASSERT_TRUE(
      save_claim_data(act(DataKind::Types), draft.set("limit_days", "1").set("valid_from", today().iso())).ok());
  EXPECT_NO_THROW(confirmed(sealed_return())) << "of five days ago";
}

TEST_P(ClaimDataActions, AVersionClaimsRestOnStays) {
  const Date tomorrow = today().plus_days(1);
  Draft draft = draft_of(*policies().type_on("CS", "22", today()));
  const auto saved = save_claim_data(act(DataKind::Types), draft.set("valid_from", tomorrow.iso()));
  ASSERT_TRUE(saved.ok());
  invoice =
      testing_support::make_invoice(database(), cast.alice_account, testing_support::InvoiceSpec().issued(tomorrow));
  line = testing_support::line_ids(database(), invoice).front();
  confirmed(sealed_return());  // an invoice dated ahead
  EXPECT_EQ(refused(withdraw_version(act(DataKind::Types, 1), "CS-22", saved->versions.back().id)), "in_use");
  EXPECT_EQ(subject(DataKind::Types, "CS-22").versions.size(), 2U);
}

TEST_P(ClaimDataActions, DoaPoliciesOfAManufacturerAndOfAGroup) {
  line = testing_support::line_ids(
             database(), testing_support::make_invoice(
                             database(), cast.alice_account,
                             testing_support::InvoiceSpec().with({testing_support::goods_line().by("Nordwind")})))
             .front();
  const Draft general = Draft()
                            .set("manufacturer", "nordwind")
                            .set("days", "10")
                            .set("clock_start", "delivery")
                            .set("valid_from", today().iso());
  ASSERT_TRUE(save_claim_data(act(DataKind::DoaPolicies, std::nullopt), general).ok());
  const auto of_group =
      save_claim_data(act(DataKind::DoaPolicies, std::nullopt), Draft(general).set("product_group", "Écrans"));
  ASSERT_TRUE(of_group.ok()) << refused(of_group);
  EXPECT_EQ(of_group->key, "nordwind~ecrans");
  EXPECT_EQ(list_subjects(*database().reader(), DataKind::DoaPolicies).size(), 2U);
}

//
TEST_P(ClaimDataActions, ReasonsOfRefusalsAreAList) {
  const Draft cracked = Draft().set("label_fr", "Écran fêlé").set("position", "15").set("active", "yes");
  ASSERT_TRUE(save_claim_data(act(DataKind::RefusalReasons, std::nullopt), cracked).ok());
  EXPECT_EQ(refused(save_claim_data(act(DataKind::RefusalReasons, std::nullopt), cracked)), "exists");
  const auto claim = confirmed(not_conform());
  const auto refusing = [&](const char* reason) {
    return give(database(), cast.claire, claim.number, Command::Refuse, {{}, reason, ""}, now);
  };
  EXPECT_EQ(refusing("unheard_of").error().fields.front().code, "unknown_reason");
  const Draft off = Draft(cracked).set("code", "ecran_fele").set("active", "no");
  ASSERT_TRUE(save_claim_data(act(DataKind::RefusalReasons, 1), off).ok());
  EXPECT_EQ(refusing("ecran_fele").error().fields.front().code, "unknown_reason") << "switched off";
  ASSERT_TRUE(save_claim_data(act(DataKind::RefusalReasons, 2), Draft(off).set("active", "yes")).ok());
  EXPECT_TRUE(refusing("ecran_fele").ok());
  EXPECT_EQ(policies().refusal("ecran_fele")->label.fr, "Écran fêlé");
}

TEST_P(ClaimDataActions, DepartmentsSettingsAndArticlesHoldAtOnce) {
  const Draft department =
      Draft().set("department", "CS").set("label_fr", "Le service").set("email", "cs@orvance.example");
  ASSERT_TRUE(save_claim_data(act(DataKind::Departments), department).ok());
  EXPECT_EQ(policies().department("CS")->email, "cs@orvance.example");
  EXPECT_EQ(refused(save_claim_data(act(DataKind::Departments), Draft(department).set("department", "XX"))),
            "unknown_choice");
  const Draft days = Draft().set("name", "rma_valid_days").set("value", "21");
  ASSERT_TRUE(save_claim_data(act(DataKind::Settings), days).ok());
  const auto approved = confirmed(sealed_return());
  EXPECT_EQ(lines_of(approved).front().expires_on, today().plus_days(21));
  const Draft article = Draft().set("article_no", "0001429251").set("non_returnable", "yes");
  ASSERT_TRUE(save_claim_data(act(DataKind::Articles, std::nullopt), article).ok());
  EXPECT_EQ(list_subjects(*database().reader(), DataKind::Articles, "142").size(), 1U);
  EXPECT_TRUE(list_subjects(*database().reader(), DataKind::Articles, "15").empty());
  EXPECT_EQ(noted("changed"), 3);
}

// What the actions fall back to is what the page shows.
TEST_P(ClaimDataActions, NumbersAreThoseTheActionsRead) {
  std::map<std::string, std::string> shown;
  for (const auto& one : list_subjects(*database().reader(), DataKind::Settings)) {
    shown[one.key] = one.versions.front().draft.text("value");
  }
  const std::map<std::string, std::string> read{{"rma_valid_days", std::to_string(kRmaValidDays)},
                                                {"rma_reminder_day", std::to_string(kReminderDay)},
                                                {"no_answer_days", std::to_string(kNoAnswerDays)},
                                                {"reopen_days", std::to_string(kReopenDays)},
                                                {"claim_archive_days", std::to_string(kArchiveAfterDays)},
                                                {"claim_max_lines", std::to_string(kClaimMaxLines)}};
  EXPECT_EQ(shown, read);
}

TEST_P(ClaimDataActions, OnlyWhoMayKeepsIt) {
  for (const auto& viewer : {cast.alice, cast.claire, cast.remi, cast.fabien, cast.solene}) {
    DataAct own{database(), viewer, now, DataKind::Fees, 0};
    EXPECT_THROW((void)save_claim_data(own, fee("6", today())), Forbidden) << viewer.name;
  }
  auto reading = cast.admin;
  reading.read_only = true;
  EXPECT_THROW((void)save_claim_data({database(), reading, now, DataKind::Fees, 0}, fee("6", today())), Forbidden);
  const Draft text =
      Draft().set("manufacturer", "general").set("text_fr", "## Bonjour").set("valid_from", today().iso());
  EXPECT_TRUE(save_claim_data({database(), cast.remi, now, DataKind::Procedures, 0}, text).ok()) << "the SAV writes it";
  EXPECT_THROW((void)save_claim_data({database(), cast.claire, now, DataKind::Procedures, 0}, text), Forbidden);
}

}  // namespace
}  // namespace recours::claims
