#include "contacts/contact_rules.h"

#include <algorithm>

#include <unicode/locid.h>

#include "base/readable.h"
#include "base/text.h"

namespace recours::contacts {
namespace {

using Refusals = std::vector<FieldRefusal>;

Refusal refusal_of(Message message, std::string code, Refusals fields) {
  return {std::move(code), std::move(message), std::move(fields), Refusal::Kind::Rule};
}

// R-451 Lengths and characters of every field.
void check_texts(std::span<const FieldSpec> fields, const Draft& draft, Refusals& refusals) {
  for (const auto& field : fields) {
    const auto text = draft.text(field.name);
    if (has_unreadable(text, field.shape == FieldSpec::Shape::Line ? Lines::One : Lines::Many)) {
      refusals.push_back({std::string(field.name), "unreadable",
                          msg("This text holds characters that cannot be read: type it again.")});
    } else if (length(text) > field.longest) {
      refusals.push_back({std::string(field.name), "too_long",
                          msg("At most {1} characters are possible here.", static_cast<std::int64_t>(field.longest))});
    }
  }
}

void require_text(const Draft& draft, const char* field, Message message, Refusals& refusals) {
  if (draft.text(field).empty()) refusals.push_back({field, "required", std::move(message)});
}

// ---- contacts

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// As people write numbers, of any country.
bool is_phone(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  const bool plain = text.substr(1).find_first_not_of("0123456789 ().-/") == std::string_view::npos;
  return digits >= 4 && digits <= 20 && plain && (is_digit(text.front()) || text.front() == '+' || text.front() == '(');
}

// Of any country; five digits where the country is said to be France.
bool is_postcode(std::string_view text, std::string_view country) {
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  if (country == "FR")
    return digits == 5 && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == ' '; });
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '-';
  });
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

bool is_country(std::string_view code) {
  const char* const* codes = icu::Locale::getISOCountries();
  for (; *codes != nullptr; ++codes) {
    if (code == *codes) return true;
  }
  return false;
}

// R-452 A person has a name, a company the company's.
void check_names(const Draft& draft, std::optional<ContactKind> kind, Refusals& refusals) {
  if (!kind) {
    refusals.push_back({"kind", "invalid", msg("Choose whether this is a person or a company.")});
  } else if (*kind == ContactKind::Person) {
    require_text(draft, "name", msg("Enter the person's last name."), refusals);
  } else {
    require_text(draft, "company", msg("Enter the company's name."), refusals);
  }
}

// R-453 Addresses are checked so that slips are seen, leniently enough for other countries.
void check_addresses(const Draft& draft, Refusals& refusals) {
  const auto email = draft.text("email"), phone = draft.text("phone"), postcode = draft.text("postcode");
  const std::string country = upper(draft.text("country"));
  if (!email.empty() && !is_email(email)) {
    refusals.push_back({"email", "invalid", msg("Enter an e-mail address such as name@example.com.")});
  }
  if (!phone.empty() && !is_phone(phone)) {
    refusals.push_back(
        {"phone", "invalid", msg("Enter a telephone number such as 01 99 00 12 34 or +32 2 555 12 34.")});
  }
  if (!country.empty() && !is_country(country)) {
    refusals.push_back({"country", "invalid", msg("Enter the country's two letters, such as FR or BE.")});
  } else if (!postcode.empty() && !is_postcode(postcode, country)) {
    refusals.push_back({"postcode", "invalid",
                        country == "FR" ? msg("A French postcode has five digits.")
                                        : msg("A postcode holds letters, digits, spaces and hyphens only.")});
  }
}

const Adviser* adviser_named(const std::vector<Adviser>& eligible, std::string_view text) {
  const std::string wanted = fold(text);
  const auto found = std::find_if(eligible.begin(), eligible.end(), [&](const Adviser& adviser) {
    return std::to_string(adviser.id.value) == text || fold(adviser.email) == wanted;
  });
  return found == eligible.end() ? nullptr : &*found;
}

// R-450 An adviser looks after the own clients and cannot give them away; others choose an active person.
std::optional<UserId> admit_adviser(std::string_view text, const AdviserChoice& choice, Refusals& refusals) {
  const Adviser* named = adviser_named(choice.eligible, text);
  if (choice.scope != 0) {
    const UserId self{choice.scope};
    const bool is_self = text.empty() || text == std::to_string(self.value) || (named && named->id == self);
    if (!is_self) refusals.push_back({"adviser", "not_yours", msg("You create and edit your own clients only.")});
    return self;
  }
  if (text.empty()) return std::nullopt;
  if (choice.present && text == std::to_string(choice.present->value)) return choice.present;
  if (!named) {
    refusals.push_back(
        {"adviser", "unknown", msg("Nobody active of that name looks after clients: choose an adviser or a handler.")});
    return std::nullopt;
  }
  return named->id;
}

