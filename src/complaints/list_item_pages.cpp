// « Listes »: what people choose from, in the firm's own words and order. Codes stay, labels and validity may change.
#include <algorithm>

#include "complaints/complaint_data_pages.h"
#include "complaints/complaint_data_parts.h"
#include "contacts/contact_tabs_view.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using Kind = DataField::Kind;

namespace {

std::string list_label(Language l, std::string_view list) {
  if (list == "product") return tr(l, "Products");
  if (list == "reason") return tr(l, "Reasons");
  if (list == "sub_reason") return tr(l, "Reasons, second level");
  if (list == "piece_kind") return tr(l, "Kinds of documents");
  if (list == "solution") return tr(l, "Solutions");
  if (list == "root_cause") return tr(l, "Root causes");
  if (list == "corrective_action") return tr(l, "Corrective actions");
  return std::string(list);
}

std::string path_of_list(std::string_view list) { return "/complaints/lists/" + std::string(list); }
std::string path_of(const ListItem& item) { return path_of_list(item.list) + "/" + item.code; }

// Of the address; one of those that exist.
std::string list_of(const Visit& visit) {
  const auto& list = visit.request.path_value("list");
  const auto names = list_names();
  if (std::find(names.begin(), names.end(), list) == names.end()) throw NotFound("list");
  return list;
}

Validity validity_of(const ListItem& item) { return {item.valid_from, item.valid_to}; }

http::Response show_lists(Visit& visit) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Lists");
  table.columns = {{tr(l, "List")}, {tr(l, "In force"), ui::Column::Kind::Number, ""}};
  for (const auto list : list_names()) {
    const auto count = list_items(visit.reader, list, visit.today()).size();
    table.rows.push_back({{list_label(l, list), ui::format_number(l, Decimal::of(static_cast<std::int64_t>(count)))},
                          path_of_list(list)});
  }
  ui::Page page;
  page.title = tr(l, "Lists");
  page.crumbs = data_crumbs(l);
  page.content =
      el("p", {{"class", "lead"}}, tr(l, "What people choose from when they record and handle complaints.")) +
      ui::table(table);
  return visit.page(page);
}

// ---- one list

Html move_button(Visit& visit, const ListItem& item, const char* verb, const char* icon, std::string label) {
  return ui::post_form(path_of(item) + "/" + verb, visit.frame.csrf,
                       ui::button(ui::Weight::Ghost, ui::icon(icon, label), {{"class", "btn-icon"}, {"title", label}}));
}

Html actions_on(Visit& visit, const ListItem& item) {
  const Language l = visit.language();
  const auto& label = item.label(l);
  return el("div", {{"class", "toolbar-end"}},
            move_button(visit, item, "up", "chevron-up", tr(l, "Move {1} up", label)),
            move_button(visit, item, "down", "chevron-down", tr(l, "Move {1} down", label)));
}

Html item_table(Visit& visit, const std::string& caption, const std::vector<ListItem>& items) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = caption;
  table.columns = {{tr(l, "French label")}, {tr(l, "English label")},
                   {tr(l, "Code")},         {tr(l, "Validity")},
                   {tr(l, "State")},        {tr(l, "Order of the list"), ui::Column::Kind::Actions, ""}};
  for (const auto& item : items) {
    table.rows.push_back({{item.label_fr, item.label_en, el("code", {}, item.code), validity_text(l, validity_of(item)),
                           standing_badge(l, standing_on(validity_of(item), visit.today())), actions_on(visit, item)},
                          path_of(item) + "/edit"});
  }
  return ui::table(table);
}

Html grouped_tables(Visit& visit, const std::vector<ListItem>& items) {
  const Language l = visit.language();
  Html all;
  for (const auto& parent : all_items(visit.reader, "reason")) {
    std::vector<ListItem> own;
    for (const auto& item : items) {
      if (item.parent == parent.code) own.push_back(item);
    }
    if (own.empty()) continue;
    all += el("h2", {{"class", "section-title"}}, parent.label(l)) + item_table(visit, parent.label(l), own);
  }
  return all;
}

http::Response show_list(Visit& visit) {
  const Language l = visit.language();
  const auto list = list_of(visit);
  const auto items = all_items(visit.reader, list);
  ui::Page page;
  page.title = list_label(l, list);
  page.crumbs = data_crumbs(l, {{tr(l, "Lists"), "/complaints/lists"}});
  page.notices = done_notices(visit);
  page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Add an entry"), path_of_list(list) + "/new",
                                 {{"data-primary", true}});
  if (items.empty()) {
    page.content = ui::empty_state("list-details", tr(l, "This list is empty"),
                                   tr(l, "Add its first entry: people choose from it at once."));
  } else {
    page.content = list == "sub_reason" ? grouped_tables(visit, items) : item_table(visit, page.title, items);
  }
  return visit.page(page);
}

// ---- forms

