// Step 1: what the complaint says. Whatever is typed is kept as a draft first and judged afterwards.
#include "complaints/recording_pages.h"

#include <algorithm>

#include "base/text.h"
#include "base/whole_number.h"
#include "complaints/complaint_fields.h"
#include "complaints/complaint_form.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "complaints/complaints_pages.h"
#include "complaints/past_handling_form.h"
#include "complaints/recording_client_picker.h"
#include "complaints/recording_mail.h"
#include "complaints/recording_parts.h"
#include "complaints/registration_actions.h"
#include "complaints/registration_facts_store.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
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

std::vector<ui::Crumb> crumbs(Language l) {
  return {{tr(l, "Complaints"), "/complaints"}, {tr(l, "My drafts"), kDrafts}};
}

// ---- the form

struct StepOne {
  std::optional<Complaint> draft;  // none: nothing is kept yet
  TypedComplaint typed;
  ui::FieldErrors errors = {};
  Html above = {};
};

// Saves what is typed and leads to the search.
Html change_client_button(const std::string& label) {
  return el("div", {{"class", "field"}},
            ui::button(ui::Weight::Secondary, ui::icon("search") + Html(label),
                       {{"name", "then"}, {"value", "client"}, {"formnovalidate", true}, {"class", "btn-sm"}}));
}

ComplaintForm form_of(const Visit& visit, const StepOne& step) {
  const Language l = visit.language();
  ComplaintForm form{step.typed, step.errors, {}};
  if (const auto client = client_of(visit.reader, visit.viewer, step.typed.said)) {
    form.complainant = ComplaintForm::Complainant::Client;
    form.client = fixed_client(l, client->id.value, complainant_of(*client)) +
                  change_client_button(tr(l, "Choose another client"));
  } else {
    form.typed.said.contact.reset();
    form.client = el("p", {{"class", "field-help"}},
                     tr(l, "Somebody without record: what is entered here stays with this complaint.")) +
                  change_client_button(tr(l, "Choose a client of the firm"));
  }
  return form;
}

Html carried(const StepOne& step) {
  return step.draft ? ui::hidden("version", std::to_string(step.draft->version))
                    : ui::hidden("idempotency_key", contacts::random_key());
}

// The first button is what Enter presses: the one that leads on, put first in the order of the page, last for the eye.
Html footer(Language l, const StepOne& step) {
  return el("div", {{"class", "form-footer"}},
            ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), step.draft ? std::string(kDrafts) : "/complaints"),
            ui::button(ui::Weight::Secondary, tr(l, "Save the draft"),
                       {{"name", "then"}, {"value", "keep"}, {"formnovalidate", true}}),
            ui::button(ui::Weight::Primary, tr(l, "On to the next step"),
                       {{"name", "then"}, {"value", "next"}, {"data-primary", true}}));
}

Html state_group(const Visit& visit, const StepOne& step) {
  const auto legend = tr(visit.language(), "How far it is");
  return el("fieldset", {{"class", "form-group"}}, el("legend", {}, legend),
            past_handling_group(visit, step.typed.said, step.errors));
}

Html form_html(const Visit& visit, const StepOne& step) {
  const Language l = visit.language();
  const Html given_back = el("template", {{"data-kept", true}},
                             ui::notice(ui::Tone::Info, tr(l, "What you had typed before signing in again is back.")));
  const Html by_enter = el("button",
                           {{"type", "submit"},
                            {"name", "then"},
                            {"value", "next"},
                            {"class", "visually-hidden"},
                            {"tabindex", "-1"},
                            {"aria-hidden", "true"}},
                           "");
  return ui::post_form(step.draft ? path_of(step.draft->id) : std::string(kDrafts), visit.frame.csrf,
                       given_back + by_enter + carried(step) + complaint_fields(visit, form_of(visit, step)) +
                           state_group(visit, step) + footer(l, step),
                       {{"class", "form"}, {"data-guard", true}, {"novalidate", true}});
}

