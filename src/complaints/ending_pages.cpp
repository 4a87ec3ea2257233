// How a complaint ends and comes back: through the gate, by a waiver, cancelled, requalified; resumed, reopened.
#include "complaints/closing_gate.h"
#include "base/catalogue_key.h"
#include "complaints/command_page.h"
#include "complaints/command_pages.h"
#include "complaints/complaint_parts.h"
#include "complaints/typed_text.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

Html lead(const std::string& text) { return el("p", {{"class", "lead"}}, text); }

// ---- the gate

// Where what is missing is done.
std::string place_of(const Visit& visit, const CaseSeen& seen, const std::string& field) {
  const auto& state = seen.complaint().state;
  const auto path = path_of(seen.complaint().number);
  const auto reaches = [&](Command command) {
    return find_transition(state, command) && visit.viewer.can(right_of(command));
  };
  if (field.starts_with("grievance/"))
    return reaches(Command::Decide) ? path + "/grievances/" + field.substr(10) + "/finding" : "";
  if (field == "decision" || field == "root_cause") return reaches(Command::Decide) ? path + "/decision" : "";
  if (reaches(Command::DraftAnswer)) return path + "/answers";
  return reaches(Command::Resume) ? path + "/resumption" : "";
}

Html gate_row(Language l, const std::string& label, const FieldRefusal* missing, const std::string& place) {
  const Html mark =
      missing ? ui::badge(ui::Tone::Warning, tr(l, "Missing")) : ui::badge(ui::Tone::Success, tr(l, "There"));
  Html row = mark + el("div", {{"class", "gate-what"}}, label,
                       missing ? el("div", {{"class", "small muted"}}, ui::tr_message(l, missing->message)) : Html());
  if (missing && !place.empty())
    row += ui::link_button(ui::Weight::Secondary, tr(l, "Do it now"), place, {{"class", "btn-sm"}});
  return el("li", {}, row);
}

// R-730 Everything asked, what is there and what is not.
Html gate(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto missing = missing_for_closing(seen.file);
  const auto find = [&](const std::string& field) -> const FieldRefusal* {
    for (const auto& one : missing) {
      if (one.field == field) return &one;
    }
    return nullptr;
  };
  const auto row = [&](const std::string& field, const std::string& label) {
    const auto* refusal = find(field);
    return gate_row(l, label, refusal, refusal ? place_of(visit, seen, field) : "");
  };
  Html rows = row("answer", tr(l, "Written answer that left")) +
              row("mediator", tr(l, "Mediator named in the answer")) + row("decision", tr(l, "Decision")) +
              row("root_cause", tr(l, "Root cause"));
  for (const auto& grievance : seen.complaint().grievances)
    rows += row("grievance/" + std::to_string(grievance.id.value), tr(l, "Finding on: {1}", grievance.text));
  return ui::card(tr(l, "What the file must hold"), el("ul", {{"class", "gate"}}, rows));
}

CommandForm closing_form(Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const bool is_complete = missing_for_closing(seen.file).empty();
  return {tr(l, "Close the complaint"),
          lead(is_complete ? tr(l, "Nothing is missing: the complaint can be closed.")
                           : tr(l, "The complaint cannot be closed yet: something is missing.")) +
              gate(visit, seen),
          {},
          tr(l, "Close the complaint")};
}

CommandForm waiver_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  std::vector<ui::Choice> choices;
  for (const auto& waiver : waivers()) {
    const bool is_moot = std::string_view(waiver.code) == "oral_never_written" && seen.complaint().clock;
    if (!is_moot) choices.push_back({std::string(waiver.code), tr(l, waiver.label)});
  }
  return {
      tr(l, "Close without an answer"),
      lead(tr(l,
              "No answer has left. A complaint ends without one only for a reason that can be told to the supervisor; "
              "otherwise answer it first.")),
      ui::radio_field(l, typed.required("waiver", tr(l, "Why no answer")), choices) + reason_field(l, typed),
      tr(l, "Close without an answer")};
}

