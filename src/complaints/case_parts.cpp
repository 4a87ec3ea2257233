#include "complaints/case_parts.h"

#include <algorithm>

#include "base/catalogue_key.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "complaints/firm_people_store.h"
#include "complaints/remarks_store.h"
#include "ui/done_notice.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

bool CaseSeen::offers(Command command) const {
  return std::find(commands.begin(), commands.end(), command) != commands.end();
}

bool is_awaited(const CaseSeen& seen, Command command) {
  const auto state = seen.complaint().state;
  return seen.offers(command) && (state == State::InProgress || state == State::Answered);
}

CaseSeen see_case(Visit& visit, const Complaint& complaint) {
  CaseSeen seen;
  seen.file = load_case(visit.reader, complaint);
  seen.four_eyes = is_review_required(visit.reader, visit.today()) ? FourEyes::Needed : FourEyes::NotNeeded;
  seen.commands = offered_commands(visit.viewer, seen.file, seen.four_eyes);
  seen.remarks = remarks_on(visit.reader, visit.viewer, complaint, visit.today());
  return seen;
}

Complaint complaint_of(Visit& visit) {
  return require_complaint(visit.reader, visit.viewer, visit.request.path_value("number"));
}

std::string resource_of(Command command) {
  switch (command) {
    case Command::Acknowledge: return "acknowledgements";
    case Command::TakeInHand: return "handling";
    case Command::SendHoldingLetter: return "holding-letters";
    case Command::DraftAnswer:
    case Command::ReviewAnswer:
    case Command::SendAnswer: return "answers";
    case Command::Decide: return "decision";
    case Command::Close:
    case Command::CloseByWaiver: return "closure";
    case Command::Resume: return "resumption";
    case Command::Reopen: return "reopening";
    case Command::Cancel: return "cancellation";
    case Command::Requalify: return "requalification";
    case Command::Transfer: return "transfer";
    case Command::RecordMediation: return "mediation";
    case Command::AddNote: return "notes";
    case Command::AddDocument: return "files/new";
    case Command::AddGrievance: return "grievances";
    case Command::RecordWriting: return "written-complaint";
    case Command::InviteToWrite: return "invitation";
    case Command::ResendProgress: return "progress-letters";
    case Command::ExplainDelay: return "delay-reasons";
    case Command::AddCorrectiveAction: return "corrective-actions";
    case Command::Edit: return "edit";
  }
  return {};
}

std::string command_path(const accounts::Viewer& viewer, const CaseSeen& seen, Command command) {
  const std::string path = path_of(seen.complaint().number) + "/" + resource_of(command);
  const auto of_answer = [&](const Answer* answer, const char* verb) {
    return answer ? path + "/" + std::to_string(answer->id.value) + verb : path;
  };
  if (command == Command::ReviewAnswer)
    return of_answer(answer_to_review(viewer, seen.file, seen.four_eyes), "/review");
  if (command == Command::SendAnswer) return of_answer(answer_to_send(seen.file, seen.four_eyes), "/sending");
  return path;
}

Html day_with_distance(const Visit& visit, Date day) {
  return el("span", {{"class", "num"}}, ui::format_date_with_distance(visit.language(), day, visit.today()));
}

Html as_typed(const std::string& text) { return el("div", {{"class", "as-typed"}}, text); }

Html letter_sheet(Language l, const std::string& recipient, const WrittenLetter& letter) {
  return el("div", {{"class", "sheet"}},
            ui::when(!recipient.empty(), el("p", {{"class", "sheet-to as-typed"}},
                                            el("span", {{"class", "muted"}}, tr(l, "To:")), " ", recipient)),
            el("p", {{"class", "sheet-subject"}}, letter.subject),
            el("div", {{"class", "sheet-text as-typed"}}, letter.text));
}

namespace {

Html day_of(Language l, const char* english, Date day) { return ui::badge(ui::Tone::Success, tr(l, english, day)); }

Html on_its_way(Language l) { return ui::badge(ui::Tone::Info, tr(l, "Sending under way")); }
Html not_delivered(Language l) { return ui::badge(ui::Tone::Danger, tr(l, "Not delivered")); }
constexpr const char* kPosted = key("Posted on {1}");
constexpr const char* kAccepted = key("Accepted by the mail server on {1}");

}  // namespace

