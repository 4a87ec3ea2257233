// Confirming the basket: state, events, journal, mail, numbers, kept lines, races.
#include <algorithm>
#include <array>
#include <atomic>
#include <latch>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "claim_world.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using testing_support::goods_line;
using testing_support::InvoiceSpec;
using testing_support::line_ids;
using testing_support::make_invoice;

class Confirming : public testing_support::ClaimWorld {
 protected:
  json::object answer() { return json::parse(confirm()).as_object(); }
  Result<ConfirmationAnswer, ConfirmationRefusal> try_confirm(const accounts::Viewer& viewer,
                                                              std::optional<accounts::IdempotencyKey> key = {}) {
    return confirm_basket(database(), viewer, now, key);
  }
  // A line of its own invoice: pieces at a price, with serials sold on it.
  sales::InvoiceLineId sold(std::int64_t pieces, Decimal price, std::vector<std::string> serials = {}) {
    auto spec = goods_line().pieces(pieces).at(price);
    spec.serials = std::move(serials);
    return line_ids(database(), make_invoice(database(), cast.alice_account,
                                             InvoiceSpec().issued(today().plus_days(-1)).with({std::move(spec)})))
        .front();
  }
  Declaration return_of(sales::InvoiceLineId id, std::int64_t pieces = 1, std::vector<std::string> serials = {}) const {
    auto declaration = sealed_return(pieces);
    declaration.invoice_line = id;
    declaration.serials = std::move(serials);
    return declaration;
  }
  // The states of the lines of these reservations, in their order.
  std::vector<Authorisation> states(const std::vector<AddedItem>& items) {
    std::vector<Authorisation> found;
    for (const auto& item : items) {
      const auto name = database().reader()->value<std::string>(
          "SELECT authorisation AS value FROM claim_line WHERE id = :id", {{"id", item.id}});
      found.push_back(authorisation_named(name).value());
    }
    return found;
  }
  json::object basis_of(const AddedItem& item) {
    return json::parse(database().reader()->value<std::string>(
                           "SELECT decided_on_policy AS value FROM claim_line WHERE id = :id", {{"id", item.id}}))
        .as_object();
  }
  std::vector<std::string> mailed_to() {
    return database().reader()->list("SELECT to_address FROM outbox_message ORDER BY id", {},
                                     [](const db::Row& row) { return row.get<std::string>("to_address"); });
  }
};

// R-551 too: what approval makes of the line.
TEST_P(Confirming, ApprovesByPolicyWithNumberEventJournalAndMail) {
  const auto item = add(sealed_return());
  const auto journal = count("journal_entry");
  const auto body = answer();
  ASSERT_EQ(body.at("claims").as_array().size(), 1U);
  EXPECT_TRUE(body.at("kept").as_array().empty());
  const auto& claim = body.at("claims").at(0).as_object();
  EXPECT_EQ(claim.at("rma_number").as_string(), "000000000001");
  EXPECT_EQ(claim.at("number").as_string(), "000000000001");
  EXPECT_EQ(claim.at("state").as_string(), "validated");
  EXPECT_EQ(claim.at("lines").at(0).at("reservation_number").as_string(), item.reservation_number.c_str());
  EXPECT_EQ(claim.at("lines").at(0).at("goods").as_string(), "awaiting_goods");

  const auto stored = require_claim(*database().reader(), cast.alice, "1");
  EXPECT_EQ(stored.state, Authorisation::Validated);
  EXPECT_EQ(stored.confirmed_at, now);
  EXPECT_FALSE(stored.closed_at);
  const auto approved = lines_of(stored).front();
  EXPECT_EQ(approved.state, (LineState{Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested}));
  EXPECT_EQ(approved.expires_on, today().plus_days(14));
  const auto events = list_claim_events(*database().reader(), stored.id);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].command, "confirm");
  EXPECT_EQ(events[0].from_state, "in_basket");
  EXPECT_EQ(events[0].to_state, "validated");
  EXPECT_EQ(count("journal_entry"), journal + 1);
  EXPECT_EQ(mailed_to(), std::vector<std::string>{"alice@helios.example"});
  EXPECT_EQ(free(), Decimal::of(2));
  EXPECT_EQ(count_basket_lines(*database().reader(), cast.alice), 0);
  const auto basis = database().reader()->value<std::string>("SELECT decided_on_policy AS value FROM claim_line");
  EXPECT_TRUE(json::parse(basis).at("approved").as_bool());
}

