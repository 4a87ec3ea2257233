#include "complaints/case_aside_view.h"

#include <algorithm>

#include "base/text.h"
#include "complaints/closing_gate.h"
#include "complaints/complaint_parts.h"
#include "complaints/deadline_parts.h"
#include "complaints/dues.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

// ---- what to look at

namespace {

bool has_undelivered(const CaseFile& file) {
  return std::any_of(file.letters.begin(), file.letters.end(),
                     [&](const Letter& letter) { return is_undelivered(file, letter); }) ||
         std::any_of(file.answers.begin(), file.answers.end(),
                     [&](const Answer& answer) { return is_undelivered(file, answer); });
}

bool is_ended(State state) { return state == State::Closed || state == State::Cancelled; }

}  // namespace

Html warnings_of(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& complaint = seen.complaint();
  Html warnings;
  if (has_undelivered(seen.file)) {
    warnings += ui::notice(
        ui::Tone::Danger,
        tr(l, "Not delivered: a mail of this complaint was not taken by the mail server. See the letters below."));
  }
  if (seen.offers(Command::ExplainDelay)) {
    warnings += ui::notice(ui::Tone::Warning,
                           el("p", {}, tr(l, "Something left after its legal date, and the file does not say why.")) +
                               el("p", {},
                                  el("a", {{"href", command_path(visit.viewer, seen, Command::ExplainDelay)}},
                                     label_of(l, Command::ExplainDelay))));
  }
  if (seen.remarks.is_late_registration) {
    warnings += ui::notice(
        ui::Tone::Warning,
        tr(l, "Registered late: more than 2 jours ouvrables after it was received on {1}.", *complaint.received_on));
  }
  if (!is_ended(complaint.state) && seen.remarks.lacks_mandate) {
    warnings += ui::notice(ui::Tone::Warning,
                           tr(l, "The complainant acts for somebody else: join the mandate among the documents."));
  }
  if (!complaint.clock && !is_ended(complaint.state)) {
    warnings += ui::notice(
        ui::Tone::Info, tr(l,
                           "Oral complaint: no delay runs until it is written. Invite the complainant to write, then "
                           "record the written complaint."));
  }
  return warnings;
}

// ---- what comes next

namespace {

Html due_line(const Visit& visit, const std::optional<Date>& due_on) {
  if (!due_on) return {};
  const DueState state = next_due_state(*due_on, visit.today());
  return el("p", {{"class", "cluster"}},
            el("span", {}, tr(visit.language(), "before"), " ", day_with_distance(visit, *due_on)),
            state == DueState::Pending ? Html() : due_badge(visit.language(), state));
}

std::string wait_of(Language l, const CaseSeen& seen) {
  const auto& answers = seen.file.answers;
  const auto is_in = [&](AnswerState state) {
    return std::any_of(answers.begin(), answers.end(), [&](const Answer& one) { return one.state == state; });
  };
  if (is_in(AnswerState::Sending)) return tr(l, "The answer is being sent: wait until the mail server took it.");
  if (has_under_way(seen.file, LetterKind::Acknowledgement))
    return tr(l, "The acknowledgement is being sent: it counts on the day the mail server accepts it.");
  if (is_in(AnswerState::InReview)) return tr(l, "The answer waits for review by somebody else.");
  return {};
}

std::string ended_of(Language l, const Complaint& complaint) {
  if (complaint.state == State::Cancelled) return tr(l, "Cancelled: nothing is left to do.");
  if (complaint.state == State::Closed) return tr(l, "Closed: nothing is left to do.");
  return {};
}

Html gate_line(Language l, const CaseSeen& seen) {
  const auto missing = static_cast<std::int64_t>(missing_for_closing(seen.file).size());
  if (missing == 0) return el("p", {}, tr(l, "Nothing is missing: the complaint can be closed."));
  return el("p", {}, trn(l, "{1} thing is missing before closing.", "{1} things are missing before closing.", missing));
}

bool is_step(Command command) {
  switch (command) {
    case Command::Acknowledge:
    case Command::TakeInHand:
    case Command::DraftAnswer:
    case Command::ReviewAnswer:
    case Command::SendAnswer:
    case Command::Close:
    case Command::RecordWriting:
    case Command::InviteToWrite: return true;
    default: return false;
  }
}

std::optional<Date> date_of(const Complaint& complaint, Command step) {
  if (!complaint.clock || complaint.answered_on) return std::nullopt;
  if (step == Command::Acknowledge) return complaint.clock->acknowledgement_due_on;
  const bool is_of_answer =
      step == Command::DraftAnswer || step == Command::ReviewAnswer || step == Command::SendAnswer;
  return is_of_answer ? std::optional(complaint.clock->answer_due_on) : std::nullopt;
}

}  // namespace

