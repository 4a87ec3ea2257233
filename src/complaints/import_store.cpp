#include "complaints/import_store.h"

#include <algorithm>

#include "accounts/user_store.h"
#include "base/text.h"
#include "complaints/number_word.h"
#include "contacts/contact_store.h"
#include "contacts/record_store.h"

namespace recours::complaints {
namespace {

using accounts::Right;
using Refusals = std::vector<FieldRefusal>;

std::map<std::string, UserId> people_by_name(db::Reader& reader, Right right, Date today) {
  std::map<std::string, UserId> people;
  for (const auto& person : list_people_with(reader, right, today)) {
    people.emplace(fold(person.name), person.id);
    if (const auto user = accounts::find_user(reader, person.id)) people.emplace(fold(user->email), person.id);
  }
  return people;
}

// The code of a word of this list, by code or by label; the word itself when it is none.
std::string item_code(const OldRegisterWords& words, std::string_view list, std::string_view word,
                      std::string_view parent = {}) {
  const auto folded = fold(word);
  const auto is_it = [&](const ListItem& item) {
    return item.list == list && (parent.empty() || item.parent == parent) &&
           (item.code == folded || fold(item.label_fr) == folded || fold(item.label_en) == folded);
  };
  const auto found = std::find_if(words.items.begin(), words.items.end(), is_it);
  return found == words.items.end() ? std::string(word) : found->code;
}

void find_person(const char* column, const std::string& word, const std::map<std::string, UserId>& people,
                 std::optional<UserId>& into, Refusals& refusals) {
  if (word.empty()) return;
  const auto found = people.find(fold(word));
  if (found != people.end())
    into = found->second;
  else
    refusals.push_back({column, "unknown_person",
                        msg("{1} is nobody of the firm who does this: leave it empty for who has left.", word)});
}

// By e-mail address, else by name where no other address contradicts it; one only, or nobody.
std::optional<contacts::Contact> client_named(db::Reader& reader, const accounts::Viewer& viewer,
                                              const Complainant& who) {
  contacts::ContactFields asked;
  asked.kind = who.kind == "company" ? contacts::ContactKind::Company : contacts::ContactKind::Person;
  asked.name = who.name;
  asked.first_name = who.first_name;
  asked.company = who.company;
  asked.email = who.email;
  if (!who.email.empty()) {
    auto same = contacts::list_similar(reader, viewer, asked);
    if (same.size() == 1) return std::move(same.front());
  }
  auto same = contacts::list_namesakes(reader, viewer, asked);
  std::erase_if(same, [&](const contacts::Contact& one) {
    return !who.email.empty() && !one.email.empty() && fold(one.email) != fold(who.email);
  });
  return same.size() == 1 ? std::optional(std::move(same.front())) : std::nullopt;
}

void find_client(db::Reader& reader, const accounts::Viewer& viewer, OldRow& row, Refusals& refusals) {
  if (row.contact_ref.empty()) {
    if (const auto client = client_named(reader, viewer, row.said.complainant)) row.said.contact = client->id.value;
    return;
  }
  const auto known = contacts::contacts_by_ref(reader, {row.contact_ref});
  if (const auto found = known.find(row.contact_ref); found != known.end())
    row.said.contact = found->second.id.value;
  else
    refusals.push_back(
        {"contact_ref", "unknown_contact",
         msg("There is no contact with the reference {1}: import the contacts first.", row.contact_ref)});
}

// One of the client's own; of somebody unknown the number stays in the details only.
void find_contract(db::Reader& reader, OldRow& row) {
  if (row.contract_number.empty() || !row.said.contact) return;
  for (const auto& contract : contacts::list_contracts(reader, contacts::ContactId{*row.said.contact}).items) {
    if (number_key(contract.number) == number_key(row.contract_number)) {
      row.said.links.push_back({LinkKind::Contract, contract.id.value, ""});
      return;
    }
  }
}

}  // namespace

OldRegisterWords words_for_import(db::Reader& reader, Date today) {
  OldRegisterWords words;
  for (const char* list : {"product", "reason", "sub_reason", "solution", "root_cause"}) {
    for (auto& item : list_items(reader, list, today)) words.items.push_back(std::move(item));
  }
  words.recorders = people_by_name(reader, Right::RecordComplaint, today);
  words.handlers = people_by_name(reader, Right::HandleComplaint, today);
  return words;
}

// As written by the index of old numbers, otherwise by their words; what a word finds besides is not asked for.
std::map<std::string, std::string> numbers_taken_over(db::Reader& reader, const std::vector<OldRow>& rows) {
  std::vector<std::string> old, words;
  for (const auto& row : rows) {
    old.push_back(row.old_number);
    if (auto word = number_word(row.old_number); !word.empty()) words.push_back(std::move(word));
  }
  std::map<std::string, std::string> numbers;
  reader.each("SELECT old_reference, number FROM complaint WHERE old_reference <> '' AND old_reference IN (:old[text]) "
              "UNION SELECT c.old_reference, c.number FROM complaint_word w JOIN complaint c ON c.id = w.complaint_id "
              "WHERE w.word IN (:words[text]) AND c.old_reference <> ''",
              {{"old", old}, {"words", words}}, [&](const db::Row& row) {
                numbers.emplace(number_key(row.get<std::string>("old_reference")), row.get<std::string>("number"));
              });
  return numbers;
}

std::vector<FieldRefusal> complete(db::Reader& reader, const accounts::Viewer& viewer, const OldRegisterWords& words,
                                   OldRow& row) {
  Refusals refusals;
  auto& said = row.said;
  said.reason = item_code(words, "reason", said.reason);
  said.sub_reason = item_code(words, "sub_reason", said.sub_reason, said.reason);
  said.product = item_code(words, "product", said.product);
  said.past.solution = item_code(words, "solution", said.past.solution);
  said.past.root_cause = item_code(words, "root_cause", said.past.root_cause);
  find_person("received_by", row.received_by, words.recorders, said.received_by, refusals);
  find_person("handler", row.handler, words.handlers, said.handler, refusals);
  find_client(reader, viewer, row, refusals);
  find_contract(reader, row);
  return refusals;
}

}  // namespace recours::complaints