Html delivery_of(Language l, const CaseFile& file, const Letter& letter) {
  if (letter.posted_on) return day_of(l, kPosted, *letter.posted_on);
  if (letter.counted_on) return day_of(l, kAccepted, *letter.counted_on);
  if (is_under_way(letter)) return on_its_way(l);
  if (is_undelivered(file, letter)) return not_delivered(l);
  return letter.delivery == "parked" ? ui::badge(ui::Tone::Neutral, tr(l, "Not delivered, sent again since")) : Html();
}

Html delivery_of(Language l, const CaseFile& file, const Answer& answer) {
  if (answer.posted_on) return day_of(l, kPosted, *answer.posted_on);
  if (answer.counted_on) return day_of(l, kAccepted, *answer.counted_on);
  if (answer.state == AnswerState::Sending) return on_its_way(l);
  return is_undelivered(file, answer) ? not_delivered(l) : Html();
}

namespace {

constexpr ui::DoneWord kDone[]{
    {"registered", key("The complaint is in the register.")},
    {"registered_acknowledged", key("The complaint is in the register and its acknowledgement is recorded.")},
    {"registered_not_acknowledged",
     key("The complaint is in the register; its acknowledgement could not leave: send it from here."),
     ui::Notice::Kind::Warning},
    {"edited", key("The changes are saved.")},
    {"acknowledge", key("The acknowledgement is on its way; a mail counts on the day the mail server accepts it.")},
    {"acknowledge_letter", key("The acknowledgement by letter is recorded.")},
    {"resend_progress", key("The client is told how far the complaint is.")},
    {"send_holding_letter", key("The holding letter is recorded; the legal dates stay as they are.")},
    {"invite_to_write", key("The invitation to write is recorded.")},
    {"explain_delay", key("The reason of the delay is recorded.")},
    {"take_in_hand", key("The complaint is taken in hand.")},
    {"draft_answer", key("The draft of the answer is saved.")},
    {"written_answer", key("The answer is saved.")},
    {"submit_answer", key("The answer waits for review by somebody else.")},
    {"review_answer", key("The review is recorded.")},
    {"send_answer", key("The answer is on its way; it counts on the day the mail server accepts it.")},
    {"send_answer_letter", key("The answer by letter is recorded.")},
    {"decide", key("The decision is recorded.")},
    {"finding", key("The finding is recorded.")},
    {"close", key("The complaint is closed.")},
    {"resume", key("Handling is resumed.")},
    {"reopen", key("The complaint is open again.")},
    {"cancel", key("The complaint is cancelled; its number stays in the register.")},
    {"requalify", key("The complaint is requalified and closed.")},
    {"transfer", key("The complaint is transferred and closed; the letter is recorded.")},
    {"record_mediation", key("The step of the mediation is recorded.")},
    {"add_note", key("The note is added. The client never sees it.")},
    {"add_document", key("The files are joined to the complaint.")},
    {"add_grievance", key("The grievance is added.")},
    {"record_writing", key("The written complaint is recorded: the legal dates are computed.")},
    {"add_corrective_action", key("The corrective action is recorded.")},
    {"completion", key("The corrective action is brought up to date.")},
    {"link", key("The two complaints are linked.")},
    {"unlink", key("The two complaints are linked no more.")},
};

}  // namespace

std::vector<ui::Notice> notices_of(const Visit& visit) {
  return ui::done_notices(visit.language(), visit.request, kDone);
}

std::vector<ui::Crumb> crumbs_of(Language l) { return {{tr(l, "Complaints"), "/complaints"}}; }

std::vector<ui::Crumb> crumbs_of(Language l, const Complaint& complaint) {
  auto crumbs = crumbs_of(l);
  crumbs.push_back({complaint.number, path_of(complaint.number)});
  return crumbs;
}

}  // namespace recours::complaints
