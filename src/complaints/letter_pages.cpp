// What leaves for the complainant besides the answer: acknowledgement, « Renvoyer », holding letter, invitation to
// write, transfer. Each page shows the letter as it will leave; what left is printed as it left.
#include "base/text.h"
#include "base/catalogue_key.h"
#include "base/whole_number.h"
#include "complaints/command_pages.h"
#include "complaints/complaint_parts.h"
#include "complaints/dispatch_form.h"
#include "complaints/typed_text.h"
#include "ui/trail.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

// One kind of letter: where its page is, what it says above, what else it asks, what sends it.
struct LetterPage {
  const char* resource;
  Command command;
  LetterKind kind;
  const char* lead;
  Html (*asks)(Visit&, const Typed&);
  Outcome (*sends)(const Act&, const Dispatch&, const http::Fields&, std::vector<FieldRefusal>&);
};

Html nothing_more(Visit&, const Typed&) { return {}; }

LetterWish wish_of(const http::Fields& fields) {
  LetterWish wish;
  wish.reason = text_in(fields, "reason");
  wish.institution = text_in(fields, "institution");
  wish.new_date = Date::parse(trim(fields.text("new_date")));
  return wish;
}

std::string preview_pdf(const Complaint& complaint, LetterKind kind, const LetterWish& wish) {
  return ui::address(path_of(complaint.number) + "/letters/preview.pdf",
                     {{"kind", std::string(name_of(kind))},
                      {"reason", wish.reason},
                      {"institution", wish.institution},
                      {"new_date", wish.new_date ? wish.new_date->iso() : ""}});
}

// Only the acknowledgement has a day it is held against.
std::optional<Date> due_of(const Complaint& complaint, LetterKind kind) {
  if (kind != LetterKind::Acknowledgement || !complaint.clock) return std::nullopt;
  return complaint.clock->acknowledgement_due_on;
}

CommandForm form_of(Visit& visit, const CaseSeen& seen, const Typed& typed, const LetterPage& page) {
  const Language l = visit.language();
  const auto& complaint = seen.complaint();
  const auto wish = wish_of(typed.fields);
  CommandForm form;
  form.title = label_of(l, page.command);
  form.intro = el("p", {{"class", "lead"}}, tr(l, page.lead));
  const Html more = page.asks(visit, typed);
  form.fields = more + dispatch_fields(visit, complaint, typed, due_of(complaint, page.kind));
  form.submit = label_of(l, page.command);
  if (page.command == Command::Transfer) form.weight = ui::Weight::Danger;
  if (!more.empty()) {
    form.more = ui::button(ui::Weight::Secondary, tr(l, "Preview"), {{"name", "preview"}, {"value", "yes"}});
  }
  form.below = letter_preview(visit, complaint, name_of(page.kind), wish, preview_pdf(complaint, page.kind, wish));
  return form;
}

void register_letter(accounts::Site& site, const LetterPage& page) {
  const auto deed = [page](Visit&, const Act& act, const http::Fields& fields) -> Outcome {
    std::vector<FieldRefusal> refusals;
    const auto dispatch = dispatch_in(fields, refusals);
    if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
    auto outcome = page.sends(act, dispatch, fields, refusals);
    return outcome;
  };
  const auto leads_to = [page](const http::Fields& fields, const Complaint& complaint) {
    std::string done(name_of(page.command));
    if (page.command == Command::Acknowledge && is_by_letter(fields)) done += "_letter";
    return path_of(complaint.number) + "?done=" + done;
  };
  register_command(
      site,
      {page.resource, page.command, name_of(page.command),
       [page](Visit& visit, const CaseSeen& seen, const Typed& typed) { return form_of(visit, seen, typed, page); },
       deed, [](Visit& visit, const CaseSeen& seen) { return dispatch_now(visit, seen.complaint()); }, leads_to});
}

// ---- the five

Outcome send_acknowledgement(const Act& act, const Dispatch& dispatch, const http::Fields&,
                             std::vector<FieldRefusal>&) {
  return acknowledge(act, dispatch);
}

Outcome send_progress(const Act& act, const Dispatch& dispatch, const http::Fields&, std::vector<FieldRefusal>&) {
  return resend_progress(act, dispatch);
}

Outcome send_invitation(const Act& act, const Dispatch& dispatch, const http::Fields&, std::vector<FieldRefusal>&) {
  return invite_to_write(act, dispatch);
}