TEST_P(Confirming, LeavesTheRestToStaff) {
  const auto claim = confirmed(not_conform());
  EXPECT_EQ(claim.state, Authorisation::Submitted);
  EXPECT_EQ(claim.number, "R000000001");
  EXPECT_FALSE(claim.rma_number);
  EXPECT_EQ(lines_of(claim).front().state, (LineState{Authorisation::Submitted, Goods::NotRequired, Money::Undecided}));
}

TEST_P(Confirming, RecordsTheFeeOfTheDay) {
  auto mistake = sealed_return();
  mistake.code = "25";
  EXPECT_EQ(lines_of(confirmed(mistake)).front().fee_percent, Decimal::of(5));
  EXPECT_EQ(lines_of(confirmed(sealed_return())).front().fee_percent, Decimal());
}

TEST_P(Confirming, OneMailPerContactWithACopyToEachDepartment) {
  auto second = not_conform();
  second.contact = {"Alban Roy", "ALBAN@helios.example", ""};
  auto third = sealed_return();
  third.department = "RMA";
  third.code = "26";
  third.fault_description = "Écran noir au bout de dix minutes";
  third.contact.email = "Alice@Helios.example";
  add(sealed_return());
  add(second);
  add(third);
  confirm();
  EXPECT_EQ(mailed_to().size(), 2U);
  database().reader()->each("SELECT cc, text_body, html_body, subject FROM outbox_message", {}, [](const db::Row& row) {
    const auto cc = row.get<std::string>("cc");
    EXPECT_NE(cc.find("service.client@example.com"), std::string::npos);
    EXPECT_NE(cc.find("sav@example.com"), std::string::npos);
    for (const char* number : {"000000000001", "R000000002", "R000000003"}) {
      EXPECT_NE(row.get<std::string>("text_body").find(number), std::string::npos) << number;
      EXPECT_NE(row.get<std::string>("html_body").find(number), std::string::npos) << number;
    }
  });
}

TEST_P(Confirming, SameLineTwiceCountsTogetherInTheOrderOfTheBasket) {
  add(sealed_return(2));
  const auto second = add(sealed_return(2));
  const auto body = answer();
  ASSERT_EQ(body.at("claims").as_array().size(), 1U);
  EXPECT_EQ(body.at("claims").at(0).at("lines").as_array().size(), 1U);
  ASSERT_EQ(body.at("kept").as_array().size(), 1U);
  EXPECT_EQ(body.at("kept").at(0).at("item_id").as_int64(), second.id.value);
  EXPECT_EQ(body.at("kept").at(0).at("causes").at(0).at("cause").as_string(), "quantity_already_claimed");
  const auto left = list_basket(*database().reader(), cast.alice);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].claim.number, second.reservation_number);
  EXPECT_EQ(left[0].lines.size(), 1U);
}

TEST_P(Confirming, KeepsTheFirstLineOfAGroupAndNamesTheClaimAfterTheNext) {
  add(sealed_return(2));
  confirm();
  const auto first = add(sealed_return(1));
  const auto second_invoice = make_invoice(database(), cast.alice_account, InvoiceSpec().issued(today().plus_days(-3)));
  auto elsewhere = sealed_return(2);
  elsewhere.invoice_line = line_ids(database(), second_invoice).front();
  add(elsewhere);
  database().write([&](db::Transaction& t) {
    t.execute("UPDATE claim_line SET quantity_micros = 2000000 WHERE id = :id", {{"id", first.id}});
  });
  auto opened = sealed_return(1);
  opened.condition = "opened";
  const auto same_group = add(opened);
  const auto body = answer();
  EXPECT_EQ(body.at("claims").as_array().size(), 2U);
  ASSERT_EQ(body.at("kept").as_array().size(), 1U);
  EXPECT_EQ(body.at("kept").at(0).at("item_id").as_int64(), first.id.value);
  EXPECT_EQ(require_claim(*database().reader(), cast.alice, same_group.reservation_number).number,
            same_group.reservation_number);
  EXPECT_THROW(require_claim(*database().reader(), cast.alice, first.reservation_number), NotFound)
      << "still in the basket";
}

