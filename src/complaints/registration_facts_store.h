// What recording a complaint needs to know from the database: client, choices in force, people, the rule on its dates;
// and what a complaint takes from what was typed. For registration_actions.
#pragma once

#include "complaints/complaint_store.h"
#include "complaints/registration.h"
#include "contacts/contact.h"

namespace recours::complaints {

using Client = std::optional<contacts::Contact>;
Complainant complainant_of(const contacts::Contact& contact);
// The client named, when this viewer may see it.
Client client_of(db::Reader& reader, const accounts::Viewer& viewer, const Registration& said);

// `before`: of a complaint that is there; what it says already stays possible.
RegistrationContext context_of(db::Reader& reader, const Registration& said, const Client& client,
                               const Complaint& before, Date today);
// Who received it must be one who records, its handler one who handles complaints.
void check_people(db::Reader& reader, const Registration& said, const Complaint& before, Date today,
                  std::vector<FieldRefusal>& refusals);
// Of a draft: nobody and nothing that could not be chosen.
Registration without_strangers(db::Reader& reader, Registration said, const Client& client, Date today);
std::vector<Link> own_links(db::Reader& reader, const Registration& said, const Client& client);

// Client and complainant of a registered complaint stay as they were known then, unless another client is chosen.
// Received by whoever records it, when nobody is named. Numbers, clock and state are somebody else's.
void take_over(const Registration& said, const Client& client, UserId recorder, Complaint& complaint);

// R-410 … R-412 By the rules in force; a refusal where the firm configured none. R-701 None without writing.
std::optional<FieldRefusal> start_clock(db::Reader& reader, Complaint& complaint);

}  // namespace recours::complaints
