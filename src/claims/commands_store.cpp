#include "claims/commands_store.h"

#include "claims/policy_store.h"

namespace recours::claims {

std::optional<Date> last_day_to_reopen(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim) {
  if (viewer.sees_all_accounts() || !claim.closed_at) return std::nullopt;
  const auto days = static_cast<int>(setting_or(reader, "reopen_days", kReopenDays));
  return paris_day(*claim.closed_at).plus_days(days);
}

std::vector<Command> commands_today(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                    const std::vector<ClaimLine>& lines, Date today) {
  auto commands = commands_on(viewer, claim, lines);
  std::erase_if(commands, [&](Command command) {
    return lines_today(reader, viewer, claim, lines, command, today).empty();
  });
  return commands;
}

std::vector<ClaimLine> lines_today(db::Reader& reader, const accounts::Viewer& viewer, const Claim& claim,
                                   const std::vector<ClaimLine>& lines, Command command, Date today) {
  if (command == Command::Reopen) {
    const auto last = last_day_to_reopen(reader, viewer, claim);
    if (last && *last < today) return {};
  }
  return lines_for(viewer, claim, lines, command);
}

}  // namespace recours::claims
