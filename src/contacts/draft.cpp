#include "contacts/draft.h"

#include <array>

#include "base/text.h"

namespace recours::contacts {
namespace {

constexpr auto kLines = FieldSpec::Shape::Lines;
constexpr std::array kContactFields{
    FieldSpec{"ref", 60},
    FieldSpec{"kind", 20},
    FieldSpec{"name", 120},
    FieldSpec{"first_name", 120},
    FieldSpec{"company", 160},
    FieldSpec{"email", 254},
    FieldSpec{"phone", 40},
    FieldSpec{"street", 200},
    FieldSpec{"postcode", 16},
    FieldSpec{"city", 120},
    FieldSpec{"country", 60},
    FieldSpec{"adviser", 254},
    FieldSpec{"notes", 4000, kLines},
};
constexpr std::array kProjectFields{FieldSpec{"ref", 60}, FieldSpec{"title", 200}};
constexpr std::array kContractFields{FieldSpec{"ref", 60},    FieldSpec{"insurer", 160}, FieldSpec{"product", 160},
                                     FieldSpec{"number", 60}, FieldSpec{"start", 20},    FieldSpec{"end", 20}};
constexpr std::array kLossFields{FieldSpec{"ref", 60}, FieldSpec{"contract_id", 20}, FieldSpec{"number", 60},
                                 FieldSpec{"date", 20}};

std::string text_of(const std::optional<Date>& date) { return date ? date->iso() : std::string(); }

template <class IdType>
std::string text_of(const std::optional<IdType>& id) {
  return id ? std::to_string(id->value) : std::string();
}

}  // namespace

std::string_view Draft::text(std::string_view field) const {
  const auto found = texts_.find(field);
  return found == texts_.end() ? std::string_view() : std::string_view(found->second);
}

Draft& Draft::set(std::string_view field, std::string_view text) {
  std::string kept(trim(text));
  std::erase(kept, '\r');  // browsers send line ends as two characters
  texts_.insert_or_assign(std::string(field), std::move(kept));
  return *this;
}

std::string_view name_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return "project";
    case RecordKind::Contract: return "contract";
    case RecordKind::Loss: return "loss";
  }
  return "";
}

std::string_view plural_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return "projects";
    case RecordKind::Contract: return "contracts";
    case RecordKind::Loss: return "losses";
  }
  return "";
}

std::span<const FieldSpec> contact_fields() { return kContactFields; }

std::span<const FieldSpec> record_fields(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return kProjectFields;
    case RecordKind::Contract: return kContractFields;
    case RecordKind::Loss: return kLossFields;
  }
  return {};
}

Draft draft_of(const ContactFields& contact) {
  Draft draft;
  draft.set("ref", contact.ref).set("kind", name_of(contact.kind));
  draft.set("name", contact.name).set("first_name", contact.first_name).set("company", contact.company);
  draft.set("email", contact.email).set("phone", contact.phone);
  draft.set("street", contact.street).set("postcode", contact.postcode).set("city", contact.city);
  draft.set("country", contact.country).set("adviser", text_of(contact.adviser)).set("notes", contact.notes);
  return draft;
}

Draft draft_of(const ProjectFields& project) { return Draft().set("ref", project.ref).set("title", project.title); }

Draft draft_of(const ContractFields& contract) {
  Draft draft;
  draft.set("ref", contract.ref).set("insurer", contract.insurer).set("product", contract.product);
  draft.set("number", contract.number).set("start", text_of(contract.starts_on)).set("end", text_of(contract.ends_on));
  return draft;
}

Draft draft_of(const LossFields& loss) {
  Draft draft;
  draft.set("ref", loss.ref).set("contract_id", text_of(loss.contract));
  draft.set("number", loss.number).set("date", text_of(loss.occurred_on));
  return draft;
}

std::vector<std::string_view> differing_fields(std::span<const FieldSpec> fields, const Draft& a, const Draft& b) {
  std::vector<std::string_view> names;
  for (const auto& field : fields) {
    if (a.text(field.name) != b.text(field.name)) names.push_back(field.name);
  }
  return names;
}

}  // namespace recours::contacts
