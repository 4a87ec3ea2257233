#include "complaints/recording_client_picker.h"

#include "base/text.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
#include "ui/trail.h"

namespace recours::complaints {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

constexpr int kContactsShown = 10;

Html search_form(Language l, const ClientPicker& picker, const std::string& q) {
  const ui::Field search{"q", tr(l, "Search a client"),
                         q,   tr(l, "Name, company, e-mail, telephone, city, contract or loss number"),
                         "",  false};
  return el("form",
            {{"class", "filters"},
             {"method", "get"},
             {"action", picker.search_path},
             {"role", "search"},
             {"data-live-search", "#clients"}},
            el("div", {{"class", "filter-row"}},
               ui::text_field(l, search, {{"type", "search"}, {"autocomplete", "off"}, {"autofocus", true}}),
               ui::button(ui::Weight::Secondary, tr(l, "Find"))));
}

Html contact_name(const contacts::Contact& contact) {
  Html name(contacts::listed_name(contact));
  if (contact.kind == contacts::ContactKind::Person && !contact.company.empty())
    name += el("div", {{"class", "muted small"}}, contact.company);
  return name;
}

Html contact_table(Language l, const ClientPicker& picker, const std::vector<contacts::Contact>& found) {
  ui::Table table;
  table.caption = tr(l, "Clients");
  table.columns = {{tr(l, "Name")},
                   {tr(l, "City")},
                   {tr(l, "E-mail"), ui::Column::Kind::Text, "cell-line"},
                   {tr(l, "Adviser")}};
  for (const auto& contact : found) {
    table.rows.push_back({{contact_name(contact), contact.postcode + " " + contact.city, contact.email,
                           contact.adviser_name.empty() ? std::string("–") : contact.adviser_name},
                          ui::address(picker.chosen_path, {{"contact", std::to_string(contact.id.value)}})});
  }
  return ui::table(table);
}

Html results(const Visit& visit, const ClientPicker& picker, const std::string& q) {
  const Language l = visit.language();
  contacts::ContactFilter filter;
  filter.text = q;
  const auto found = contacts::list_contacts(visit.reader, visit.viewer, filter, {"", kContactsShown});
  if (found.items.empty()) {
    return ui::empty_state("search-off", q.empty() ? tr(l, "No contact yet") : tr(l, "No contact matches"),
                           tr(l, "Go on without a record below, or add the contact first."));
  }
  return contact_table(l, picker, found.items) +
         ui::when(found.next.has_value(),
                  el("p", {{"class", "muted small more-below"}}, tr(l, "There are more: type some letters of the name.")));
}

}  // namespace

Html client_picker(const Visit& visit, const ClientPicker& picker) {
  const Language l = visit.language();
  const std::string q(trim(visit.request.query.text("q")));
  Html others = ui::link_button(ui::Weight::Secondary, ui::icon("user") + tr(l, "Somebody without record"),
                                ui::address(picker.chosen_path, {{"client", "none"}}));
  if (visit.viewer.can(accounts::Right::EditContacts))
    others += ui::link_button(ui::Weight::Ghost, ui::icon("user-plus") + tr(l, "Add a contact"), "/contacts/new");
  return el("div", {{"class", "stack-lg"}}, search_form(l, picker, q),
            el("div", {{"id", "clients"}}, results(visit, picker, q)), el("div", {{"class", "cluster"}}, others));
}

}  // namespace recours::complaints