http::Response form_page(Visit& visit, const StepOne& step, int status = 200, std::vector<ui::Notice> notices = {}) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Add a complaint");
  page.crumbs = crumbs(l);
  page.notices = std::move(notices);
  const auto id = step.draft ? std::optional(step.draft->id) : std::nullopt;
  page.content = recording_steps(l, id, RecordingStep::Complaint) + step.above + ui::error_summary(l, step.errors) +
                 form_html(visit, step);
  return visit.page(page, status);
}

// ---- beginning

Html other_ways(Visit& visit) {
  const Language l = visit.language();
  const auto drafts = static_cast<std::int64_t>(list_drafts(visit.reader, visit.viewer).size());
  Html ways = ui::link_button(ui::Weight::Secondary, ui::icon("mail-opened") + tr(l, "From a mail (.eml)"),
                              "/complaints/from-mail");
  if (drafts > 0)
    ways +=
        ui::link_button(ui::Weight::Ghost, ui::icon("edit") + ui::trn(l, "{1} draft", "{1} drafts", drafts), kDrafts);
  return ways;
}

http::Response choose_client(Visit& visit, const std::optional<ComplaintId>& draft) {
  const Language l = visit.language();
  ui::Page page;
  page.title = draft ? tr(l, "Who complains?") : tr(l, "Add a complaint");
  page.crumbs = crumbs(l);
  if (!draft) page.actions = other_ways(visit);
  const ClientPicker picker =
      draft ? ClientPicker{client_path(*draft), path_of(*draft)} : ClientPicker{kNewComplaint, kNewComplaint};
  page.content = recording_steps(l, draft, RecordingStep::Complaint) +
                 ui::card(draft ? Html() : Html(tr(l, "Who complains?")), client_picker(visit, picker));
  return visit.page(page);
}

// contact=ID or client=none of the address, over what is there.
void take_chosen_client(const Visit& visit, Registration& said) {
  const auto& query = visit.request.query;
  if (query.text("client") == "none") {
    said.contact.reset();
    said.links.clear();
    return;
  }
  if (!query.has("contact")) return;
  const auto id = whole_number(query.text("contact"));
  if (!id) throw NotFound("contact");
  const auto client = contacts::require_contact(visit.reader, visit.viewer, contacts::ContactId{*id});
  if (said.contact != client.id.value) said.links.clear();
  said.contact = client.id.value;
}

http::Response begin(Visit& visit) {
  const auto& query = visit.request.query;
  if (!query.has("contact") && query.text("client") != "none") return choose_client(visit, {});
  StepOne step;
  take_chosen_client(visit, step.typed.said);
  if (step.typed.said.contact) step.typed.said.capacity = "client";
  step.typed.said.received_by = visit.viewer.id;
  return form_page(visit, step);
}

http::Response choose_for_draft(Visit& visit, const Complaint& draft) { return choose_client(visit, draft.id); }

// ---- going on with a draft

Html remark_list(const std::string& heading, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  return el("p", {{"class", "strong"}}, heading) +
         el("ul", {}, ui::each(items, [](const std::string& item) { return el("li", {}, item); }));
}

// R-772 What a mail gave, as the address says.
std::vector<ui::Notice> mail_notices(const Visit& visit) {
  const Language l = visit.language();
  std::vector<std::string> taken, to_check;
  for (const auto& code : split(visit.request.query.text("from_mail"), ',')) {
    const auto remark = remark_of(code);
    if (remark)
      (remark->kind == SaidRemark::Kind::Taken ? taken : to_check).push_back(ui::tr_message(l, remark->message));
  }
  if (taken.empty() && to_check.empty()) return {};
  const auto kind = to_check.empty() ? ui::Notice::Kind::Success : ui::Notice::Kind::Warning;
  return {{kind, remark_list(tr(l, "Taken from the mail:"), taken) +
                     remark_list(tr(l, "To be checked or completed:"), to_check)}};
}

std::vector<ui::Notice> draft_notices(const Visit& visit) {
  auto notices = mail_notices(visit);
  if (visit.request.query.text("done") == "kept")
    notices.push_back(
        {ui::Notice::Kind::Success, tr(visit.language(), "The draft is saved. You find it again under My drafts.")});
  return notices;
}

