// The written answer: drafted, put to review, approved or refused by somebody else, sent. Every page shows it as it
// will leave, the mediator's block included; what left never changes.
#include <algorithm>

#include "complaints/command_pages.h"
#include "complaints/complaint_parts.h"
#include "complaints/dispatch_form.h"
#include "complaints/typed_text.h"
#include "contacts/contact_parts.h"
#include "ui/hidden_field.h"

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

std::string path_of_answer(const Complaint& complaint, AnswerId id) {
  return path_of(complaint.number) + "/answers/" + std::to_string(id.value);
}

const Answer& require_answer(const CaseFile& file, AnswerId id) {
  const auto found =
      std::find_if(file.answers.begin(), file.answers.end(), [&](const Answer& one) { return one.id == id; });
  if (found == file.answers.end()) throw NotFound();
  return *found;
}

const Answer& answer_asked(const Visit& visit, const CaseSeen& seen) {
  return require_answer(seen.file, visit.request.path_id<AnswerId>("id"));
}

LetterWish wish_of(const std::string& text) {
  LetterWish wish;
  wish.answer = text;
  return wish;
}

Html sheet_of(const Visit& visit, const CaseSeen& seen, const Answer& answer) {
  return letter_preview(visit, seen.complaint(), "answer", wish_of(answer.text),
                        path_of_answer(seen.complaint(), answer.id) + "/letter.pdf");
}

// ---- writing

// The version gone on from: named in the address, or the one that lies nearest.
const Answer* begun_from(const Visit& visit, const CaseSeen& seen) {
  if (visit.request.path_values.contains("id")) return &answer_asked(visit, seen);
  return answer_to_write(visit.viewer, seen.file);
}

http::Fields text_so_far(Visit& visit, const CaseSeen& seen) {
  http::Fields fields;
  if (const auto* answer = begun_from(visit, seen)) fields.add("text", answer->text);
  return fields;
}

Html writing_intro(const Visit& visit, const CaseSeen& seen) {
  const Language l = visit.language();
  const auto* from = begun_from(visit, seen);
  Html intro = lead(tr(l, "Write the answer itself: greeting, reference and the mediator stand around it."));
  if (!from) return intro;
  const bool in_place = from->state == AnswerState::Draft && from->author == visit.viewer.id;
  if (from->state == AnswerState::InReview)
    intro += ui::notice(ui::Tone::Warning, tr(l, "A version waits for review: this writes another one beside it."));
  else if (!in_place)
    intro += ui::notice(ui::Tone::Info, tr(l, "A new version begins; the one before stays as it is."));
  if (from->state == AnswerState::Refused) {
    intro += ui::notice(ui::Tone::Warning,
                        Html(tr(l, "Refused in review: {1}", label_of(l, answer_refusals(), from->refusal_code))) +
                            as_typed(from->review_comment));
  }
  return intro;
}

CommandForm writing_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  CommandForm form;
  form.title = tr(l, "Write the answer");
  form.intro = writing_intro(visit, seen);
  const auto* begun = begun_from(visit, seen);
  const bool is_named = begun && begun->state != AnswerState::InReview;  // what is in review does not change
  if (is_named) form.fields = ui::hidden("answer", std::to_string(begun->id.value));
  form.fields += ui::text_area(l, typed.required("text", tr(l, "Answer")), 16);
  form.more = ui::button(ui::Weight::Secondary, tr(l, "Preview"), {{"name", "preview"}, {"value", "yes"}});
  form.submit = tr(l, "Save the draft");
  if (seen.four_eyes == FourEyes::Needed) {
    form.more += ui::button(ui::Weight::Secondary, tr(l, "Save the draft"), {{"name", "step"}, {"value", "draft"}});
    form.submit = tr(l, "Put to review");
  }
  if (!typed.text("text").empty()) {
    form.below = letter_preview(visit, seen.complaint(), "answer", wish_of(text_in(typed.fields, "text")), "");
  }
  return form;
}

// Where four eyes are needed the main button puts it to review; else it keeps the draft.
Outcome write(Visit& visit, const Act& act, const http::Fields& fields) {
  const auto id = id_in(fields, "answer");
  const auto answer = id ? std::optional(AnswerId{*id}) : std::nullopt;
  const auto seen = see_case(visit, complaint_of(visit));
  const bool keeps_draft = seen.four_eyes == FourEyes::NotNeeded || fields.text("step") == "draft";
  return keeps_draft ? draft_answer(act, answer, text_in(fields, "text"))
                     : propose_answer(act, answer, text_in(fields, "text"));
}

std::string after_writing(const http::Fields& fields, const Complaint& complaint) {
  return path_of(complaint.number) + "?done=" + (fields.text("step") == "draft" ? "draft_answer" : "written_answer");
}

// ---- review

