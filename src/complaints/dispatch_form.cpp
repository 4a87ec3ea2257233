#include "complaints/dispatch_form.h"

#include <algorithm>

#include "base/text.h"
#include "complaints/dues.h"
#include "contacts/contact_parts.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

http::Fields dispatch_now(const Visit& visit, const Complaint& complaint) {
  http::Fields fields;
  const auto via = complaint.complainant.email.empty() ? Via::Letter : Via::Email;
  fields.add("via", std::string(name_of(via)));
  fields.add("posted_on", visit.today().iso());
  return fields;
}

bool is_by_letter(const http::Fields& fields) { return fields.text("via") == name_of(Via::Letter); }

Dispatch dispatch_in(const http::Fields& fields, std::vector<FieldRefusal>& refusals) {
  Dispatch dispatch;
  const auto via = via_named(trim(fields.text("via")));
  if (!via) refusals.push_back({"via", "required", msg("Choose how it leaves.")});
  dispatch.via = via.value_or(Via::Email);
  dispatch.posted_on = day_in(fields, "posted_on", refusals);
  dispatch.late_reason = text_in(fields, "late_reason");
  return dispatch;
}

namespace {

std::string mail_choice(Language l, const Complainant& who) {
  return who.email.empty() ? tr(l, "By e-mail: no address is known") : tr(l, "By e-mail to {1}", who.email);
}

std::string letter_choice(Language l, const Complainant& who) {
  const auto address = join(split(address_of(who), '\n'), ", ");
  return address.empty() ? tr(l, "As a letter to print and post: no postal address is known")
                         : tr(l, "As a letter to print and post: {1}", address);
}

}  // namespace

Html dispatch_fields(const Visit& visit, const Complaint& complaint, const Typed& typed, std::optional<Date> due_on) {
  const Language l = visit.language();
  const auto& who = complaint.complainant;
  Html fields = ui::radio_field(l, typed.required("via", tr(l, "How it leaves")),
                                {{"email", mail_choice(l, who), who.email.empty()}, {"letter", letter_choice(l, who)}});
  fields += el("div", {{"data-shown-for", "via"}, {"data-values", "letter"}},
               day_field(l, typed, "posted_on", tr(l, "Posted on"), tr(l, "A letter counts on the day it is posted.")));
  const bool is_late_now = is_late(due_on, visit.today());
  if (is_late_now || !typed.errors.of("late_reason").empty() || !typed.text("late_reason").empty()) {
    const auto help = due_on ? tr(l, "It was due on {1}: what leaves later needs its reason.", *due_on) : std::string();
    fields += ui::text_area(l, typed.field("late_reason", tr(l, "Reason of the delay"), help), 2);
  }
  return fields;
}

namespace {

bool lacks(const PreparedLetter& letter, std::string_view fact) {
  return std::find(letter.missing.begin(), letter.missing.end(), fact) != letter.missing.end();
}

Html mediator_notice(const Visit& visit, const Complaint& complaint) {
  const Language l = visit.language();
  const auto activity = label_of(l, activities(), complaint.activity);
  Html text(
      tr(l, "No mediator is entered for the activity {1}: it cannot leave before one is entered under", activity));
  const Html place(tr(l, "Compliance › Mediators"));
  text += Html(" ") + (visit.viewer.can(accounts::Right::ManageComplaintData)
                           ? el("a", {{"href", "/complaints/mediators"}}, place)
                           : el("strong", {}, place));
  return ui::notice(ui::Tone::Warning, text);
}

}  // namespace

Html letter_preview(const Visit& visit, const Complaint& complaint, std::string_view kind, const LetterWish& wish,
                    const std::string& pdf) {
  const Language l = visit.language();
  const auto letter = prepare_letter(visit.reader, complaint, kind, visit.viewer, wish, visit.today());
  Html notices;
  if (lacks(letter, "mediator")) notices += mediator_notice(visit, complaint);
  if (lacks(letter, "sent_on") || lacks(letter, "answer_due_on")) {
    notices += ui::notice(ui::Tone::Warning,
                          tr(l, "This complaint is oral: record the written one first, which starts the delays."));
  }
  Html print;
  if (!pdf.empty())
    print = el("p", {{"class", "cluster"}},
               ui::link_button(ui::Weight::Secondary,
                               ui::icon("printer") + tr(l, "Print or download this preview (PDF)"), pdf));
  return el("section", {{"class", "preview"}, {"aria-label", tr(l, "The letter as it will leave")}},
            el("h2", {}, tr(l, "The letter as it will leave")), notices,
            letter_sheet(l, complaint.complainant.display_name(), letter.written), print);
}

}  // namespace recours::complaints
