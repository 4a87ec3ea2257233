#include "complaints/case_page.h"

#include "complaints/case_aside_view.h"
#include "complaints/case_facts_view.h"
#include "complaints/case_history_view.h"
#include "complaints/case_letters_view.h"
#include "complaints/complaint_parts.h"
#include "ui/command_menu.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr std::size_t kButtons = 2;  // beside the menu with the rest

bool ends_it(Command command) {
  return command == Command::Cancel || command == Command::CloseByWaiver || command == Command::Requalify ||
         command == Command::Transfer;
}

Html menu_of(const Visit& visit, const CaseSeen& seen, std::span<const Command> rest) {
  const Language l = visit.language();
  const Html items = ui::each(rest, [&](Command command) {
    return el("a",
              {{"class", ends_it(command) ? "menu-item menu-item-ends" : "menu-item"},
               {"href", command_path(visit.viewer, seen, command)}},
              label_of(l, command));
  });
  return ui::command_menu(l, items);
}

// R-780 The likeliest stands last, first in weight; what is rarer waits in the menu.
Html command_buttons(const Visit& visit, const CaseSeen& seen) {
  const std::span<const Command> commands(seen.commands);
  const auto shown = commands.first(std::min(kButtons, commands.size()));
  Html buttons;
  if (commands.size() > shown.size()) buttons += menu_of(visit, seen, commands.subspan(shown.size()));
  for (std::size_t at = shown.size(); at > 0; --at) {
    const auto weight = at == 1 && !ends_it(shown[at - 1]) ? ui::Weight::Primary : ui::Weight::Secondary;
    buttons += ui::link_button(weight, label_of(visit.language(), shown[at - 1]),
                               command_path(visit.viewer, seen, shown[at - 1]));
  }
  return buttons;
}

Html content_of(const Visit& visit, const CaseSeen& seen) {
  const Html main = what_card(visit, seen) + dates_card(visit, seen) + grievances_card(visit, seen) +
                    answers_card(visit, seen) + decision_card(visit, seen) + corrective_actions_card(visit, seen) +
                    mediation_card(visit, seen) + letters_card(visit, seen) + notes_card(visit, seen) +
                    files_card(visit, seen) + history_card(visit, seen);
  const Html aside =
      next_step_card(visit, seen) + deadlines_card(visit, seen) + people_card(visit, seen) + links_card(visit, seen);
  return warnings_of(visit, seen) + el("div", {{"class", "case"}}, el("div", {{"class", "case-main"}}, main),
                                       el("aside", {{"class", "case-aside"}}, aside));
}

}  // namespace

http::Response case_page(Visit& visit, const Complaint& complaint, std::vector<ui::Notice> notices, int status) {
  const Language l = visit.language();
  const CaseSeen seen = see_case(visit, complaint);
  ui::Page page;
  page.title = complaint.number + " – " + complaint.title;
  page.heading = ui::copyable(l, complaint.number) + " " + el("span", {{"class", "case-title"}}, complaint.title);
  page.lead = state_badge(l, complaint.state);
  if (complaint.imported) page.lead += Html(" ") + ui::badge(ui::Tone::Neutral, tr(l, "Taken over"));
  page.crumbs = crumbs_of(l);
  page.notices = std::move(notices);
  page.actions = command_buttons(visit, seen);
  page.content = content_of(visit, seen);
  return visit.page(page, status);
}

}  // namespace recours::complaints
