// R-620 The question a claim waits on, in the words it was asked in. Pure.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/command.h"

namespace recours::claims {

// Empty: nothing is asked. Events newest first.
inline std::string open_question(const std::vector<ClaimLine>& lines, const std::vector<ClaimEvent>& events) {
  const bool asked = std::any_of(lines.begin(), lines.end(), [](const ClaimLine& line) {
    return line.state.authorisation == Authorisation::InformationRequested;
  });
  const auto question = std::find_if(events.begin(), events.end(), [](const ClaimEvent& event) {
    return event.command == name_of(Command::Ask);
  });
  return asked && question != events.end() ? question->comment : std::string();
}

}  // namespace recours::claims