Html next_step_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& complaint = seen.complaint();
  Html body;
  if (const auto ended = ended_of(l, complaint); !ended.empty()) {
    body = el("p", {}, ended);
  } else {
    const auto wait = wait_of(l, seen);
    const bool is_waiting = !wait.empty();
    const auto step = std::find_if(seen.commands.begin(), seen.commands.end(), [&](Command command) {
      return is_step(command) && !(is_waiting && command == Command::DraftAnswer);
    });
    if (is_waiting) body += el("p", {}, wait);
    if (step != seen.commands.end()) {
      body += el("p", {{"class", "big-number"}}, label_of(l, *step)) + due_line(visit, date_of(complaint, *step));
      if (*step == Command::Close) body += gate_line(l, seen);
      body += ui::link_button(ui::Weight::Primary, label_of(l, *step), command_path(visit.viewer, seen, *step));
    } else if (!is_waiting) {
      body += el("p", {}, tr(l, "The next step is with whoever handles this complaint.")) +
              due_line(visit, complaint.next_due_on);
    }
  }
  return el("section", {{"class", "card next-step"}},
            el("div", {{"class", "card-header"}}, el("h2", {{"class", "card-title"}}, tr(l, "Next step"))),
            el("div", {{"class", "card-body"}}, body));
}

// ---- deadlines

namespace {

Html due_of(const Visit& visit, const std::string& label, const Due& due) {
  const Language l = visit.language();
  if (!due.due_on) return {};
  const bool is_open = due.state == DueState::Pending || due.state == DueState::DueSoon || due.state == DueState::Late;
  const Html day =
      is_open ? day_with_distance(visit, *due.due_on) : el("span", {{"class", "num"}}, ui::format_date(l, *due.due_on));
  Html done;
  if (due.done_on) done = el("div", {{"class", "small num"}}, tr(l, "done on {1}", *due.done_on));
  return el("div", {{"class", "deadline"}},
            el("div", {{"class", "deadline-what"}}, label, " ", due_badge(l, due.state)), day, done);
}

Html why(const Visit& visit, const Complaint& complaint) {
  const Language l = visit.language();
  const auto computed = dates_of(visit.reader, complaint);
  if (!computed) return {};
  const auto start = computed->regime.starts_from == calendar::StartsFrom::Sent ? tr(l, "the day it was sent")
                                                                                : tr(l, "the day it was received");
  Html body = ui::facts({{tr(l, "Rule"), computed->regime.source},
                         {tr(l, "The clock starts"), start + " – " + ui::format_date(l, complaint.clock->starts_on)}});
  if (computed->deadlines.acknowledgement_due_on() != complaint.clock->acknowledgement_due_on) {
    body += ui::notice(ui::Tone::Info,
                       tr(l, "The public holidays were edited since this date was computed: the date stays."));
  }
  return el("details", {{"class", "why"}}, el("summary", {}, tr(l, "Why this date?")),
            el("div", {{"class", "why-body"}}, body, why_these_dates(visit, *computed)));
}

}  // namespace

namespace {

// On a phone before everything that is only read.
Html in_sight(const std::string& title, const Html& body) {
  return el("div", {{"class", "deadlines"}}, ui::card(title, body));
}

}  // namespace

Html deadlines_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& complaint = seen.complaint();
  if (!complaint.clock) {
    return in_sight(tr(l, "Deadlines"),
                    el("p", {{"class", "muted"}}, tr(l, "No date yet: the complaint is not written.")));
  }
  const Clock& clock = *complaint.clock;
  const Html mediator =
      el("div", {{"class", "deadline"}}, el("div", {{"class", "deadline-what"}}, tr(l, "Mediator")),
         el("span", {{"class", "num"}}, tr(l, "from {1} to {2}", clock.mediator_opens_on, clock.mediator_closes_on)));
  return in_sight(tr(l, "Deadlines"),
                  due_of(visit, tr(l, "Acknowledgement"), acknowledgement_due(complaint, visit.today())) +
                      due_of(visit, tr(l, "Answer"), answer_due(complaint, visit.today())) + mediator +
                      why(visit, complaint));
}