http::Response go_on(Visit& visit, const Complaint& draft) {
  StepOne step{draft, {}};
  step.typed.said = registration_of(draft);
  take_chosen_client(visit, step.typed.said);
  if (visit.request.query.text("check") == "yes")
    step.errors = field_errors(visit.language(), objections_to_registering(visit, step.typed.said));
  return form_page(visit, step, 200, draft_notices(visit));
}

// ---- saving

// Changed in another window meanwhile: what was typed here is shown, to be saved knowingly.
http::Response stale_page(Visit& visit, const Complaint& draft, TypedComplaint typed) {
  const Language l = visit.language();
  StepOne step{draft, std::move(typed)};
  step.above = ui::notice(ui::Tone::Warning,
                          tr(l,
                             "This draft was changed in another window meanwhile. What you typed is below; save it "
                             "to replace the other version."));
  return form_page(visit, step, 409);
}

http::Response refused_page(Visit& visit, std::optional<Complaint> draft, TypedComplaint typed,
                            const std::vector<FieldRefusal>& refusals) {
  StepOne step{std::move(draft), std::move(typed), field_errors(visit.language(), refusals)};
  return form_page(visit, step, 422);
}

// What cannot even be kept: too long, unreadable; or the form was sent before with something else in it.
http::Response not_kept_page(Visit& visit, const std::optional<Complaint>& draft, TypedComplaint typed,
                             const Refusal& refusal) {
  StepOne step{draft, std::move(typed), field_errors(visit.language(), typed.refusals)};
  for (auto& item : errors_of(visit.language(), refusal).items) step.errors.items.push_back(std::move(item));
  return form_page(visit, step, 422);
}

std::string next_path(std::string_view then, ComplaintId draft) {
  if (then == "keep") return path_of(draft) + "?done=kept";
  if (then == "client") return client_path(draft);
  return documents_path(draft);
}

// R-770 Kept first, whatever is still missing; only Next asks whether it could be registered.
http::Response save(Visit& visit, const std::optional<Complaint>& draft) {
  const auto fields = visit.request.form();
  auto typed = read_complaint(fields);
  typed.said.past = read_past_handling(fields, typed.refusals);
  if (draft && fields.text("version") != std::to_string(draft->version))
    return stale_page(visit, *draft, std::move(typed));
  const auto id = draft ? std::optional(draft->id) : std::nullopt;
  const auto key = accounts::idempotency_key(visit.viewer.id, "complaint drafts page", visit.request);
  const auto saved = save_draft(visit.database, visit.viewer, id, typed.said, visit.now, draft ? std::nullopt : key);
  if (!saved) return not_kept_page(visit, draft, std::move(typed), saved.error());
  auto refusals = typed.refusals;
  const auto then = fields.text("then");
  if (then != "keep" && then != "client") {
    for (auto& refusal : objections_to_registering(visit, typed.said)) {
      const bool is_named =
          std::any_of(refusals.begin(), refusals.end(), [&](const auto& one) { return one.field == refusal.field; });
      if (!is_named) refusals.push_back(std::move(refusal));
    }
  }
  if (!refusals.empty()) return refused_page(visit, *saved, std::move(typed), refusals);
  return http::Response::redirect(next_path(then, saved->id));
}

http::Response save_new(Visit& visit) { return save(visit, {}); }
http::Response save_again(Visit& visit, const Complaint& draft) { return save(visit, draft); }

}  // namespace

void register_recording_pages(accounts::Site& site, const attachments::Depot& depot) {
  site.page(Method::Get, kNewComplaint, Right::RecordComplaint, begin);
  site.page(Method::Post, kDrafts, Right::RecordComplaint, save_new);
  site.page(Method::Get, "/complaints/drafts/{id}", Right::RecordComplaint, about_draft(go_on));
  site.page(Method::Post, "/complaints/drafts/{id}", Right::RecordComplaint, about_draft(save_again));
  site.page(Method::Get, "/complaints/drafts/{id}/client", Right::RecordComplaint, about_draft(choose_for_draft));
  register_draft_pages(site);
  register_recording_documents_pages(site, depot);
  register_recording_validation_pages(site);
  register_recording_mail_pages(site, depot);
}

}  // namespace recours::complaints
