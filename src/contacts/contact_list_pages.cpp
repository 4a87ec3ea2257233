// Contacts of the firm, or the adviser's own: searched, filtered, by name.

#include "base/text.h"
#include "base/whole_number.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
#include "contacts/contacts_pages.h"
#include "ui/hidden_field.h"

namespace recours::contacts {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

namespace {

constexpr int kContactsPerPage = 50;
constexpr const char* kPath = "/contacts";

struct ListForm {
  std::string q, kind, adviser;
  bool is_blank() const { return q.empty() && kind.empty() && adviser.empty(); }
};

ListForm read_list_form(const http::Fields& query) {
  return {std::string(trim(query.text("q"))), std::string(query.text("kind")), std::string(query.text("adviser"))};
}

ui::Query query_of(const ListForm& form) { return {{"q", form.q}, {"kind", form.kind}, {"adviser", form.adviser}}; }

bool sees_everybody(const Visit& visit) { return accounts::contact_scope(visit.viewer) == 0; }

ContactFilter filter_of(const ListForm& form) {
  ContactFilter filter;
  filter.text = form.q;
  filter.kind = contact_kind_named(form.kind);
  const auto adviser = whole_number(form.adviser);
  if (form.adviser == "none")
    filter.looked_after = ContactFilter::Looked::ByNobody;
  else if (adviser)
    filter.adviser = UserId{*adviser};
  return filter;
}

// ---- search and filters

Html kind_chips(Language l, const ListForm& form) {
  std::vector<ui::Chip> items;
  for (const auto& [kind, label] :
       {std::pair{"", tr(l, "All")}, std::pair{"person", tr(l, "Persons")}, std::pair{"company", tr(l, "Companies")}}) {
    ListForm other = form;
    other.kind = kind;
    items.push_back({label, ui::address(kPath, query_of(other)), form.kind == kind});
  }
  return ui::chips(tr(l, "Kind"), items);
}

Html adviser_filter(Visit& visit, const ListForm& form) {
  if (!sees_everybody(visit)) return {};
  const Language l = visit.language();
  std::vector<ui::Choice> choices{{"", tr(l, "All advisers")}, {"none", tr(l, "Without adviser")}};
  for (auto& choice : adviser_choices(list_advisers(visit.reader, visit.today()))) choices.push_back(std::move(choice));
  return ui::select_field(l, {"adviser", tr(l, "Adviser"), form.adviser, "", "", false}, choices);
}

Html filters(Visit& visit, const ListForm& form) {
  const Language l = visit.language();
  const ui::Field search{"q",    tr(l, "Search"),
                         form.q, tr(l, "Name, company, e-mail, telephone, city, contract or loss number"),
                         "",     false};
  return el("div", {{"class", "toolbar"}}, kind_chips(l, form)) +
         el("form", {{"class", "filters"}, {"method", "get"}, {"action", kPath}, {"role", "search"}},
            el("div", {{"class", "filter-row"}},
               ui::text_field(l, search, {{"type", "search"}, {"autocomplete", "off"}}), adviser_filter(visit, form),
               ui::hidden("kind", form.kind), ui::button(ui::Weight::Secondary, tr(l, "Filter the results")),
               form.is_blank() ? Html() : ui::link_button(ui::Weight::Ghost, tr(l, "Reset"), kPath)));
}

// ---- the list

ui::TableRow row_of(Visit& visit, const Contact& contact) {
  const Language l = visit.language();
  Html name(listed_name(contact));
  if (contact.kind == ContactKind::Person && !contact.company.empty()) {
    name += el("div", {{"class", "muted small"}}, contact.company);
  }
  ui::TableRow row;
  row.href = path_of(contact.id);
  row.cells = {name, kind_label(l, contact.kind), contact.city,
               contact.email.empty() ? Html() : email_link(contact.email),
               contact.phone.empty() ? Html() : phone_link(contact.phone)};
  if (sees_everybody(visit)) row.cells.push_back(contact.adviser_name.empty() ? Html("–") : Html(contact.adviser_name));
  return row;
}

Html contact_table(Visit& visit, const std::vector<Contact>& contacts) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Contacts");
  table.columns = {{tr(l, "Name")}, {tr(l, "Kind")}, {tr(l, "City")}, {tr(l, "E-mail")}, {tr(l, "Telephone")}};
  if (sees_everybody(visit)) table.columns.push_back({tr(l, "Adviser")});
  for (const auto& contact : contacts) table.rows.push_back(row_of(visit, contact));
  return ui::table(table);
}

Html add_button(Visit& visit) {
  if (!visit.viewer.can(Right::EditContacts)) return {};
  return ui::link_button(ui::Weight::Primary, tr(visit.language(), "Add a contact"), "/contacts/new",
                         {{"data-primary", true}});
}

Html import_button(Visit& visit) {
  if (!visit.viewer.can(Right::ImportContacts)) return {};
  return ui::link_button(ui::Weight::Secondary, tr(visit.language(), "Import"), "/contacts/import");
}

Html nothing_listed(Visit& visit, const ListForm& form) {
  const Language l = visit.language();
  if (!form.is_blank()) {
    return ui::empty_state("search-off", tr(l, "No contact matches"),
                           tr(l, "Try fewer words, or the beginning of a word: accents and capitals do not matter."),
                           ui::link_button(ui::Weight::Secondary, tr(l, "Reset"), kPath));
  }
  const Html text = visit.viewer.can(Right::ImportContacts)
                        ? tr(l, "Add the first one, or take them over from a CSV file.")
                    : visit.viewer.can(Right::EditContacts)
                        ? tr(l, "Add the first one: complaints and their documents are then found with the contact.")
                        : tr(l, "Contacts appear here as soon as somebody has entered them.");
  return ui::empty_state("users", tr(l, "No contact yet"), text,
                         el("div", {{"class", "cluster"}}, import_button(visit), add_button(visit)));
}

std::string counted(Language l, std::int64_t count) {
  if (count > 1000) return tr(l, "1,000+ contacts");
  return trn(l, "{1} contact", "{1} contacts", count);
}

http::Response show_list(Visit& visit) {
  const Language l = visit.language();
  const ListForm form = read_list_form(visit.request.query);
  const ContactFilter filter = filter_of(form);
  const ui::Trail trail(visit.request.query);
  const auto found = list_contacts(visit.reader, visit.viewer, filter, trail.page(kContactsPerPage));
  ui::Page page;
  page.title = sees_everybody(visit) ? tr(l, "Contacts") : tr(l, "My clients");
  page.lead = counted(l, count_contacts(visit.reader, visit.viewer, filter));
  page.actions = import_button(visit) + add_button(visit);
  page.content = filters(visit, form);
  page.content += found.items.empty() ? nothing_listed(visit, form) : contact_table(visit, found.items);
  page.content += page_links(l, trail.back(kPath, query_of(form)), trail.on(kPath, query_of(form), found.next));
  return visit.page(page);
}

// ---- the search box of the top bar

constexpr int kHitsShown = 10;

accounts::SearchHits search(Visit& visit, const std::string& words) {
  ContactFilter filter;
  filter.text = words;
  const Language l = visit.language();
  const auto found = list_contacts(visit.reader, visit.viewer, filter, {"", kHitsShown});
  accounts::SearchHits hits;
  if (found.items.empty()) return hits;
  if (found.items.size() == 1) hits.only = path_of(found.items.front().id);
  const Html items = ui::each(found.items, [](const Contact& contact) {
    return el("li", {}, el("a", {{"href", path_of(contact.id)}}, listed_name(contact)),
              el("span", {{"class", "muted"}}, contact.city));
  });
  const Html all = el("a", {{"href", ui::address(kPath, {{"q", words}})}}, tr(l, "See all"));
  hits.cards = ui::card(tr(l, "Contacts"), el("ul", {}, items), found.next ? all : Html());
  return hits;
}

}  // namespace

void register_contact_list_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::SeeContacts, show_list);
  site.search({Right::SeeContacts, msg("A contact is found by name, e-mail, telephone or city."), search});
}

void register_contacts_pages(accounts::Site& site, const Tabs& more) {
  site.navigation("Compliance", [](db::Reader&, const accounts::Viewer& viewer, Language l) {
    std::vector<ui::NavEntry> entries;
    if (viewer.can(Right::SeeContacts)) entries.push_back({tr(l, "Contacts"), "/contacts", "users", {}});
    return entries;
  });
  site.home([](const accounts::Viewer& viewer) -> std::optional<std::string> {
    if (!viewer.can(Right::SeeContacts)) return std::nullopt;
    return "/contacts";
  });
  register_contact_list_pages(site);
  register_contact_pages(site, more);
  register_record_pages(site);
  register_import_pages(site);
}

}  // namespace recours::contacts
