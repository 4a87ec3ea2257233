// Random walks through the life of claims, on both engines: whatever sequence of commands
// people and time give, the table is kept, quantities and amounts add up, money never moves twice, states are derived
// and the history is whole. RECOURS_WALKS and RECOURS_WALK_SEED make it longer and another one.
#include <cstdlib>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "claim_world.h"
#include "claims/claim_life_store.h"
#include "claims/claim_time_actions.h"
#include "claims/instruction.h"
#include "claims/line_choice.h"
#include "claims/work.h"

namespace recours::claims {
namespace {

using testing_support::goods_line;
using testing_support::InvoiceSpec;
using testing_support::line_ids;
using testing_support::make_invoice;

int number_from_environment(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text ? std::atoi(text) : otherwise;
}

class Walking : public testing_support::ClaimWorld {
 protected:
  template <class Values>
  auto any_of(const Values& values) {
    return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random_)];
  }
  bool coin(double chance = 0.5) { return std::bernoulli_distribution(chance)(random_); }
  int number(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }

  std::vector<accounts::Viewer> people() const {
    return {cast.alice, cast.alban, cast.claire, cast.remi, cast.wanda, cast.fabien};
  }

  Declaration declaration_of(const char* code, std::int64_t pieces) {
    auto declaration = not_conform(pieces);
    declaration.code = code;
    if (std::string_view(code) == "98" || std::string_view(code) == "11") declaration.comment = "Essai de parcours";
    if (std::string_view(code) == "31" || std::string_view(code) == "02") {
      declaration.quantity.reset();
      declaration.delivered_quantity = Decimal::of(std::string_view(code) == "31" ? 6 : 4 - pieces);
    }
    return declaration;
  }

  // A fresh line of four pieces with a claim on some of them, sometimes with a second claim on the rest.
  std::vector<std::string> open_claims() {
    invoice = make_invoice(database(), cast.alice_account,
                           InvoiceSpec().issued(today().plus_days(-2)).with({goods_line().pieces(4)}));
    line = line_ids(database(), invoice).front();
    std::vector<std::string> numbers;
    for (const char* code :
         {any_of(std::vector{"22", "25", "11", "01", "10"}), any_of(std::vector{"02", "31", "98"})}) {
      const auto added = add_item(database(), cast.alice, declaration_of(code, number(1, 2)), now);
      EXPECT_TRUE(added.ok()) << code << " " << added.error().code;
      if (added) numbers.push_back(added->reservation_number);
    }
    confirm();
    return numbers;
  }

  Instruction instruction_for(Command command, const std::vector<ClaimLine>& lines) {
    Instruction told;
    told.comment = "Essai";
    told.reason_code = coin() ? "not_covered" : "customer_damage";
    told.due_on = today().plus_days(number(0, 5));
    told.valid_until = today().plus_days(number(0, 5));
    told.department = coin() ? "RMA" : "CS";
    told.goods = coin() ? "awaiting_goods" : "";
    told.result = std::string(any_of(inspection_results()));
    told.disposition = std::string(name_of(any_of(dispositions())));
    told.accepted = coin();
    told.document_no = "00" + std::to_string(number(1000, 9999));
    told.document_on = today();
    const bool fixed = asks_for(command, Detail::FixedAmount);
    if (fixed || (asks_for(command, Detail::Amount) && coin(0.2))) told.net_cents = number(1, 30000);
    if (lines.empty() || coin(0.4)) return told;
    const auto& chosen = any_of(lines);
    auto& named = told.lines.emplace_back(chosen.id);
    if (coin() && chosen.quantity.is_whole() && Decimal::of(1) < chosen.quantity) named.quantity = Decimal::of(1);
    if (command == Command::Receive && coin(0.3)) named.difference = std::string(any_of(differences()));
    return told;
  }

  // ---- what must always be true

  void expect_in_order(const std::string& number) {
    const auto reader = database().reader();
    const auto claim = require_claim(*reader, cast.alice, number);
    const auto lines = list_claim_lines(*reader, {claim.id});
    EXPECT_EQ(name_of(claim.state), name_of(derive_state(claim, lines)));
    EXPECT_EQ(claim.closed_at.has_value(), is_closed(claim.state));
    EXPECT_EQ(claim.line_count, static_cast<std::int64_t>(lines.size()));
    const auto traces = load_traces(*reader, claim.id);
    expect_sums(number, lines);
    expect_money(lines, traces);
    expect_history(claim, lines, traces);
    expect_work(claim, lines, traces);
    const auto action = next_action(claim, lines);
    EXPECT_EQ(action.who.empty(), is_closed(claim.state)) << "an open claim always has a next step";
  }

