#include "complaints/dashboard_view.h"

#include <algorithm>
#include <array>

#include "complaints/case_parts.h"
#include "complaints/complaint_parts.h"
#include "complaints/complaint_request_form.h"
#include "complaints/complaint_store.h"
#include "complaints/list_store.h"
#include "ui/chart.h"

namespace recours::complaints {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr int kShown = 5;

Html act_button(const std::string& label, const std::string& href) {
  return ui::link_button(ui::Weight::Secondary, label, href, {{"class", "btn-sm"}});
}

// What it is, in which words, and what to do.
Html item(const std::string& href, const std::string& title, const Html& under, const Html& act) {
  return el("li", {{"class", "desk-item"}},
            el("div", {{"class", "desk-what"}}, el("a", {{"class", "strong"}, {"href", href}}, title),
               el("div", {{"class", "muted small"}}, under)),
            act);
}

Html title_of(const std::string& title, const std::string& count) {
  return Html(title) + (count.empty() ? Html() : el("span", {{"class", "desk-count num"}}, count));
}

Html list_card(const std::string& title, const std::string& count, const Html& items, const std::string& nothing,
               const Html& footer) {
  const Html body = items.empty() ? el("p", {{"class", "muted"}}, nothing) : el("ul", {{"class", "desk-list"}}, items);
  return ui::card(title_of(title, count), body, footer);
}

Html due_item(const accounts::Visit& visit, const ListedComplaint& complaint) {
  const Language l = visit.language();
  const auto command = likeliest_command(visit.viewer, complaint);
  const Html act =
      command ? act_button(label_of(l, *command), path_of(complaint.number) + "/" + resource_of(*command)) : Html();
  const Html who = complaint.complainant_name.empty() ? Html() : Html(" · ") + Html(complaint.complainant_name);
  return item(path_of(complaint.number), complaint.title,
              el("span", {{"class", "num"}}, complaint.number) + who +
                  el("div", {}, next_due_cell(l, complaint, visit.today())),
              act);
}

Html numbers_table(Language l, const std::string& caption, const std::vector<std::string>& columns,
                   const std::vector<std::vector<std::string>>& rows) {
  ui::Table table;
  table.caption = caption;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    table.columns.push_back({columns[at], at == 0 ? ui::Column::Kind::Text : ui::Column::Kind::Number});
  }
  for (const auto& row : rows) table.rows.push_back({{row.begin(), row.end()}, ""});
  return el("details", {{"class", "chart-figures"}}, el("summary", {}, tr(l, "The figures as a table")),
            ui::table(table));
}

std::string figure(Language l, std::int64_t value) { return ui::format_number(l, Decimal::of(value)); }

}  // namespace

//
std::optional<Command> likeliest_command(const accounts::Viewer& viewer, const ListedComplaint& complaint) {
  const auto state = state_named(complaint.state);
  if (!state) return std::nullopt;
  const auto allowed = allowed_commands(viewer, *state);
  const auto is_allowed = [&](Command command) {
    return std::find(allowed.begin(), allowed.end(), command) != allowed.end();
  };
  if (complaint.next_due == "acknowledgement" && is_allowed(Command::Acknowledge)) return Command::Acknowledge;
  constexpr std::array kOrder{Command::TakeInHand, Command::DraftAnswer, Command::Close};
  const auto found = std::find_if(kOrder.begin(), kOrder.end(), is_allowed);
  return found == kOrder.end() ? std::nullopt : std::optional(*found);
}

Html due_card(const accounts::Visit& visit, const DueCard& card) {
  const Language l = visit.language();
  const auto filter = read_filter(card.filter.fields(), visit.viewer);
  if (!filter) return {};
  const auto found = list_complaints(visit.reader, visit.viewer, *filter, visit.today(), {"", kShown});
  const auto count = found.next ? count_complaints(visit.reader, visit.viewer, *filter, visit.today())
                                : Counted{static_cast<std::int64_t>(found.items.size()), false};
  const Html footer = found.items.empty() ? Html() : el("a", {{"href", card.filter.address()}}, tr(l, "See all"));
  return list_card(card.title, found.items.empty() ? "" : counted(l, count),
                   ui::each(found.items, [&](const auto& complaint) { return due_item(visit, complaint); }),
                   card.nothing, footer);
}

