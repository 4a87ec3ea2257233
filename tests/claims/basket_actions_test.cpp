// R-510 The basket: put in, change, take out.
#include "claims/basket_actions.h"

#include <gtest/gtest.h>

#include "claim_world.h"

namespace recours::claims {
namespace {

class Basket : public testing_support::ClaimWorld {
 protected:
  std::vector<BasketGroup> basket() { return list_basket(*database().reader(), cast.alice); }
};

TEST_P(Basket, PutsInWithReservationNumberEventAndJournal) {
  const auto journal = count("journal_entry");
  auto declaration = sealed_return();
  declaration.serials = {"SN-1"};
  const auto added = add(declaration);
  EXPECT_EQ(added.reservation_number, "R000000001");
  const auto groups = basket();
  ASSERT_EQ(groups.size(), 1U);
  ASSERT_EQ(groups[0].lines.size(), 1U);
  EXPECT_EQ(groups[0].claim.number, "R000000001");
  EXPECT_EQ(groups[0].lines[0].state, LineState());
  EXPECT_EQ(groups[0].lines[0].quantity, Decimal::of(1));
  EXPECT_EQ(groups[0].lines[0].net_cents, 10000);
  EXPECT_EQ(groups[0].lines[0].serials, std::vector<std::string>{"SN-1"});
  const auto events = list_claim_events(*database().reader(), groups[0].claim.id);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].to_state, "in_basket");
  EXPECT_EQ(count("journal_entry"), journal + 1);
  EXPECT_EQ(count("outbox_message"), 0);
  EXPECT_EQ(free(), Decimal::of(3)) << "the basket reserves nothing";
  EXPECT_EQ(count_basket_lines(*database().reader(), cast.alice), 1);
}

TEST_P(Basket, GroupsByReasonAndInvoiceUpToTheLimit) {
  database().write(
      [](db::Transaction& t) { t.execute("INSERT INTO setting (name, value) VALUES ('claim_max_lines', '2')"); });
  add(sealed_return());
  add(not_conform());
  add(sealed_return());
  add(sealed_return());
  const auto groups = basket();
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].lines.size(), 2U);
  EXPECT_EQ(groups[1].claim.code, "11");
  EXPECT_EQ(groups[2].claim.code, "22");
  EXPECT_EQ(groups[2].lines.size(), 1U);
}

TEST_P(Basket, HoldsThirtyLinesPerClaimUnlessSaidOtherwise) {
  for (int i = 0; i < 31; ++i) add(sealed_return());
  const auto groups = basket();
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].lines.size(), 30U);
  EXPECT_EQ(groups[1].lines.size(), 1U);
}

TEST_P(Basket, RefusalNamesEveryCauseAndLeavesNoTrace) {
  const auto journal = count("journal_entry");
  now = now.plus(std::chrono::days(60));
  const auto refused = add_item(database(), cast.alice, sealed_return(), now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "not_eligible");
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].field, "code");
  EXPECT_EQ(refused.error().fields[0].code, "period_over");
  EXPECT_EQ(count("claim"), 0);
  EXPECT_EQ(count("journal_entry"), journal);
  auto other = sealed_return();
  other.code = "98";
  other.comment = "Autre";
  EXPECT_EQ(add(other).reservation_number, "R000000001") << "no number was drawn by the refusal";
}

TEST_P(Basket, HiddenAndUnknownTypesDoNotExistForResellers) {
  auto hidden = sealed_return();
  hidden.department = "RMA";
  hidden.code = "11";
  auto refused = add_item(database(), cast.alice, hidden, now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "unknown_type");
  EXPECT_TRUE(add_item(database(), cast.remi, hidden, now).ok());
  hidden.code = "77";
  EXPECT_FALSE(add_item(database(), cast.remi, hidden, now).ok());
}

TEST_P(Basket, IsForOwnLinesAndTheRightRoles) {
  EXPECT_THROW((void)add_item(database(), cast.bob, sealed_return(), now), NotFound);
  EXPECT_THROW((void)add_item(database(), cast.wanda, sealed_return(), now), Forbidden);
  EXPECT_THROW((void)add_item(database(), cast.odile, sealed_return(), now), Forbidden);
  const auto item = add(sealed_return());
  EXPECT_THROW(require_basket_item(*database().reader(), cast.alban, item.id), NotFound) << "one basket per person";
}