  // R-603 The queues hold what follows from the lines, and every open claim lies in one.
  void expect_work(const Claim& claim, const std::vector<ClaimLine>& lines, const ClaimTraces& traces) {
    std::set<ClaimLineId> answered, seen;
    for (const auto& event : traces.events) {  // newest first
      if (event.from_state == event.to_state || !seen.insert(event.line).second) continue;
      if (event.command == "answer") answered.insert(event.line);
    }
    std::set<std::string> expected;
    for (const auto& work : work_of(claim, lines, answered)) {
      expected.insert(std::string(words_of(work.queue).name) + " " + std::string(words_of(work.bucket).name));
    }
    const auto stored = database().reader()->list(
        "SELECT queue, bucket FROM claim_work WHERE claim_id = :claim", {{"claim", claim.id}}, [](const db::Row& row) {
          return row.get<std::string>("queue") + " " + row.get<std::string>("bucket");
        });
    EXPECT_EQ(std::set<std::string>(stored.begin(), stored.end()), expected);
    if (!is_closed(claim.state)) {
      EXPECT_FALSE(expected.empty()) << "an open claim lies in a queue";
    }
  }

  // Dividing lines neither makes nor loses pieces or cents.
  void expect_sums(const std::string& number, const std::vector<ClaimLine>& lines) {
    Decimal quantity;
    std::int64_t net_cents = 0;
    for (const auto& one : lines) {
      EXPECT_TRUE(Decimal() < one.quantity);
      quantity = quantity + one.quantity;
      net_cents += one.net_cents;
    }
    const auto& [first_quantity, first_net_cents] = sums_.try_emplace(number, quantity, net_cents).first->second;
    EXPECT_EQ(quantity, first_quantity);
    EXPECT_EQ(net_cents, first_net_cents);
    EXPECT_LE(Decimal(), free()) << "claimed more than was invoiced";
  }

  void expect_money(const std::vector<ClaimLine>& lines, const ClaimTraces& traces) {
    std::map<ClaimLineId, std::vector<std::string>> moved;
    for (const auto& entry : traces.ledger) {
      moved[entry.line].push_back(entry.kind);
      if (entry.kind == "corrected_invoice") continue;
      EXPECT_LT(0, entry.settlement.net_cents + 1);
      EXPECT_EQ(entry.settlement.vat_cents,
                share_of_cents(entry.settlement.net_cents, Decimal::of(20), Decimal::of(100)));
    }
    for (const auto& one : lines) {
      EXPECT_EQ(moved[one.id].size(), is_issued(one.state.money) ? 1U : 0U) << "money moves once, and is written down";
    }
    const auto invoiced = sales::require_line(*database().reader(), cast.alice, line).line.net_cents;
    EXPECT_LE(credited_cents(*database().reader(), line), invoiced) << "more credited than invoiced";
  }

