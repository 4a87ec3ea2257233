// What contacts, projects, contracts and losses must fulfil: from what was typed to values, or all that is wrong at
// once, field by field. Pure: today and the people one may choose from are handed in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "base/result.h"
#include "contacts/draft.h"

namespace recours::contacts {

// R-450 Somebody who may look after clients: active, adviser, handler or compliance.
struct Adviser {
  UserId id;
  std::string name, email;
};

// Who may be named as adviser of a contact, by this viewer.
struct AdviserChoice {
  std::vector<Adviser> eligible;
  std::int64_t scope = 0;         // contact_scope(viewer): 0 all clients, else the own id
  std::optional<UserId> present;  // stays possible, whatever became of the person
};

// Refusals name ref, kind, name, company, email, phone, postcode, country, adviser…
Result<ContactFields, Refusal> admit_contact(const Draft& draft, const AdviserChoice& advisers);
Result<ProjectFields, Refusal> admit_project(const Draft& draft);
Result<ContractFields, Refusal> admit_contract(const Draft& draft);
// `contracts` are those of the same contact.
Result<LossFields, Refusal> admit_loss(const Draft& draft, const std::vector<ContractId>& contracts, Date today);

// Somebody saved since the version that was edited.
Refusal stale_version();
Refusal ref_taken();

}  // namespace recours::contacts
