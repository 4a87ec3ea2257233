#include "complaints/case_letters_view.h"

#include "attachments/attachment_view.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaint_parts.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

ui::Tone tone_of(AnswerState state) {
  switch (state) {
    case AnswerState::Draft: return ui::Tone::Neutral;
    case AnswerState::InReview:
    case AnswerState::Sending: return ui::Tone::Info;
    case AnswerState::Refused: return ui::Tone::Warning;
    case AnswerState::Approved:
    case AnswerState::Sent: return ui::Tone::Success;
  }
  return ui::Tone::Neutral;
}

std::string path_of_answer(const CaseSeen& seen, const Answer& answer) {
  return path_of(seen.complaint().number) + "/answers/" + std::to_string(answer.id.value);
}

Html review_of(Language l, const Answer& answer) {
  if (answer.reviewer_name.empty() || !answer.reviewed_at) return {};
  const auto when = ui::format_instant(l, *answer.reviewed_at);
  Html line = answer.refusal_code.empty() ? Html(tr(l, "Approved by {1}, {2}", answer.reviewer_name, when))
                                          : Html(tr(l, "Refused by {1}, {2}: {3}", answer.reviewer_name, when,
                                                    label_of(l, answer_refusals(), answer.refusal_code)));
  return el("p", {{"class", "small"}}, line) +
         ui::when(!answer.review_comment.empty(), as_typed(answer.review_comment));
}

// What may be done with this version now, by whom looks.
Html doors_of(const Visit& visit, const CaseSeen& seen, const Answer& answer) {
  const Language l = visit.language();
  const auto path = path_of_answer(seen, answer);
  const auto door = [&](ui::Weight weight, const std::string& label, const char* verb) {
    return ui::link_button(weight, label, path + verb, {{"class", "btn-sm"}});
  };
  Html doors;
  const auto is_this = [&](const Answer* one) { return one && one->id == answer.id; };
  if (seen.offers(Command::SendAnswer) && is_this(answer_to_send(seen.file, seen.four_eyes)))
    doors += door(ui::Weight::Primary, label_of(l, Command::SendAnswer), "/sending");
  if (seen.offers(Command::ReviewAnswer) && is_this(answer_to_review(visit.viewer, seen.file, seen.four_eyes)))
    doors += door(ui::Weight::Primary, label_of(l, Command::ReviewAnswer), "/review");
  const bool is_open = answer.state == AnswerState::Draft || answer.state == AnswerState::Refused ||
                       answer.state == AnswerState::Approved;
  const bool changes = answer.state == AnswerState::Draft && answer.author == visit.viewer.id;
  if (seen.offers(Command::DraftAnswer) && is_open)
    doors += door(ui::Weight::Secondary, changes ? tr(l, "Go on writing") : tr(l, "Write a new version"), "");
  doors += ui::link_button(ui::Weight::Ghost, ui::icon("download") + tr(l, "Download the letter (PDF)"),
                           path + "/letter.pdf", {{"class", "btn-sm"}});
  return el("div", {{"class", "cluster"}}, doors);
}

Html answer_of(const Visit& visit, const CaseSeen& seen, const Answer& answer, std::size_t version) {
  const Language l = visit.language();
  const bool is_newest = &answer == &seen.file.answers.back();
  const bool has_left = answer.state == AnswerState::Sent || answer.state == AnswerState::Sending;
  Html body = review_of(l, answer);
  if (!answer.late_reason.empty())
    body += el("p", {{"class", "small"}}, tr(l, "Reason of the delay: {1}", answer.late_reason));
  if (is_undelivered(seen.file, answer)) {
    body += ui::notice(
        ui::Tone::Danger,
        tr(l, "The mail server did not take it. Correct the address or send it as a letter, then send it again."));
  }
  body += letter_sheet(
      l, has_left ? answer.recipient : std::string(),
      {tr(l, "Answer, version {1}", static_cast<std::int64_t>(version)), has_left ? answer.sent_text : answer.text});
  body += doors_of(visit, seen, answer);
  return el("details", {{"class", "letter"}, {"open", is_newest}},
            el("summary", {}, el("strong", {}, tr(l, "Version {1}", static_cast<std::int64_t>(version))), " ",
               ui::badge(tone_of(answer.state), label_of(l, answer.state)), " ", delivery_of(l, seen.file, answer), " ",
               el("span", {{"class", "muted small"}}, answer.author_name, ", ",
                  el("span", {{"class", "num"}}, ui::format_instant(l, answer.created_at)))),
            el("div", {{"class", "letter-body"}}, body));
}