DataForm item_form(Language l, const std::string& list, Draft draft) {
  DataForm form;
  form.cancel = path_of_list(list);
  form.crumbs = data_crumbs(l, {{tr(l, "Lists"), "/complaints/lists"}, {list_label(l, list), path_of_list(list)}});
  form.fields = {{"label_fr", tr(l, "French label"), Kind::Line, "", true},
                 {"label_en", tr(l, "English label"), Kind::Line, tr(l, "Left empty: the French one.")}};
  for (auto& field :
       validity_fields(l, tr(l, "After it nobody can choose this entry; complaints that have it keep it."))) {
    form.fields.push_back(std::move(field));
  }
  form.rows = {{"label_fr", "label_en"}, {"valid_from", "valid_to"}};
  form.draft = std::move(draft);
  return form;
}

std::vector<ui::Choice> parent_choices(Visit& visit) {
  std::vector<ui::Choice> choices{{"", tr(visit.language(), "Please choose")}};
  for (const auto& reason : all_items(visit.reader, "reason")) {
    choices.push_back({reason.code, reason.label(visit.language())});
  }
  return choices;
}

DataForm adding_form(Visit& visit, const std::string& list, Draft draft) {
  const Language l = visit.language();
  DataForm form = item_form(l, list, std::move(draft));
  form.title = tr(l, "Add an entry");
  form.action = path_of_list(list);
  form.submit = tr(l, "Add the entry");
  form.carried = new_key();
  if (list == "sub_reason") {
    form.fields.insert(form.fields.begin(), {"parent", tr(l, "Reason"), Kind::Select, "", true, parent_choices(visit)});
  }
  form.fields.push_back({"code", tr(l, "Code"), Kind::Line,
                         tr(l, "Of exports and of the API, for ever. Left empty: made of the French label.")});
  return form;
}

DataForm editing_form(Language l, const ListItem& item, Draft draft) {
  DataForm form = item_form(l, item.list, std::move(draft));
  form.fields.push_back({"code", tr(l, "Code"), Kind::Fixed});
  form.draft.set("code", item.code).set("parent", item.parent);
  form.title = tr(l, "Edit {1}", item.label(l));
  form.action = path_of(item);
  form.submit = tr(l, "Save");
  form.carried = version_field(item.version);
  return form;
}

http::Response show_new(Visit& visit) {
  const auto list = list_of(visit);
  return data_form_page(visit, adding_form(visit, list, Draft().set("valid_from", visit.today().iso())), 200);
}

http::Response add(Visit& visit) {
  const auto list = list_of(visit);
  const Draft typed = read_data(visit.request.form(), list_item_fields());
  const auto key = accounts::idempotency_key(visit.viewer.id, "lists page " + list, visit.request);
  const auto refusal = add_list_item({visit.database, visit.viewer, visit.now, key}, list, typed);
  if (refusal) return refused_form_page(visit, adding_form(visit, list, typed), *refusal, typed);
  return http::Response::redirect(path_of_list(list) + "?done=added");
}

ListItem item_in_path(const Visit& visit) {
  return require_item(visit.reader, list_of(visit), visit.request.path_value("code"));
}

http::Response show_edit(Visit& visit) {
  const auto item = item_in_path(visit);
  return data_form_page(visit, editing_form(visit.language(), item, draft_of(item)), 200);
}

http::Response save(Visit& visit) {
  const auto item = item_in_path(visit);
  const auto fields = visit.request.form();
  const Draft typed = read_data(fields, list_item_fields());
  const auto refusal = change_list_item({visit.database, visit.viewer, visit.now}, item.list, item.code, typed,
                                        contacts::version_in(fields));
  if (!refusal) return http::Response::redirect(path_of_list(item.list) + "?done=saved");
  const auto saved = item_in_path(visit);
  return refused_form_page(visit, editing_form(visit.language(), saved, typed), *refusal, draft_of(saved));
}

http::Response move(Visit& visit, Direction direction) {
  const auto item = item_in_path(visit);
  move_list_item({visit.database, visit.viewer, visit.now}, item.list, item.code, direction);
  return http::Response::redirect(path_of_list(item.list) + "?done=saved");
}

}  // namespace

void register_list_item_pages(accounts::Site& site) {
  const auto page = [&](Method method, std::string_view pattern, accounts::Handler handler) {
    site.page(method, pattern, Right::ManageComplaintData, std::move(handler));
  };
  page(Method::Get, "/complaints/lists", show_lists);
  page(Method::Get, "/complaints/lists/{list}", show_list);
  page(Method::Post, "/complaints/lists/{list}", add);
  page(Method::Get, "/complaints/lists/{list}/new", show_new);
  page(Method::Get, "/complaints/lists/{list}/{code}/edit", show_edit);
  page(Method::Post, "/complaints/lists/{list}/{code}", save);
  page(Method::Post, "/complaints/lists/{list}/{code}/up", [](Visit& visit) { return move(visit, Direction::Up); });
  page(Method::Post, "/complaints/lists/{list}/{code}/down", [](Visit& visit) { return move(visit, Direction::Down); });
}

}  // namespace recours::complaints
