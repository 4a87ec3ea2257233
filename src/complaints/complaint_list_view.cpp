#include "complaints/complaint_list_view.h"

#include "complaints/complaint_parts.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using Sorted = ui::Column::Sorted;

namespace {

// R-775 What may be done at once from a row: only what the one table allows this viewer in this state.
bool is_allowed(const accounts::Viewer& viewer, const std::string& state, Command command) {
  const auto named = state_named(state);
  const Transition* const transition = named ? find_transition(*named, command) : nullptr;
  return transition && viewer.can(transition->right);
}

Html row_icon(const char* name, const std::string& label, const std::string& href) {
  return el("a", {{"class", "btn btn-ghost btn-icon"}, {"href", href}, {"aria-label", label}, {"title", label}},
            ui::icon(name));
}

Html row_actions(const accounts::Visit& visit, const ListedComplaint& complaint) {
  const Language l = visit.language();
  const std::string path = path_of(complaint.number);
  Html icons = row_icon("eye", tr(l, "Consult {1}", complaint.number), path);
  if (is_allowed(visit.viewer, complaint.state, Command::Edit)) {
    icons += row_icon("pencil", tr(l, "Edit {1}", complaint.number), path + "/edit");
  }
  if (is_allowed(visit.viewer, complaint.state, Command::Cancel)) {
    icons += row_icon("trash", tr(l, "Cancel {1}", complaint.number), path + "/cancellation");
  }
  return el("span", {{"class", "row-actions"}}, icons);
}

// The row's link is this cell: it reads what it leads to.
Html day_cell(Language l, const ListedComplaint& complaint) {
  const auto day = listed_on(complaint);
  return el("span", {{"class", "num"}}, day ? ui::format_date(l, *day) : std::string("–")) +
         el("span", {{"class", "visually-hidden"}}, " – ", complaint.number, " – ", complaint.title);
}

Html title_cell(Language l, const ListedComplaint& complaint) {
  const Html spoken = complaint.sent_on ? Html() : Html(" · ") + Html(tr(l, "Oral"));
  return el("span", {{"class", "strong"}}, complaint.title) +
         el("div", {{"class", "muted small num"}}, complaint.number, spoken);
}

Html name_cell(const std::string& name) { return name.empty() ? el("span", {{"class", "muted"}}, "–") : Html(name); }

ui::TableRow row_of(const accounts::Visit& visit, const ListedComplaint& complaint, const ListLook& look) {
  const Language l = visit.language();
  ui::TableRow row;
  row.href = path_of(complaint.number);
  row.cells = {day_cell(l, complaint), title_cell(l, complaint), label_of(l, subjects(), complaint.subject),
               name_cell(complaint.adviser_name)};
  if (look.client == ListLook::Client::Shown) row.cells.push_back(name_cell(complaint.complainant_name));
  row.cells.push_back(state_badge(l, state_named(complaint.state).value_or(State::New)));
  row.cells.push_back(complexity_badge(l, complaint.complexity));
  row.cells.push_back(next_due_cell(l, complaint, visit.today()));
  row.cells.push_back(row_actions(visit, complaint));
  return row;
}

ui::Column sortable(std::string label, const FilterForm* form, const char* sort, Sorted sorted) {
  ui::Column column{std::move(label), ui::Column::Kind::Date};
  if (!form) return column;
  if (form->text("sort") == sort)
    column.sorted = sorted;
  else
    column.href = form->with("sort", sort).address();
  return column;
}

}  // namespace

std::optional<Date> listed_on(const ListedComplaint& complaint) {
  return complaint.sent_on ? complaint.sent_on : complaint.received_on;
}

Html complaint_table(const accounts::Visit& visit, const std::vector<ListedComplaint>& complaints,
                     const ListLook& look) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Complaints");
  table.columns = {sortable(tr(l, "Date"), look.sorting, "", Sorted::Descending),
                   {tr(l, "Title"), ui::Column::Kind::Text, "cell-wide"},
                   {tr(l, "Subject")},
                   {tr(l, "Adviser")}};
  if (look.client == ListLook::Client::Shown) table.columns.push_back({tr(l, "Client")});
  table.columns.push_back({tr(l, "State"), ui::Column::Kind::Text, "cell-state"});
  table.columns.push_back({tr(l, "Complexity"), ui::Column::Kind::Text, "cell-complexity"});
  auto due = sortable(tr(l, "Next deadline"), look.sorting, "due", Sorted::Ascending);
  due.kind = ui::Column::Kind::Text;
  due.width = "cell-due";
  table.columns.push_back(std::move(due));
  table.columns.push_back({tr(l, "Actions"), ui::Column::Kind::Actions});
  for (const auto& complaint : complaints) table.rows.push_back(row_of(visit, complaint, look));
  return ui::table(table);
}

}  // namespace recours::complaints
