#include "complaints/closing_gate.h"

#include <algorithm>

#include "base/text.h"

namespace recours::complaints {
namespace {

constexpr std::size_t kQuotedBytes = 80;

bool has_left(const Answer& answer) { return answer.state == AnswerState::Sent && answer.counted_on; }

bool names_mediator(const Answer& answer) { return has_left(answer) && answer.mediator_id; }

FieldRefusal missing_finding(const Grievance& grievance) {
  return {"grievance/" + std::to_string(grievance.id.value), "finding_missing",
          msg("This grievance has no finding yet: {1}", shortened(grievance.text, kQuotedBytes))};
}

}  // namespace

std::vector<FieldRefusal> missing_for_closing(const CaseFile& file) {
  std::vector<FieldRefusal> missing;
  const auto& answers = file.answers;
  if (std::none_of(answers.begin(), answers.end(), has_left)) {
    missing.push_back({"answer", "answer_missing", msg("No written answer has left yet: send it first.")});
  }
  if (!file.decision || file.decision->decision.empty()) {
    missing.push_back({"decision", "decision_missing", msg("The decision is not recorded yet.")});
  }
  if (!file.decision || file.decision->root_cause.empty()) {
    missing.push_back({"root_cause", "root_cause_missing", msg("The root cause is not recorded yet.")});
  }
  if (std::none_of(answers.begin(), answers.end(), names_mediator)) {
    missing.push_back({"mediator", "mediator_missing", msg("No answer that left names the mediator.")});
  }
  for (const auto& grievance : file.complaint.grievances) {
    if (grievance.finding.empty()) missing.push_back(missing_finding(grievance));
  }
  return missing;
}

std::vector<FieldRefusal> missing_for_waiver(const Complaint& complaint, std::string_view waiver,
                                             std::string_view reason) {
  std::vector<FieldRefusal> missing;
  if (waiver.empty()) {
    missing.push_back({"waiver", "required", msg("Choose why the complaint is closed without an answer.")});
  } else if (!is_code(waivers(), waiver)) {
    missing.push_back({"waiver", "unknown_choice", msg("This choice does not exist.")});
  } else if (waiver == "oral_never_written" && complaint.clock) {
    missing.push_back({"waiver", "was_written", msg("This complaint was made in writing: choose another waiver.")});
  }
  if (trim(reason).empty()) missing.push_back({"reason", "required", msg("Give the reason in a few words.")});
  return missing;
}

}  // namespace recours::complaints
