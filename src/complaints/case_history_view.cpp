#include "complaints/case_history_view.h"

#include <algorithm>

#include "attachments/attachment_store.h"
#include "base/catalogue_key.h"
#include "base/text.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_form.h"
#include "complaints/complaint_parts.h"
#include "complaints/list_store.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

struct EventWord {
  std::string_view command;
  const char* title;
};
constexpr EventWord kEventWords[]{
    {"register", key("Complaint registered")},
    {"import", key("Taken over from the old register")},
    {"edit", key("Complaint edited")},
    {"record_writing", key("Written complaint recorded")},
    {"link", key("Linked to another complaint")},
    {"unlink", key("Link to another complaint removed")},
    {"acknowledge", key("Acknowledgement of receipt")},
    {"resend_progress", key("Acknowledgement sent again")},
    {"send_holding_letter", key("Holding letter")},
    {"invite_to_write", key("Invitation to write")},
    {"explain_delay", key("Reason of the delay")},
    {"take_in_hand", key("Taken in hand")},
    {"draft_answer", key("Answer written")},
    {"review_answer", key("Answer reviewed")},
    {"send_answer", key("Sending of the answer")},
    {"close", key("Complaint closed")},
    {"close_by_waiver", key("Closed without an answer")},
    {"resume", key("Handling resumed")},
    {"reopen", key("Complaint reopened")},
    {"cancel", key("Complaint cancelled")},
    {"requalify", key("Requalified as a request")},
    {"transfer", key("Transferred to another institution")},
    {"record_mediation", key("Step of the mediation")},
    {"add_note", key("Internal note added")},
    {"add_grievance", key("Grievance added")},
    {"add_corrective_action", key("Corrective action brought up to date")},
};

bool is_finding(const ComplaintEvent& event) {
  return event.command == "decide" && is_code(findings(), event.reason_code);
}

}  // namespace

std::string title_of(Language l, const ComplaintEvent& event) {
  if (event.command == "decide")
    return is_finding(event) ? tr(l, "Finding on a grievance") : tr(l, "Decision recorded");
  const auto* word = std::find_if(std::begin(kEventWords), std::end(kEventWords),
                                  [&](const EventWord& one) { return one.command == event.command; });
  return word == std::end(kEventWords) ? event.command : tr(l, word->title);
}