TEST_P(Confirming, NothingPassingIsARefusalWithoutTrace) {
  const auto item = add(sealed_return());
  now = now.plus(std::chrono::days(60));
  const auto journal = count("journal_entry");
  const auto refused =
      try_confirm(cast.alice, accounts::IdempotencyKey{cast.alice.id, "basket/confirmation", "k", "h"});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "nothing_confirmed");
  EXPECT_EQ(refused.error().kind, Refusal::Kind::Rule);
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].field, "items/" + std::to_string(item.id.value));
  EXPECT_EQ(refused.error().fields[0].code, "period_over");
  ASSERT_EQ(refused.error().kept.size(), 1U);
  EXPECT_EQ(refused.error().kept[0].item, item.id);
  EXPECT_EQ(count("journal_entry"), journal);
  EXPECT_EQ(count("outbox_message"), 0);
  EXPECT_EQ(count("idempotent_answer"), 0);
  EXPECT_EQ(count_basket_lines(*database().reader(), cast.alice), 1);
}

TEST_P(Confirming, QuantityAsOnlyCauseIsAConflict) {
  add(sealed_return(3));
  add(cast.alban, sealed_return(3));
  confirm();
  const auto refused = try_confirm(cast.alban);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, Refusal::Kind::Conflict);
}

constexpr auto kYes = Authorisation::Validated;
constexpr auto kWaits = Authorisation::Submitted;

// R-550 The limit is 500.00 for a claim and for an invoice line, not for each line declared.
TEST_P(Confirming, TheLimitCountsOneLine) {
  const auto within = add(return_of(sold(1, Decimal::of(500))));
  const auto beyond = add(return_of(sold(1, Decimal::of_micros(500'010'000))));
  confirm();
  EXPECT_EQ(states({within, beyond}), (std::vector{kYes, kWaits}));
}

TEST_P(Confirming, TheLimitCountsTheLinesOfOneClaim) {
  for (const bool beyond : {false, true}) {
    const auto two = make_invoice(
        database(), cast.alice_account,
        InvoiceSpec()
            .issued(today().plus_days(-1))
            .with({goods_line().pieces(1).at(Decimal::of(300)),
                   goods_line().pieces(1).at(Decimal::of_micros(beyond ? 200'010'000 : 200'000'000)),
                   goods_line().pieces(1).at(Decimal::of(1))}));
    std::vector<AddedItem> items;
    for (const auto id : line_ids(database(), two)) items.push_back(add(return_of(id)));
    confirm();
    EXPECT_EQ(states(items), (std::vector{kYes, beyond ? kWaits : kYes, kWaits})) << beyond;
    EXPECT_EQ(basis_of(items[1]).at("claim_net_cents").as_int64(), 30000);
  }
}

TEST_P(Confirming, TheLimitCountsTwoClaimsOnOneInvoiceLine) {
  const auto expensive = sold(4, Decimal::of(250));
  const auto first = add(return_of(expensive));
  confirm();
  const auto second = add(return_of(expensive));
  confirm();
  const auto third = add(return_of(expensive));
  auto mistake = return_of(expensive);
  mistake.code = "25";
  const auto other_reason = add(mistake);
  confirm();
  EXPECT_EQ(states({first, second, third, other_reason}), (std::vector{kYes, kYes, kWaits, kYes}));
  EXPECT_EQ(basis_of(third).at("invoice_line_net_cents").as_int64(), 50000);
}

TEST_P(Confirming, WhatWasGivenUpNoLongerCounts) {
  const auto expensive = sold(2, Decimal::of(300));
  const auto first = add(return_of(expensive));
  confirm();
  ASSERT_TRUE(give(database(), cast.alice, first.reservation_number, Command::Cancel, {}, now).ok());
  const auto second = add(return_of(expensive));
  confirm();
  EXPECT_EQ(states({second}), (std::vector{kYes}));
}

// R-543 One piece is in use once: a second claim on its serial number waits for a person.
TEST_P(Confirming, ASerialInUseWaitsForAPerson) {
  const auto serialised = sold(3, Decimal::of(10), {"SN-1", "SN-2", "SN-3"});
  const auto first = add(return_of(serialised, 1, {"SN-1"}));
  confirm();
  const auto same = add(return_of(serialised, 1, {"sn-1"}));
  const auto other = add(return_of(serialised, 1, {"SN-2"}));
  confirm();
  EXPECT_EQ(states({first, same, other}), (std::vector{kYes, kWaits, kYes}));
  EXPECT_TRUE(basis_of(same).at("serial_in_use").as_bool());
  EXPECT_FALSE(basis_of(other).at("serial_in_use").as_bool());
}

