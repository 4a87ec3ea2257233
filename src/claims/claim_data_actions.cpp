#include "claims/claim_data_actions.h"

#include <boost/json.hpp>

#include "claims/claim_data_writes_store.h"
#include "contacts/contact_json.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using Saved = Result<DataSubject, Refusal>;

// An invoice dated ahead was claimed on a version that is still to come.
Refusal in_use() { return {"in_use", msg("Claims rest on this version already: it stays."), {}, Refusal::Kind::Rule}; }

// An article may be known without being among those that are not taken back.
bool is_there(const DataSubject& subject) { return !subject.versions.empty() && subject.kind != DataKind::Articles; }
Refusal exists(DataKind kind) {
  const auto message = msg("This is there already: open it to change it.");
  return {"exists", message, {{std::string(key_values_of(kind).front()), "exists", message}}, Refusal::Kind::Rule};
}

void require_right(const DataAct& act) {
  if (act.viewer.read_only || !act.viewer.can(right_to_edit(act.kind))) throw Forbidden();
}

// A form sent twice is carried out once. Two people who begin a version on the same day are told like those who edit
// the same one.
template <class Work>
Saved once(const DataAct& act, std::string_view key, Work&& work) {
  require_right(act);
  try {
    return act.database.write([&](db::Transaction& transaction) -> Saved {
      if (act.key) {
        const auto kept = accounts::recall(transaction, *act.key, act.now);
        if (!kept) return fail(kept.error());
        if (*kept) return load_subject(transaction, act.kind, key);
      }
      const auto version = hold_subject(transaction, act.kind, key);
      if (act.version.value_or(version) != version) return fail(stale_claim_data());
      if (auto refusal = work(transaction)) return fail(std::move(*refusal));
      raise_version(transaction, act.kind, key);
      if (act.key) accounts::keep(transaction, *act.key, {201, ""}, act.now);
      return load_subject(transaction, act.kind, key);
    });
  } catch (const db::ConstraintError& error) {
    if (error.kind == db::ConstraintError::Kind::Unique) return fail(stale_claim_data());
    if (error.kind == db::ConstraintError::Kind::ForeignKey) return fail(in_use());
    throw;
  }
}

Draft dated(Draft draft, const Validity& validity) {
  return draft.set("valid_from", validity.from.iso()).set("valid_to", validity.to ? validity.to->iso() : "");
}

void note(db::Transaction& transaction, const DataAct& act, std::string_view key, std::string_view verb,
          const Draft& before, const Draft& after) {
  journal::append(transaction, act.viewer.actor(), act.now, "claim_data." + std::string(verb),
                  {kJournalSubject, journal_id(act.kind, key)},
                  {{"changes", contacts::changes_json(fields_of(act.kind), before, after)}});
}

Draft dated_draft(const DataVersion& version) { return dated(version.draft, version.validity); }

// What the new version is compared with in the history: the one it follows.
Draft followed_by(const DataSubject& subject, const Validity& validity) {
  const auto* former = subject.on(validity.from.plus_days(-1));
  if (!former && !subject.versions.empty() && subject.versions.back().validity.from < validity.from) {
    former = &subject.versions.back();
  }
  return former ? dated_draft(*former) : Draft();
}

void require_known(DataKind kind, const DataSubject& subject) {
  if (subject.versions.empty() && !can_be_added(kind)) throw NotFound(journal_id(kind, subject.key));
}

std::optional<Refusal> add_version(db::Transaction& transaction, const DataAct& act, const DataSubject& subject,
                                   const Draft& draft, const Draft& typed) {
  const auto wanted = validity_typed(typed);
  if (!wanted) return wanted.error();
  const auto placement = place(subject.versions, *wanted, paris_day(act.now));
  if (!placement) return placement.error();
  if (placement->ends) set_last_day(transaction, act.kind, *placement->ends);
  insert_version(transaction, act.kind, draft, placement->validity);
  note(transaction, act, subject.key, "version_added", followed_by(subject, placement->validity),
       dated(draft, placement->validity));
  return std::nullopt;
}

std::optional<Refusal> change_present(db::Transaction& transaction, const DataAct& act, const DataSubject& subject,
                                      const Draft& draft) {
  const Draft before = subject.versions.empty() ? Draft() : subject.versions.front().draft;
  if (contacts::differing_fields(fields_of(act.kind), before, draft).empty()) return std::nullopt;
  put_present(transaction, act.kind, draft, act.viewer.actor(), act.now);
  note(transaction, act, subject.key, "changed", before, draft);
  return std::nullopt;
}

Result<Draft, Refusal> admitted(db::Reader& reader, DataKind kind, const Draft& typed) {
  const Policies policies = load_policies(reader);
  auto manufacturers = sales::list_manufacturers(reader);
  if (kind == DataKind::Procedures) manufacturers.push_back({{}, "", std::string(kGeneralProcedure)});
  return admit(kind, typed, {policies, manufacturers});
}

}  // namespace

// R-641 R-642
Saved save_claim_data(const DataAct& act, const Draft& typed) {
  require_right(act);
  const auto draft = admitted(*act.database.reader(), act.kind, typed);
  if (!draft) return fail(draft.error());
  const auto key = subject_of(act.kind, *draft);
  return once(act, key, [&](db::Transaction& transaction) {
    const auto subject = load_subject(transaction, act.kind, key);
    require_known(act.kind, subject);
    if (!act.version && is_there(subject)) return std::optional(exists(act.kind));
    if (is_dated(act.kind)) return add_version(transaction, act, subject, *draft, typed);
    return change_present(transaction, act, subject, *draft);
  });
}

Saved withdraw_version(const DataAct& act, std::string_view key, std::int64_t id) {
  if (!is_dated(act.kind)) throw NotFound("version");
  return once(act, key, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto subject = require_subject(transaction, act.kind, key);
    const auto ending = withdraw(subject.versions, id, paris_day(act.now));
    if (!ending) return ending.error();
    delete_version(transaction, act.kind, id);
    if (*ending) set_last_day(transaction, act.kind, **ending);
    note(transaction, act, key, "version_withdrawn", dated_draft(*subject.find(id)), {});
    return std::nullopt;
  });
}

Saved end_version(const DataAct& act, std::string_view key, std::int64_t id, const Draft& typed) {
  if (!is_dated(act.kind)) throw NotFound("version");
  return once(act, key, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto subject = require_subject(transaction, act.kind, key);
    const auto last = Date::parse(typed.text("valid_to"));
    if (!last) return not_a_last_day();
    const auto ending = end_on(subject.versions, id, *last, paris_day(act.now));
    if (!ending) return ending.error();
    set_last_day(transaction, act.kind, *ending);
    const auto& version = *subject.find(id);
    note(transaction, act, key, "version_ended", dated_draft(version),
         dated(version.draft, {version.validity.from, last}));
    return std::nullopt;
  });
}

Result<Proposal, Refusal> propose(db::Reader& reader, DataKind kind, const Draft& typed, Date today) {
  auto draft = admitted(reader, kind, typed);
  const auto wanted = validity_typed(typed);
  if (!draft || !wanted) {
    Refusal refusal = draft ? wanted.error() : draft.error();
    if (!draft && !wanted) {
      for (const auto& field : wanted.error().fields) refusal.fields.push_back(field);
    }
    return fail(std::move(refusal));
  }
  const auto subject = load_subject(reader, kind, subject_of(kind, *draft));
  require_known(kind, subject);
  auto placement = place(subject.versions, *wanted, today);
  if (!placement) return fail(placement.error());
  return Proposal{std::move(*draft), std::move(*placement)};
}

}  // namespace recours::claims
