#include "claims/transition.h"

#include <algorithm>

namespace recours::claims {
namespace {

using accounts::Role;

bool is_among(const auto& values, const auto& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool is_of_department(Role role, std::string_view department) {
  if (role == Role::CustomerService) return department == "CS";
  if (role == Role::Rma) return department == "RMA";
  return true;
}

bool may_give(const accounts::Viewer& viewer, std::string_view department, const Transition& transition) {
  return std::any_of(transition.roles.begin(), transition.roles.end(), [&](Role role) {
    return viewer.has(role) && (transition.reach == Reach::AnyDepartment || is_of_department(role, department));
  });
}

bool starts_from(const Transition& transition, const LineState& line) {
  return is_among(transition.from, line.authorisation) &&
         (transition.goods_from.empty() || is_among(transition.goods_from, line.goods)) &&
         (transition.money_from.empty() || is_among(transition.money_from, line.money));
}

}  // namespace

std::string_view name_of(Command command) {
  switch (command) {
    case Command::Confirm: return "confirm";
    case Command::Take: return "take";
    case Command::Approve: return "approve";
    case Command::Refuse: return "refuse";
    case Command::Cancel: return "cancel";
  }
  return "";
}

std::string label_of(ui::Language language, Command command) {
  switch (command) {
    case Command::Confirm: return ui::tr(language, "Confirm the registration");
    case Command::Take: return ui::tr(language, "Take over");
    case Command::Approve: return ui::tr(language, "Approve");
    case Command::Refuse: return ui::tr(language, "Refuse");
    case Command::Cancel: return ui::tr(language, "Cancel the claim");
  }
  return {};
}

std::span<const Transition> transitions() {
  using enum Authorisation;
  static const std::vector<Role> resellers_and_staff{Role::Reseller, Role::ResellerAdmin, Role::CustomerService,
                                                     Role::Rma};
  static const std::vector<Role> staff{Role::CustomerService, Role::Rma};
  // Before money was issued or charged.
  static const std::vector<Money> undecided{Money::Undecided,     Money::OfferMade,   Money::OfferAccepted,
                                            Money::OfferDeclined, Money::OfferLapsed, Money::CreditRequested};
  static const std::vector<Money> not_issued{Money::Undecided,     Money::OfferMade,   Money::OfferAccepted,
                                             Money::OfferDeclined, Money::OfferLapsed, Money::CreditRequested,
                                             Money::None,          Money::Waived};
  constexpr auto own = Reach::OwnDepartment;
  constexpr auto any = Reach::AnyDepartment;
  static const std::vector<Authorisation> undecided_yet{Submitted, PendingReview, InformationRequested};
  static const std::vector<Transition> table{
      {Command::Approve, undecided_yet, {}, {}, Validated, staff, own, false},
      {Command::Refuse, undecided_yet, {}, {}, Refused, staff, own, true},
      {Command::Refuse, {Validated}, {Goods::Inspected}, undecided, Refused, staff, own, true},
      {Command::Take, {Submitted}, {}, {}, PendingReview, staff, own, false},
      // To Validated instead where an auto-approval policy says yes (admission.h).
      {Command::Confirm, {InBasket}, {}, {}, Submitted, resellers_and_staff, any, false},
      {Command::Cancel, undecided_yet, {}, {}, Cancelled, resellers_and_staff, any, false},
      // A line without return and with its money settled is closed, not cancelled.
      {Command::Cancel, {Validated}, {Goods::AwaitingGoods}, not_issued, Cancelled, resellers_and_staff, any, false},
      {Command::Cancel, {Validated}, {Goods::NotRequired}, undecided, Cancelled, resellers_and_staff, any, false},
  };
  return table;
}

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

}  // namespace recours::claims
