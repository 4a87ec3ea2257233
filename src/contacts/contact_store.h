// Finding contacts, always through the viewer: another adviser's do not exist. SQL beside its row mapping; no engine
// words, no look-up by a part of a word.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/paging.h"
#include "contacts/contact_rules.h"
#include "db/database.h"

namespace recours::contacts {

struct ContactFilter {
  std::string text;  // R-456 every word must begin some word of the contact
  std::optional<ContactKind> kind;
  std::optional<UserId> adviser;
  enum class Looked { ByAnybody, ByNobody } looked_after = Looked::ByAnybody;
};

// By name. Malformed for a cursor that is none of this viewer's.
PageOf<Contact> list_contacts(db::Reader& reader, const accounts::Viewer& viewer, const ContactFilter& filter,
                              const Page& page);
// Exact to 1,000; beyond that 1,001.
std::int64_t count_contacts(db::Reader& reader, const accounts::Viewer& viewer, const ContactFilter& filter);

std::optional<Contact> find_contact(db::Reader& reader, const accounts::Viewer& viewer, ContactId id);
Contact require_contact(db::Reader& reader, const accounts::Viewer& viewer, ContactId id);

// Those this one may be: the same e-mail address, or the same name and postcode. At most five, of the viewer's own
// list.
std::vector<Contact> list_similar(db::Reader& reader, const accounts::Viewer& viewer, const ContactFields& contact);

// Of exactly this name, whatever else; at most five.
std::vector<Contact> list_namesakes(db::Reader& reader, const accounts::Viewer& viewer, const ContactFields& contact);

// R-450 Active people who look after clients, by name.
std::vector<Adviser> list_advisers(db::Reader& reader, Date today);
AdviserChoice adviser_choice(db::Reader& reader, const accounts::Viewer& viewer, Date today,
                             std::optional<UserId> present = {});

// For imports, which work for the whole firm: these, by their reference.
std::map<std::string, Contact> contacts_by_ref(db::Reader& reader, const std::vector<std::string>& refs);

}  // namespace recours::contacts
