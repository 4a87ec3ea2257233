#include "contacts/contact.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace recours::contacts {
namespace {

std::string joined(std::vector<std::string> parts, std::string_view separator) {
  std::erase(parts, std::string());
  return join(parts, separator);
}

}  // namespace

std::string_view name_of(ContactKind kind) { return kind == ContactKind::Company ? "company" : "person"; }

std::optional<ContactKind> contact_kind_named(std::string_view name) {
  for (const auto kind : {ContactKind::Person, ContactKind::Company}) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

std::string display_name(const ContactFields& contact) {
  if (contact.kind == ContactKind::Company) return contact.company;
  return joined({contact.first_name, contact.name}, " ");
}

std::string listed_name(const ContactFields& contact) {
  if (contact.kind == ContactKind::Company) return contact.company;
  return joined({contact.name, contact.first_name}, " ");
}

std::string title_of(const ProjectFields& project) { return project.title; }

std::string title_of(const ContractFields& contract) {
  return joined({contract.number, contract.insurer, contract.product}, " · ");
}

std::string title_of(const LossFields& loss) { return loss.number; }

}  // namespace recours::contacts