Html review_card(const accounts::Visit& visit, const std::vector<WaitingAnswer>& answers) {
  const Language l = visit.language();
  const Html items = ui::each(answers, [&](const WaitingAnswer& answer) {
    const Html due = answer.answer_due_on ? Html(" · ") + Html(tr(l, "due on {1}", *answer.answer_due_on)) : Html();
    return item(path_of(answer.number), answer.title,
                el("span", {{"class", "num"}}, answer.number) + Html(" · ") +
                    Html(tr(l, "written by {1}", answer.author_name)) + due,
                act_button(tr(l, "Review the answer"),
                           path_of(answer.number) + "/answers/" + std::to_string(answer.id.value) + "/review"));
  });
  return list_card(tr(l, "To be reviewed"), answers.empty() ? "" : figure(l, static_cast<std::int64_t>(answers.size())),
                   items, tr(l, "No answer waits for your review."), {});
}

Html undelivered_card(const accounts::Visit& visit, const std::vector<Undelivered>& mails) {
  if (mails.empty()) return {};
  const Language l = visit.language();
  const Html items = ui::each(mails, [&](const Undelivered& mail) {
    const auto kind = letter_kind_named(mail.what);
    return item(path_of(mail.number), mail.title,
                el("span", {{"class", "num"}}, mail.number) + Html(" · ") +
                    Html(kind ? label_of(l, *kind) : tr(l, "Answer")) + Html(" · ") + Html(mail.recipient),
                act_button(tr(l, "See the mail"), path_of(mail.number)));
  });
  return list_card(tr(l, "Mail not delivered"), figure(l, static_cast<std::int64_t>(mails.size())), items, "", {});
}

Html actions_card(const accounts::Visit& visit, const std::vector<WaitingAction>& actions) {
  if (actions.empty()) return {};
  const Language l = visit.language();
  const Html items = ui::each(actions, [&](const WaitingAction& action) {
    return item(path_of(action.number), item_label(visit.reader, l, "corrective_action", action.kind),
                Html(action.description) + el("div", {}, el("span", {{"class", "num"}}, action.number), " · ",
                                              action.owner_name, " · ",
                                              ui::format_date_with_distance(l, action.due_on, visit.today()), " ",
                                              due_badge(l, next_due_state(action.due_on, visit.today()))),
                {});
  });
  return list_card(tr(l, "Corrective actions due"), figure(l, static_cast<std::int64_t>(actions.size())), items, "",
                   {});
}

Html months_card(const accounts::Visit& visit, const std::vector<Month>& months) {
  const Language l = visit.language();
  const std::string title = tr(l, "Received and answered, by month");
  ui::Chart chart{title, {tr(l, "Received complaints"), tr(l, "Answered complaints")}, {}};
  std::vector<std::vector<std::string>> rows;
  for (const auto& month : months) {
    const std::string day = ui::format_date(l, month.first);
    chart.groups.push_back({day.substr(3, 3) + day.substr(8), {month.received, month.answered}});
    rows.push_back({day.substr(3), figure(l, month.received), figure(l, month.answered)});
  }
  return ui::card(title, ui::column_chart(l, chart) +
                             numbers_table(l, title, {tr(l, "Month"), chart.series[0], chart.series[1]}, rows));
}

Html states_card(const accounts::Visit& visit, const std::vector<std::pair<State, std::int64_t>>& states) {
  const Language l = visit.language();
  const std::string title = tr(l, "Not closed, by state");
  ui::Chart chart{title, {tr(l, "Complaints")}, {}};
  std::vector<std::vector<std::string>> rows;
  for (const auto& [state, count] : states) {
    chart.groups.push_back({label_of(l, state), {count}});
    rows.push_back({label_of(l, state), figure(l, count)});
  }
  return ui::card(title,
                  ui::row_chart(l, chart) + numbers_table(l, title, {tr(l, "State"), tr(l, "Complaints")}, rows));
}

}  // namespace recours::complaints
