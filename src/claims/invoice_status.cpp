#include "claims/invoice_status.h"

#include <algorithm>

#include "claims/command.h"

namespace recours::claims {
namespace {

struct Word {
  std::string_view code;
  const char* english;
};
constexpr const char* key(const char* english) { return english; }  // xgettext collects it

constexpr Word kStatuses[] = {
    {"204", key("taken in charge")}, {"205", key("approved")},  {"206", key("approved in part")},
    {"207", key("disputed")},        {"208", key("suspended")}, {"209", key("completed")},
    {"210", key("refused")},
};
constexpr Word kReasons[] = {
    {"ART_ERR", key("wrong article")},         {"LIVR_INCOMP", key("incomplete delivery")},
    {"QTE_ERR", key("wrong quantity")},        {"QUALITE_ERR", key("insufficient quality")},
    {"PU_ERR", key("wrong unit price")},       {"REM_ERR", key("wrong discount")},
    {"MODPAI_ERR", key("wrong payment terms")}, {"AUTRE", key("another reason")},
};
constexpr Word kActions[] = {
    {"CNP", key("credit note for a part")},
    {"CNF", key("credit note for the whole")},
    {"NIN", key("new invoice")},
    {"OTH", key("another action")},
};

template <std::size_t count>
std::string labelled(ui::Language language, const Word (&words)[count], std::string_view code) {
  const auto found =
      std::find_if(std::begin(words), std::end(words), [&](const Word& one) { return one.code == code; });
  std::string label(code);
  if (found != std::end(words)) label += " – " + ui::tr(language, found->english);
  return label;
}

const InvoiceStatusRule* rule_on(const std::vector<InvoiceStatusRule>& rules, std::string_view code, Date day) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const InvoiceStatusRule& rule) {
    return rule.code == code && rule.validity.covers(day);
  });
  return found == rules.end() ? nullptr : &*found;
}

void put_first(std::vector<std::string>& codes, std::string_view code) {
  const auto found = std::find(codes.begin(), codes.end(), code);
  if (found != codes.end()) std::rotate(codes.begin(), found, found + 1);
}

bool is_claiming(std::string_view command) { return command == name_of(Command::Confirm); }
bool is_invoicing(std::string_view command) {
  return command == name_of(Command::Charge) || command == name_of(Command::CorrectInvoice);
}

}  // namespace

std::optional<ProposedStatus> propose_status(const std::vector<InvoiceStatusRule>& rules,
                                             const InvoiceHappening& happening) {
  const Date day = paris_day(happening.at);
  const auto* of_claim = rule_on(rules, happening.claim_code, day);
  if (!of_claim) return std::nullopt;
  if (happening.command == kAskCode || happening.command == kAnswerCode) {
    const auto* rule = of_claim->only_if_invoiced ? nullptr : rule_on(rules, happening.command, day);
    return rule ? std::optional(ProposedStatus{rule->status, rule->reasons, rule->actions}) : std::nullopt;
  }
  const auto telling = of_claim->only_if_invoiced ? is_invoicing : is_claiming;
  if (!telling(happening.command)) return std::nullopt;
  ProposedStatus proposed{of_claim->status, of_claim->reasons, of_claim->actions};
  if (!happening.whole_invoice && !of_claim->partial_status.empty()) proposed.status = of_claim->partial_status;
  put_first(proposed.actions, happening.whole_invoice ? "CNF" : "CNP");
  if (!of_claim->actions.empty() && of_claim->actions.front() == "NIN") put_first(proposed.actions, "NIN");
  return proposed;
}

std::string status_label(ui::Language language, std::string_view status) {
  return labelled(language, kStatuses, status);
}
std::string status_reason_label(ui::Language language, std::string_view reason) {
  return labelled(language, kReasons, reason);
}
std::string status_action_label(ui::Language language, std::string_view action) {
  return labelled(language, kActions, action);
}

}  // namespace recours::claims
