// recours intake mail: one message on standard input, as a mail server hands it to a program. 0: it is kept, or was
// there already; 1: it could not be kept, so that the mail server keeps it and tries again.
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "claims/intake_actions.h"
#include "cli/commands.h"
#include "cli/depot.h"
#include "mail/incoming.h"

namespace recours::cli {
namespace {

// One byte more than may be, where there is more.
std::string read_input() {
  std::string bytes;
  std::string part(std::size_t{256} << 10, '\0');
  while (bytes.size() <= mail::kMostIntakeBytes) {
    const auto count = ::read(STDIN_FILENO, part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category(), "standard input");
    if (count == 0) break;
    bytes.append(part, 0, static_cast<std::size_t>(count));
  }
  return bytes;
}

std::string outcome(ui::Language l, const claims::Arrival& arrival) {
  using Kind = claims::Arrival::Kind;
  switch (arrival.kind) {
    case Kind::Filed: return ui::tr(l, "Filed with claim {1}", arrival.claim_number);
    case Kind::Unexpected: return ui::tr(l, "Filed with claim {1}: unexpected sender", arrival.claim_number);
    case Kind::Automatic: return ui::tr(l, "Kept as an automatic mail");
    case Kind::Waiting: return ui::tr(l, "Kept: it waits to be filed");
    case Kind::Known: return ui::tr(l, "This mail is there already");
  }
  return {};
}

void take_in(const Invocation& invocation) {
  const ui::Language l = invocation.language;
  const auto configuration = require_configuration(invocation);
  const auto bytes = read_input();
  if (bytes.empty()) throw CommandRefused(ui::tr(l, "There is no mail on standard input"));
  if (bytes.size() > mail::kMostIntakeBytes)
    throw CommandRefused(ui::tr(l, "This mail is larger than 64 MB: it was not kept"));
  const auto database = open_current_database(configuration);
  const auto depot = open_depot(invocation, configuration, require_files_place(invocation, configuration));
  const claims::Intake intake{{configuration.public_url, configuration.mail_intake}, configuration.own_addresses};
  print_line(outcome(l, claims::take_in(*database, depot, bytes, intake, invocation.clock.now())));
}

}  // namespace

void add_intake(CLI::App& program, Invocation& invocation) {
  auto* intake = program.add_subcommand("intake", "Takes in what a mail server hands over");
  intake->require_subcommand(1);
  auto* mail = intake->add_subcommand("mail", "One message on standard input");
  mail->callback([&invocation] { invocation.command = [&invocation] { take_in(invocation); }; });
}

}  // namespace recours::cli