TEST_P(Basket, StaffActForAReseller) {
  add(cast.claire, sealed_return());
  const auto groups = list_basket(*database().reader(), cast.claire);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].claim.account, cast.alice_account);
  EXPECT_EQ(groups[0].claim.author, cast.claire.id);
}

TEST_P(Basket, ChangesWhatWasDeclaredOfTheVersionThatWasRead) {
  const auto item = add(sealed_return());
  auto declaration = sealed_return(2);
  declaration.comment = "Deux pièces";
  declaration.serials = {"A", "B"};
  ASSERT_TRUE(change_item(database(), cast.alice, item.id, declaration, 1, now).ok());
  const auto changed = require_basket_item(*database().reader(), cast.alice, item.id).line;
  EXPECT_EQ(changed.quantity, Decimal::of(2));
  EXPECT_EQ(changed.net_cents, 20000);
  EXPECT_EQ(changed.serials.size(), 2U);
  EXPECT_EQ(changed.version, 2);
  EXPECT_THROW((void)change_item(database(), cast.alice, item.id, declaration, 1, now), Conflict);
  const auto too_many = change_item(database(), cast.alice, item.id, sealed_return(4), 2, now);
  ASSERT_FALSE(too_many.ok());
  EXPECT_EQ(too_many.error().fields[0].code, "too_many");
  EXPECT_EQ(require_basket_item(*database().reader(), cast.alice, item.id).line.version, 2);
  EXPECT_FALSE(change_item(database(), cast.alice, item.id, not_conform(), 2, now).ok());
}

TEST_P(Basket, RemovingGivesBackWhatWasDeclared) {
  const auto first = add(sealed_return(2));
  const auto second = add(sealed_return());
  EXPECT_THROW(remove_item(database(), cast.alice, first.id, now, 9), Conflict);
  const auto declaration = remove_item(database(), cast.alice, first.id, now, 1);
  EXPECT_EQ(declaration.quantity, Decimal::of(2));
  ASSERT_EQ(basket().size(), 1U);
  EXPECT_EQ(basket()[0].claim.number, second.reservation_number) << "named after the line that is left";
  EXPECT_EQ(add(declaration).reservation_number, "R000000003");
  EXPECT_THROW(remove_item(database(), cast.bob, second.id, now), NotFound);
  for (const auto& group : basket()) {
    for (const auto& item : group.lines) remove_item(database(), cast.alice, item.id, now);
  }
  EXPECT_EQ(count("claim"), 0);
  EXPECT_EQ(count("claim_event"), 0);
}

TEST_P(Basket, GroupReference) {
  add(sealed_return());
  const auto group = basket()[0].claim;
  const auto version = set_group_reference(database(), cast.alice, group.id, "Dossier 12", now, group.version);
  ASSERT_TRUE(version.ok());
  EXPECT_EQ(*version, group.version + 1);
  EXPECT_EQ(basket()[0].claim.reference, "Dossier 12");
  EXPECT_THROW((void)set_group_reference(database(), cast.alice, group.id, "x", now, group.version), Conflict);
  EXPECT_THROW((void)set_group_reference(database(), cast.bob, group.id, "x", now), NotFound);
  EXPECT_FALSE(set_group_reference(database(), cast.alice, group.id, std::string(61, 'x'), now).ok());
}

TEST_P(Basket, SameKeyPutsInOnce) {
  const accounts::IdempotencyKey key{cast.alice.id, "basket/items", "k1", "hash"};
  const auto first = add_item(database(), cast.alice, sealed_return(), now, key);
  const auto again = add_item(database(), cast.alice, sealed_return(), now, key);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->id, again->id);
  EXPECT_EQ(first->reservation_number, again->reservation_number);
  EXPECT_EQ(count("claim_line"), 1);
  const auto other = add_item(database(), cast.alice, sealed_return(2), now,
                              accounts::IdempotencyKey{cast.alice.id, "basket/items", "k1", "other"});
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, "idempotency_key_reused");
}

RECOURS_ON_BOTH_ENGINES(Basket);

}  // namespace
}  // namespace recours::claims
