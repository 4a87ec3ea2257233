// R-760 « Absences »: who stands in for me, for whom I stand in, and naming somebody for the next absence.
#include <charconv>

#include "complaints/complaint_data_parts.h"
#include "base/catalogue_key.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaints_pages.h"
#include "complaints/delegation_actions.h"
#include "ui/done_notice.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr const char* kPath = "/delegations";

struct AbsenceForm {
  std::string delegate, from, to;
  ui::FieldErrors errors;
};

Html period(Language l, const Delegation& delegation) {
  return el("span", {{"class", "num"}}, tr(l, "from {1} to {2}", delegation.from_on, delegation.to_on));
}

Html state_of(const Visit& visit, const Delegation& delegation) {
  const Language l = visit.language();
  return delegation.from_on > visit.today() ? ui::badge(ui::Tone::Info, tr(l, "To come"))
                                            : ui::badge(ui::Tone::Success, tr(l, "Under way"));
}

Html end_button(const Visit& visit, const Delegation& delegation) {
  const bool is_under_way = delegation.from_on <= visit.today();
  return ui::post_form(kPath + ("/" + std::to_string(delegation.id.value) + "/end"), visit.frame.csrf,
                       ui::button(ui::Weight::Secondary, is_under_way ? tr(visit.language(), "I am back: end it")
                                                                      : tr(visit.language(), "Withdraw")));
}

Html given_table(const Visit& visit, const std::vector<Delegation>& given) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Who stands in for me");
  table.columns = {
      {tr(l, "Person")}, {tr(l, "Absence")}, {tr(l, "State")}, {tr(l, "Change"), ui::Column::Kind::Actions, ""}};
  for (const auto& delegation : given) {
    table.rows.push_back(
        {{delegation.delegate_name, period(l, delegation), state_of(visit, delegation), end_button(visit, delegation)},
         ""});
  }
  return ui::table(table);
}

Html received_table(const Visit& visit, const std::vector<Delegation>& received) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "For whom I stand in");
  table.columns = {{tr(l, "Person")}, {tr(l, "Absence")}, {tr(l, "State")}};
  for (const auto& delegation : received) {
    table.rows.push_back({{delegation.user_name, period(l, delegation), state_of(visit, delegation)}, ""});
  }
  return ui::table(table);
}

std::vector<ui::Choice> delegate_choices(const Visit& visit) {
  std::vector<ui::Choice> choices{{"", tr(visit.language(), "Please choose")}};
  for (const auto& person : list_possible_delegates(visit.reader, visit.viewer, visit.today())) {
    choices.push_back({std::to_string(person.id.value), person.name});
  }
  return choices;
}

Html absence_card(const Visit& visit, const AbsenceForm& form) {
  const Language l = visit.language();
  const auto choices = delegate_choices(visit);
  if (choices.size() < 2) {
    return ui::card(
        tr(l, "Name who stands in for you"),
        el("p", {},
           tr(l, "Nobody in the firm has the rights to stand in for you. Ask the administrator of your firm.")));
  }
  const ui::Field delegate{"delegate",
                           tr(l, "Stands in for me"),
                           form.delegate,
                           tr(l, "Gets the alarms of your complaints too, and may do with them what you may."),
                           form.errors.of("delegate"),
                           true};
  const ui::Field from{"from", tr(l, "First day of the absence"), form.from, "", form.errors.of("from"), true};
  const ui::Field to{"to", tr(l, "Last day of the absence"), form.to, "", form.errors.of("to"), true};
  return ui::card(
      tr(l, "Name who stands in for you"),
      ui::post_form(kPath, visit.frame.csrf,
                    ui::select_field(l, delegate, choices) +
                        el("div", {{"class", "form-row"}}, ui::text_field(l, from, {{"type", "date"}}),
                           ui::text_field(l, to, {{"type", "date"}})) +
                        el("div", {{"class", "cluster"}},
                           ui::button(ui::Weight::Primary, tr(l, "Name this person"), {{"data-primary", true}})),
                    {{"class", "form"}, {"novalidate", true}}));
}

constexpr ui::DoneWord kDone[]{
    {"given", key("Your absence is noted.")},
    {"ended", key("Nobody stands in for you any more in this period.")},
};

http::Response delegations_page(Visit& visit, const AbsenceForm& form, int status) {
  const Language l = visit.language();
  std::vector<Delegation> given, received;
  for (auto& delegation : list_delegations(visit.reader, visit.viewer.id, visit.today())) {
    (delegation.user == visit.viewer.id ? given : received).push_back(std::move(delegation));
  }
  ui::Page page;
  page.title = tr(l, "Absences");
  page.crumbs = data_crumbs(l);
  page.notices = done_notices(l, visit.request, kDone);
  page.content = ui::error_summary(l, form.errors);
  if (given.empty() && received.empty()) {
    page.content +=
        el("p", {{"class", "lead"}},
           tr(l, "No absence is noted. Before yours, name who keeps your dates: no complaint waits for you."));
  }
  if (!given.empty()) page.content += ui::card(tr(l, "Who stands in for me"), given_table(visit, given));
  if (!received.empty()) page.content += ui::card(tr(l, "For whom I stand in"), received_table(visit, received));
  page.content += absence_card(visit, form);
  return visit.page(page, status);
}

std::optional<UserId> person_in(std::string_view text) {
  std::int64_t id = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(UserId{id}) : std::nullopt;
}

http::Response give(Visit& visit) {
  const auto fields = visit.request.form();
  AbsenceForm form{
      std::string(fields.text("delegate")), std::string(fields.text("from")), std::string(fields.text("to")), {}};
  const auto given =
      delegate_complaints(visit.database, visit.viewer,
                          {person_in(form.delegate), Date::parse(form.from), Date::parse(form.to)}, visit.now);
  if (given) return http::Response::redirect(std::string(kPath) + "?done=given");
  form.errors = errors_of(visit.language(), given.error());
  return delegations_page(visit, form, 422);
}

http::Response end(Visit& visit) {
  end_delegation(visit.database, visit.viewer, visit.request.path_id<DelegationId>("id"), visit.now);
  return http::Response::redirect(std::string(kPath) + "?done=ended");
}

std::vector<ui::NavEntry> entries(db::Reader&, const accounts::Viewer& viewer, Language l) {
  if (!viewer.can(Right::DelegateComplaints)) return {};
  return {{tr(l, "Absences"), kPath, "user-circle"}};
}

}  // namespace

void register_delegation_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::DelegateComplaints,
            [](Visit& visit) { return delegations_page(visit, {}, 200); });
  site.page(Method::Post, kPath, Right::DelegateComplaints, give);
  site.page(Method::Post, "/delegations/{id}/end", Right::DelegateComplaints, end);
  site.navigation("Compliance", entries);
}

}  // namespace recours::complaints
