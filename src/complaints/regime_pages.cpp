// « Règles et délais »: the rules legal dates are counted by, with their source and the days they are in force.
#include "complaints/complaint_data_pages.h"
#include "complaints/complaint_data_parts.h"
#include "complaints/regime_view.h"
#include "contacts/contact_tabs_view.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using calendar::Regime;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using Kind = DataField::Kind;

namespace {

constexpr const char* kPath = "/complaints/regimes";

std::string path_of(const Regime& regime) { return kPath + ("/" + std::to_string(regime.id)); }

Html standing_of(Visit& visit, const Regime& regime, const std::vector<Regime>& all) {
  const Language l = visit.language();
  if (!regime.valid_from) return ui::badge(ui::Tone::Warning, tr(l, "Date to be entered"));
  const auto standing = standing_on({*regime.valid_from, regime.valid_to}, visit.today());
  if (standing == Standing::InForce && !is_applied(regime, all, visit.today())) {
    return ui::badge(ui::Tone::Neutral, tr(l, "Replaced by a later rule"));
  }
  return standing_badge(l, standing);
}

Html rule_card(Visit& visit, const DatedRegime& entry, const std::vector<Regime>& all) {
  const Language l = visit.language();
  const Regime& regime = entry.regime;
  return ui::card(
      el("span", {{"class", "cluster"}}, regime.code, standing_of(visit, regime, all)), rule_facts(l, regime),
      ui::link_button(ui::Weight::Secondary, regime.valid_from ? tr(l, "Edit") : tr(l, "Enter the date of application"),
                      path_of(regime) + "/edit"));
}

http::Response list(Visit& visit) {
  const Language l = visit.language();
  const auto regimes = list_regimes(visit.reader);
  ui::Page page;
  page.title = tr(l, "Rules and delays");
  page.crumbs = data_crumbs(l);
  page.notices = done_notices(visit);
  page.actions =
      ui::link_button(ui::Weight::Primary, tr(l, "Add a rule"), kPath + std::string("/new"), {{"data-primary", true}});
  page.content =
      el("p", {{"class", "lead"}},
         tr(l,
            "The rule of a complaint is the one in force for its activity on the day it was sent; of several, the one "
            "that began last. Complaints that are registered keep the dates they were given."));
  for (const auto& entry : list_dated_regimes(visit.reader)) page.content += rule_card(visit, entry, regimes);
  return visit.page(page);
}

// ---- forms

std::vector<DataField> rule_fields(Language l) {
  using calendar::DayUnit;
  using calendar::StartsFrom;
  return {
      {"code", tr(l, "Name of the rule"), Kind::Line, tr(l, "Short, as people quote it: 2022-R-01."), true},
      {"source", tr(l, "Source"), Kind::Line, tr(l, "The text people can look up."), true},
      {"activities", tr(l, "Activities"), Kind::Checks, tr(l, "None chosen: all of them."), false, activity_choices(l)},
      {"starts_from",
       tr(l, "The clock starts"),
       Kind::Radio,
       "",
       true,
       {{"sent", start_label(l, StartsFrom::Sent)}, {"received", start_label(l, StartsFrom::Received)}}},
      {"acknowledgement_days", tr(l, "Days for the acknowledgement"), Kind::Number, "", true},
      {"acknowledgement_unit",
       tr(l, "Counted in"),
       Kind::Select,
       "",
       true,
       {{"workable", unit_label(l, DayUnit::Workable)}, {"business", unit_label(l, DayUnit::Business)}}},
      {"answer_months", tr(l, "Calendar months for the answer"), Kind::Number, "", true},
      {"mediator_months", tr(l, "Months for asking the mediator"), Kind::Number, "", true}};
}

DataForm rule_form(Language l, Draft draft) {
  DataForm form;
  form.cancel = kPath;
  form.crumbs = data_crumbs(l, {{tr(l, "Rules and delays"), kPath}});
  form.fields = rule_fields(l);
  form.fields.push_back({"valid_from", tr(l, "Applied to complaints sent from"), Kind::Date,
                         tr(l, "Left empty: known, but applied to none yet.")});
  form.fields.push_back({"valid_to", tr(l, "Last day"), Kind::Date, tr(l, "Left empty: no end is known.")});
  form.rows = {{"acknowledgement_days", "acknowledgement_unit"},
               {"answer_months", "mediator_months"},
               {"valid_from", "valid_to"}};
  form.draft = std::move(draft);
  return form;
}

DataForm adding_form(Language l, Draft draft) {
  DataForm form = rule_form(l, std::move(draft));
  form.title = tr(l, "Add a rule");
  form.action = kPath;
  form.submit = tr(l, "Add the rule");
  form.carried = new_key();
  return form;
}

DataForm editing_form(Language l, const DatedRegime& entry, Draft draft) {
  DataForm form = rule_form(l, std::move(draft));
  if (entry.is_used) {
    const Draft stored = draft_of(entry);
    for (auto& field : form.fields) {
      if (field.name.starts_with("valid_")) continue;
      field.kind = Kind::Fixed;
      form.draft.set(field.name, stored.text(field.name));
    }
    form.above = ui::notice(
        ui::Tone::Info, tr(l,
                           "Complaints were counted by this rule: what it says stays. Change the days it is in force, "
                           "or add a rule that follows it."));
  }
  form.title = tr(l, "Edit {1}", entry.regime.code);
  form.action = path_of(entry.regime);
  form.submit = tr(l, "Save");
  form.carried = version_field(entry.version);
  return form;
}

http::Response show_new(Visit& visit) {
  const Draft draft = Draft()
                          .set("starts_from", "sent")
                          .set("acknowledgement_days", "10")
                          .set("acknowledgement_unit", "workable")
                          .set("answer_months", "2")
                          .set("mediator_months", "12");
  return data_form_page(visit, adding_form(visit.language(), draft), 200);
}

http::Response add(Visit& visit) {
  const Draft typed = read_data(visit.request.form(), regime_fields());
  const auto key = accounts::idempotency_key(visit.viewer.id, "regimes page", visit.request);
  const auto refusal = add_regime({visit.database, visit.viewer, visit.now, key}, typed);
  if (refusal) return refused_form_page(visit, adding_form(visit.language(), typed), *refusal, typed);
  return http::Response::redirect(std::string(kPath) + "?done=added");
}

RegimeId id_of(const Visit& visit) { return visit.request.path_id<RegimeId>("id"); }

http::Response show_edit(Visit& visit) {
  const auto entry = require_regime(visit.reader, id_of(visit));
  return data_form_page(visit, editing_form(visit.language(), entry, draft_of(entry)), 200);
}

http::Response save(Visit& visit) {
  const auto id = id_of(visit);
  const auto fields = visit.request.form();
  const Draft typed = read_data(fields, regime_fields());
  const auto refusal =
      change_regime({visit.database, visit.viewer, visit.now}, id, typed, contacts::version_in(fields));
  if (!refusal) return http::Response::redirect(std::string(kPath) + "?done=saved");
  const auto saved = require_regime(visit.reader, id);
  return refused_form_page(visit, editing_form(visit.language(), saved, typed), *refusal, draft_of(saved));
}

}  // namespace

void register_regime_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ManageComplaintData, list);
  site.page(Method::Post, kPath, Right::ManageComplaintData, add);
  site.page(Method::Get, "/complaints/regimes/new", Right::ManageComplaintData, show_new);
  site.page(Method::Get, "/complaints/regimes/{id}/edit", Right::ManageComplaintData, show_edit);
  site.page(Method::Post, "/complaints/regimes/{id}", Right::ManageComplaintData, save);
}

}  // namespace recours::complaints
