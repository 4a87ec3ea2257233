// R-641 « Données du litige »: what there is of each kind, one thing with its versions and its history, and the small
// forms beside it. Saving and its preview are in policy_form_pages.cpp.
#include <algorithm>

#include "accounts/page_words.h"
#include "base/whole_number.h"
#include "claims/policies_pages.h"
#include "claims/policy_parts.h"
#include "contacts/contact_tabs_view.h"
#include "ui/hidden_field.h"
#include "ui/tile.h"

namespace recours::claims {

using namespace page_words;

namespace {

http::Response show_kinds(Visit& visit) {
  const Language l = visit.language();
  Html tiles;
  for (const auto kind : data_kinds()) {
    if (kind != DataKind::Procedures)
      tiles += ui::tile(kind_icon(kind), path_of(kind), kind_label(l, kind), kind_lead(l, kind));
  }
  if (visit.viewer.can(Right::ManagePolicies)) {
    tiles += ui::tile("truck-return", "/returns-address", tr(l, "Address for returns"),
                      tr(l, "What stands on return slips and parcel labels."));
  }
  ui::Page page;
  page.title = tr(l, "Data of claims");
  page.lead =
      tr(l, "What claims are decided by. A change is a new version with its first day; what was decided stays.");
  page.content = el("div", {{"class", "tiles"}}, tiles);
  return visit.page(page);
}

// ---- one kind

// What a row says beside the name.
std::vector<std::string_view> told_in_lists(DataKind kind) {
  switch (kind) {
    case DataKind::Types: return {"category", "limit_days", "active"};
    case DataKind::DoaPolicies: return {"days", "clock_start", "direct_to_manufacturer"};
    case DataKind::AutoApprovals: return {"condition", "max_net", "needs_known_serials"};
    case DataKind::Fees: return {"percent"};
    case DataKind::InvoiceStatuses: return {"status", "partial_status", "status_reasons", "status_actions"};
    case DataKind::Departments: return {"email"};
    case DataKind::RefusalReasons: return {"code", "active"};
    case DataKind::Settings: return {"value"};
    default: return {};
  }
}

Html to_come(Visit& visit, const DataSubject& subject) {
  const auto* next = subject.next_after(visit.today());
  return next ? Html(tr(visit.language(), "from {1} on", next->validity.from)) : el("span", {{"class", "muted"}}, "–");
}

Html standing_of(Visit& visit, const DataSubject& subject) {
  const Language l = visit.language();
  const auto* current = subject.on(visit.today());
  if (current) return contacts::standing_badge(l, Standing::InForce);
  return contacts::standing_badge(l, subject.next_after(visit.today()) ? Standing::ToCome : Standing::Over);
}

Html subject_table(Visit& visit, DataKind kind, const std::vector<DataSubject>& subjects) {
  const Language l = visit.language();
  const PolicyWords words = words_for(visit);
  const auto told = told_in_lists(kind);
  ui::Table table;
  table.caption = kind_label(l, kind);
  table.columns.push_back({tr(l, "Name")});
  for (const auto value : told) table.columns.push_back({value_label(l, kind, value)});
  if (is_dated(kind)) {
    table.columns.push_back({tr(l, "State")});
    table.columns.push_back({tr(l, "Changes to come")});
  }
  for (const auto& subject : subjects) {
    const Draft& draft = subject.present(visit.today()).draft;
    ui::TableRow row{{subject_name(words, subject)}, path_of(kind, subject.key)};
    for (const auto value : told) row.cells.push_back(value_text(words, kind, value, draft.text(value)));
    if (is_dated(kind)) {
      row.cells.push_back(standing_of(visit, subject));
      row.cells.push_back(to_come(visit, subject));
    }
    table.rows.push_back(std::move(row));
  }
  return ui::table(table);
}

Html article_search(Visit& visit, const std::string& beginning) {
  const Language l = visit.language();
  return el("form", {{"method", "get"}, {"action", path_of(DataKind::Articles)}, {"class", "toolbar"}},
            ui::text_field(l, {"q", tr(l, "Article number begins with"), beginning, "", "", false}),
            ui::button(ui::Weight::Secondary, tr(l, "Search")));
}

http::Response show_kind(Visit& visit) {
  const Language l = visit.language();
  const auto kind = kind_in_path(visit);
  const std::string beginning(visit.request.query.text("q"));
  const auto subjects = list_subjects(visit.reader, kind, beginning);
  ui::Page page;
  page.title = kind_label(l, kind);
  page.crumbs = {{tr(l, "Data of claims"), "/policies"}};
  page.notices = contacts::done_notices(visit);
  if (can_be_added(kind) && visit.viewer.can(right_to_edit(kind))) {
    page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Add"), path_of(kind) + "/new", {{"data-primary", true}});
  }
  page.content = el("p", {{"class", "lead"}}, kind_lead(l, kind));
  if (kind == DataKind::Articles) page.content += article_search(visit, beginning);
  page.content += subjects.empty() ? ui::empty_state(kind_icon(kind), tr(l, "Nothing here yet"),
                                                     tr(l, "Without an entry the general rule holds: nothing special."))
                                   : subject_table(visit, kind, subjects);
  return visit.page(page);
}

// ---- one of them

Html gap_notices(Visit& visit, const DataSubject& subject) {
  const Language l = visit.language();
  Html notices;
  for (const auto& gap : gaps_after(subject.versions, visit.today())) {
    const auto text = gap.to ? tr(l, "From {1} to {2} no version is in force.", gap.from, *gap.to)
                             : tr(l, "From {1} on no version is in force.", gap.from);
    notices += ui::notice(ui::Tone::Warning, text);
  }
  return notices;
}

Html withdrawal(Visit& visit, const DataSubject& subject, const DataVersion& version) {
  const Language l = visit.language();
  if (version.validity.from <= visit.today() || !visit.viewer.can(right_to_edit(subject.kind))) return {};
  return ui::post_form(path_of(subject.kind, subject.key) + "/withdrawal", visit.frame.csrf,
                       contacts::version_field(subject.version) + ui::hidden("id", std::to_string(version.id)) +
                           ui::button(ui::Weight::Danger, tr(l, "Withdraw")));
}

// What this version says otherwise than the one before it.
Html changed_values(const PolicyWords& words, const DataSubject& subject, std::size_t at) {
  if (at == 0) return tr(words.language, "First version");
  Html list;
  const Draft& before = subject.versions[at - 1].draft;
  const Draft& after = subject.versions[at].draft;
  for (const auto name : contacts::differing_fields(fields_of(subject.kind), before, after)) {
    const bool is_long = after.text(name).size() + before.text(name).size() > 300;
    const auto change = is_long ? tr(words.language, "rewritten")
                                : value_text(words, subject.kind, name, before.text(name)) + " → " +
                                      value_text(words, subject.kind, name, after.text(name));
    list += el("div", {}, value_label(words.language, subject.kind, name) + tr(words.language, ": ") + change);
  }
  return list.empty() ? Html(tr(words.language, "Nothing changes")) : list;
}

Html version_table(Visit& visit, const PolicyWords& words, const DataSubject& subject) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Versions");
  table.columns = {{tr(l, "Validity")}, {tr(l, "State")}, {tr(l, "What changes")}, {"", ui::Column::Kind::Actions, ""}};
  for (std::size_t at = subject.versions.size(); at-- > 0;) {
    const auto& version = subject.versions[at];
    table.rows.push_back({{contacts::validity_text(l, version.validity),
                           contacts::standing_badge(l, standing_on(version.validity, visit.today())),
                           changed_values(words, subject, at), withdrawal(visit, subject, version)},
                          ""});
  }
  return ui::card(tr(l, "Versions"), ui::table(table));
}

std::string verb_label(Language l, std::string_view action) {
  if (action.ends_with("version_added")) return tr(l, "Version added");
  if (action.ends_with("version_withdrawn")) return tr(l, "Version withdrawn");
  if (action.ends_with("version_ended")) return tr(l, "Last day set");
  return tr(l, "Changed");
}

Html history(Visit& visit, const PolicyWords& words, const DataSubject& subject) {
  const Language l = visit.language();
  std::vector<ui::Moment> moments;
  for (const auto& change : list_changes(visit.reader, subject.kind, subject.key)) {
    ui::Moment moment;
    moment.title = verb_label(l, change.action);
    moment.when = ui::format_instant(l, change.at);
    moment.who = change.actor_name;
    for (const auto& [value, from, to] : change.changes) {
      const bool is_long = from.size() + to.size() > 300;
      const auto text =
          is_long ? tr(l, "rewritten")
                  : value_text(words, subject.kind, value, from) + " → " + value_text(words, subject.kind, value, to);
      moment.detail += el("div", {}, value_label(l, subject.kind, value) + tr(l, ": ") + text);
    }
    moments.push_back(std::move(moment));
  }
  const Html body = moments.empty() ? Html(tr(l, "As it came with the program.")) : ui::timeline(moments);
  return ui::card(tr(l, "History"), body);
}

Html ending_form(Visit& visit, const DataSubject& subject, const std::string& error) {
  const Language l = visit.language();
  const auto* current = subject.on(visit.today());
  if (!current || !visit.viewer.can(right_to_edit(subject.kind))) return {};
  const std::string last = current->validity.to ? current->validity.to->iso() : "";
  return ui::card(
      tr(l, "End it"),
      ui::post_form(path_of(subject.kind, subject.key) + "/end", visit.frame.csrf,
                    contacts::version_field(subject.version) + ui::hidden("id", std::to_string(current->id)) +
                        ui::text_field(l,
                                       {"valid_to", tr(l, "Last day"), last,
                                        tr(l, "Today or a later day; afterwards nothing is in force."), error, true},
                                       {{"type", "date"}}) +
                        ui::button(ui::Weight::Secondary, tr(l, "Set the last day"))));
}

http::Response subject_page(Visit& visit, const DataSubject& subject, const Refusal* refusal = nullptr) {
  const Language l = visit.language();
  const PolicyWords words = words_for(visit);
  ui::Page page;
  page.title = subject_name(words, subject);
  page.crumbs = policy_crumbs(l, subject.kind);
  page.notices = contacts::done_notices(visit);
  if (visit.viewer.can(right_to_edit(subject.kind))) {
    page.actions = ui::link_button(ui::Weight::Primary, is_dated(subject.kind) ? tr(l, "New version") : tr(l, "Edit"),
                                   path_of(subject.kind, subject.key) + "/edit", {{"data-primary", true}});
  }
  const auto& present = subject.present(visit.today());
  const std::string error = refusal ? ui::tr_message(l, refusal->message) : "";
  Html main = refusal ? ui::notice(ui::Tone::Danger, error) : Html();
  main += gap_notices(visit, subject);
  main += ui::card(subject.on(visit.today()) ? tr(l, "In force") : tr(l, "Not in force"),
                   subject_facts(words, subject.kind, present.draft));
  if (is_dated(subject.kind)) main += version_table(visit, words, subject);
  const Html aside =
      (is_dated(subject.kind) ? ending_form(visit, subject, error) : Html()) + history(visit, words, subject);
  page.content = el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, main),
                    el("div", {{"class", "case-aside"}}, aside));
  const int status = !refusal ? 200 : refusal->kind == Refusal::Kind::Conflict ? 409 : 422;
  return visit.page(page, status);
}

