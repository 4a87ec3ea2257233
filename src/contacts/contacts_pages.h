// The pages of contacts: list, fiche with its tabs, forms of contacts and of what belongs to them, import. A feature
// above adds a tab of its own (complaints). Each register_… adds the routes of one file; register_contacts_pages adds
// them all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "accounts/site.h"
#include "contacts/contact.h"

namespace recours::contacts {

// One tab of the fiche, at /contacts/{id}/{path}.
struct Tab {
  Message label;     // msg("Complaints")
  std::string path;  // complaints; empty: the fiche itself
  // What stands beside the label; none: nothing.
  std::function<std::optional<std::int64_t>(accounts::Visit&, const Contact&)> count;
  std::function<ui::Html(accounts::Visit&, const Contact&)> content;
};
using Tabs = std::vector<Tab>;

// `more` stand after Fiche · Projets · Contrats · Sinistres.
void register_contacts_pages(accounts::Site& site, const Tabs& more = {});

void register_contact_list_pages(accounts::Site& site);
void register_contact_pages(accounts::Site& site, const Tabs& more);
void register_record_pages(accounts::Site& site);
void register_import_pages(accounts::Site& site);

}  // namespace recours::contacts
