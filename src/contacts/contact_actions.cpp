#include "contacts/contact_actions.h"

#include "contacts/contact_json.h"
#include "contacts/contact_store.h"
#include "contacts/contact_writes_store.h"
#include "contacts/record_store.h"

namespace recours::contacts {
namespace {

namespace json = boost::json;

void require_right(const accounts::Viewer& viewer) {
  if (!viewer.can(accounts::Right::EditContacts) || viewer.read_only) throw Forbidden();
}

Created created_of(const std::string& body) { return {json::parse(body).at("id").as_int64(), body}; }

// What was done before under this key, or `create` and keep its answer.
template <class Create>
Result<Created, Refusal> once(db::Transaction& transaction, const std::optional<accounts::IdempotencyKey>& key,
                              Instant now, Create&& create) {
  if (key) {
    const auto kept = accounts::recall(transaction, *key, now);
    if (!kept) return fail(kept.error());
    if (*kept) return created_of((*kept)->body);
  }
  Result<Created, Refusal> created = create();
  if (created && key) accounts::keep(transaction, *key, {201, created->body}, now);
  return created;
}

// The reference is the only thing a unique constraint of these tables can be about. Outside the transaction: PostgreSQL
// does nothing more in one that met an error.
template <class Outcome, class Work>
Outcome unless_ref_taken(Outcome refused, Work&& work) {
  try {
    return work();
  } catch (const db::ConstraintError& error) {
    if (error.kind != db::ConstraintError::Kind::Unique) throw;
    return refused;
  }
}

journal::Subject subject_of(std::string_view type, std::int64_t id) { return {std::string(type), std::to_string(id)}; }

//
void note_created(db::Transaction& transaction, const accounts::Viewer& viewer, const journal::Subject& subject,
                  std::optional<ContactId> owner, json::object changes, Instant now) {
  json::object content{{"changes", std::move(changes)}};
  if (owner) content["contact_id"] = owner->value;
  journal::append(transaction, viewer.actor(), now, subject.type + ".created", subject, content);
}

void note_changed(db::Transaction& transaction, const accounts::Viewer& viewer, const journal::Subject& subject,
                  std::optional<ContactId> owner, json::object changes, Instant now) {
  json::object content{{"changes", std::move(changes)}};
  if (owner) content["contact_id"] = owner->value;
  journal::append(transaction, viewer.actor(), now, subject.type + ".changed", subject, content);
}

// ---- records: the same steps for each kind

template <class Fields>
Result<Created, Refusal> put_down(db::Transaction& transaction, const accounts::Viewer& viewer, RecordKind kind,
                                  ContactId contact, const Result<Fields, Refusal>& admitted, Instant now) {
  if (!admitted) return fail(admitted.error());
  const std::int64_t id = insert_record(transaction, contact, *admitted).value;
  const Draft fields = draft_of(*admitted);
  note_created(transaction, viewer, subject_of(name_of(kind), id), contact,
               changes_json(record_fields(kind), {}, fields), now);
  return Created{id, json::serialize(record_json(kind, id, contact, 1, title_of(*admitted), fields))};
}

Result<Created, Refusal> put_down(db::Transaction& transaction, const accounts::Viewer& viewer, RecordKind kind,
                                  ContactId contact, const Draft& draft, Instant now) {
  switch (kind) {
    case RecordKind::Project: return put_down(transaction, viewer, kind, contact, admit_project(draft), now);
    case RecordKind::Contract: return put_down(transaction, viewer, kind, contact, admit_contract(draft), now);
    case RecordKind::Loss: break;
  }
  return put_down(transaction, viewer, kind, contact,
                  admit_loss(draft, list_contract_ids(transaction, contact), paris_day(now)), now);
}

// R-458 Whoever edited an older version is told, and nothing is overwritten.
template <class Typed, class Fields>
std::optional<Refusal> bring_up(db::Transaction& transaction, const accounts::Viewer& viewer, RecordKind kind,
                                const Typed& stored, const Result<Fields, Refusal>& admitted, std::int64_t version,
                                Instant now) {
  if (stored.version != version) return stale_version();
  if (!admitted) return admitted.error();
  auto changes = changes_json(record_fields(kind), draft_of(stored), draft_of(*admitted));
  if (changes.empty()) return std::nullopt;
  update_record(transaction, stored, *admitted);
  note_changed(transaction, viewer, subject_of(name_of(kind), stored.id.value), stored.contact, std::move(changes),
               now);
  return std::nullopt;
}

}  // namespace

Result<Created, Refusal> create_contact(db::Database& database, const accounts::Viewer& viewer, const Draft& draft,
                                        Instant now, const std::optional<accounts::IdempotencyKey>& key) {
  require_right(viewer);
  const auto create = [&](db::Transaction& transaction) -> Result<Created, Refusal> {
    const auto admitted = admit_contact(draft, adviser_choice(transaction, viewer, paris_day(now)));
    if (!admitted) return fail(admitted.error());
    const ContactId id = insert_contact(transaction, *admitted, now);
    note_created(transaction, viewer, subject_of("contact", id.value), {},
                 changes_json(contact_fields(), {}, draft_of(*admitted)), now);
    return Created{id.value, json::serialize(contact_json(require_contact(transaction, viewer, id)))};
  };
  return unless_ref_taken(Result<Created, Refusal>(fail(ref_taken())), [&] {
    return database.write(
        [&](db::Transaction& transaction) { return once(transaction, key, now, [&] { return create(transaction); }); });
  });
}

std::optional<Refusal> change_contact(db::Database& database, const accounts::Viewer& viewer, ContactId id,
                                      const Draft& draft, std::int64_t version, Instant now) {
  require_right(viewer);
  return unless_ref_taken(std::optional(ref_taken()), [&] {
    return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
      transaction.lock_rows("contact", {id.value});
      const Contact stored = require_contact(transaction, viewer, id);
      if (stored.version != version) return stale_version();
      const auto admitted = admit_contact(draft, adviser_choice(transaction, viewer, paris_day(now), stored.adviser));
      if (!admitted) return admitted.error();
      auto changes = changes_json(contact_fields(), draft_of(stored), draft_of(*admitted));
      if (changes.empty()) return std::nullopt;
      update_contact(transaction, id, *admitted, version, now);
      note_changed(transaction, viewer, subject_of("contact", id.value), {}, std::move(changes), now);
      return std::nullopt;
    });
  });
}

