#include "claims/transition.h"

#include <algorithm>
#include <iterator>

namespace recours::claims {
namespace {

using accounts::Role;

template <class State>
bool is_among(const std::vector<State>& values, const State& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

template <class State>
bool is_any_or_among(const std::vector<State>& values, const State& value) {
  return values.empty() || is_among(values, value);
}

bool is_of_department(Role role, std::string_view department) {
  if (role == Role::CustomerService) return department == "CS";
  if (role == Role::Rma) return department == "RMA";
  return true;
}

bool may_give(const accounts::Viewer& viewer, std::string_view department, const Transition& transition) {
  if (transition.roles.empty()) return is_system(viewer);
  return std::any_of(transition.roles.begin(), transition.roles.end(), [&](Role role) {
    return viewer.has(role) && (transition.reach == Reach::AnyDepartment || is_of_department(role, department));
  });
}

bool starts_from(const Transition& transition, const LineState& line) {
  return is_any_or_among(transition.from, line.authorisation) && is_any_or_among(transition.goods_from, line.goods) &&
         is_any_or_among(transition.money_from, line.money);
}

template <class State>
bool leads_on(const std::vector<State>& to, State from, State reached) {
  return to.empty() ? from == reached : is_among(to, reached);
}

std::vector<Transition> make_table() {
  using enum Authorisation;
  const std::vector<Role> staff{Role::CustomerService, Role::Rma};
  const std::vector<Role> resellers{Role::Reseller, Role::ResellerAdmin};
  const std::vector<Role> resellers_and_staff{Role::Reseller, Role::ResellerAdmin, Role::CustomerService, Role::Rma};
  const std::vector<Role> warehouse{Role::Warehouse};
  const std::vector<Role> warehouse_and_staff{Role::Warehouse, Role::CustomerService, Role::Rma};
  const std::vector<Role> finance{Role::Finance};
  const std::vector<Role> finance_and_staff{Role::Finance, Role::CustomerService, Role::Rma};
  const std::vector<Role> time{};
  const std::vector<Role> imported{};  // what the ERP wrote (credit_document_actions.h)
  constexpr auto own = Reach::OwnDepartment;
  constexpr auto any = Reach::AnyDepartment;

  const std::vector<Authorisation> undecided{Submitted, PendingReview, InformationRequested};
  const std::vector<Authorisation> ended{Refused, Cancelled, Expired, Validated};
  // Before money was issued or charged.
  const std::vector<Money> money_open{Money::Undecided,     Money::OfferMade,   Money::OfferAccepted,
                                      Money::OfferDeclined, Money::OfferLapsed, Money::CreditRequested};
  std::vector<Money> not_moved = money_open;
  not_moved.insert(not_moved.end(), {Money::None, Money::Waived});
  const std::vector<Money> issued{Money::CreditIssued, Money::CorrectedInvoice, Money::Charged};
  const std::vector<Goods> moved{Goods::Shipped,    Goods::Received, Goods::NotAsAnnounced, Goods::Inspected,
                                 Goods::Restock,    Goods::BStock,   Goods::ToManufacturer, Goods::Repair,
                                 Goods::Scrapped,   Goods::Replaced, Goods::BackToCustomer, Goods::KeptByCustomer,
                                 Goods::Redelivered};
  const std::vector<Money> to_settle{Money::Undecided, Money::OfferDeclined, Money::OfferLapsed, Money::OfferAccepted,
                                     Money::CreditRequested};
  const std::vector<Goods> on_the_way{Goods::AwaitingGoods, Goods::Shipped};
  const std::vector<Goods> came_in{Goods::Received, Goods::NotAsAnnounced};
  const std::vector<Goods> none{Goods::NotRequired};
  const std::vector<Goods> not_shipped{Goods::NotRequired, Goods::AwaitingGoods};
  const std::vector<Goods> awaited_or_here{Goods::AwaitingGoods, Goods::Inspected};
  const std::vector<Goods> dispositions{Goods::Restock,  Goods::BStock,        Goods::ToManufacturer,
                                        Goods::Repair,   Goods::Scrapped,      Goods::BackToCustomer,
                                        Goods::Replaced, Goods::KeptByCustomer};

  // The order within one state of a line is that of the buttons.
  return {
      {Command::Answer, {InformationRequested}, {}, {}, {PendingReview}, {}, {}, resellers, any},
      {Command::Answer, {InformationRequested}, {}, {}, {PendingReview}, {}, {}, time, any},
      // Goods and money as the type says (admission.h); what moved before a reopening stays where it is.
      {Command::Approve,
       undecided,
       {Goods::NotRequired},
       not_moved,
       {Validated},
       {Goods::NotRequired, Goods::AwaitingGoods},
       {Money::Undecided, Money::CreditRequested},
       staff,
       own},
      {Command::Approve,
       undecided,
       {Goods::NotRequired},
       issued,
       {Validated},
       {Goods::NotRequired, Goods::AwaitingGoods},
       {},
       staff,
       own},
      {Command::Approve,
       undecided,
       moved,
       not_moved,
       {Validated},
       {},
       {Money::Undecided, Money::CreditRequested},
       staff,
       own},
      {Command::Approve, undecided, moved, issued, {Validated}, {}, {}, staff, own},
      {Command::Refuse, undecided, {}, {}, {Refused}, {}, {}, staff, own},
      {Command::Refuse, {InformationRequested}, {}, {}, {Refused}, {}, {}, time, any},
      {Command::Ask, {Submitted, PendingReview}, {}, {}, {InformationRequested}, {}, {}, staff, own},
      {Command::Take, {Submitted}, {}, {}, {PendingReview}, {}, {}, staff, own},
      {Command::Transfer, undecided, {}, {}, {}, {}, {}, staff, own},
      // To Validated instead where an auto-approval policy says yes (admission.h).
      {Command::Confirm,
       {InBasket},
       {Goods::NotRequired},
       {Money::Undecided},
       {Submitted, Validated},
       {Goods::NotRequired, Goods::AwaitingGoods},
       {Money::Undecided, Money::CreditRequested},
       resellers_and_staff,
       any},

      {Command::Ship, {Validated}, {Goods::AwaitingGoods}, {}, {}, {Goods::Shipped}, {}, resellers_and_staff, any},
      {Command::Receive, {Validated}, on_the_way, {}, {}, {Goods::Received, Goods::NotAsAnnounced}, {}, warehouse, any},
      // Late goods revive what expired, as long as their quantity was not claimed again.
      {Command::Receive,
       {Expired},
       {Goods::AwaitingGoods},
       {},
       {Validated},
       {Goods::Received, Goods::NotAsAnnounced},
       {},
       warehouse,
       any},
      {Command::Inspect, {Validated}, came_in, {}, {}, {Goods::Inspected}, {}, warehouse, any},
      {Command::Dispose, {Validated}, {Goods::Inspected}, {}, {}, dispositions, {}, warehouse_and_staff, own},
      {Command::Dispose,
       {Validated},
       {Goods::Repair},
       {},
       {},
       {Goods::BackToCustomer, Goods::Replaced},
       {},
       warehouse_and_staff,
       own},
      {Command::Refuse, {Validated}, {Goods::Inspected}, money_open, {Refused}, {}, {}, staff, own},
      // What was refused at the inspection still lies here.
      {Command::Dispose,
       {Refused},
       {Goods::Inspected},
       {},
       {},
       {Goods::BackToCustomer, Goods::Scrapped},
       {},
       warehouse_and_staff,
       own},

      // An accepted buy-back brings the goods in.
      {Command::AnswerOffer,
       {Validated},
       {Goods::NotRequired},
       {Money::OfferMade},
       {},
       {Goods::NotRequired, Goods::AwaitingGoods},
       {Money::CreditRequested, Money::OfferDeclined},
       resellers,
       any},
      {Command::AnswerOffer,
       {Validated},
       {},
       {Money::OfferMade},
       {},
       {},
       {Money::CreditRequested, Money::OfferDeclined},
       resellers,
       any},
      {Command::Credit, {Validated}, {}, to_settle, {}, {}, {Money::CreditIssued}, finance, any},
      {Command::CorrectInvoice, {Validated}, {}, to_settle, {}, {}, {Money::CorrectedInvoice}, finance, any},
      {Command::Credit, {Validated}, {}, to_settle, {}, {}, {Money::CreditIssued}, imported, any},
      {Command::CorrectInvoice, {Validated}, {}, to_settle, {}, {}, {Money::CorrectedInvoice}, imported, any},
      {Command::Offer, {Validated}, {}, to_settle, {}, {}, {Money::OfferMade}, finance_and_staff, own},
      {Command::SettleWithoutMoney, {Validated}, {}, to_settle, {}, {}, {Money::None}, finance_and_staff, own},
      {Command::Charge, {Validated}, {}, to_settle, {}, {}, {Money::Charged}, finance, any},
      {Command::Waive, {Validated}, {}, to_settle, {}, {}, {Money::Waived}, finance, any},
      // Where nothing comes back, before the money is settled: the line has ended with that. What was credited is not
      // delivered again as well.
      {Command::Redeliver, {Validated}, none, money_open, {}, {Goods::Redelivered}, {}, staff, own},
      {Command::Redeliver, {Validated}, awaited_or_here, not_moved, {}, {Goods::Redelivered}, {}, staff, own},
      {Command::Replace, {Validated}, none, money_open, {}, {Goods::Replaced}, {}, staff, own},
      {Command::Replace, {Validated}, awaited_or_here, not_moved, {}, {Goods::Replaced}, {}, staff, own},
      {Command::LetKeep, {Validated}, none, money_open, {}, {Goods::KeptByCustomer}, {}, staff, own},
      {Command::LetKeep, {Validated}, awaited_or_here, {}, {}, {Goods::KeptByCustomer}, {}, staff, own},

      // Before it was shipped and before money was issued, after a reopening too.
      {Command::Cancel, undecided, not_shipped, not_moved, {Cancelled}, {}, {}, resellers_and_staff, any},
      // A line without return and with its money settled is closed, not cancelled.
      {Command::Cancel, {Validated}, {Goods::AwaitingGoods}, not_moved, {Cancelled}, {}, {}, resellers_and_staff, any},
      {Command::Cancel, {Validated}, {Goods::NotRequired}, money_open, {Cancelled}, {}, {}, resellers_and_staff, any},

      {Command::Expire, {Validated}, {Goods::AwaitingGoods}, {}, {Expired}, {}, {}, time, any},
      {Command::Lapse, {Validated}, {}, {Money::OfferMade}, {}, {}, {Money::OfferLapsed}, time, any},
      // Of a closed claim only, by a reseller not for ever (claim_actions.cpp). What did not move is open again.
      {Command::Reopen,
       ended,
       {Goods::NotRequired, Goods::AwaitingGoods},
       not_moved,
       {PendingReview},
       {Goods::NotRequired},
       {Money::Undecided},
       resellers_and_staff,
       any},
      {Command::Reopen,
       ended,
       {Goods::NotRequired, Goods::AwaitingGoods},
       issued,
       {PendingReview},
       {Goods::NotRequired},
       {},
       resellers_and_staff,
       any},
      {Command::Reopen, ended, moved, not_moved, {PendingReview}, {}, {Money::Undecided}, resellers_and_staff, any},
      {Command::Reopen, ended, moved, issued, {PendingReview}, {}, {}, resellers_and_staff, any},
  };
}

}  // namespace

std::span<const Transition> transitions() {
  static const std::vector<Transition> table = make_table();
  return table;
}

accounts::Viewer system_viewer() {
  accounts::Viewer viewer;
  viewer.name = "Recours";
  viewer.source = "system";
  return viewer;
}

bool is_system(const accounts::Viewer& viewer) { return viewer.id == UserId{} && viewer.source == "system"; }

const Transition* find_transition(const accounts::Viewer& viewer, std::string_view department, const LineState& line,
                                  Command command) {
  for (const auto& transition : transitions()) {
    if (transition.command == command && starts_from(transition, line) && may_give(viewer, department, transition)) {
      return &transition;
    }
  }
  return nullptr;
}

std::vector<Command> allowed_commands(const accounts::Viewer& viewer, std::string_view department,
                                      const LineState& line) {
  std::vector<Command> commands;
  for (const auto& transition : transitions()) {
    if (!is_among(commands, transition.command) && find_transition(viewer, department, line, transition.command)) {
      commands.push_back(transition.command);
    }
  }
  return commands;
}

bool is_allowed(const accounts::Viewer& viewer, std::string_view department, const LineState& line, Command command) {
  return find_transition(viewer, department, line, command) != nullptr;
}

bool may_ever(const accounts::Viewer& viewer, std::string_view department, Command command) {
  return std::any_of(transitions().begin(), transitions().end(), [&](const Transition& transition) {
    return transition.command == command && may_give(viewer, department, transition);
  });
}

bool is_allowed(const accounts::Viewer& viewer, const Claim& claim, const ClaimLine& line, Command command) {
  if (command == Command::Reopen && !is_closed(claim.state)) return false;
  return is_allowed(viewer, claim.department, line.state, command);
}

std::vector<ClaimLine> lines_for(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines, Command command) {
  std::vector<ClaimLine> possible;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(possible),
               [&](const ClaimLine& line) { return is_allowed(viewer, claim, line, command); });
  return possible;
}

std::vector<Command> commands_on(const accounts::Viewer& viewer, const Claim& claim,
                                 const std::vector<ClaimLine>& lines) {
  std::vector<Command> commands;
  for (const auto& transition : transitions()) {
    const Command command = transition.command;
    if (words_of(command).path.empty() || is_among(commands, command)) continue;
    if (!lines_for(viewer, claim, lines, command).empty()) commands.push_back(command);
  }
  return commands;
}

bool leads(const Transition& transition, const LineState& from, const LineState& to) {
  return starts_from(transition, from) && leads_on(transition.to, from.authorisation, to.authorisation) &&
         leads_on(transition.goods_to, from.goods, to.goods) && leads_on(transition.money_to, from.money, to.money);
}

}  // namespace recours::claims
