#include "complaints/complaint_data_parts.h"

#include "complaints/complaint.h"

namespace recours::complaints {

using ui::Language;
using ui::tr;

std::vector<ui::Crumb> data_crumbs(Language l, std::vector<ui::Crumb> more) {
  std::vector<ui::Crumb> crumbs{{tr(l, "Compliance"), ""}};
  crumbs.insert(crumbs.end(), more.begin(), more.end());
  return crumbs;
}

std::vector<ui::Choice> activity_choices(Language l) {
  std::vector<ui::Choice> choices;
  for (const auto& activity : activities()) choices.push_back({std::string(activity.code), tr(l, activity.label)});
  return choices;
}

}  // namespace recours::complaints