namespace {

// The label of the reason's code: which list it is from depends on the command.
std::string code_in_words(const Visit& visit, const ComplaintEvent& event) {
  const Language l = visit.language();
  const auto& code = event.reason_code;
  if (code.empty()) return {};
  if (event.command == "decide") return label_of(l, is_finding(event) ? findings() : decisions(), code);
  if (event.command == "close_by_waiver" || event.command == "transfer") return label_of(l, waivers(), code);
  if (event.command == "requalify") return label_of(l, requalifications(), code);
  if (event.command == "review_answer") return label_of(l, answer_refusals(), code);
  if (event.command == "record_mediation") return label_of(l, mediation_events(), code);
  if (event.command == "add_corrective_action") {
    return is_code(corrective_states(), code) ? label_of(l, corrective_states(), code)
                                              : item_label(visit.reader, l, "corrective_action", code);
  }
  return code;
}

std::string date_in_words(Language l, std::string_view text) {
  const auto day = Date::parse_iso(text);
  return day ? ui::format_date(l, *day) : std::string(text);
}

std::string detail_in_words(Language l, const ComplaintEvent& event) {
  const auto& detail = event.detail;
  if (detail.empty()) return {};
  if (event.command == "reopen") return tr(l, "The closing of {1} is undone.", date_in_words(l, detail));
  if (const auto day = Date::parse_iso(detail)) return tr(l, "Accepted by the mail server on {1}", *day);
  if (detail == "parked") return tr(l, "Not delivered: the mail server did not take it.");
  if (const auto via = via_named(detail)) return label_of(l, *via);
  if (event.command.ends_with("_answer")) {
    if (const auto state = answer_state_named(detail)) return label_of(l, *state);
  }
  return detail;
}

Html link_to_other(const std::string& number) { return el("a", {{"class", "num"}, {"href", path_of(number)}}, number); }

Html state_change(Language l, const ComplaintEvent& event) {
  const auto from = state_named(event.from_state);
  const auto to = state_named(event.to_state);
  if (!to || from == to) return {};
  return el("div", {}, state_badge(l, *to));
}

Html detail_of(const Visit& visit, const ComplaintEvent& event) {
  const Language l = visit.language();
  Html detail = state_change(l, event);
  const auto code = code_in_words(visit, event);
  if (!code.empty()) detail += el("div", {}, code);
  if (event.command == "link" || event.command == "unlink")
    detail += el("div", {}, link_to_other(event.detail));
  else if (event.command == "edit" || event.command == "record_writing")
    for (const auto& line : moved_dates_in_words(l, event.detail)) detail += el("div", {{"class", "num"}}, line);
  else if (const auto words = detail_in_words(l, event); !words.empty())
    detail += as_typed(words);
  if (!event.reason.empty()) detail += el("div", {{"class", "muted as-typed"}}, tr(l, "Reason: {1}", event.reason));
  return detail;
}

ui::Tone tone_of(const ComplaintEvent& event) {
  if (event.detail == "parked") return ui::Tone::Danger;
  if (event.command == "cancel" || event.reason_code == "refused") return ui::Tone::Warning;
  const auto to = state_named(event.to_state);
  const bool moved = event.from_state != event.to_state;
  if (moved && to && (*to == State::Answered || *to == State::Closed)) return ui::Tone::Success;
  return moved ? ui::Tone::Info : ui::Tone::Neutral;
}

using DatedMoments = std::vector<std::pair<Instant, ui::Moment>>;

void add_files(const Visit& visit, const CaseSeen& seen, DatedMoments& moments) {
  const Language l = visit.language();
  const auto moment = [&](const char* title, Instant at, const std::string& who, const std::string& name) {
    moments.emplace_back(at, ui::Moment{tr(l, title), ui::format_instant(l, at), who,
                                        el("div", {{"class", "muted small"}}, name), ui::Tone::Neutral});
  };
  for (const auto& file : attachments::list_with_removed(visit.reader, {kComplaintFiles, seen.complaint().id.value})) {
    moment(key("Document joined"), file.uploaded_at, file.uploaded_by_name, file.name);
    if (file.removed_at) moment(key("Document removed"), *file.removed_at, file.removed_by_name, file.name);
  }
}

}  // namespace

std::vector<std::string> moved_dates_in_words(Language l, const std::string& detail) {
  constexpr std::string_view arrow = " → ";
  std::vector<std::string> lines;
  for (const auto& part : split(detail, ',')) {
    const auto text = trim(part);
    if (text.empty()) continue;
    const auto colon = text.find(": ");
    const auto to = text.find(arrow);
    if (colon == text.npos || to == text.npos || to < colon) {
      lines.emplace_back(text);
      continue;
    }
    const auto from_text = text.substr(colon + 2, to - colon - 2);
    lines.push_back(tr(l, "{1}: {2} → {3}", field_label(l, text.substr(0, colon)), date_in_words(l, from_text),
                       date_in_words(l, text.substr(to + arrow.size()))));
  }
  return lines;
}

Html history_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  DatedMoments dated;
  for (const auto& event : seen.file.events) {
    dated.emplace_back(event.at, ui::Moment{title_of(l, event), ui::format_instant(l, event.at), event.actor_name,
                                            detail_of(visit, event), tone_of(event)});
  }
  add_files(visit, seen, dated);
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<ui::Moment> moments;
  for (auto& [at, moment] : dated) moments.push_back(std::move(moment));
  return el("div", {{"id", "history"}}, ui::card(tr(l, "History"), ui::timeline(moments)));
}

}  // namespace recours::complaints
