// The writing that follows an oral complaint, and links between complaints of the same person.
#include "complaints/case_page.h"
#include "complaints/command_page.h"
#include "complaints/command_pages.h"
#include "complaints/complaint_parts.h"
#include "complaints/registration_actions.h"
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

http::Fields received_today(Visit& visit, const CaseSeen&) {
  http::Fields fields;
  fields.add("received_on", visit.today().iso());
  return fields;
}

CommandForm writing_form(Visit& visit, const CaseSeen&, const Typed& typed) {
  const Language l = visit.language();
  return {
      tr(l, "Record the written complaint"),
      el("p", {{"class", "lead"}}, tr(l, "The complainant wrote: the delays run from the day it was sent.")),
      el("div", {{"class", "form-row"}},
         day_field(l, typed, "sent_on", tr(l, "Date sent"), tr(l, "By the complainant: this day starts the clock.")),
         ui::select_field(l, typed.required("proof_of_sending", tr(l, "Proof of the date sent")),
                          code_choices(l, proofs()))) +
          day_field(l, typed, "received_on", tr(l, "Date received"), tr(l, "By the firm, whoever received it.")),
      tr(l, "Record the written complaint")};
}

Outcome write_down(Visit& visit, const Act& act, const http::Fields& fields) {
  std::vector<FieldRefusal> refusals;
  Writing writing;
  writing.sent_on = day_in(fields, "sent_on", refusals);
  writing.received_on = day_in(fields, "received_on", refusals);
  writing.proof_of_sending = text_in(fields, "proof_of_sending");
  if (!refusals.empty()) return fail(incomplete(std::move(refusals)));
  const auto complaint = complaint_of(visit);
  auto written =
      record_writing(act.database, act.viewer, act.number, writing, act.version.value_or(complaint.version), act.now);
  if (!written && written.error().kind == Refusal::Kind::Conflict) throw Conflict("complaint changed");
  return written;
}

// R-707 Both ways; back to the page it was asked from.
http::Response change_link(Visit& visit) {
  const auto complaint = complaint_of(visit);
  const auto fields = visit.request.form();
  const auto other = text_in(fields, "other");
  const bool unlinks = fields.text("verb") == "unlink";
  const auto changed = unlinks ? unlink_complaints(visit.database, visit.viewer, complaint.number, other, visit.now)
                               : link_complaints(visit.database, visit.viewer, complaint.number, other, visit.now);
  if (changed) return done_page(complaint, unlinks ? "unlink" : "link");
  const Html text(ui::tr_message(visit.language(), changed.error().message));
  return case_page(visit, complaint, {{ui::Notice::Kind::Warning, text}}, 422);
}

}  // namespace

void register_writing_pages(accounts::Site& site) {
  register_command(
      site, {"/written-complaint", Command::RecordWriting, "record_writing", writing_form, write_down, received_today});
  site.page(Method::Post, "/complaints/{number}/links", Right::RecordComplaint, change_link);
}

}  // namespace recours::complaints
