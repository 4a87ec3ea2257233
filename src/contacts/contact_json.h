// Contacts and what belongs to them as the API shows and reads them (field names of the outer contract).
#pragma once

#include <boost/json.hpp>

#include "base/refusal.h"
#include "base/result.h"
#include "contacts/contact.h"
#include "contacts/draft.h"

namespace recours::contacts {

boost::json::object contact_json(const Contact& contact);
// {id, version, contact_id, title and the fields of its kind}
boost::json::object record_json(RecordKind kind, std::int64_t id, ContactId contact, std::int64_t version,
                                const std::string& title, const Draft& fields);

// What the caller sent over what is there: fields that are not named stay, null empties. Refusal `invalid_json` for a
// field that is neither text nor number nor null; other members are left alone.
Result<Draft, Refusal> overlaid(Draft draft, std::span<const FieldSpec> fields, const boost::json::object& body);

// R-457 For the journal: {"email": {"from": …, "to": …}} of what differs.
boost::json::object changes_json(std::span<const FieldSpec> fields, const Draft& before, const Draft& after);

}  // namespace recours::contacts
