// The fiche of a contact as a case with tabs: each tab is a page of its own, so that it works without script and can be
// linked to.
#pragma once

#include "contacts/contacts_pages.h"
#include "contacts/draft.h"

namespace recours::contacts {

Tab fiche_tab();
Tab record_tab(RecordKind kind);

// Fiche · Projets · Contrats · Sinistres · what others add.
void register_tabs(accounts::Site& site, const Tabs& more);

// The version a form was made from; 0 when it names none.
std::int64_t version_in(const http::Fields& fields);

}  // namespace recours::contacts
