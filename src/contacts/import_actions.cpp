#include "contacts/import_actions.h"

#include <set>

#include <boost/json.hpp>

#include "base/text.h"
#include "contacts/contact_json.h"
#include "contacts/contact_store.h"
#include "contacts/contact_writes_store.h"
#include "contacts/record_store.h"

namespace recours::contacts {
namespace {

namespace json = boost::json;

constexpr std::size_t kRowsAtOnce = 500;

std::vector<std::string> each_once(const std::vector<ImportRow>& rows, std::string ImportRow::*member) {
  std::set<std::string> once;
  for (const auto& row : rows) {
    if (!(row.*member).empty()) once.insert(row.*member);
  }
  return {once.begin(), once.end()};
}

// What some rows are compared with and refer to.
struct Surroundings {
  std::map<std::string, Contact> contacts;  // by ref: the rows themselves, or whose they are
  std::map<std::string, Project> projects;
  std::map<std::string, Contract> contracts;  // the rows themselves, or those losses name
  std::map<std::string, Loss> losses;
  AdviserChoice advisers;
};

Surroundings surroundings_of(db::Reader& reader, ImportKind kind, const std::vector<ImportRow>& rows, Date today) {
  Surroundings around;
  const auto refs = each_once(rows, &ImportRow::ref);
  around.contacts = contacts_by_ref(reader, kind ? each_once(rows, &ImportRow::contact_ref) : refs);
  if (!kind) around.advisers.eligible = list_advisers(reader, today);
  if (kind == RecordKind::Project) around.projects = projects_by_ref(reader, refs);
  if (kind == RecordKind::Contract) around.contracts = contracts_by_ref(reader, refs);
  if (kind == RecordKind::Loss) {
    around.losses = losses_by_ref(reader, refs);
    around.contracts = contracts_by_ref(reader, each_once(rows, &ImportRow::contract_ref));
  }
  return around;
}

template <class Value>
const Value* find_in(const std::map<std::string, Value>& values, const std::string& ref) {
  const auto found = values.find(ref);
  return found == values.end() ? nullptr : &found->second;
}

// The file's columns over what is stored: columns it does not have stay as they are.
Draft over(Draft stored, std::span<const FieldSpec> fields, const Draft& row) {
  for (const auto& field : fields) {
    if (row.has(field.name)) stored.set(field.name, row.text(field.name));
  }
  return stored;
}

// ---- one row: what it becomes, or why not

template <class Stored, class Fields>
struct Judged {
  const Stored* stored = nullptr;
  Fields fields;
  RowFate fate = RowFate::Created;
};

template <class Stored, class Fields>
Result<Judged<Stored, Fields>, Refusal> judged(const Stored* stored, const Result<Fields, Refusal>& admitted) {
  if (!admitted) return fail(admitted.error());
  RowFate fate = RowFate::Created;
  if (stored) fate = static_cast<const Fields&>(*stored) == *admitted ? RowFate::Unchanged : RowFate::Changed;
  return Judged<Stored, Fields>{stored, *admitted, fate};
}

Refusal row_refusal(const char* column, const char* code, Message message) {
  return {code, message, {{column, code, message}}, Refusal::Kind::Rule};
}

Result<Judged<Contact, ContactFields>, Refusal> judge_contact(const ImportRow& row, const Surroundings& around) {
  const Contact* stored = find_in(around.contacts, row.ref);
  Draft draft = stored ? over(draft_of(*stored), contact_fields(), row.fields) : row.fields;
  AdviserChoice advisers = around.advisers;
  if (stored && stored->adviser && fold(draft.text("adviser")) == fold(stored->adviser_email)) {
    draft.set("adviser", std::to_string(stored->adviser->value));
  }
  if (stored) advisers.present = stored->adviser;
  // A file that names no country says nothing about which postcodes are right.
  if (!row.fields.has("country")) draft.set("country", "");
  auto admitted = admit_contact(draft, advisers);
  if (admitted && stored && !row.fields.has("country")) admitted->country = stored->country;
  return judged(stored, admitted);
}

// R-455 Whose the row is; a record never moves to another contact.
template <class Stored>
Result<ContactId, Refusal> owner_of(const ImportRow& row, const Surroundings& around, const Stored* stored) {
  const Contact* owner = find_in(around.contacts, row.contact_ref);
  if (!owner) {
    return fail(
        row_refusal("contact_ref", "unknown_contact",
                    msg("There is no contact with the reference {1}: import the contacts first.", row.contact_ref)));
  }
  if (stored && stored->contact != owner->id) {
    return fail(row_refusal("contact_ref", "other_contact", msg("{1} belongs to another contact.", row.ref)));
  }
  return owner->id;
}

template <class Stored>
Draft draft_over(const ImportRow& row, RecordKind kind, const Stored* stored) {
  return stored ? over(draft_of(*stored), record_fields(kind), row.fields) : row.fields;
}

Result<LossFields, Refusal> admit_loss_row(const ImportRow& row, const Surroundings& around, const Loss* stored,
                                           ContactId owner, Date today) {
  Draft draft = draft_over(row, RecordKind::Loss, stored);
  std::vector<ContractId> possible;
  if (row.fields.has("contract_id")) {
    const Contract* contract = find_in(around.contracts, row.contract_ref);
    const std::int64_t id = contract ? contract->id.value : 0;  // 0: named, and nobody's
    draft.set("contract_id", row.contract_ref.empty() ? "" : std::to_string(id));
    if (contract && contract->contact == owner) possible.push_back(contract->id);
  } else if (stored && stored->contract) {
    possible.push_back(*stored->contract);
  }
  return admit_loss(draft, possible, today);
}

// ---- some rows: checked, then written

class Rows {
 public:
  Rows(ImportKind kind, const std::string& file, const journal::Actor& actor, Instant now)
      : kind_(kind), file_(file), actor_(actor), now_(now) {}

