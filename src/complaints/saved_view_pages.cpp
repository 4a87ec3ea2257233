// One's own saved views: kept from the list, renamed and deleted here.
#include "complaints/complaint_parts.h"
#include "base/catalogue_key.h"
#include "complaints/complaints_pages.h"
#include "complaints/list_menus_view.h"
#include "complaints/saved_view_actions.h"
#include "contacts/contact_parts.h"
#include "ui/done_notice.h"
#include "ui/hidden_field.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

std::string path_of_view(SavedViewId id) { return std::string(kViewsPath) + "/" + std::to_string(id.value); }

std::string field_of(SavedViewId id) { return "name-" + std::to_string(id.value); }

// What was typed and why it cannot be kept; none: nothing was.
struct Typed {
  std::optional<SavedViewId> view = {};  // none: a new one
  std::string name = {}, query = {};
  ui::FieldErrors errors = {};
};

// The id of each field is its own; the name that is posted is `name` in all of them.
Html name_field(Language l, const std::string& id, std::string label, const std::string& value,
                const std::string& error) {
  return ui::text_field(l, {id, std::move(label), value, "", error, true},
                        {{"name", "name"}, {"maxlength", 60}, {"autocomplete", "off"}});
}

Html view_card(const Visit& visit, const SavedView& view, const Typed& typed) {
  const Language l = visit.language();
  const bool is_typed = typed.view == view.id;
  const std::string field = field_of(view.id);
  const Html rename = ui::post_form(
      path_of_view(view.id), visit.frame.csrf,
      el("div", {{"class", "filter-row"}},
         name_field(l, field, tr(l, "Name of the view"), is_typed ? typed.name : view.name, typed.errors.of(field)),
         ui::button(ui::Weight::Secondary, tr(l, "Rename")),
         ui::link_button(ui::Weight::Ghost, tr(l, "Open the view"), address_of_view(view.query))));
  const Html removal = ui::post_form(path_of_view(view.id) + "/deletion", visit.frame.csrf,
                                     ui::button(ui::Weight::Danger, tr(l, "Delete the view {1}", view.name)));
  return ui::card({}, rename, removal);
}

Html new_view(const Visit& visit, const Typed& typed) {
  const Language l = visit.language();
  return ui::card(
      tr(l, "Keep this filter as"),
      ui::post_form(kViewsPath, visit.frame.csrf,
                    ui::hidden("query", typed.query) +
                        el("div", {{"class", "filter-row"}},
                           name_field(l, "name", tr(l, "Name of the view"), typed.name, typed.errors.of("name")),
                           ui::button(ui::Weight::Primary, tr(l, "Save the view")))));
}

constexpr ui::DoneWord kDone[]{
    {"renamed", key("The view was renamed.")},
    {"deleted", key("The view was deleted.")},
};

http::Response views_page(const Visit& visit, const Typed& typed, int status) {
  const Language l = visit.language();
  const auto views = list_saved_views(visit.reader, visit.viewer.id);
  ui::Page page;
  page.title = tr(l, "My views");
  page.crumbs = {{tr(l, "Complaints"), kListPath}};
  page.notices = done_notices(l, visit.request, kDone);
  page.content = ui::error_summary(l, typed.errors);
  if (status != 200 && !typed.view) page.content += new_view(visit, typed);
  if (views.empty() && status == 200) {
    page.content += ui::empty_state("bookmark", tr(l, "No view yet"),
                                    tr(l, "Filter the list, then keep the filter under a name with Views."),
                                    ui::link_button(ui::Weight::Primary, tr(l, "Go to the list"), kListPath));
  }
  for (const auto& view : views) page.content += view_card(visit, view, typed);
  return visit.page(page, status);
}

http::Response show_views(Visit& visit) { return views_page(visit, {}, 200); }

//
http::Response save_from_form(Visit& visit) {
  const auto fields = visit.request.form();
  Typed typed{{}, std::string(fields.text("name")), std::string(fields.text("query")), {}};
  typed.query = kept_query(FilterForm(http::parse_urlencoded(typed.query)));
  const auto saved = save_view(visit.database, visit.viewer, typed.name, typed.query, visit.now);
  if (saved) {
    const std::string address = address_of_view(typed.query);
    return http::Response::redirect(address + (address.find('?') == std::string::npos ? "?" : "&") + "done=view-saved");
  }
  typed.errors = errors_of(visit.language(), saved.error());
  return views_page(visit, typed, 422);
}

http::Response rename_from_form(Visit& visit) {
  const auto id = visit.request.path_id<SavedViewId>("id");
  Typed typed{id, std::string(visit.request.form().text("name")), {}, {}};
  const auto refusal = rename_view(visit.database, visit.viewer, id, typed.name, visit.now);
  if (!refusal) return http::Response::redirect(std::string(kViewsPath) + "?done=renamed");
  typed.errors.items.emplace_back(field_of(id), ui::tr_message(visit.language(), refusal->message));
  return views_page(visit, typed, 422);
}

http::Response delete_from_form(Visit& visit) {
  delete_view(visit.database, visit.viewer, visit.request.path_id<SavedViewId>("id"), visit.now);
  return http::Response::redirect(std::string(kViewsPath) + "?done=deleted");
}

}  // namespace

void register_saved_view_pages(accounts::Site& site) {
  site.page(Method::Get, kViewsPath, Right::SeeComplaints, show_views);
  site.page(Method::Post, kViewsPath, Right::SeeComplaints, save_from_form);
  site.page(Method::Post, "/complaints/views/{id}", Right::SeeComplaints, rename_from_form);
  site.page(Method::Post, "/complaints/views/{id}/deletion", Right::SeeComplaints, delete_from_form);
}

}  // namespace recours::complaints