Command closing_command(const Complaint& complaint) {
  return complaint.state == State::Answered ? Command::Close : Command::CloseByWaiver;
}

http::Response closure_page(Visit& visit, const Complaint& complaint, const Typed& typed, int status,
                            std::vector<ui::Notice> notices = {}) {
  const Command command = closing_command(complaint);
  if (!find_transition(complaint.state, command)) return not_now_page(visit, complaint);
  const auto seen = see_case(visit, complaint);
  const auto form = command == Command::Close ? closing_form(visit, seen) : waiver_form(visit, seen, typed);
  return command_form_page(visit, complaint, form, typed, status, std::move(notices));
}

http::Response show_closure(Visit& visit) { return closure_page(visit, complaint_of(visit), {}, 200); }

http::Response close_from_form(Visit& visit) {
  const auto complaint = complaint_of(visit);
  Typed typed{visit.request.form(), {}};
  const auto act = act_on(visit, complaint, typed.fields);
  try {
    const auto outcome = typed.fields.has("waiver") || complaint.state != State::Answered
                             ? close_by_waiver(act, text_in(typed.fields, "waiver"), text_in(typed.fields, "reason"))
                             : close(act);
    if (outcome) return done_page(complaint, "close");
    typed.errors = errors_of(visit.language(), outcome.error());
    return closure_page(visit, complaint_of(visit), typed, 422);
  } catch (const Conflict&) {
    const auto now = complaint_of(visit);
    return closure_page(visit, now, typed, 409, {changed_meanwhile(visit, now)});
  }
}

// ---- with a reason only

using Reasoned = Outcome (*)(const Act&, const std::string&);

void register_reasoned(accounts::Site& site, const char* resource, Command command, Reasoned verb, const char* said,
                       ui::Weight weight) {
  const auto form = [command, said, weight](Visit& visit, const CaseSeen&, const Typed& typed) -> CommandForm {
    const Language l = visit.language();
    return {label_of(l, command), lead(tr(l, said)), reason_field(l, typed), label_of(l, command), weight};
  };
  const auto deed = [verb](Visit&, const Act& act, const http::Fields& fields) {
    return verb(act, text_in(fields, "reason"));
  };
  register_command(site, {resource, command, name_of(command), form, deed});
}

// ---- requalification

CommandForm requalification_form(Visit& visit, const CaseSeen&, const Typed& typed) {
  const Language l = visit.language();
  auto choices = code_choices(l, requalifications());
  choices.erase(choices.begin());
  return {tr(l, "Requalify as a request"),
          lead(tr(l, "It is no complaint but a request: the file is closed, its number stays in the register.")),
          ui::radio_field(l, typed.required("kind", tr(l, "What it is")), choices) + reason_field(l, typed),
          tr(l, "Requalify as a request")};
}

Outcome requalify_from(Visit&, const Act& act, const http::Fields& fields) {
  return requalify(act, text_in(fields, "kind"), text_in(fields, "reason"));
}

}  // namespace

void register_ending_pages(accounts::Site& site) {
  site.page(Method::Get, "/complaints/{number}/closure", Right::CloseComplaint, show_closure);
  site.page(Method::Post, "/complaints/{number}/closure", Right::CloseComplaint, close_from_form);
  register_reasoned(site, "/resumption", Command::Resume, resume,
                    key("The complaint is in hand again; the answer that left stays as it is."), ui::Weight::Primary);
  register_reasoned(site, "/reopening", Command::Reopen, reopen,
                    key("The complaint is in hand again; what was recorded stays as it is."), ui::Weight::Primary);
  register_reasoned(
      site, "/cancellation", Command::Cancel, cancel,
      key("For what was entered by mistake. The number stays in the register with this reason; it cannot be "
          "undone."),
      ui::Weight::Danger);
  register_command(site, {"/requalification", Command::Requalify, "requalify", requalification_form, requalify_from});
}

}  // namespace recours::complaints
