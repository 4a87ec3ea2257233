#include "claims/queue_pages.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/catalogue_key.h"
#include "claims/queue_view.h"
#include "ui/done_notice.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kClaimsPerPage = 50;
constexpr std::int64_t kMostCounted = 1000;  // in the side bar

constexpr ui::DoneWord kDone[]{
    {"nothing-chosen", key("Choose claims first: tick their boxes."), ui::Notice::Kind::Info},
    {"view-saved", key("The view was saved. You find it under Views.")},
    {"too-many", key("At most 100 claims at once."), ui::Notice::Kind::Warning},
};

// The other queues this person may look into.
Html queue_switch(const Visit& visit, Queue current) {
  const auto queues = visible_queues(visit.viewer);
  if (queues.size() < 2) return {};
  std::vector<ui::Chip> items;
  for (const auto queue : queues)
    items.push_back({label_of(visit.language(), queue), path_of(queue), queue == current});
  return ui::chips(tr(visit.language(), "Queue"), items);
}

Html nothing_waits(Language l, const QueueForm& form) {
  if (!form.is_plain()) {
    return ui::empty_state("list-search", tr(l, "No claim matches"), tr(l, "Choose a longer period or another number."),
                           ui::link_button(ui::Weight::Secondary, tr(l, "Reset"), form.path() + "?show="));
  }
  return ui::empty_state("circle-check", tr(l, "Nothing waits here"),
                         tr(l, "What comes in appears here by itself, what is late first."),
                         ui::link_button(ui::Weight::Secondary, tr(l, "All claims"), "/claims"));
}

Html export_menu(Language l, const QueueForm& form) {
  const auto item = [&](const char* extension, const char* icon, const std::string& label) {
    return accounts::panel_item(ui::address(form.path() + "/export." + extension, form.query()), icon, label, false);
  };
  return accounts::panel_menu(
      tr(l, "Export"), "download",
      item("xlsx", "list-details", tr(l, "Spreadsheet (XLSX)")) + item("csv", "file-text", tr(l, "Text (CSV)")));
}

std::string title_count(Language l, std::int64_t count) {
  return count > 1000 ? tr(l, "1,000+ claims") : trn(l, "{1} claim", "{1} claims", count);
}

//
http::Response show_queue(Visit& visit, Queue queue) {
  const Language l = visit.language();
  const auto views = viewed_queue(queue);
  if (visit.request.query.items().empty()) {
    const auto opens = default_view_address(visit, views);
    if (!opens.empty()) return http::Response::redirect(opens);
  }
  QueueForm form(queue, visit.request.query);
  const auto filter = form.read(visit);
  const Policies policies = load_policies(visit.reader);
  ui::Page page;
  page.title = tr(l, "To handle – {1}", label_of(l, queue));
  page.lead = title_count(l, count_work(visit.reader, visit.viewer, {.queue = queue}, visit.today()));
  page.notices = done_notices(l, visit.request, kDone);
  page.content = ui::error_summary(l, form.errors) + queue_switch(visit, queue) +
                 el("div", {{"class", "toolbar"}}, queue_chips(visit, form),
                    el("div", {{"class", "toolbar-end"}}, view_menu(visit, views, form.kept()),
                       export_menu(l, form))) +
                 queue_fields(visit, policies, form);
  if (!form.errors.empty()) return visit.page(page, 422);
  const Trail trail(visit.request.query);
  const auto found = list_work(visit.reader, visit.viewer, filter, visit.today(), trail.page(kClaimsPerPage));
  page.content += found.items.empty() ? nothing_waits(l, form)
                                      : queue_table(visit, policies, form, found.items) + selection_bar(visit, form);
  page.content += pager(l, trail, form.path(), form.query(), found.next);
  return visit.page(page);
}

// To one's own queue, else to one that may be looked into.
http::Response show_first(Visit& visit) {
  auto queues = own_queues(visit.viewer);
  if (queues.empty()) queues = visible_queues(visit.viewer);
  if (queues.empty()) throw Forbidden();
  return http::Response::redirect(path_of(queues.front()));
}

std::int64_t count_own(db::Reader& reader, const Viewer& viewer, WorkFilter::Show show, Date today) {
  std::int64_t sum = 0;
  for (const auto queue : own_queues(viewer)) {
    sum += count_work(reader, viewer, {.queue = queue, .show = show}, today);
  }
  return std::min(sum, kMostCounted);
}

}  // namespace

std::vector<ui::NavEntry> queue_navigation(db::Reader& reader, const Viewer& viewer, Language l, Date today) {
  if (own_queues(viewer).empty() || !viewer.can(Right::SeeClaims)) return {};
  const bool late = count_own(reader, viewer, WorkFilter::Show::Late, today) > 0;
  return {{tr(l, "To handle"), "/queues", late ? "alert-triangle" : "list-check",
           count_own(reader, viewer, WorkFilter::Show::Ours, today)}};
}

void register_queue_pages(accounts::Site& site) {
  site.page(Method::Get, "/queues", show_first);
  for (const auto& words : all_queues()) {
    site.page(Method::Get, path_of(words.queue), words.right,
              [queue = words.queue](Visit& visit) { return show_queue(visit, queue); });
    accounts::register_saved_view_pages(site, viewed_queue(words.queue));
  }
}

}  // namespace recours::claims
