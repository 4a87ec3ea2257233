// One's own saved views: kept from the list, renamed and deleted here.
#include "accounts/page_words.h"
#include "accounts/saved_view_actions.h"
#include "accounts/saved_view_parts.h"
#include "base/catalogue_key.h"
#include "ui/done_notice.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::accounts {

using namespace page_words;

namespace {

std::string path_of_view(const ViewedList& list, SavedViewId id) {
  return list.views_path + "/" + std::to_string(id.value);
}

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

Html default_form(const Visit& visit, const ViewedList& list, const SavedView& view) {
  if (list.opening == ViewedList::Opening::Plain) return {};
  const Language l = visit.language();
  return ui::post_form(path_of_view(list, view.id) + "/default", visit.frame.csrf,
                       ui::button(ui::Weight::Secondary, view.is_default ? tr(l, "No longer open {1} first", view.name)
                                                                         : tr(l, "Always open {1} first", view.name)));
}

Html view_card(const Visit& visit, const ViewedList& list, const SavedView& view, const Typed& typed) {
  const Language l = visit.language();
  const bool is_typed = typed.view == view.id;
  const std::string field = field_of(view.id);
  const Html rename = ui::post_form(
      path_of_view(list, view.id), visit.frame.csrf,
      el("div", {{"class", "filter-row"}},
         name_field(l, field, tr(l, "Name of the view"), is_typed ? typed.name : view.name, typed.errors.of(field)),
         ui::button(ui::Weight::Secondary, tr(l, "Rename")),
         ui::link_button(ui::Weight::Ghost, tr(l, "Open the view"), list.address(view.query))));
  const Html removal = ui::post_form(path_of_view(list, view.id) + "/deletion", visit.frame.csrf,
                                     ui::button(ui::Weight::Danger, tr(l, "Delete the view {1}", view.name)));
  return ui::card({}, rename, default_form(visit, list, view) + removal);
}

Html new_view(const Visit& visit, const ViewedList& list, const Typed& typed) {
  const Language l = visit.language();
  return ui::card(
      tr(l, "Keep this filter as"),
      ui::post_form(list.views_path, visit.frame.csrf,
                    ui::hidden("query", typed.query) +
                        el("div", {{"class", "filter-row"}},
                           name_field(l, "name", tr(l, "Name of the view"), typed.name, typed.errors.of("name")),
                           ui::button(ui::Weight::Primary, tr(l, "Save the view")))));
}

constexpr ui::DoneWord kDone[]{
    {"renamed", key("The view was renamed.")},
    {"deleted", key("The view was deleted.")},
    {"default", key("What opens first was changed.")},
};

http::Response views_page(const Visit& visit, const ViewedList& list, const Typed& typed, int status) {
  const Language l = visit.language();
  const auto views = list_saved_views(visit.reader, visit.viewer.id, list.page);
  ui::Page page;
  page.title = tr(l, "My views");
  page.crumbs = {{list.label(l), list.list_path}};
  page.notices = done_notices(l, visit.request, kDone);
  page.content = ui::error_summary(l, typed.errors);
  if (status != 200 && !typed.view) page.content += new_view(visit, list, typed);
  if (views.empty() && status == 200) {
    page.content += ui::empty_state("bookmark", tr(l, "No view yet"),
                                    tr(l, "Filter the list, then keep the filter under a name with Views."),
                                    ui::link_button(ui::Weight::Primary, tr(l, "Go to the list"), list.list_path));
  }
  for (const auto& view : views) page.content += view_card(visit, list, view, typed);
  return visit.page(page, status);
}

http::Response show_views(Visit& visit, const ViewedList& list) { return views_page(visit, list, {}, 200); }

//
http::Response save_from_form(Visit& visit, const ViewedList& list) {
  const auto fields = visit.request.form();
  Typed typed{{}, std::string(fields.text("name")), std::string(fields.text("query")), {}};
  typed.query = list.kept_query(typed.query);
  const auto saved = save_view(visit.database, visit.viewer, list.page, typed.name, typed.query, visit.now);
  if (saved) {
    const std::string address = list.address(typed.query);
    return http::Response::redirect(address + (address.find('?') == std::string::npos ? "?" : "&") + "done=view-saved");
  }
  typed.errors = ui::errors_of(visit.language(), saved.error());
  return views_page(visit, list, typed, 422);
}

http::Response rename_from_form(Visit& visit, const ViewedList& list) {
  const auto id = visit.request.path_id<SavedViewId>("id");
  Typed typed{id, std::string(visit.request.form().text("name")), {}, {}};
  const auto refusal = rename_view(visit.database, visit.viewer, list.page, id, typed.name, visit.now);
  if (!refusal) return http::Response::redirect(list.views_path + "?done=renamed");
  typed.errors.items.emplace_back(field_of(id), ui::tr_message(visit.language(), refusal->message));
  return views_page(visit, list, typed, 422);
}

http::Response delete_from_form(Visit& visit, const ViewedList& list) {
  delete_view(visit.database, visit.viewer, list.page, visit.request.path_id<SavedViewId>("id"), visit.now);
  return http::Response::redirect(list.views_path + "?done=deleted");
}

//
http::Response change_default(Visit& visit, const ViewedList& list) {
  toggle_default_view(visit.database, visit.viewer, list.page, visit.request.path_id<SavedViewId>("id"), visit.now);
  return http::Response::redirect(list.views_path + "?done=default");
}

}  // namespace

void register_saved_view_pages(Site& site, const ViewedList& list) {
  const auto add = [&](Method method, const std::string& path, http::Response (*answer)(Visit&, const ViewedList&)) {
    site.page(method, path, list.right, [list, answer](Visit& visit) { return answer(visit, list); });
  };
  add(Method::Get, list.views_path, show_views);
  add(Method::Post, list.views_path, save_from_form);
  add(Method::Post, list.views_path + "/{id}", rename_from_form);
  add(Method::Post, list.views_path + "/{id}/deletion", delete_from_form);
  if (list.opening == ViewedList::Opening::DefaultView) {
    add(Method::Post, list.views_path + "/{id}/default", change_default);
  }
}

}  // namespace recours::accounts
