#include "claims/command_done.h"

#include "base/catalogue_key.h"
#include "ui/done_notice.h"
#include "ui/trail.h"

namespace recours::claims {
namespace {

// By the names of the commands (command.cpp).
constexpr ui::DoneWord kDone[]{
    {"take", key("You have taken the claim over. It remains to decide on it.")},
    {"approve", key("The decision is recorded: the lines chosen are approved.")},
    {"refuse", key("The decision is recorded: the lines chosen are refused.")},
    {"ask", key("Your question is recorded. The reseller answers it here or by e-mail.")},
    {"answer", key("Your answer is recorded. The department goes on with its review.")},
    {"transfer", key("The claim is transferred: the other department goes on.")},
    {"cancel", key("The lines chosen are cancelled.")},
    {"ship", key("The shipment is announced.")},
    {"receive", key("The receipt is recorded. It remains to inspect the goods.")},
    {"inspect", key("The inspection is recorded. It remains to decide what becomes of the goods.")},
    {"dispose", key("What becomes of the goods is recorded.")},
    {"redeliver", key("The redelivery is recorded.")},
    {"replace", key("The replacement is recorded.")},
    {"let_keep", key("It is recorded: the customer keeps the goods.")},
    {"offer", key("The offer is recorded. The reseller answers it here.")},
    {"answer_offer", key("Your answer to the offer is recorded.")},
    {"credit", key("The credit note is recorded.")},
    {"correct_invoice", key("The corrected invoice is recorded.")},
    {"charge", key("The amount charged is recorded.")},
    {"waive", key("It is recorded: the amount is given up.")},
    {"settle_without_money", key("It is recorded: no money is due for the lines chosen.")},
    {"reopen", key("The claim is reopened: the department reviews it again.")},
};

}  // namespace

std::string done_address(const std::string& path, Command command) {
  return ui::address(path, {{"done", std::string(name_of(command))}});
}

std::vector<ui::Notice> command_notices(const accounts::Visit& visit) {
  return ui::done_notices(visit.language(), visit.request, kDone);
}

}  // namespace recours::claims