// ---- the small forms beside it

std::int64_t id_in(const http::Fields& fields) {
  const auto id = whole_number(fields.text("id"));
  if (!id) throw NotFound("version");
  return *id;
}

http::Response answered(Visit& visit, DataKind kind, const std::string& key, const Result<DataSubject, Refusal>& done,
                        const char* what) {
  if (!done) return subject_page(visit, require_subject(visit.reader, kind, key), &done.error());
  return http::Response::redirect((done->versions.empty() ? path_of(kind) : path_of(kind, key)) + "?done=" + what);
}

}  // namespace

DataKind kind_in_path(const Visit& visit) {
  const auto kind = data_kind_named(visit.request.path_value("kind"));
  if (!kind || *kind == DataKind::Procedures) throw NotFound("kind of data");
  return *kind;
}

DataPlace place_of(const Visit& visit) { return {kind_in_path(visit), visit.request.path_value("key")}; }

DataPlace procedure_place_of(const Visit& visit) { return {DataKind::Procedures, visit.request.path_value("slug")}; }

http::Response show_subject(Visit& visit, const DataPlace& place) {
  return subject_page(visit, require_subject(visit.reader, place.kind, place.key));
}

http::Response post_withdrawal(Visit& visit, const DataPlace& place) {
  const auto fields = visit.request.form();
  const DataAct act{visit.database, visit.viewer, visit.now, place.kind, contacts::version_in(fields)};
  return answered(visit, place.kind, place.key, withdraw_version(act, place.key, id_in(fields)), "saved");
}

