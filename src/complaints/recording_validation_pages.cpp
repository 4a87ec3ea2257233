// Step 3: everything typed, the legal dates it leads to, what deserves a look; then with or without acknowledgement,
// and into the register.
#include <algorithm>

#include "accounts/organisation_calendar.h"
#include "attachments/attachment_view.h"
#include "complaints/complaint_fields.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_files_store.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "complaints/deadline_parts.h"
#include "complaints/past_handling_store.h"
#include "complaints/recording_acknowledgement_form.h"
#include "complaints/recording_pages.h"
#include "complaints/recording_parts.h"
#include "complaints/recording_summary_view.h"
#include "complaints/registration_actions.h"
#include "complaints/registration_facts_store.h"
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

using Files = std::vector<attachments::Attachment>;

Files files_of(const Visit& visit, const Complaint& draft) {
  return attachments::list_attachments(visit.reader, {kComplaintFiles, draft.id.value});
}

// As it would stand in the register: its clock started, in the state it had reached before.
Complaint as_registered(const Visit& visit, Complaint draft) {
  start_clock(visit.reader, draft);
  take_past(registration_of(draft).past, draft);
  return draft;
}

// ---- what deserves a look; nothing of it is in the way

Html late_notice(const Visit& visit, const Complaint& draft) {
  if (!draft.received_on ||
      !is_late_registration(*draft.received_on, visit.today(), accounts::holidays_of(visit.reader)))
    return {};
  return ui::notice(ui::Tone::Warning,
                    tr(visit.language(),
                       "Received on {1}, more than 2 jours ouvrables ago: the register will show that it "
                       "was recorded late.",
                       *draft.received_on));
}

Html mandate_notice(const Visit& visit, const Complaint& draft, const Files& files) {
  std::vector<std::string> kinds;
  for (const auto& file : files) kinds.push_back(file.kind);
  if (!lacks_mandate(draft.capacity, kinds)) return {};
  const Language l = visit.language();
  return ui::notice(ui::Tone::Warning,
                    el("p", {}, tr(l, "A representative complains, and no document is marked as the mandate."), " ",
                       el("a", {{"href", documents_path(draft.id)}}, tr(l, "Add the mandate"))));
}

//
Html similar_field(const Visit& visit, const std::vector<ListedComplaint>& similar,
                   const std::vector<std::string>& chosen) {
  if (similar.empty()) return {};
  const Language l = visit.language();
  std::vector<ui::Choice> choices;
  for (const auto& one : similar) {
    const auto day = one.sent_on ? one.sent_on : one.received_on;
    choices.push_back({one.number, one.number + " – " + one.title + (day ? " – " + ui::format_date(l, *day) : "")});
  }
  return ui::checkbox_field(
      l,
      {"similar", tr(l, "Link to another complaint"), "",
       tr(l, "Of the same person within 60 days. A link can be undone; nothing is merged."), "", false},
      choices, chosen);
}

// ---- the page

Html dates_card(const Visit& visit, const Complaint& complaint) {
  const Language l = visit.language();
  const auto title = tr(l, "Legal dates");
  if (!has_clock(complaint.medium)) {
    return ui::card(title, el("p", {},
                              tr(l,
                                 "An oral complaint has no clock yet: its delays begin when the complainant writes. "
                                 "Invite him to do so and record the day.")));
  }
  const auto dates = dates_of(visit.reader, complaint);
  if (!dates) return ui::card(title, el("p", {}, tr(l, "Computed as soon as both dates and the activity are known.")));
  return ui::card(title,
                  el("div", {{"class", "stack"}}, el("div", {{"class", "facts-wide"}}, legal_dates(visit, *dates)),
                     el("details", {{"class", "why"}}, el("summary", {}, tr(l, "Why this date?")),
                        why_these_dates(visit, *dates))));
}

Html documents_card(const Visit& visit, const Files& files) {
  const Language l = visit.language();
  return ui::card(tr(l, "Supporting documents"),
                  attachments::files_list(visit, files, piece_kinds(visit.reader, visit.today()), attachments::Editing::ReadOnly));
}

Html missing_notice(const Visit& visit, const Complaint& draft, const std::vector<FieldRefusal>& missing) {
  const Language l = visit.language();
  return ui::notice(
             ui::Tone::Danger,
             el("p", {{"class", "strong"}}, tr(l, "The complaint is not complete yet.")) +
                 el("ul", {},
                    ui::each(missing,
                             [&](const FieldRefusal& one) { return el("li", {}, ui::tr_message(l, one.message)); }))) +
         el("div", {{"class", "cluster"}},
            ui::link_button(ui::Weight::Primary, tr(l, "Complete the complaint"), path_of(draft.id) + "?check=yes",
                            {{"data-primary", true}}));
}

struct Validation {
  AcknowledgementChoice choice = {};
  std::vector<std::string> linked = {};
  ui::FieldErrors errors = {};
  Html above = {};
};