Result<Created, Refusal> create_record(db::Database& database, const accounts::Viewer& viewer, RecordKind kind,
                                       ContactId contact, const Draft& draft, Instant now,
                                       const std::optional<accounts::IdempotencyKey>& key) {
  require_right(viewer);
  return unless_ref_taken(Result<Created, Refusal>(fail(ref_taken())), [&] {
    return database.write([&](db::Transaction& transaction) {
      require_contact(transaction, viewer, contact);
      return once(transaction, key, now, [&] { return put_down(transaction, viewer, kind, contact, draft, now); });
    });
  });
}

std::optional<Refusal> change_record(db::Database& database, const accounts::Viewer& viewer, RecordKind kind,
                                     std::int64_t id, const Draft& draft, std::int64_t version, Instant now) {
  require_right(viewer);
  return unless_ref_taken(std::optional(ref_taken()), [&] {
    return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
      transaction.lock_rows(name_of(kind), {id});
      if (kind == RecordKind::Project) {
        return bring_up(transaction, viewer, kind, require_project(transaction, viewer, ProjectId{id}),
                        admit_project(draft), version, now);
      }
      if (kind == RecordKind::Contract) {
        return bring_up(transaction, viewer, kind, require_contract(transaction, viewer, ContractId{id}),
                        admit_contract(draft), version, now);
      }
      const Loss stored = require_loss(transaction, viewer, LossId{id});
      const auto admitted = admit_loss(draft, list_contract_ids(transaction, stored.contact), paris_day(now));
      return bring_up(transaction, viewer, kind, stored, admitted, version, now);
    });
  });
}

}  // namespace recours::contacts