TEST_P(Confirming, ASerialTwiceInOneBasketWaitsForAPerson) {
  const auto serialised = sold(3, Decimal::of(10), {"SN-1", "SN-2", "SN-3"});
  const auto first = add(return_of(serialised, 1, {"SN-1"}));
  auto mistake = return_of(serialised, 1, {"SN-1"});
  const auto second = add(mistake);
  mistake.code = "25";
  const auto other_reason = add(mistake);
  confirm();
  EXPECT_EQ(states({first, second, other_reason}), (std::vector{kYes, kWaits, kWaits}));
}

TEST_P(Confirming, ASerialGivenUpIsFreeAgain) {
  const auto serialised = sold(3, Decimal::of(10), {"SN-1", "SN-2", "SN-3"});
  auto opened = return_of(serialised, 1, {"SN-1"});
  opened.condition = "opened";
  const auto refused = add(opened);
  confirm();
  ASSERT_TRUE(give(database(), cast.claire, refused.reservation_number, Command::Refuse, {{}, "not_sealed", ""}, now).ok());
  const auto again = add(return_of(serialised, 1, {"SN-1"}));
  confirm();
  EXPECT_EQ(states({refused, again}), (std::vector{Authorisation::Refused, kYes}));
}

TEST_P(Confirming, ReasonsThatUseNoQuantityHoldNoSerial) {
  const auto serialised = sold(3, Decimal::of(10), {"SN-1", "SN-2", "SN-3"});
  auto other = return_of(serialised, 1, {"SN-1"});
  other.code = "98";
  other.comment = "Question sur la livraison";
  auto accessories = return_of(serialised, 1, {"SN-1"});
  accessories.department = "RMA";
  accessories.code = "09";
  accessories.accessories = "Câble";
  add(other);
  add(accessories);
  const auto returned = add(return_of(serialised, 1, {"SN-1"}));
  confirm();
  EXPECT_EQ(states({returned}), (std::vector{kYes}));
}

TEST_P(Confirming, EmptyBasketIsARefusal) {
  const auto refused = try_confirm(cast.alice);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "empty_basket");
}

TEST_P(Confirming, SameKeyGivesTheSameAnswer) {
  add(sealed_return());
  const accounts::IdempotencyKey key{cast.alice.id, "basket/confirmation", "k1", "h"};
  const auto first = try_confirm(cast.alice, key);
  add(not_conform());
  const auto again = try_confirm(cast.alice, key);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->body, again->body);
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(count("outbox_message"), 1);
  EXPECT_EQ(count_basket_lines(*database().reader(), cast.alice), 1) << "the second basket was not touched";
}

TEST_P(Confirming, SameKeyAtTheSameMomentGivesTheSameAnswer) {
  add(sealed_return());
  const accounts::IdempotencyKey key{cast.alice.id, "basket/confirmation", "k1", "h"};
  std::latch start(2);
  std::array<std::string, 2> bodies;
  const auto send = [&](std::size_t which) {
    start.arrive_and_wait();
    const auto answer = try_confirm(cast.alice, key);
    bodies.at(which) = answer.ok() ? answer->body : answer.error().code;
  };
  {
    std::jthread first(send, 0);
    std::jthread second(send, 1);
  }
  EXPECT_EQ(bodies[0], bodies[1]);
  EXPECT_EQ(bodies[0].front(), '{');
  EXPECT_EQ(count("outbox_message"), 1);
}