std::optional<Date> admit_date(const Draft& draft, const char* field, Refusals& refusals) {
  const auto text = draft.text(field);
  if (text.empty()) return std::nullopt;
  const auto date = Date::parse(text);
  if (!date) refusals.push_back({field, "invalid", msg("Enter a date such as 31/12/2025.")});
  return date;
}

}  // namespace

Result<ContactFields, Refusal> admit_contact(const Draft& draft, const AdviserChoice& advisers) {
  Refusals refusals;
  check_texts(contact_fields(), draft, refusals);
  const auto kind = contact_kind_named(draft.text("kind"));
  check_names(draft, kind, refusals);
  check_addresses(draft, refusals);
  const auto adviser = admit_adviser(draft.text("adviser"), advisers, refusals);
  if (!refusals.empty()) {
    return fail(refusal_of(msg("The contact was not saved."), "invalid_contact", std::move(refusals)));
  }
  ContactFields contact;
  contact.ref = draft.text("ref");
  contact.kind = *kind;
  contact.name = draft.text("name");
  contact.first_name = draft.text("first_name");
  contact.company = draft.text("company");
  contact.email = draft.text("email");
  contact.phone = draft.text("phone");
  contact.street = draft.text("street");
  contact.postcode = draft.text("postcode");
  contact.city = draft.text("city");
  if (!draft.text("country").empty()) contact.country = upper(draft.text("country"));
  contact.adviser = adviser;
  contact.notes = draft.text("notes");
  return contact;
}

Result<ProjectFields, Refusal> admit_project(const Draft& draft) {
  Refusals refusals;
  check_texts(record_fields(RecordKind::Project), draft, refusals);
  require_text(draft, "title", msg("Name the project."), refusals);
  if (!refusals.empty()) {
    return fail(refusal_of(msg("The project was not saved."), "invalid_project", std::move(refusals)));
  }
  return ProjectFields{std::string(draft.text("ref")), std::string(draft.text("title"))};
}

Result<ContractFields, Refusal> admit_contract(const Draft& draft) {
  Refusals refusals;
  check_texts(record_fields(RecordKind::Contract), draft, refusals);
  require_text(draft, "number", msg("Enter the contract's number."), refusals);
  const auto starts_on = admit_date(draft, "start", refusals);
  const auto ends_on = admit_date(draft, "end", refusals);
  //
  if (starts_on && ends_on && *ends_on < *starts_on) {
    refusals.push_back({"end", "before_start", msg("The contract cannot end before it starts, on {1}.", *starts_on)});
  }
  if (!refusals.empty()) {
    return fail(refusal_of(msg("The contract was not saved."), "invalid_contract", std::move(refusals)));
  }
  ContractFields contract;
  contract.ref = draft.text("ref");
  contract.insurer = draft.text("insurer");
  contract.product = draft.text("product");
  contract.number = draft.text("number");
  contract.starts_on = starts_on;
  contract.ends_on = ends_on;
  return contract;
}

Result<LossFields, Refusal> admit_loss(const Draft& draft, const std::vector<ContractId>& contracts, Date today) {
  Refusals refusals;
  check_texts(record_fields(RecordKind::Loss), draft, refusals);
  require_text(draft, "number", msg("Enter the loss's number."), refusals);
  const auto occurred_on = admit_date(draft, "date", refusals);
  //
  if (occurred_on && *occurred_on > today) {
    refusals.push_back({"date", "in_the_future", msg("A loss cannot lie in the future.")});
  }
  const auto wanted = draft.text("contract_id");
  const auto contract = std::find_if(contracts.begin(), contracts.end(),
                                     [&](ContractId id) { return std::to_string(id.value) == wanted; });
  //
  if (!wanted.empty() && contract == contracts.end()) {
    refusals.push_back({"contract_id", "unknown", msg("Choose one of the contact's own contracts.")});
  }
  if (!refusals.empty()) {
    return fail(refusal_of(msg("The loss was not saved."), "invalid_loss", std::move(refusals)));
  }
  LossFields loss;
  loss.ref = draft.text("ref");
  if (contract != contracts.end()) loss.contract = *contract;
  loss.number = draft.text("number");
  loss.occurred_on = occurred_on;
  return loss;
}

Refusal stale_version() {
  return {"stale_version",
          msg("Somebody saved changes in the meantime. Nothing of yours is lost: compare, then save again."),
          {},
          Refusal::Kind::Conflict};
}

Refusal ref_taken() {
  const Message message = msg("This reference belongs to another record already.");
  return {"ref_taken", message, {{"ref", "taken", message}}, Refusal::Kind::Conflict};
}

}  // namespace recours::contacts