// ---- people and links

namespace {

Html complainant_of(const Visit& visit, const Complaint& complaint) {
  const Complainant& who = complaint.complainant;
  Html name = el("strong", {}, who.display_name());
  if (complaint.contact && visit.viewer.can(Right::SeeContacts))
    name = el("a", {{"href", contacts::path_of(contacts::ContactId{*complaint.contact})}}, name);
  Html lines = el("div", {}, name);
  if (!who.email.empty()) lines += el("div", {}, contacts::email_link(who.email));
  if (!who.phone.empty()) lines += el("div", {}, contacts::phone_link(who.phone));
  const auto town = std::string(trim(who.postcode + " " + who.city));
  for (const auto& line : {who.street, town}) {
    if (!line.empty()) lines += el("div", {{"class", "small"}}, line);
  }
  return lines;
}

}  // namespace

Html people_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& complaint = seen.complaint();
  const auto named = [&](const std::string& name) {
    return name.empty() ? el("span", {{"class", "muted"}}, tr(l, "Nobody yet")) : Html(name);
  };
  const Html complainant = el("div", {{"class", "person"}}, el("div", {{"class", "muted small"}}, tr(l, "Complainant")),
                              complainant_of(visit, complaint));
  return ui::card(tr(l, "People"),
                  complainant + ui::facts({{tr(l, "Adviser"), named(complaint.adviser_name)},
                                           {tr(l, "Person who received it"), named(complaint.received_by_name)},
                                           {tr(l, "Handler"), named(complaint.handler_name)}}));
}

namespace {

Html link_form(const Visit& visit, const Complaint& complaint, const std::string& other, const char* verb,
               const std::string& label) {
  return ui::post_form(path_of(complaint.number) + "/links", visit.frame.csrf,
                       ui::hidden("other", other) + ui::hidden("verb", verb) +
                           ui::button(ui::Weight::Secondary, label, {{"class", "btn-sm"}}));
}

Html link_row(const Visit& visit, const Complaint& complaint, const Link& link) {
  const Language l = visit.language();
  if (link.kind != LinkKind::Complaint)
    return el("li", {}, el("span", {{"class", "muted"}}, label_of(l, link.kind)), " ", link.label);
  Html row = el("a", {{"class", "num"}, {"href", path_of(link.label)}}, link.label);
  if (visit.viewer.can(Right::RecordComplaint))
    row += link_form(visit, complaint, link.label, "unlink", tr(l, "Unlink"));
  return el("li", {}, row);
}

Html similar_row(const Visit& visit, const Complaint& complaint, const ListedComplaint& other) {
  const Language l = visit.language();
  Html row = el("a", {{"href", path_of(other.number)}}, el("span", {{"class", "num"}}, other.number), " ", other.title);
  if (visit.viewer.can(Right::RecordComplaint)) row += link_form(visit, complaint, other.number, "link", tr(l, "Link"));
  return el("li", {}, row);
}

bool is_linked(const Complaint& complaint, const ListedComplaint& other) {
  return std::any_of(complaint.links.begin(), complaint.links.end(),
                     [&](const Link& link) { return link.kind == LinkKind::Complaint && link.id == other.id.value; });
}

}  // namespace

Html links_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Complaint& complaint = seen.complaint();
  auto similar = seen.remarks.similar;
  std::erase_if(similar, [&](const ListedComplaint& other) { return is_linked(complaint, other); });
  if (complaint.links.empty() && similar.empty()) return {};
  Html body;
  if (!complaint.links.empty()) {
    body += el("ul", {}, ui::each(complaint.links, [&](const Link& link) { return link_row(visit, complaint, link); }));
  }
  if (!similar.empty()) {
    body +=
        el("p", {{"class", "small"}},
           tr(l,
              "The same person complained about the same contract within 60 days. Link the two? It can be undone.")) +
        el("ul", {},
           ui::each(similar, [&](const ListedComplaint& other) { return similar_row(visit, complaint, other); }));
  }
  return ui::card(tr(l, "Links"), body);
}

}  // namespace recours::complaints
