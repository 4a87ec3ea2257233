#include "claims/queue_view.h"

#include "accounts/page_words.h"
#include "claims/batch.h"
#include "claims/claim_messages_view.h"
#include "claims/staff_store.h"
#include "claims/transition.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kSelectionForm = "selection";

// R-606 Those of one's own department.
bool may_choose(const Visit& visit, Queue queue) {
  const auto department = words_of(queue).department;
  return !department.empty() && may_ever(visit.viewer, department, Command::Take);
}

struct Showing {
  Visit& visit;
  const Policies& policies;
  Queue queue;
  std::vector<StaffMember> staff;  // of the department; empty: nobody has the claims of this queue
  bool has_assignees;
  bool is_chosen_from;  // check boxes for several at once
};

// The number, with its box where several can be decided on at once.
Html number_cell(const Showing& showing, const Claim& claim, std::int64_t unread) {
  const Language l = showing.visit.language();
  const Html badge = unread_badge(l, unread);
  const Html number = figures(claim.number) + ui::when(!badge.empty(), el("div", {{"class", "small"}}, badge));
  if (!showing.is_chosen_from) return number;
  return el("input", {{"type", "checkbox"},
                      {"class", "row-choice"},
                      {"name", "claim"},
                      {"value", text_of(ChosenClaim{claim.number, claim.version})},
                      {"form", kSelectionForm},
                      {"aria-label", tr(l, "Choose {1}", claim.number)}}) +
         el("div", {{"class", "row-chosen"}}, number);
}

Html assignee_cell(const Showing& showing, const Claim& claim) {
  const auto name = name_among(showing.staff, claim.assignee);
  return name.empty() ? el("span", {{"class", "muted"}}, tr(showing.visit.language(), "Nobody")) : Html(name);
}

// The state beside it where it says more than the bucket does.
Html waiting_cell(Language l, const WorkItem& item) {
  const auto state = item.claim.state;
  const bool same = state == Authorisation::Submitted || state == Authorisation::PendingReview ||
                    state == Authorisation::InformationRequested;
  return Html(label_of(l, item.bucket)) + ui::when(!same, el("div", {{"class", "small"}}, state_badge(l, state)));
}

ui::TableRow row_of(const Showing& showing, const WorkItem& item, std::int64_t unread) {
  const Language l = showing.visit.language();
  const Claim& claim = item.claim;
  ui::TableRow row;
  row.href = ui::address("/claims/" + claim.number, {{"queue", std::string(words_of(showing.queue).name)}});
  row.cells = {number_cell(showing, claim, unread),
               Html(claim.account_name) + el("div", {{"class", "muted small num"}}, claim.customer_no),
               waiting_cell(l, item), type_name(l, showing.policies.type_of(claim), claim.code),
               ui::format_money(l, {item.net_cents, claim.currency})};
  if (showing.has_assignees) row.cells.push_back(assignee_cell(showing, claim));
  row.cells.push_back(due_label(showing.visit, item.due_on));
  return row;
}

// Only with the script: it ticks the rows and counts them (queue.js).
Html choose_all(Language l) {
  return el("label", {{"class", "form-check choose-all"}, {"hidden", true}},
            el("input", {{"type", "checkbox"}, {"class", "form-check-input"}}),
            el("span", {{"class", "form-check-label"}}, tr(l, "Tick all")),
            el("span", {{"class", "muted num"}, {"data-chosen", tr(l, "%n chosen")}, {"aria-live", "polite"}}));
}

}  // namespace

Html selection_bar(const Visit& visit, const QueueForm& form) {
  const Queue queue = form.queue();
  if (!may_choose(visit, queue)) return {};
  const Language l = visit.language();
  const auto act = [&](BatchCommand command, ui::Weight weight) {
    return ui::button(weight, label_of(l, command), {{"name", "action"}, {"value", name_of(command)}});
  };
  return el("form",
            {{"id", kSelectionForm},
             {"class", "selection-bar"},
             {"method", "get"},
             {"action", path_of(queue) + "/selection"}},
            ui::hidden("filter", form.kept()), choose_all(l),
            el("span", {{"class", "muted"}}, tr(l, "With the chosen claims:")),
            act(BatchCommand::Take, ui::Weight::Secondary), act(BatchCommand::Assign, ui::Weight::Secondary),
            act(BatchCommand::Approve, ui::Weight::Secondary), act(BatchCommand::Refuse, ui::Weight::Secondary));
}

Html due_label(const Visit& visit, Date due_on) {
  const Language l = visit.language();
  const bool late = due_on < visit.today();
  return el("div", {{"class", late ? "due due-late" : "due"}},
            ui::when(late, ui::icon("alert-triangle", tr(l, "Late"))),
            el("span", {{"class", "num"}}, ui::format_date_with_distance(l, due_on, visit.today())));
}

Html queue_table(Visit& visit, const Policies& policies, const QueueForm& form, const std::vector<WorkItem>& items) {
  using Kind = ui::Column::Kind;
  const Language l = visit.language();
  const auto& words = words_of(form.queue());
  Showing showing{visit, policies, form.queue(), {}, !words.department.empty(), may_choose(visit, form.queue())};
  if (showing.has_assignees) showing.staff = list_staff(visit.reader, words.role, visit.today());
  std::vector<ClaimId> ids;
  for (const auto& item : items) ids.push_back(item.claim.id);
  auto unread = unread_messages(visit.reader, visit.viewer, ids);
  ui::Table table;
  table.caption = tr(l, "Claims in this queue");
  table.columns = {column(tr(l, "Number")), column(tr(l, "Account")), column(tr(l, "What is waiting")),
                   column(tr(l, "Reason")), column(tr(l, "Net amount"), Kind::Number)};
  if (showing.has_assignees) table.columns.push_back(column(tr(l, "Assigned to")));
  table.columns.push_back(column(tr(l, "To do by")));
  for (const auto& item : items) table.rows.push_back(row_of(showing, item, unread[item.claim.id]));
  return ui::table(table);
}

}  // namespace recours::claims
