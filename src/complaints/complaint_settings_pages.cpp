// « Réglages » of the compliance desk: whether answers are read by somebody else first, and the head of letters.
#include "complaints/complaint_data_pages.h"
#include "complaints/complaint_data_parts.h"
#include "complaints/firm_people_store.h"
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
using Kind = DataField::Kind;

namespace {

constexpr const char* kPath = "/complaints/settings";

// What « auto » means today, by the people there are.
std::string review_help(Visit& visit) {
  const Language l = visit.language();
  const auto reviewers = people_with(visit.reader, Right::ReviewAnswer, visit.today()).size();
  const auto counted =
      ui::trn(l, "{1} person may review today.", "{1} people may review today.", static_cast<std::int64_t>(reviewers));
  return counted + " " +
         (reviewers >= 2 ? tr(l, "With the automatic setting, answers are therefore reviewed.")
                         : tr(l, "With the automatic setting, answers therefore leave without review."));
}

DataForm settings_form(Visit& visit, Draft draft, const Draft& before) {
  const Language l = visit.language();
  DataForm form;
  form.title = tr(l, "Settings of the compliance desk");
  form.action = form.cancel = kPath;
  form.submit = tr(l, "Save the settings");
  form.crumbs = data_crumbs(l);
  form.fields = {{"review_required",
                  tr(l, "Review of answers by another person"),
                  Kind::Radio,
                  review_help(visit),
                  true,
                  {{"auto", tr(l, "Automatic: as soon as two people may review")},
                   {"always", tr(l, "Always: an answer waits until somebody else approved it")},
                   {"never", tr(l, "Never: the author sends the own answer")}}},
                 {"organisation_address", tr(l, "Postal address of the firm"), Kind::Lines,
                  tr(l, "Stands under the name of the firm at the head of letters.")}};
  form.draft = std::move(draft);
  for (const auto& field : complaint_setting_fields()) {
    form.carried += ui::hidden("was_" + std::string(field.name), before.text(field.name));
  }
  return form;
}

http::Response show(Visit& visit) {
  const Draft stored = complaint_settings(visit.reader);
  DataForm form = settings_form(visit, stored, stored);
  for (const auto& notice : done_notices(visit)) form.above += ui::notice(ui::Tone::Success, notice.text);
  if (visit.viewer.can(Right::ImportComplaints)) {
    form.above += ui::el("p", {},
                         ui::link_button(ui::Weight::Secondary,
                                         ui::icon("upload") + ui::tr(visit.language(), "Take over an old register"),
                                         "/complaints/import"));
  }
  return data_form_page(visit, form, 200);
}

Draft before_of(const http::Fields& fields) {
  Draft before;
  for (const auto& field : complaint_setting_fields()) {
    before.set(field.name, fields.text("was_" + std::string(field.name)));
  }
  return before;
}

http::Response save(Visit& visit) {
  const auto fields = visit.request.form();
  const Draft typed = read_data(fields, complaint_setting_fields());
  const auto refusal = change_complaint_settings({visit.database, visit.viewer, visit.now}, typed, before_of(fields));
  if (!refusal) return http::Response::redirect(std::string(kPath) + "?done=saved");
  const Draft stored = complaint_settings(visit.reader);
  return refused_form_page(visit, settings_form(visit, typed, stored), *refusal, stored);
}

}  // namespace

void register_complaint_settings_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ManageComplaintData, show);
  site.page(Method::Post, kPath, Right::ManageComplaintData, save);
}

}  // namespace recours::complaints
