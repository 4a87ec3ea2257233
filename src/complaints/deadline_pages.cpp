// « Calculer une échéance »: the legal dates of a complaint with their reason, day by day, before anything is recorded.
#include <boost/json.hpp>

#include "accounts/count_json.h"
#include "accounts/organisation_calendar.h"
#include "complaints/complaint.h"
#include "complaints/complaints_pages.h"
#include "complaints/deadline_parts.h"
#include "complaints/deadline_request.h"
#include "complaints/regime_store.h"
#include "ui/components.h"
#include "ui/refusal_errors.h"

namespace recours::complaints {
namespace {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

// R-414 Without a rule that holds on that day nothing is computed.
Refusal no_regime() {
  return {"no_regime",
          msg("No rule is configured for a complaint of this activity sent on that day."),
          {{"sent_on", "no_regime", msg("No rule is configured for a complaint of this activity sent on that day.")}}};
}

Result<ComputedDates, Refusal> compute(db::Reader& reader, const DeadlineRequest& request) {
  const auto regimes = list_regimes(reader);
  const auto* regime = calendar::regime_on(regimes, request.activity, request.sent_on);
  if (!regime) return fail(no_regime());
  return ComputedDates{*regime, calendar::deadlines(request.sent_on, request.received_on, *regime,
                                               accounts::holidays_of(reader, request.zone))};
}

// ---- page

Html form(const Visit& visit, const ui::FieldErrors& errors) {
  const Language l = visit.language();
  const auto& query = visit.request.query;
  const auto value = [&](const char* name) { return std::string(query.text(name)); };
  std::vector<ui::Choice> zones, kinds;
  for (const auto zone : calendar::all_zones()) {
    zones.push_back({std::string(calendar::name_of(zone)), ui::tr_message(l, calendar::label_of(zone))});
  }
  for (const auto& activity : activities()) kinds.push_back({std::string(activity.code), tr(l, activity.label)});
  const std::string zone =
      query.has("zone") ? value("zone") : std::string(calendar::name_of(accounts::organisation_zone(visit.reader)));
  return el(
      "form", {{"method", "get"}, {"action", "/deadlines"}, {"class", "form"}, {"novalidate", true}},
      ui::text_field(l,
                     {"sent_on", tr(l, "Date sent"), value("sent_on"),
                      tr(l, "By the complainant: postmark, header of the mail, time stamp of the form."),
                      errors.of("sent_on"), true},
                     {{"type", "date"}}) +
          ui::text_field(l,
                         {"received_on", tr(l, "Date received"), value("received_on"),
                          tr(l, "Left empty: the day it was sent."), errors.of("received_on")},
                         {{"type", "date"}}) +
          ui::select_field(l, {"activity", tr(l, "Activity"), value("activity"), "", errors.of("activity")}, kinds) +
          ui::select_field(l, {"zone", tr(l, "Holiday zone"), zone, "", errors.of("zone")}, zones) +
          el("div", {{"class", "cluster"}},
             ui::button(ui::Weight::Primary, tr(l, "Compute"), {{"data-primary", true}})));
}

http::Response show(Visit& visit) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Compute a deadline");
  ui::FieldErrors errors;
  Html result;
  int status = 200;
  if (visit.request.query.has("sent_on")) {
    const auto request = read_deadline_request(visit.request.query);
    const auto computed = request ? compute(visit.reader, *request) : Result<ComputedDates, Refusal>(fail(request.error()));
    if (computed) {
      result = ui::card(tr(l, "Legal dates"), legal_dates(visit, *computed)) +
               ui::card(tr(l, "Why this date?"), why_these_dates(visit, *computed));
    } else {
      errors = ui::field_errors(l, computed.error().fields);
      status = 422;
    }
  }
  page.content = ui::error_summary(l, errors) + ui::card(tr(l, "The complaint"), form(visit, errors)) + result;
  return visit.page(page, status);
}

// ---- API

http::Response answer(Visit& visit) {
  const auto request = read_deadline_request(visit.request.query);
  if (!request) return accounts::problem(visit, request.error());
  const auto computed = compute(visit.reader, *request);
  if (!computed) return accounts::problem(visit, computed.error());
  const auto& dates = computed->deadlines;
  return accounts::json_answer(
      boost::json::object{{"acknowledgement_due_on", dates.acknowledgement_due_on().iso()},
                          {"answer_due_on", dates.answer_due_on.iso()},
                          {"mediator_opens_on", dates.mediator_opens_on.iso()},
                          {"mediator_closes_on", dates.mediator_closes_on.iso()},
                          {"regime", computed->regime.code},
                          {"regime_source", computed->regime.source},
                          {"starts_on", dates.starts_on.iso()},
                          {"steps", accounts::steps_json(visit.language(), dates.acknowledgement)}});
}

std::vector<ui::NavEntry> entries(db::Reader&, const accounts::Viewer& viewer, Language l) {
  if (!viewer.can(Right::SeeComplaints)) return {};
  return {{tr(l, "Compute a deadline"), "/deadlines", "calendar-due"}};
}

}  // namespace

void register_deadlines(accounts::Site& site) {
  site.page(Method::Get, "/deadlines", Right::SeeComplaints, show);
  site.api(Method::Get, "/api/v1/deadlines", answer);
  site.navigation("Compliance", entries);
}

}  // namespace recours::complaints