  // What becomes of each row; refused ones are told and have none.
  std::vector<std::optional<RowFate>> check(db::Reader& reader, const std::vector<ImportRow>& rows,
                                            std::vector<Finding>& findings) const {
    const auto around = surroundings_of(reader, kind_, rows, paris_day(now_));
    std::vector<std::optional<RowFate>> fates;
    for (const auto& row : rows) {
      const auto fate = with_judgement(row, around, [](ContactId, const auto& judgement) { return judgement.fate; });
      if (fate)
        fates.push_back(*fate);
      else {
        fates.push_back(std::nullopt);
        tell(row, fate.error(), findings);
      }
    }
    return fates;
  }

  // Somebody who saves one of these rows at the same moment is waited for, not told of.
  void write(db::Transaction& transaction, const std::vector<ImportRow>& rows) const {
    try {
      write_all(transaction, rows);
    } catch (const Conflict& conflict) {
      throw db::RetryableError(conflict.what());
    }
  }

 private:
  void write_all(db::Transaction& transaction, const std::vector<ImportRow>& rows) const {
    const auto around = surroundings_of(transaction, kind_, rows, paris_day(now_));
    std::int64_t created = 0, changed = 0;
    for (const auto& row : rows) {
      const auto fate = with_judgement(row, around, [&](ContactId owner, const auto& judgement) {
        put(transaction, owner, judgement);
        return judgement.fate;
      });
      if (!fate) throw Conflict("line " + std::to_string(row.line) + " was right before: " + fate.error().code);
      created += *fate == RowFate::Created ? 1 : 0;
      changed += *fate == RowFate::Changed ? 1 : 0;
    }
    if (created + changed == 0) return;
    const std::string name(name_of(kind_));
    journal::append(transaction, actor_, now_, name + ".imported", {"import", name},
                    {{"file", file_}, {"created", created}, {"changed", changed}});
  }

  // `use(owner, judgement)` for the row's kind; a contact has no owner.
  template <class Use>
  Result<RowFate, Refusal> with_judgement(const ImportRow& row, const Surroundings& around, Use&& use) const {
    if (!kind_) return used({}, judge_contact(row, around), use);
    if (*kind_ == RecordKind::Project) {
      return with_owner(row, around, find_in(around.projects, row.ref), use, [&](const Project* stored, ContactId) {
        return admit_project(draft_over(row, *kind_, stored));
      });
    }
    if (*kind_ == RecordKind::Contract) {
      return with_owner(row, around, find_in(around.contracts, row.ref), use, [&](const Contract* stored, ContactId) {
        return admit_contract(draft_over(row, *kind_, stored));
      });
    }
    return with_owner(row, around, find_in(around.losses, row.ref), use, [&](const Loss* stored, ContactId owner) {
      return admit_loss_row(row, around, stored, owner, paris_day(now_));
    });
  }

  template <class Stored, class Use, class Admit>
  static Result<RowFate, Refusal> with_owner(const ImportRow& row, const Surroundings& around, const Stored* stored,
                                             Use&& use, Admit&& admit) {
    const auto owner = owner_of(row, around, stored);
    if (!owner) return fail(owner.error());
    return used(*owner, judged(stored, admit(stored, *owner)), use);
  }

  template <class Judgement, class Use>
  static Result<RowFate, Refusal> used(ContactId owner, const Result<Judgement, Refusal>& judgement, Use&& use) {
    if (!judgement) return fail(judgement.error());
    return use(owner, *judgement);
  }

