// Where the compliance desk begins its day: what is late, due, to be reviewed, one's own; one click to act.
#include "complaints/complaint_store.h"
#include "complaints/complaints_pages.h"
#include "complaints/dashboard_view.h"
#include "complaints/firm_people_store.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr const char* kPath = "/compliance";
constexpr int kTasksShown = 10;
constexpr int kDaysAhead = 14;  // of corrective actions

FilterForm filter(std::initializer_list<std::pair<const char*, const char*>> values) {
  FilterForm form{http::Fields()};
  for (const auto& [name, value] : values) form = form.with(name, value);
  return form.with("sort", "due");
}

bool sees_firm(const Visit& visit) { return complaint_scope(visit.viewer) == 0; }

// Who handles nothing has what was received from the complainant.
DueCard own_card(const Visit& visit) {
  const Language l = visit.language();
  const char* mine = visit.viewer.can(Right::HandleComplaint) ? "handler" : "received_by";
  return {tr(l, "Mine"), tr(l, "Nothing is in your hands."), filter({{mine, "me"}, {"state", "open"}})};
}

Html due_cards(const Visit& visit) {
  const Language l = visit.language();
  return due_card(visit, {tr(l, "Late"), tr(l, "Nothing is late."), filter({{"late", "true"}})}) +
         due_card(visit, {tr(l, "Due today"), tr(l, "Nothing is due today."), filter({{"late", "today"}})}) +
         due_card(visit, {tr(l, "Due this week"), tr(l, "Nothing is due until Sunday."), filter({{"late", "week"}})});
}

Html waiting_reviews(const Visit& visit) {
  if (!visit.viewer.can(Right::ReviewAnswer)) return {};
  const auto own = is_review_required(visit.reader, visit.today()) ? OwnAnswers::LeftOut : OwnAnswers::Included;
  return review_card(visit, list_answers_to_review(visit.reader, visit.viewer, own, kTasksShown));
}

// Whose tasks: who answers for the register sees everybody's, others their own.
std::optional<UserId> whose_tasks(const Visit& visit) {
  return visit.viewer.can(Right::ManageComplaintData) ? std::nullopt : std::optional(visit.viewer.id);
}

Html tasks(const Visit& visit) {
  if (!visit.viewer.can(Right::HandleComplaint)) return {};
  const auto whose = whose_tasks(visit);
  return undelivered_card(visit, list_undelivered(visit.reader, whose, kTasksShown)) +
         actions_card(visit, list_waiting_actions(visit.reader, visit.viewer, whose,
                                                  visit.today().plus_days(kDaysAhead), kTasksShown));
}

Html charts(const Visit& visit) {
  if (!sees_firm(visit)) return {};
  return el("div", {{"class", "desk-charts"}}, months_card(visit, count_months(visit.reader, visit.today())),
            states_card(visit, count_open_states(visit.reader)));
}

bool is_register_empty(const Visit& visit) {
  return list_complaints(visit.reader, visit.viewer, {}, visit.today(), {"", 1}).items.empty();
}

Html nothing_yet(const Visit& visit) {
  const Language l = visit.language();
  const Html first =
      visit.viewer.can(Right::RecordComplaint)
          ? ui::link_button(ui::Weight::Primary, tr(l, "Add a complaint"), "/complaints/new", {{"data-primary", true}})
          : Html();
  return ui::empty_state("clipboard-check", tr(l, "Nothing to do yet"),
                         tr(l,
                            "As soon as complaints are recorded, this page shows what is late, what is due and what "
                            "waits for you."),
                         first);
}

//
http::Response show(Visit& visit) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Dashboard");
  page.lead = ui::format_date(l, visit.today());
  if (is_register_empty(visit)) {
    page.content = nothing_yet(visit);
    return visit.page(page);
  }
  if (visit.viewer.can(Right::RecordComplaint)) {
    page.actions = ui::link_button(ui::Weight::Primary, ui::icon("plus") + Html(tr(l, "Add a complaint")),
                                   "/complaints/new", {{"data-primary", true}});
  }
  page.content = el("div", {{"class", "desk"}}, due_cards(visit), waiting_reviews(visit),
                    due_card(visit, own_card(visit)), tasks(visit)) +
                 charts(visit);
  return visit.page(page);
}

std::vector<ui::NavEntry> entries(db::Reader& reader, const accounts::Viewer& viewer, Language l, Date today) {
  if (!viewer.can(Right::SeeComplaints)) return {};
  return {{tr(l, "Dashboard"), kPath, "layout-grid", {}},
          {tr(l, "Complaints"), kListPath, "clipboard-list", count_late(reader, viewer, today).count}};
}

}  // namespace

void register_dashboard(accounts::Site& site) {
  site.navigation("Compliance", entries);
  site.home([](const accounts::Viewer& viewer) -> std::optional<std::string> {
    return viewer.can(Right::SeeComplaints) ? std::optional<std::string>(kPath) : std::nullopt;
  });
  site.page(Method::Get, kPath, Right::SeeComplaints, show);
}

}  // namespace recours::complaints