// R-530 Which claimed quantities are in use.
TEST_P(Confirming, RefusedCancelledExpiredAndReturnedLinesAreFreeAgain) {
  const auto claim = confirmed(sealed_return(2));
  const auto id = lines_of(claim).front().id;
  const auto free_as = [&](const char* authorisation, const char* goods, const char* money) {
    database().write([&](db::Transaction& t) {
      t.execute("UPDATE claim_line SET authorisation = :a, goods = :g, money = :m WHERE id = :id",
                {{"a", authorisation}, {"g", goods}, {"m", money}, {"id", id}});
    });
    return free();
  };
  const Decimal used = Decimal::of(1);
  const Decimal all = Decimal::of(3);
  EXPECT_EQ(free_as("submitted", "not_required", "undecided"), used);
  EXPECT_EQ(free_as("validated", "restock", "credit_issued"), used);
  EXPECT_EQ(free_as("refused", "not_required", "undecided"), all);
  EXPECT_EQ(free_as("cancelled", "awaiting_goods", "undecided"), all);
  EXPECT_EQ(free_as("expired", "awaiting_goods", "undecided"), all);
  EXPECT_EQ(free_as("validated", "back_to_customer", "none"), all);
  EXPECT_EQ(free_as("validated", "back_to_customer", "waived"), all);
  EXPECT_EQ(free_as("validated", "back_to_customer", "undecided"), used) << "not settled";
  EXPECT_EQ(free_as("validated", "back_to_customer", "credit_issued"), used);
  EXPECT_EQ(free_as("validated", "replaced", "none"), used);
}

TEST_P(Confirming, OtherReasonsUseNoQuantity) {
  auto other = sealed_return(3);
  other.code = "98";
  other.comment = "Question sur la livraison";
  confirmed(other);
  EXPECT_EQ(free(), Decimal::of(3));
}

// Two persons of the account confirm the last pieces at the same moment: exactly one wins, however often it is tried.
TEST_P(Confirming, RaceForTheLastUnitHasOneWinner) {
  for (int round = 0; round < 5; ++round) {
    const auto raced = make_invoice(database(), cast.alice_account,
                                    InvoiceSpec().issued(today().plus_days(-1)).with({goods_line().pieces(1)}));
    auto declaration = sealed_return(1);
    declaration.invoice_line = line_ids(database(), raced).front();
    add(cast.alice, declaration);
    add(cast.alban, declaration);
    std::latch start(2);
    std::atomic<int> won = 0, conflicts = 0;
    const auto contender = [&](const accounts::Viewer& viewer) {
      start.arrive_and_wait();
      const auto answer = try_confirm(viewer);
      if (answer.ok())
        ++won;
      else if (answer.error().kind == Refusal::Kind::Conflict)
        ++conflicts;
    };
    {
      std::jthread a(contender, cast.alice);
      std::jthread b(contender, cast.alban);
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(conflicts, 1);
    for (const auto& viewer : {cast.alice, cast.alban}) {
      for (const auto& group : list_basket(*database().reader(), viewer)) {
        for (const auto& item : group.lines) remove_item(database(), viewer, item.id, now);
      }
    }
  }
}

//
TEST_P(Confirming, RmaNumbersHaveNoGapUnderConcurrency) {
  constexpr int kRounds = 4;
  const std::vector<accounts::Viewer> people{cast.alice, cast.alban, cast.claire, cast.remi};
  std::latch start(8);
  std::atomic<int> failures = 0;
  const auto work = [&](int thread) {
    const auto& viewer = people[static_cast<std::size_t>(thread) % people.size()];
    start.arrive_and_wait();
    for (int round = 0; round < kRounds; ++round) {
      try {
        const auto own =
            make_invoice(database(), cast.alice_account,
                         InvoiceSpec().numbered(std::to_string(70000 + thread * 100 + round)).issued(today()));
        auto declaration = sealed_return(1);
        declaration.invoice_line = line_ids(database(), own).front();
        add(viewer, declaration);
        // Two threads share a basket: the other may have confirmed this item already.
        (void)try_confirm(viewer);
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        ++failures;
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) threads.emplace_back(work, thread);
  }
  for (const auto& viewer : people) (void)try_confirm(viewer);
  const auto numbers = database().reader()->list("SELECT rma_number FROM claim ORDER BY rma_number", {},
                                                 [](const db::Row& row) { return row.get<std::string>("rma_number"); });
  ASSERT_EQ(failures, 0);
  ASSERT_EQ(numbers.size(), 8U * kRounds);
  EXPECT_EQ(numbers.front(), "000000000001");
  EXPECT_EQ(numbers.back(), "000000000032");
  EXPECT_EQ(std::set<std::string>(numbers.begin(), numbers.end()).size(), numbers.size());
}

RECOURS_ON_BOTH_ENGINES(Confirming);

}  // namespace
}  // namespace recours::claims