CommandForm review_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  const auto& answer = answer_asked(visit, seen);
  CommandForm form;
  form.title = tr(l, "Review the answer");
  const bool is_own = answer.author == visit.viewer.id && seen.four_eyes == FourEyes::Needed;
  if (is_own) form.intro = ui::notice(ui::Tone::Warning, tr(l, "Somebody else reviews what you wrote."));
  form.intro +=
      lead(tr(l, "Written by {1}. You approve it as it stands, or say what must change.", answer.author_name)) +
      sheet_of(visit, seen, answer);
  form.fields = ui::radio_field(l, typed.required("approved", tr(l, "Your decision")),
                                {{"yes", tr(l, "I approve: it may leave as it stands")},
                                 {"no", tr(l, "I refuse: it must change")}}) +
                el("div", {{"data-shown-for", "approved"}, {"data-values", "no"}},
                   ui::select_field(l, typed.field("refusal_code", tr(l, "Why it is refused")),
                                    code_choices(l, answer_refusals()))) +
                ui::text_area(l, typed.field("comment", tr(l, "Comment for the author")), 3);
  form.submit = tr(l, "Record the review");
  return form;
}

Outcome review(Visit& visit, const Act& act, const http::Fields& fields) {
  const auto approved = fields.text("approved");
  if (approved != "yes" && approved != "no")
    return fail(incomplete({{"approved", "required", msg("Approve or refuse the answer.")}}));
  const Review said{approved == "yes", approved == "yes" ? "" : text_in(fields, "refusal_code"),
                    text_in(fields, "comment")};
  return review_answer(act, visit.request.path_id<AnswerId>("id"), said);
}

// ---- sending

// A second answer, after handling was resumed, is not held against the delay again.
std::optional<Date> due_of(const Complaint& complaint) {
  if (complaint.answered_on || !complaint.clock) return std::nullopt;
  return complaint.clock->answer_due_on;
}

CommandForm sending_form(Visit& visit, const CaseSeen& seen, const Typed& typed) {
  const Language l = visit.language();
  const auto& answer = answer_asked(visit, seen);
  CommandForm form;
  form.title = tr(l, "Send the answer");
  form.intro = lead(tr(l, "Once sent it never changes. By mail it counts on the day the mail server accepts it."));
  form.fields = dispatch_fields(visit, seen.complaint(), typed, due_of(seen.complaint()));
  form.submit = tr(l, "Send the answer");
  form.below = sheet_of(visit, seen, answer);
  return form;
}

Outcome send(Visit& visit, const Act& act, const http::Fields& fields) {
  std::vector<FieldRefusal> refusals;
  const auto dispatch = dispatch_in(fields, refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return send_answer(act, visit.request.path_id<AnswerId>("id"), dispatch);
}

std::string after_sending(const http::Fields& fields, const Complaint& complaint) {
  return path_of(complaint.number) + "?done=" + (is_by_letter(fields) ? "send_answer_letter" : "send_answer");
}

// ---- submission, and the letter as PDF

CommandForm submission_form(Visit& visit, const CaseSeen& seen, const Typed&) {
  const Language l = visit.language();
  CommandForm form;
  form.title = tr(l, "Put to review");
  form.intro = lead(tr(l, "Somebody else reads it before it leaves; until then it does not change."));
  form.submit = tr(l, "Put to review");
  form.below = sheet_of(visit, seen, answer_asked(visit, seen));
  return form;
}

Outcome submit(Visit& visit, const Act& act, const http::Fields&) {
  return submit_answer(act, visit.request.path_id<AnswerId>("id"));
}

bool has_left(const Answer& answer) {
  return answer.state == AnswerState::Sent || answer.state == AnswerState::Sending;
}

// As it left, or as it would leave today.
http::Response letter(Visit& visit) {
  const auto complaint = complaint_of(visit);
  const auto file = load_case(visit.reader, complaint);
  const auto& answer = require_answer(file, visit.request.path_id<AnswerId>("id"));
  const Date day = answer.counted_on.value_or(visit.today());
  auto prepared = prepare_letter(visit.reader, complaint, "answer", visit.viewer, wish_of(answer.text), day);
  auto head = letterhead(visit.reader);
  if (has_left(answer)) {
    const auto line = answer.recipient.find('\n');
    prepared.facts.complainant = answer.recipient.substr(0, line);
    prepared.facts.address = line == std::string::npos ? "" : answer.recipient.substr(line + 1);
    prepared.written.text = answer.sent_text;
    if (!answer.sent_subject.empty()) prepared.written.subject = answer.sent_subject;
    if (!answer.letterhead.empty()) head = answer.letterhead;
  }
  return pdf_answer(letter_pdf(head, prepared.facts, prepared.written),
                    complaint.number + "-answer.pdf");
}

}  // namespace

void register_answer_pages(accounts::Site& site) {
  register_command(
      site, {"/answers", Command::DraftAnswer, "written_answer", writing_form, write, text_so_far, after_writing});
  register_command(
      site, {"/answers/{id}", Command::DraftAnswer, "written_answer", writing_form, write, text_so_far, after_writing});
  register_command(site, {"/answers/{id}/submission", Command::DraftAnswer, "submit_answer", submission_form, submit});
  register_command(site, {"/answers/{id}/review", Command::ReviewAnswer, "review_answer", review_form, review});
  register_command(
      site, {"/answers/{id}/sending", Command::SendAnswer, "send_answer", sending_form, send,
             [](Visit& visit, const CaseSeen& seen) { return dispatch_now(visit, seen.complaint()); }, after_sending});
  site.page(Method::Get, "/complaints/{number}/answers/{id}/letter.pdf", Right::SeeComplaints, letter);
}

}  // namespace recours::complaints
