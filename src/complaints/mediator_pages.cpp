// « Médiateurs »: who may be asked, per activity, with the days each is in force. Without one no answer leaves.
#include <algorithm>

#include "complaints/complaint_data_pages.h"
#include "complaints/complaint_data_parts.h"
#include "contacts/contact_tabs_view.h"

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

constexpr const char* kPath = "/complaints/mediators";

std::string path_of(const DatedMediator& entry) { return kPath + ("/" + std::to_string(entry.mediator.id)); }

Html entry_table(Visit& visit, const std::string& activity, const std::vector<DatedMediator>& entries) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Mediators: {1}", activity);
  table.columns = {
      {tr(l, "Name")}, {tr(l, "Postal address")}, {tr(l, "Website")}, {tr(l, "Validity")}, {tr(l, "State")}};
  for (const auto& entry : entries) {
    table.rows.push_back(
        {{entry.mediator.name, entry.mediator.address, entry.mediator.website, validity_text(l, entry.validity),
          standing_badge(l, standing_on(entry.validity, visit.today()))},
         path_of(entry) + "/edit"});
  }
  return ui::table(table);
}

Html activity_card(Visit& visit, const Code& activity, const std::vector<DatedMediator>& all) {
  const Language l = visit.language();
  const std::string label = tr(l, activity.label);
  std::vector<DatedMediator> entries;
  for (const auto& entry : all) {
    if (entry.mediator.activity == activity.code) entries.push_back(entry);
  }
  const bool is_covered = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
    return standing_on(entry.validity, visit.today()) == Standing::InForce;
  });
  const Html table = entries.empty() ? Html() : entry_table(visit, label, entries);
  const Html warning =
      ui::notice(ui::Tone::Warning,
                 tr(l, "No mediator is in force for this activity: answers to its complaints cannot be sent."));
  return ui::card(label, is_covered ? table : el("div", {{"class", "stack"}}, warning, table),
                  ui::link_button(ui::Weight::Secondary,
                                  entries.empty() ? tr(l, "Enter the mediator") : tr(l, "Add the next mediator"),
                                  kPath + ("/new?activity=" + std::string(activity.code))));
}

http::Response list(Visit& visit) {
  const Language l = visit.language();
  const auto all = all_mediators(visit.reader);
  ui::Page page;
  page.title = tr(l, "Mediators");
  page.crumbs = data_crumbs(l);
  page.notices = done_notices(visit);
  page.content =
      el("p", {{"class", "lead"}},
         tr(l, "The mediator of the activity stands in every answer, with name, postal address and website."));
  for (const auto& activity : activities()) page.content += activity_card(visit, activity, all);
  return visit.page(page);
}

DataForm mediator_form(Language l, Draft draft) {
  DataForm form;
  form.cancel = kPath;
  form.crumbs = data_crumbs(l, {{tr(l, "Mediators"), kPath}});
  form.fields = {{"activity", tr(l, "Activity"), Kind::Select, "", true, activity_choices(l)},
                 {"name", tr(l, "Name"), Kind::Line, "", true},
                 {"address", tr(l, "Postal address"), Kind::Lines, "", true},
                 {"website", tr(l, "Website"), Kind::Line, "", true}};
  for (auto& field : validity_fields(l)) form.fields.push_back(std::move(field));
  form.rows = {{"valid_from", "valid_to"}};
  form.draft = std::move(draft);
  return form;
}

DataForm adding_form(Language l, Draft draft) {
  DataForm form = mediator_form(l, std::move(draft));
  form.title = tr(l, "Add a mediator");
  form.action = kPath;
  form.submit = tr(l, "Add the mediator");
  form.carried = new_key();
  form.above = el("p", {{"class", "lead"}},
                  tr(l, "Whoever was in force for this activity without an end is ended the day before."));
  return form;
}

DataForm editing_form(Language l, const DatedMediator& entry, Draft draft) {
  DataForm form = mediator_form(l, std::move(draft));
  form.fields.front().kind = Kind::Fixed;
  form.draft.set("activity", entry.mediator.activity);
  form.title = tr(l, "Edit {1}", entry.mediator.name);
  form.action = path_of(entry);
  form.submit = tr(l, "Save");
  form.carried = version_field(entry.version);
  return form;
}

http::Response show_new(Visit& visit) {
  Draft draft;
  draft.set("activity", visit.request.query.text("activity")).set("valid_from", visit.today().iso());
  return data_form_page(visit, adding_form(visit.language(), draft), 200);
}

http::Response add(Visit& visit) {
  const Draft typed = read_data(visit.request.form(), mediator_fields());
  const auto key = accounts::idempotency_key(visit.viewer.id, "mediators page", visit.request);
  const auto refusal = add_mediator({visit.database, visit.viewer, visit.now, key}, typed);
  if (refusal) return refused_form_page(visit, adding_form(visit.language(), typed), *refusal, typed);
  return http::Response::redirect(std::string(kPath) + "?done=added");
}

MediatorId id_of(const Visit& visit) { return visit.request.path_id<MediatorId>("id"); }

http::Response show_edit(Visit& visit) {
  const auto entry = require_mediator(visit.reader, id_of(visit));
  return data_form_page(visit, editing_form(visit.language(), entry, draft_of(entry)), 200);
}

http::Response save(Visit& visit) {
  const auto id = id_of(visit);
  const auto fields = visit.request.form();
  const Draft typed = read_data(fields, mediator_fields());
  const auto refusal =
      change_mediator({visit.database, visit.viewer, visit.now}, id, typed, contacts::version_in(fields));
  if (!refusal) return http::Response::redirect(std::string(kPath) + "?done=saved");
  const auto saved = require_mediator(visit.reader, id);
  return refused_form_page(visit, editing_form(visit.language(), saved, typed), *refusal, draft_of(saved));
}

}  // namespace

void register_mediator_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ManageComplaintData, list);
  site.page(Method::Post, kPath, Right::ManageComplaintData, add);
  site.page(Method::Get, "/complaints/mediators/new", Right::ManageComplaintData, show_new);
  site.page(Method::Get, "/complaints/mediators/{id}/edit", Right::ManageComplaintData, show_edit);
  site.page(Method::Post, "/complaints/mediators/{id}", Right::ManageComplaintData, save);
}

}  // namespace recours::complaints
