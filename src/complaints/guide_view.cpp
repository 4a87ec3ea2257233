// What the user guide shows of complaints from the data in force: the rules applied today, the mediators.
#include "complaints/complaint_data.h"
#include "complaints/complaints_pages.h"
#include "complaints/list_store.h"
#include "complaints/regime_store.h"
#include "complaints/regime_view.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;

namespace {

// Each rule that is the one of some activity today.
Html rules_in_force(Visit& visit) {
  const auto all = list_regimes(visit.reader);
  Html cards;
  for (const auto& regime : all) {
    const bool is_applied = std::any_of(activities().begin(), activities().end(), [&](const Code& activity) {
      return calendar::regime_on(all, activity.code, visit.today()) == &regime;
    });
    if (is_applied) cards += ui::card(regime.code, rule_facts(visit.language(), regime));
  }
  return cards;
}

Html mediators_in_force(Visit& visit) {
  std::vector<std::pair<std::string, Html>> facts;
  for (const auto& activity : activities()) {
    const auto mediator = mediator_on(visit.reader, activity.code, visit.today());
    if (!mediator) continue;
    facts.emplace_back(
        label_of(visit.language(), activities(), activity.code),
        el("span", {}, mediator->name, el("br", {}), mediator->address, el("br", {}), mediator->website));
  }
  return ui::facts(facts);
}

}  // namespace

std::vector<guide::Insert> guide_inserts() {
  return {{"complaint-rules", rules_in_force}, {"mediators", mediators_in_force}};
}

}  // namespace recours::complaints