Html letter_of(const Visit& visit, const CaseSeen& seen, const Letter& letter) {
  const Language l = visit.language();
  Html body;
  if (is_undelivered(seen.file, letter)) {
    body += ui::notice(
        ui::Tone::Danger,
        tr(l, "The mail server did not take it. Correct the address or send it as a letter, then send it again."));
  }
  if (!letter.late_reason.empty())
    body += el("p", {{"class", "small"}}, tr(l, "Reason of the delay: {1}", letter.late_reason));
  body += letter_sheet(l, letter.recipient, {letter.subject, letter.text});
  const auto path = path_of(seen.complaint().number) + "/letters/" + std::to_string(letter.id.value) + ".pdf";
  body += el("div", {{"class", "cluster"}},
             ui::link_button(ui::Weight::Ghost, ui::icon("download") + tr(l, "Download the letter (PDF)"), path,
                             {{"class", "btn-sm"}}));
  return el("details", {{"class", "letter"}, {"open", is_undelivered(seen.file, letter)}},
            el("summary", {}, el("strong", {}, label_of(l, letter.kind)), " ",
               el("span", {{"class", "muted"}}, label_of(l, letter.via)), " ", delivery_of(l, seen.file, letter), " ",
               el("span", {{"class", "muted small"}}, letter.created_by_name, ", ",
                  el("span", {{"class", "num"}}, ui::format_instant(l, letter.created_at)))),
            el("div", {{"class", "letter-body"}}, body));
}

Html door(const Visit& visit, const CaseSeen& seen, Command command, ui::Weight weight) {
  if (!seen.offers(command)) return {};
  return ui::link_button(weight, label_of(visit.language(), command), command_path(visit.viewer, seen, command));
}

}  // namespace

Html answers_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto& answers = seen.file.answers;
  const Html write = door(visit, seen, Command::DraftAnswer, ui::Weight::Secondary);
  if (answers.empty() && !is_awaited(seen, Command::DraftAnswer)) return {};
  if (answers.empty())
    return ui::card(tr(l, "Written answer"), el("p", {{"class", "muted"}}, tr(l, "No answer is written yet.")), write);
  Html versions;
  for (std::size_t at = answers.size(); at > 0; --at) versions += answer_of(visit, seen, answers[at - 1], at);
  return ui::card(tr(l, "Written answer"), el("div", {{"class", "letters"}}, versions));
}

Html letters_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto& letters = seen.file.letters;
  Html doors;
  for (const auto command :
       {Command::Acknowledge, Command::ResendProgress, Command::InviteToWrite, Command::SendHoldingLetter})
    doors += door(visit, seen, command, ui::Weight::Secondary);
  if (!doors.empty()) doors = el("div", {{"class", "cluster"}}, doors);
  if (letters.empty() && doors.empty()) return {};
  if (letters.empty())
    return ui::card(tr(l, "Letters"), el("p", {{"class", "muted"}}, tr(l, "Nothing has left for the client yet.")),
                    doors);
  Html list;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) list += letter_of(visit, seen, *letter);
  return ui::card(tr(l, "Letters"), el("div", {{"class", "letters"}}, list), doors);
}

Html notes_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const Html add = door(visit, seen, Command::AddNote, ui::Weight::Secondary);
  if (seen.file.notes.empty() && add.empty()) return {};
  Html notes;
  for (auto note = seen.file.notes.rbegin(); note != seen.file.notes.rend(); ++note) {
    notes += el("div", {{"class", "note"}}, as_typed(note->text),
                el("p", {{"class", "muted small"}}, note->author_name, ", ",
                   el("span", {{"class", "num"}}, ui::format_instant(l, note->created_at))));
  }
  if (notes.empty()) notes = el("p", {{"class", "muted"}}, tr(l, "No note yet."));
  const Html title = ui::icon("lock") + Html(tr(l, "Internal notes")) +
                     el("span", {{"class", "note-mark"}}, tr(l, "never sent to the client"));
  return el("div", {{"class", "notes"}, {"id", "notes"}}, ui::card(title, notes, add));
}

Html files_card(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto files = attachments::list_attachments(visit.reader, {kComplaintFiles, seen.complaint().id.value});
  const bool adds = seen.offers(Command::AddDocument);
  const Html add = adds ? ui::link_button(ui::Weight::Secondary, ui::icon("paperclip") + tr(l, "Add files"),
                                          command_path(visit.viewer, seen, Command::AddDocument))
                        : Html();
  if (files.empty()) {
    return ui::card(tr(l, "Supporting documents"), el("p", {{"class", "muted"}}, tr(l, "No document is joined yet.")),
                    add);
  }
  const auto editing = adds ? attachments::Editing::Allowed : attachments::Editing::ReadOnly;
  return ui::card(tr(l, "Supporting documents"), attachments::files_list(visit, files, piece_kinds(visit.reader, visit.today()), editing), add);
}

}  // namespace recours::complaints
