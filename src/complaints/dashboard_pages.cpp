// Where the compliance desk begins its day: what is late, due, to be reviewed, one's own; one click to act.
#include "complaints/complaint_filter_form.h"
#include "complaints/complaints_pages.h"
#include "complaints/dashboard_store.h"

namespace recours::complaints {

using accounts::Right;
using ui::Language;
using ui::tr;

namespace {

std::vector<ui::NavEntry> entries(db::Reader& reader, const accounts::Viewer& viewer, Language l, Date today) {
  if (!viewer.can(Right::SeeComplaints)) return {};
  return {{tr(l, "Complaints"), kListPath, "clipboard-list", count_late(reader, viewer, today).count}};
}

}  // namespace

void register_dashboard(accounts::Site& site) { site.navigation("Compliance", entries); }

}  // namespace recours::complaints
