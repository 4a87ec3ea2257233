#include "contacts/contact_tabs_view.h"

#include "base/catalogue_key.h"
#include "base/whole_number.h"
#include "contacts/contact_parts.h"
#include "contacts/contact_store.h"
#include "ui/done_notice.h"

namespace recours::contacts {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

std::string path_of_tab(ContactId id, const Tab& tab) {
  return tab.path.empty() ? path_of(id) : path_of(id) + "/" + tab.path;
}

Html tab_links(Visit& visit, const Contact& contact, const Tabs& tabs, const std::string& current) {
  const Language l = visit.language();
  std::vector<ui::Chip> links;
  for (const auto& tab : tabs) {
    std::string label = ui::tr_message(l, tab.label);
    const auto count = tab.count ? tab.count(visit, contact) : std::nullopt;
    if (count.value_or(0) > 0)
      label += " (" + (*count > 1000 ? tr(l, "1,000+") : ui::format_number(l, Decimal::of(*count))) + ")";
    links.push_back({std::move(label), path_of_tab(contact.id, tab), tab.path == current});
  }
  return ui::chips(tr(l, "Parts of this contact"), links);
}

constexpr ui::DoneWord kDone[]{
    {"created", key("The contact was added.")},
    {"saved", key("The changes were saved.")},
    {"added", key("The entry was added.")},
};

http::Response tab_page(Visit& visit, const Tabs& tabs, const Tab& tab) {
  const Language l = visit.language();
  const Contact contact = require_contact(visit.reader, visit.viewer, visit.request.path_id<ContactId>("id"));
  ui::Page page;
  page.title = display_name(contact);
  page.lead = ui::badge(ui::Tone::Neutral, kind_label(l, contact.kind));
  page.crumbs = {{tr(l, "Contacts"), "/contacts"}};
  page.notices = done_notices(l, visit.request, kDone);
  if (visit.viewer.can(Right::EditContacts)) {
    page.actions = ui::link_button(ui::Weight::Secondary, tr(l, "Edit"), path_of(contact.id) + "/edit");
  }
  page.content = tab_links(visit, contact, tabs, tab.path) + tab.content(visit, contact);
  return visit.page(page);
}

}  // namespace

std::int64_t version_in(const http::Fields& fields) {
  return whole_number(fields.text("version")).value_or(0);
}

void register_tabs(accounts::Site& site, const Tabs& more) {
  auto tabs = std::make_shared<Tabs>();
  tabs->push_back(fiche_tab());
  for (const auto kind : kRecordKinds) tabs->push_back(record_tab(kind));
  tabs->insert(tabs->end(), more.begin(), more.end());
  for (const auto& tab : *tabs) {
    const std::string pattern = tab.path.empty() ? "/contacts/{id}" : "/contacts/{id}/" + tab.path;
    site.page(Method::Get, pattern, Right::SeeContacts,
              [tabs, &tab](Visit& visit) { return tab_page(visit, *tabs, tab); });
  }
}

}  // namespace recours::contacts
