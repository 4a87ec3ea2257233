#include "complaints/complaint_data_pages.h"

#include "complaints/complaints_pages.h"

namespace recours::complaints {
namespace {

using ui::tr;

std::vector<ui::NavEntry> entries(db::Reader&, const accounts::Viewer& viewer, ui::Language l) {
  if (!viewer.can(accounts::Right::ManageComplaintData)) return {};
  return {{tr(l, "Mediators"), "/complaints/mediators", "scale"},
          {tr(l, "Letter templates"), "/complaints/templates", "file-text"},
          {tr(l, "Lists"), "/complaints/lists", "list-details"},
          {tr(l, "Rules and delays"), "/complaints/regimes", "clock"},
          {tr(l, "Settings"), "/complaints/settings", "settings"}};
}

}  // namespace

void register_complaint_data_pages(accounts::Site& site) {
  register_mediator_pages(site);
  register_template_pages(site);
  register_list_item_pages(site);
  register_regime_pages(site);
  register_complaint_settings_pages(site);
  site.navigation("Settings of the desk", entries);
}

}  // namespace recours::complaints