Html validation_form(Visit& visit, const Complaint& complaint, const Validation& validation) {
  const Language l = visit.language();
  const auto similar = similar_complaints(visit.reader, visit.viewer, complaint);
  return ui::post_form(
      validation_path(complaint.id), visit.frame.csrf,
      ui::hidden("idempotency_key", contacts::random_key()) + ui::hidden("version", std::to_string(complaint.version)) +
          similar_field(visit, similar, validation.linked) +
          acknowledgement_fields(visit, offer_acknowledgement(visit, complaint), validation.choice, validation.errors) +
          el("div", {{"class", "form-footer"}},
             ui::link_button(ui::Weight::Ghost, ui::icon("arrow-left") + tr(l, "Back"), documents_path(complaint.id)),
             ui::button(ui::Weight::Primary, tr(l, "Validate the complaint"), {{"data-primary", true}})),
      {{"class", "form"}});
}

http::Response validation_page(Visit& visit, const Complaint& draft, const Validation& validation, int status) {
  const Language l = visit.language();
  const auto complaint = as_registered(visit, draft);
  const auto missing = objections_to_registering(visit, registration_of(draft));
  const auto files = files_of(visit, draft);
  ui::Page page;
  page.title = tr(l, "Validate the complaint");
  page.crumbs = {{tr(l, "Complaints"), "/complaints"}, {tr(l, "My drafts"), kDrafts}};
  page.lead = draft_title(l, draft);
  page.actions = ui::link_button(ui::Weight::Secondary, ui::icon("pencil") + tr(l, "Edit"), path_of(draft.id));
  page.content = recording_steps(l, draft.id, RecordingStep::Validation) + validation.above +
                 ui::error_summary(l, validation.errors) +
                 (missing.empty() ? late_notice(visit, draft) + mandate_notice(visit, draft, files)
                                  : missing_notice(visit, draft, missing)) +
                 dates_card(visit, complaint) + recording_summary(visit, draft) + documents_card(visit, files) +
                 ui::when(missing.empty(), validation_form(visit, complaint, validation));
  return visit.page(page, status);
}

http::Response show(Visit& visit, const Complaint& draft) { return validation_page(visit, draft, {}, 200); }

// ---- into the register

// What follows is refused only when something changed in the meantime: the complaint is registered all the same, and
// its page says what is left to do.
// Under the key of the form: sent twice at once, the second finds it acknowledged by the first.
std::string done_after(Visit& visit, const Complaint& registered, const std::optional<Dispatch>& dispatch,
                       const std::vector<std::string>& linked) {
  for (const auto& other : linked) {
    if (!link_complaints(visit.database, visit.viewer, registered.number, other, visit.now)) break;
  }
  if (!dispatch) return "registered";
  const auto key = accounts::idempotency_key(visit.viewer.id, "acknowledgement at validation", visit.request);
  const auto sent = acknowledge({visit.database, visit.viewer, registered.number, {}, visit.now, key}, *dispatch);
  return sent ? "registered_acknowledged" : "registered_not_acknowledged";
}

// Only numbers that were offered.
std::vector<std::string> chosen_links(const Visit& visit, const Complaint& draft, const http::Fields& fields) {
  auto chosen = fields.all("similar");
  const auto similar = similar_complaints(visit.reader, visit.viewer, draft);
  std::erase_if(chosen, [&](const std::string& number) {
    return std::none_of(similar.begin(), similar.end(), [&](const auto& one) { return one.number == number; });
  });
  return chosen;
}

http::Response refused_page(Visit& visit, const Complaint& draft, Validation validation,
                            const std::vector<FieldRefusal>& refusals) {
  validation.errors = field_errors(visit.language(), refusals);
  return validation_page(visit, draft, validation, 422);
}

http::Response validate(Visit& visit, const Complaint& draft) {
  const auto fields = visit.request.form();
  Validation validation{read_acknowledgement(fields), chosen_links(visit, draft, fields)};
  if (fields.text("version") != std::to_string(draft.version)) {
    validation.above = ui::notice(
        ui::Tone::Warning,
        tr(visit.language(), "This draft was changed in another window meanwhile: please read it once more."));
    return validation_page(visit, draft, validation, 409);
  }
  const auto complaint = as_registered(visit, draft);
  const auto dispatch = dispatch_of(validation.choice, offer_acknowledgement(visit, complaint), visit.today());
  if (!dispatch) return refused_page(visit, draft, std::move(validation), dispatch.error());
  const auto key = accounts::idempotency_key(visit.viewer.id, "complaint validation page", visit.request);
  const auto registered =
      register_complaint(visit.database, visit.viewer, draft.id, registration_of(draft), visit.now, key);
  if (!registered) {
    const auto errors = errors_of(visit.language(), registered.error());
    for (const auto& [field, sentence] : errors.items) validation.errors.items.emplace_back("", sentence);
    return validation_page(visit, draft, validation, 422);
  }
  const auto done = done_after(visit, *registered, *dispatch, validation.linked);
  return http::Response::redirect(path_of(registered->number) + "?done=" + done);
}

}  // namespace

void register_recording_validation_pages(accounts::Site& site) {
  constexpr const char* kPattern = "/complaints/drafts/{id}/validation";
  site.page(Method::Get, kPattern, Right::RecordComplaint, about_draft(show));
  site.page(Method::Post, kPattern, Right::RecordComplaint, about_draft(validate));
}

}  // namespace recours::complaints