http::Response post_last_day(Visit& visit, const DataPlace& place) {
  const auto fields = visit.request.form();
  const DataAct act{visit.database, visit.viewer, visit.now, place.kind, contacts::version_in(fields)};
  const Draft typed = Draft().set("valid_to", fields.text("valid_to"));
  return answered(visit, place.kind, place.key, end_version(act, place.key, id_in(fields), typed), "saved");
}

void register_policy_pages(accounts::Site& site) {
  site.page(Method::Get, "/policies", Right::SeePolicies, show_kinds);
  site.page(Method::Get, "/policies/{kind}", Right::SeePolicies, show_kind);
  site.page(Method::Get, "/policies/{kind}/{key}", Right::SeePolicies,
            [](Visit& visit) { return show_subject(visit, place_of(visit)); });
  site.page(Method::Post, "/policies/{kind}/{key}/withdrawal", Right::ManagePolicies,
            [](Visit& visit) { return post_withdrawal(visit, place_of(visit)); });
  site.page(Method::Post, "/policies/{kind}/{key}/end", Right::ManagePolicies,
            [](Visit& visit) { return post_last_day(visit, place_of(visit)); });
  register_policy_form_pages(site);
  static const Message group = msg("Claims & returns");
  site.navigation(group.id, [](db::Reader&, const accounts::Viewer& viewer, Language l) {
    if (!viewer.can(Right::SeePolicies)) return std::vector<ui::NavEntry>();
    return std::vector<ui::NavEntry>{{tr(l, "Data of claims"), "/policies", "adjustments-horizontal", {}}};
  });
}

}  // namespace recours::claims
