// Contacts of the compliance desk, persons and companies, and what belongs to them: projects, contracts, losses. Values
// only; what they must fulfil is in contact_rules.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/viewer.h"
#include "base/date.h"
#include "base/id.h"

namespace recours::contacts {

using ContactId = Id<struct ContactNoun>;
using ProjectId = Id<struct ProjectNoun>;
using ContractId = Id<struct ContractNoun>;
using LossId = Id<struct LossNoun>;

enum class ContactKind { Person, Company };
std::string_view name_of(ContactKind kind);  // person, company
std::optional<ContactKind> contact_kind_named(std::string_view name);

struct ContactFields {
  std::string ref;  // in the firm's own records, unique; empty: none
  ContactKind kind = ContactKind::Person;
  std::string name, first_name;  // of the person, or of whom to ask for at a company
  std::string company;
  std::string email, phone, street, postcode, city;
  std::string country = "FR";
  std::optional<UserId> adviser;
  std::string notes;  // several lines
  friend bool operator==(const ContactFields&, const ContactFields&) = default;
};

struct Contact : ContactFields {
  ContactId id;
  std::string adviser_name, adviser_email;  // empty without adviser
  Instant created_at, updated_at;
  std::int64_t version = 1;
};

// "Camille Roussel"; of a company its name.
std::string display_name(const ContactFields& contact);
// "Roussel Camille", as lists are ordered; of a company its name.
std::string listed_name(const ContactFields& contact);

struct ProjectFields {
  std::string ref, title;
  friend bool operator==(const ProjectFields&, const ProjectFields&) = default;
};
struct Project : ProjectFields {
  ProjectId id;
  ContactId contact;
  std::int64_t version = 1;
};

struct ContractFields {
  std::string ref;
  std::string insurer;  // or another partner
  std::string product, number;
  std::optional<Date> starts_on, ends_on;
  friend bool operator==(const ContractFields&, const ContractFields&) = default;
};
struct Contract : ContractFields {
  ContractId id;
  ContactId contact;
  std::int64_t version = 1;
};

struct LossFields {
  std::string ref;
  std::optional<ContractId> contract;  // of the same contact
  std::string number;
  std::optional<Date> occurred_on;
  friend bool operator==(const LossFields&, const LossFields&) = default;
};
struct Loss : LossFields {
  LossId id;
  ContactId contact;
  std::int64_t version = 1;
};

// How people know it: "AV-000123 · Aurore Vie · Assurance vie", without what is empty.
std::string title_of(const ProjectFields& project);
std::string title_of(const ContractFields& contract);
std::string title_of(const LossFields& loss);

}  // namespace recours::contacts