  // Each line's events lead from one state to the next without a gap, up to the one it is in, and every step is in the
  // table.
  void expect_history(const Claim& claim, const std::vector<ClaimLine>& lines, const ClaimTraces& traces) {
    for (const auto& one : lines) {
      std::optional<LineState> at;
      for (auto event = traces.events.rbegin(); event != traces.events.rend(); ++event) {
        if (event->line != one.id) continue;
        const auto state = [](const std::string& name, auto named, auto otherwise) {
          return name.empty() ? otherwise : *named(name);
        };
        const LineState before = at.value_or(LineState{});
        LineState from = before, to = before;
        if (!event->from_state.empty()) from.authorisation = *authorisation_named(event->from_state);
        if (event->command == "split") at = state_at_split(one, traces, event->detail);
        if (at && event->command != "split") {
          EXPECT_EQ(name_of(from.authorisation), name_of(before.authorisation)) << event->command;
          EXPECT_EQ(state(event->goods_from, goods_named, before.goods), before.goods) << event->command;
          EXPECT_EQ(state(event->money_from, money_named, before.money), before.money) << event->command;
        }
        to = at.value_or(LineState{});
        to.authorisation = *authorisation_named(event->to_state);
        to.goods = state(event->goods_to, goods_named, to.goods);
        to.money = state(event->money_to, money_named, to.money);
        const auto command = command_named(event->command);
        if (command && at) {
          const auto rows = transitions();
          EXPECT_TRUE(
              std::any_of(rows.begin(), rows.end(),
                          [&](const Transition& row) { return row.command == *command && leads(row, *at, to); }))
              << event->command << " from " << name_of(at->authorisation) << "/" << name_of(at->goods) << "/"
              << name_of(at->money) << " to " << name_of(to.authorisation) << "/" << name_of(to.goods) << "/"
              << name_of(to.money);
        }
        at = to;
      }
      ASSERT_TRUE(at.has_value()) << "a line without history in " << claim.number;
      EXPECT_TRUE(*at == one.state) << "the history of " << one.reservation_number << " ends elsewhere";
    }
  }

  // A part begins in the state its line was in then: nothing moved on it before.
  static LineState state_at_split(const ClaimLine& part, const ClaimTraces& traces, const std::string&) {
    LineState state = part.state;
    for (const auto& event : traces.events) {  // newest first: back to the beginning
      if (event.line != part.id || event.command == "split") continue;
      if (!event.goods_from.empty()) state.goods = *goods_named(event.goods_from);
      if (!event.money_from.empty()) state.money = *money_named(event.money_from);
      if (!event.from_state.empty()) state.authorisation = *authorisation_named(event.from_state);
    }
    return state;
  }

  void step(const std::string& number) {
    const auto person = any_of(people());
    const auto claim = require_claim(*database().reader(), cast.alice, number);
    const auto lines = lines_of(claim);
    const auto possible = commands_on(person, claim, lines);
    const auto words = all_commands();
    const bool lawful = !possible.empty() && coin(0.9);
    std::vector<Command> fresh;
    std::copy_if(possible.begin(), possible.end(), std::back_inserter(fresh),
                 [&](Command one) { return !seen_.contains(one); });
    const Command command = !lawful ? any_of(words).command : any_of(!fresh.empty() && coin() ? fresh : possible);
    const bool allowed = std::find(possible.begin(), possible.end(), command) != possible.end();
    const auto told = instruction_for(command, allowed ? lines_for(person, claim, lines, command) : lines);
    try {
      const auto done = give(database(), person, number, command, told, now);
      if (done) {
        EXPECT_TRUE(allowed) << name_of(command) << " by " << person.name << " was not offered";
        seen_.insert(command);
        return;
      }
    } catch (const Forbidden&) {
      EXPECT_FALSE(allowed);
    }
    EXPECT_EQ(require_claim(*database().reader(), cast.alice, number).version, claim.version)
        << "refused, and changed all the same";
  }

  std::mt19937 random_;
  std::map<std::string, std::pair<Decimal, std::int64_t>> sums_;
  std::set<Command> seen_;
};

TEST_P(Walking, KeepsEveryRuleWhateverIsGiven) {
  const int walks = number_from_environment("RECOURS_WALKS", 10);
  const int seed = number_from_environment("RECOURS_WALK_SEED", 20261122);
  for (int walk = 0; walk < walks && !HasFailure(); ++walk) {
    SCOPED_TRACE("seed " + std::to_string(seed + walk));
    random_.seed(static_cast<std::mt19937::result_type>(seed + walk));
    const auto numbers = open_claims();
    for (int i = 0; i < 60 && !HasFailure(); ++i) {
      const auto& chosen = any_of(numbers);
      step(chosen);
      now = now.plus(std::chrono::minutes(number(1, 300)));
      if (coin(0.03)) now = now.plus(std::chrono::hours(24 * number(5, 20)));
      if (coin(0.15)) let_time_pass(database(), now);
      for (const auto& number : numbers) expect_in_order(number);
    }
  }
  EXPECT_GE(seen_.size(), 18U) << "a walk that gives few commands proves little";
}

RECOURS_ON_BOTH_ENGINES(Walking);

}  // namespace
}  // namespace recours::claims