  static void tell(const ImportRow& row, const Refusal& refusal, std::vector<Finding>& findings) {
    for (const auto& field : refusal.fields) {
      findings.push_back(error(field.code, row.line, column_of(field.field), field.message));
    }
  }

  void put(db::Transaction& transaction, ContactId, const Judged<Contact, ContactFields>& row) const {
    if (row.fate == RowFate::Unchanged) return;
    ContactId id;
    if (row.stored) {
      id = row.stored->id;
      update_contact(transaction, id, row.fields, row.stored->version, now_);
    } else {
      id = insert_contact(transaction, row.fields, now_);
    }
    note(transaction, "contact", id.value, {}, contact_fields(), row.stored ? draft_of(*row.stored) : Draft(),
         draft_of(row.fields));
  }

  template <class Stored, class Fields>
  void put(db::Transaction& transaction, ContactId owner, const Judged<Stored, Fields>& row) const {
    if (row.fate == RowFate::Unchanged) return;
    if (row.stored) update_record(transaction, *row.stored, row.fields);
    const std::int64_t id = row.stored ? row.stored->id.value : insert_record(transaction, owner, row.fields).value;
    note(transaction, name_of(*kind_), id, owner, record_fields(*kind_), row.stored ? draft_of(*row.stored) : Draft(),
         draft_of(row.fields));
  }

  // R-457 One entry per row: what is told about a person must be erasable by itself.
  void note(db::Transaction& transaction, std::string_view type, std::int64_t id, std::optional<ContactId> owner,
            std::span<const FieldSpec> fields, const Draft& before, const Draft& after) const {
    json::object content{{"changes", changes_json(fields, before, after)}};
    if (owner) content["contact_id"] = owner->value;
    const bool is_new = before == Draft();
    journal::append(transaction, actor_, now_, std::string(type) + (is_new ? ".created" : ".changed"),
                    {std::string(type), std::to_string(id)}, content);
  }

  ImportKind kind_;
  const std::string& file_;
  const journal::Actor& actor_;
  Instant now_;
};

// ---- the whole file

void count(const std::vector<ImportRow>& rows, const std::vector<std::optional<RowFate>>& fates, FileReport& report) {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (!fates[at]) continue;
    if (*fates[at] == RowFate::Created) ++report.created;
    if (*fates[at] == RowFate::Unchanged) ++report.unchanged;
    if (*fates[at] == RowFate::Changed) ++report.changed;
    if (report.rows.size() < kMostTold) report.rows.push_back({rows[at].line, *fates[at], rows[at].ref});
  }
}

void check_file(db::Database& database, std::string_view text, ImportKind kind, const Rows& check, FileReport& report) {
  ImportRows rows(text, kind, report.findings);
  if (has_error(report.findings)) return;
  const auto reader = database.reader();
  while (true) {
    const auto some = rows.next(kRowsAtOnce);
    if (some.empty()) break;
    report.lines += static_cast<std::int64_t>(some.size());
    count(some, check.check(*reader, some, report.findings), report);
  }
  if (report.lines == 0 && !has_error(report.findings)) {
    report.findings.push_back(error("no_rows", 1, "", msg("The file has a heading but no rows.")));
  }
}

void write_file(db::Database& database, std::string_view text, ImportKind kind, const Rows& write, std::int64_t lines,
                const Progress& progress) {
  std::vector<Finding> told_before;
  ImportRows rows(text, kind, told_before);
  std::int64_t done = 0;
  while (true) {
    const auto some = rows.next(kRowsAtOnce);
    if (some.empty()) return;
    database.write([&](db::Transaction& transaction) { write.write(transaction, some); });
    done += static_cast<std::int64_t>(some.size());
    if (progress) progress(done, lines);
  }
}

}  // namespace

ImportReport import_contacts(db::Database& database, ImportKind kind, const ImportFile& file, ImportRun run,
                             const journal::Actor& actor, Instant now, const Progress& progress) {
  FileReport report;
  report.file = file.name;
  report.format = name_of(kind);
  const auto text = csv_text(file.bytes, report.findings);
  const Rows rows(kind, report.file, actor, now);
  if (text && trim(*text).empty()) report.findings.push_back(error("empty_file", 0, "", msg("The file is empty.")));
  if (text && !has_error(report.findings)) check_file(database, *text, kind, rows, report);
  report.refused = has_error(report.findings);
  shorten(report.findings);
  if (report.refused)
    report.created = report.changed = 0;
  else if (run == ImportRun::Real)
    write_file(database, *text, kind, rows, report.lines, progress);
  return {{std::move(report)}, run == ImportRun::Dry};
}

}  // namespace recours::contacts
