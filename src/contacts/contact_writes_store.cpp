#include "contacts/contact_writes_store.h"

#include "base/text.h"
#include "contacts/search_words.h"

namespace recours::contacts {
namespace {

// Where a word comes from: the contact itself, or one of its contracts or losses.
struct Source {
  std::string_view kind;
  std::int64_t id;
};

std::optional<std::string> or_null(const std::string& ref) {
  return ref.empty() ? std::nullopt : std::optional<std::string>(ref);
}

// Eight words at a time: most contacts need one statement. What is missing to eight is the first word again, which does
// nothing.
void insert_words(db::Transaction& transaction, ContactId contact, const Source& source,
                  const std::vector<std::string>& words) {
  for (std::size_t from = 0; from < words.size(); from += 8) {
    const auto word = [&](std::size_t at) { return from + at < words.size() ? words[from + at] : words[from]; };
    transaction.execute(
        "INSERT INTO contact_word (word, contact_id, source, source_id) VALUES (:a, :contact, :source, :source_id), "
        "(:b, :contact, :source, :source_id), (:c, :contact, :source, :source_id), (:d, :contact, :source, "
        ":source_id), "
        "(:e, :contact, :source, :source_id), (:f, :contact, :source, :source_id), (:g, :contact, :source, "
        ":source_id), "
        "(:h, :contact, :source, :source_id) ON CONFLICT DO NOTHING",
        {{"contact", contact},
         {"source", source.kind},
         {"source_id", source.id},
         {"a", word(0)},
         {"b", word(1)},
         {"c", word(2)},
         {"d", word(3)},
         {"e", word(4)},
         {"f", word(5)},
         {"g", word(6)},
         {"h", word(7)}});
  }
}

void replace_words(db::Transaction& transaction, ContactId contact, const Source& source,
                   const std::vector<std::string>& words) {
  transaction.execute("DELETE FROM contact_word WHERE source = :source AND source_id = :source_id",
                      {{"source", source.kind}, {"source_id", source.id}});
  insert_words(transaction, contact, source, words);
}

}  // namespace

ContactId insert_contact(db::Transaction& transaction, const ContactFields& contact, Instant now) {
  const auto id = transaction.require(
      "INSERT INTO contact (ref, kind, name, first_name, company, email, phone, street, postcode, city, country, "
      "adviser_id, notes, sort_key, email_key, created_at, updated_at) VALUES (:ref, :kind, :name, :first_name, "
      ":company, "
      ":email, :phone, :street, :postcode, :city, :country, :adviser, :notes, :sort_key, :email_key, :now, :now) "
      "RETURNING id",
      {{"ref", or_null(contact.ref)},
       {"kind", name_of(contact.kind)},
       {"name", contact.name},
       {"first_name", contact.first_name},
       {"company", contact.company},
       {"email", contact.email},
       {"phone", contact.phone},
       {"street", contact.street},
       {"postcode", contact.postcode},
       {"city", contact.city},
       {"country", contact.country},
       {"adviser", contact.adviser},
       {"notes", contact.notes},
       {"sort_key", sort_key_of(contact)},
       {"email_key", fold(contact.email)},
       {"now", now}},
      [](const db::Row& row) { return row.get<ContactId>("id"); });
  insert_words(transaction, id, {"contact", id.value}, words_of(contact));
  return id;
}

void update_contact(db::Transaction& transaction, ContactId id, const ContactFields& contact, std::int64_t version,
                    Instant now) {
  transaction.execute_one(
      "UPDATE contact SET ref = :ref, kind = :kind, name = :name, first_name = :first_name, company = :company, "
      "email = :email, phone = :phone, street = :street, postcode = :postcode, city = :city, country = :country, "
      "adviser_id = :adviser, notes = :notes, sort_key = :sort_key, email_key = :email_key, updated_at = :now, "
      "version = version + 1 WHERE id = :id AND version = :version",
      {{"ref", or_null(contact.ref)},
       {"kind", name_of(contact.kind)},
       {"name", contact.name},
       {"first_name", contact.first_name},
       {"company", contact.company},
       {"email", contact.email},
       {"phone", contact.phone},
       {"street", contact.street},
       {"postcode", contact.postcode},
       {"city", contact.city},
       {"country", contact.country},
       {"adviser", contact.adviser},
       {"notes", contact.notes},
       {"sort_key", sort_key_of(contact)},
       {"email_key", fold(contact.email)},
       {"now", now},
       {"id", id},
       {"version", version}});
  replace_words(transaction, id, {"contact", id.value}, words_of(contact));
}

ProjectId insert_record(db::Transaction& transaction, ContactId contact, const ProjectFields& project) {
  return transaction.require(
      "INSERT INTO project (contact_id, ref, title) VALUES (:contact, :ref, :title) RETURNING id",
      {{"contact", contact}, {"ref", or_null(project.ref)}, {"title", project.title}},
      [](const db::Row& row) { return row.get<ProjectId>("id"); });
}

ContractId insert_record(db::Transaction& transaction, ContactId contact, const ContractFields& contract) {
  const auto id = transaction.require(
      "INSERT INTO contract (contact_id, ref, insurer, product, number, starts_on, ends_on) "
      "VALUES (:contact, :ref, :insurer, :product, :number, :starts_on, :ends_on) RETURNING id",
      {{"contact", contact},
       {"ref", or_null(contract.ref)},
       {"insurer", contract.insurer},
       {"product", contract.product},
       {"number", contract.number},
       {"starts_on", contract.starts_on},
       {"ends_on", contract.ends_on}},
      [](const db::Row& row) { return row.get<ContractId>("id"); });
  insert_words(transaction, contact, {"contract", id.value}, words_of(contract));
  return id;
}

LossId insert_record(db::Transaction& transaction, ContactId contact, const LossFields& loss) {
  const auto id = transaction.require(
      "INSERT INTO loss (contact_id, contract_id, ref, number, occurred_on) "
      "VALUES (:contact, :contract, :ref, :number, :occurred_on) RETURNING id",
      {{"contact", contact},
       {"contract", loss.contract},
       {"ref", or_null(loss.ref)},
       {"number", loss.number},
       {"occurred_on", loss.occurred_on}},
      [](const db::Row& row) { return row.get<LossId>("id"); });
  insert_words(transaction, contact, {"loss", id.value}, words_of(loss));
  return id;
}

void update_record(db::Transaction& transaction, const Project& now_stored, const ProjectFields& project) {
  transaction.execute_one(
      "UPDATE project SET ref = :ref, title = :title, version = version + 1 WHERE id = :id AND version = :version",
      {{"ref", or_null(project.ref)},
       {"title", project.title},
       {"id", now_stored.id},
       {"version", now_stored.version}});
}

void update_record(db::Transaction& transaction, const Contract& now_stored, const ContractFields& contract) {
  transaction.execute_one(
      "UPDATE contract SET ref = :ref, insurer = :insurer, product = :product, number = :number, starts_on = "
      ":starts_on, "
      "ends_on = :ends_on, version = version + 1 WHERE id = :id AND version = :version",
      {{"ref", or_null(contract.ref)},
       {"insurer", contract.insurer},
       {"product", contract.product},
       {"number", contract.number},
       {"starts_on", contract.starts_on},
       {"ends_on", contract.ends_on},
       {"id", now_stored.id},
       {"version", now_stored.version}});
  replace_words(transaction, now_stored.contact, {"contract", now_stored.id.value}, words_of(contract));
}

void update_record(db::Transaction& transaction, const Loss& now_stored, const LossFields& loss) {
  transaction.execute_one(
      "UPDATE loss SET contract_id = :contract, ref = :ref, number = :number, occurred_on = :occurred_on, "
      "version = version + 1 WHERE id = :id AND version = :version",
      {{"contract", loss.contract},
       {"ref", or_null(loss.ref)},
       {"number", loss.number},
       {"occurred_on", loss.occurred_on},
       {"id", now_stored.id},
       {"version", now_stored.version}});
  replace_words(transaction, now_stored.contact, {"loss", now_stored.id.value}, words_of(loss));
}

}  // namespace recours::contacts