Outcome send_holding(const Act& act, const Dispatch& dispatch, const http::Fields& fields,
                     std::vector<FieldRefusal>& refusals) {
  const auto new_date = day_in(fields, "new_date", refusals);
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  return send_holding_letter(act, dispatch, text_in(fields, "reason"), new_date);
}

Outcome send_transfer(const Act& act, const Dispatch& dispatch, const http::Fields& fields,
                      std::vector<FieldRefusal>&) {
  return transfer(act, text_in(fields, "institution"), text_in(fields, "reason"), dispatch);
}

Html holding_fields(Visit& visit, const Typed& typed) {
  const Language l = visit.language();
  return ui::text_area(l,
                       typed.required("reason", tr(l, "Reason told to the client"),
                                      tr(l, "Stands in the letter, and in the history.")),
                       3) +
         day_field(l, typed, "new_date", tr(l, "Day announced"),
                   tr(l, "When the client can expect the answer. The legal date stays as it is."));
}

Html transfer_fields(Visit& visit, const Typed& typed) {
  const Language l = visit.language();
  return ui::text_field(l, typed.required("institution", tr(l, "Institution it is transferred to"),
                                          tr(l, "Its name, as the letter says it."))) +
         reason_field(l, typed);
}

// ---- as PDF

http::Response preview(Visit& visit) {
  const auto complaint = complaint_of(visit);
  const auto kind = letter_kind_named(visit.request.query.text("kind"));
  if (!kind) throw NotFound("kind of letter");
  const auto letter = prepare_letter(visit.reader, complaint, name_of(*kind), visit.viewer,
                                     wish_of(visit.request.query), visit.today());
  return pdf_answer(letter_pdf(letterhead(visit.reader), letter.facts, letter.written),
                    complaint.number + "-" + std::string(name_of(*kind)) + ".pdf");
}

// "12.pdf"
LetterId letter_named(std::string_view file) {
  if (!file.ends_with(".pdf")) throw NotFound();
  file.remove_suffix(4);
  const auto id = whole_number(file);
  if (!id || *id < 1) throw NotFound();
  return LetterId{*id};
}

// To whom it went: name and address of a letter, name and e-mail address of a mail; on the day it left.
LetterFacts facts_of(const Complaint& complaint, const Letter& letter) {
  LetterFacts facts;
  facts.reference = complaint.number;
  const auto line = letter.recipient.find('\n');
  facts.complainant = letter.recipient.substr(0, line);
  facts.address = line == std::string::npos ? "" : letter.recipient.substr(line + 1);
  facts.today = letter.counted_on.value_or(paris_day(letter.created_at));
  return facts;
}

http::Response download(Visit& visit) {
  const auto complaint = complaint_of(visit);
  const auto id = letter_named(visit.request.path_value("file"));
  for (const auto& letter : load_case(visit.reader, complaint).letters) {
    if (letter.id != id) continue;
    const WrittenLetter written{letter.subject, letter.text};
    const auto head = letter.letterhead.empty() ? letterhead(visit.reader) : letter.letterhead;
    return pdf_answer(letter_pdf(head, facts_of(complaint, letter), written),
                      complaint.number + "-" + std::string(name_of(letter.kind)) + ".pdf");
  }
  throw NotFound();
}

}  // namespace

void register_letter_pages(accounts::Site& site) {
  register_letter(site, {"/acknowledgements", Command::Acknowledge, LetterKind::Acknowledgement,
                         key("It says the date retained, who handles the complaint, the delays and the mediator."),
                         nothing_more, send_acknowledgement});
  register_letter(site,
                  {"/progress-letters", Command::ResendProgress, LetterKind::Progress,
                   key("It tells the client how far the complaint is. The date of the first acknowledgement stays."),
                   nothing_more, send_progress});
  register_letter(site, {"/holding-letters", Command::SendHoldingLetter, LetterKind::Holding,
                         key("It tells the client why the answer takes longer. No legal date moves by it."),
                         holding_fields, send_holding});
  register_letter(site, {"/invitation", Command::InviteToWrite, LetterKind::Invitation,
                         key("What was said aloud starts no delay: it tells the complainant how to write."),
                         nothing_more, send_invitation});
  register_letter(site,
                  {"/transfer", Command::Transfer, LetterKind::Transfer,
                   key("The complaint belongs to another institution: the letter tells the client, and the complaint "
                       "is closed."),
                   transfer_fields, send_transfer});
  site.page(Method::Get, "/complaints/{number}/letters/preview.pdf", Right::AcknowledgeComplaint, preview);
  site.page(Method::Get, "/complaints/{number}/letters/{file}", Right::SeeComplaints, download);
}

}  // namespace recours::complaints
