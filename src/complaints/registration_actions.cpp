#include "complaints/registration_actions.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "complaints/complaint_fields.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_writes_store.h"
#include "complaints/past_handling_json.h"
#include "complaints/past_handling_store.h"
#include "complaints/registration_facts_store.h"
#include "complaints/transition.h"
#include "contacts/contact_rules.h"
#include "journal/journal.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Viewer;

void require_right(const Viewer& viewer, Right right) {
  if (!viewer.can(right) || viewer.read_only) throw Forbidden();
}

Refusal incomplete(std::vector<FieldRefusal> fields) {
  return {"incomplete", msg("The complaint cannot be recorded: please look at the marked fields."), std::move(fields)};
}

void add_unnamed(std::vector<FieldRefusal> further, std::vector<FieldRefusal>& refusals) {
  for (auto& one : further) {
    const bool is_named = std::any_of(refusals.begin(), refusals.end(),
                                      [&](const FieldRefusal& known) { return known.field == one.field; });
    if (!is_named) refusals.push_back(std::move(one));
  }
}

// What is asked of the days of any complaint is asked of these.
std::vector<FieldRefusal> objections_to_writing(db::Reader& reader, const Writing& writing, const Complaint& oral,
                                                Date today) {
  auto said = registration_of(oral);
  said.sent_on = writing.sent_on;
  said.received_on = writing.received_on;
  said.proof_of_sending = writing.proof_of_sending;
  said.medium = "durable";
  auto refusals = objections_to(said, context_of(reader, said, std::nullopt, oral, today));
  std::erase_if(refusals, [](const FieldRefusal& refusal) {
    return refusal.field != "sent_on" && refusal.field != "received_on" && refusal.field != "proof_of_sending";
  });
  if (writing.received_on && oral.received_on && *writing.received_on < *oral.received_on) {
    refusals.push_back({"received_on", "before_spoken",
                        msg("The written complaint follows the oral one, received on {1}.", *oral.received_on)});
  }
  return refusals;
}

Refusal not_now() {
  return {"not_allowed_in_state", msg("This is not possible in the present state of the complaint."), {}};
}

// R-703 Everything at once; on success the complaint says what was typed and its clock runs.
std::optional<Refusal> admit(db::Reader& reader, const Viewer& viewer, const Registration& said, Complaint& complaint,
                             Date today, std::vector<FieldRefusal> further = {}) {
  const auto client = client_of(reader, viewer, said);
  auto refusals = objections_to(said, context_of(reader, said, client, complaint, today));
  check_people(reader, said, complaint, today, refusals);
  add_unnamed(std::move(further), refusals);
  if (!refusals.empty()) return incomplete(std::move(refusals));
  const Complaint before = complaint;
  take_over(said, client, viewer.id, complaint);
  const bool is_clock_kept = !before.number.empty() && before.sent_on == said.sent_on &&
                             before.received_on == said.received_on && before.medium == said.medium &&
                             before.activity == said.activity;
  if (is_clock_kept) return std::nullopt;
  if (auto refusal = start_clock(reader, complaint)) return incomplete({std::move(*refusal)});
  return std::nullopt;
}

// ---- trace

void note(db::Transaction& transaction, const Viewer& viewer, const char* action, const Complaint& complaint,
          json::object content, Instant now) {
  const journal::Subject subject = complaint.number.empty()
                                       ? journal::Subject{"complaint_draft", std::to_string(complaint.id.value)}
                                       : journal::Subject{"complaint", complaint.number};
  journal::append(transaction, viewer.actor(), now, action, subject, content);
}

ComplaintEvent event_of(std::string_view command, State from, State to, Instant now) {
  ComplaintEvent event;
  event.at = now;
  event.command = command;
  event.from_state = name_of(from);
  event.to_state = name_of(to);
  return event;
}

// ---- documents

// The files waiting in the form and the loose ones named; none: one of them is not there.
std::optional<std::vector<attachments::Attachment>> documents_of(db::Transaction& transaction, const Viewer& viewer,
                                                                 const Registration& said) {
  std::vector<attachments::AttachmentId> ids;
  for (const auto id : said.attachments) ids.push_back({id});
  auto files = attachments::loose(transaction, viewer, ids, attachments::Formats::MailsAndSound);
  if (!files) return std::nullopt;
  for (auto& file : attachments::waiting_in(transaction, viewer, said.upload_form)) files->push_back(std::move(file));
  return files;
}

Refusal unknown_attachment() {
  return {"unknown_attachment",
          msg("A document is not there any more: join it again."),
          {{"attachments", "unknown_attachment", msg("A document is not there any more: join it again.")}}};
}

void hand_over_documents(db::Transaction& transaction, const Viewer& viewer, const Registration& said, ComplaintId id,
                         const std::vector<attachments::Attachment>& files, Instant now) {
  if (!files.empty()) attachments::hand_over(transaction, files, {kComplaintFiles, id.value});
  if (!said.upload_form.empty()) attachments::close_form(transaction, viewer, said.upload_form, now);
}

// ---- the verbs inside their transaction

Complaint loaded(db::Reader& reader, ComplaintId id) { return find_by_id(reader, id).value(); }

Complaint store_draft(db::Transaction& transaction, const Viewer& viewer, std::optional<ComplaintId> draft,
                      const Registration& said, Instant now) {
  Complaint complaint;
  if (draft) {
    transaction.lock_rows("complaint", {draft->value});
    complaint = require_draft(transaction, viewer, *draft);
  }
  const auto before = fields_of(complaint);
  const auto client = client_of(transaction, viewer, said);
  take_over(without_strangers(transaction, said, client, paris_day(now)), client, viewer.id, complaint);
  complaint.created_by = viewer.id;
  complaint.past = text_of(said.past);
  complaint.links = own_links(transaction, said, client);
  if (draft)
    update_complaint(transaction, complaint, now);
  else
    complaint.id = insert_complaint(transaction, complaint, now);
  replace_links(transaction, complaint.id, complaint.links);
  replace_draft_grievances(transaction, complaint.id, said.grievances);
  note(transaction, viewer, "complaint.draft_saved", complaint,
       {{"changes", changes_json(before, fields_of(complaint))}}, now);
  return loaded(transaction, complaint.id);
}

ComplaintEvent registered_as(const Complaint& complaint, const PastHandling& past, Instant now) {
  auto event = event_of("register", State::Draft, complaint.state, now);
  event.reason_code = past.waiver;
  event.reason = past.waiver_reason;
  event.detail = days_text(past);
  return event;
}

void note_registration(db::Transaction& transaction, const journal::Actor& actor, const Complaint& complaint,
                       const PastHandling& past, Instant now) {
  json::object content{{"changes", changes_json(fields_of({}), fields_of(complaint))}, {"to", name_of(complaint.state)}};
  if (!is_empty(past)) content["handled_before"] = json_of(past);
  if (complaint.imported) content["old_reference"] = complaint.old_reference;
  journal::append(transaction, actor, now, "complaint.registered", {"complaint", complaint.number}, content);
}

PastContext::LateReasons late_reasons_of(const std::optional<OldEntry>& old) {
  return old ? PastContext::LateReasons::NotAsked : PastContext::LateReasons::Asked;
}

// R-790 Nothing is asked of the many that were not handled before.
PastContext past_context(db::Reader& reader, const Registration& said, const std::optional<OldEntry>& old, Date today) {
  return is_empty(said.past) ? PastContext() : past_context_of(reader, said, late_reasons_of(old), today);
}

void require_rights(const Viewer& viewer, const PastHandling& past) {
  for (const auto right : rights_for(past)) require_right(viewer, right);
}

// R-708 What moves the legal dates: the days themselves, and medium or activity where they change the clock.
bool moves_dates(const Complaint& before, const Complaint& after) {
  if (before.sent_on != after.sent_on || before.received_on != after.received_on) return true;
  if (before.clock.has_value() != after.clock.has_value()) return true;
  return before.clock && (before.clock->acknowledgement_due_on != after.clock->acknowledgement_due_on ||
                          before.clock->answer_due_on != after.clock->answer_due_on ||
                          before.clock->mediator_closes_on != after.clock->mediator_closes_on);
}

std::string day_or_dash(const std::optional<Date>& day) { return day ? day->iso() : "–"; }

// "sent_on: 2026-11-02 → 2026-11-03, answer_due_on: …": what the history keeps of the old dates.
std::string moved_dates(const Complaint& before, const Complaint& after) {
  const auto due = [](const Complaint& of, Date Clock::*part) {
    return of.clock ? std::optional((*of.clock).*part) : std::nullopt;
  };
  const std::tuple<const char*, std::optional<Date>, std::optional<Date>> days[]{
      {"sent_on", before.sent_on, after.sent_on},
      {"received_on", before.received_on, after.received_on},
      {"acknowledgement_due_on", due(before, &Clock::acknowledgement_due_on),
       due(after, &Clock::acknowledgement_due_on)},
      {"answer_due_on", due(before, &Clock::answer_due_on), due(after, &Clock::answer_due_on)},
  };
  std::vector<std::string> moved;
  for (const auto& [name, from, to] : days) {
    if (from != to) moved.push_back(std::string(name) + ": " + day_or_dash(from) + " → " + day_or_dash(to));
  }
  return join(moved, ", ");
}

FieldRefusal reason_missing() {
  return {"change_reason", "required", msg("Say why the dates change: the old ones stay in the history.")};
}

void write_change(db::Transaction& transaction, const Viewer& viewer, const Complaint& before, Complaint& after,
                  const ComplaintEvent& event, Instant now) {
  auto changes = changes_json(fields_of(before), fields_of(after));
  update_complaint(transaction, after, now);
  insert_event(transaction, after.id, viewer.actor(), event);
  note(transaction, viewer, ("complaint." + event.command).c_str(), after,
       {{"changes", std::move(changes)}, {"reason", event.reason}}, now);
}

// Once for both verbs that change a registered complaint: the row held, the right asked, the version compared.
template <class Work>
Result<Complaint, Refusal> change(db::Database& database, const Viewer& viewer, const std::string& number,
                                  Command command, std::int64_t version, Instant now,
                                  const std::optional<accounts::IdempotencyKey>& key, Work work) {
  require_right(viewer, right_of(command));
  return database.write([&](db::Transaction& transaction) -> Result<Complaint, Refusal> {
    transaction.lock_rows("complaint", {require_complaint(transaction, viewer, number).id.value});
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) return require_complaint(transaction, viewer, number);  // done before: shown as it is now
    }
    const Complaint before = require_complaint(transaction, viewer, number);
    if (before.version != version) return fail(contacts::stale_version());
    if (!find_transition(before.state, command)) return fail(not_now());
    if (auto refusal = work(transaction, before)) return fail(std::move(*refusal));
    if (key) accounts::keep(transaction, *key, {200, before.number}, now);
    return loaded(transaction, before.id);
  });
}

}  // namespace

std::optional<Refusal> objection_to_registering(db::Reader& reader, const Viewer& viewer, const Registration& said,
                                                Instant now, const std::optional<OldEntry>& old) {
  Complaint scratch;
  const auto context = past_context(reader, said, old, paris_day(now));
  return admit(reader, viewer, said, scratch, paris_day(now), objections_to(said.past, context));
}

Result<Complaint, Refusal> put_into_register(db::Transaction& transaction, const Viewer& viewer,
                                             std::optional<ComplaintId> draft, const Registration& said, Instant now,
                                             const std::optional<OldEntry>& old) {
  Complaint complaint;
  if (draft) {
    transaction.lock_rows("complaint", {draft->value});
    complaint = require_draft(transaction, viewer, *draft);
  }
  const auto past = past_context(transaction, said, old, paris_day(now));
  auto refusal = admit(transaction, viewer, said, complaint, paris_day(now), objections_to(said.past, past));
  if (refusal) return fail(std::move(*refusal));
  const auto files = documents_of(transaction, viewer, said);
  if (!files) return fail(unknown_attachment());
  complaint.links = said.links;
  complaint.past.clear();
  take_past(said.past, complaint);
  complaint.imported = old.has_value();
  if (old) complaint.received_by = said.received_by;  // who takes a register over received none of it
  complaint.old_reference = old ? old->old_reference : "";
  complaint.created_by = viewer.id;
  complaint.registered_at = now;
  complaint.number = draw_number(transaction, paris_day(now));
  if (draft)
    update_complaint(transaction, complaint, now);
  else
    complaint.id = insert_complaint(transaction, complaint, now);
  replace_links(transaction, complaint.id, said.links);
  replace_draft_grievances(transaction, complaint.id, said.grievances);
  if (!is_empty(said.past)) insert_past(transaction, complaint, said.past, past, viewer.id, now);
  hand_over_documents(transaction, viewer, said, complaint.id, *files, now);
  const auto actor = old ? old->actor : viewer.actor();
  insert_event(transaction, complaint.id, actor, registered_as(complaint, said.past, now));
  note_registration(transaction, actor, complaint, said.past, now);
  return loaded(transaction, complaint.id);
}

Result<Complaint, Refusal> save_draft(db::Database& database, const Viewer& viewer, std::optional<ComplaintId> draft,
                                      const Registration& said, Instant now,
                                      const std::optional<accounts::IdempotencyKey>& key) {
  require_right(viewer, Right::RecordComplaint);
  if (auto refusals = objections_to_keeping(said); !refusals.empty()) return fail(incomplete(std::move(refusals)));
  return database.write([&](db::Transaction& transaction) -> Result<Complaint, Refusal> {
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) return require_draft(transaction, viewer, {std::stoll((*kept)->body)});
    }
    auto saved = store_draft(transaction, viewer, draft, said, now);
    if (key) accounts::keep(transaction, *key, {201, std::to_string(saved.id.value)}, now);
    return saved;
  });
}

void discard_draft(db::Database& database, const Viewer& viewer, ComplaintId draft, Instant now) {
  require_right(viewer, Right::RecordComplaint);
  database.write([&](db::Transaction& transaction) {
    transaction.lock_rows("complaint", {draft.value});
    const auto complaint = require_draft(transaction, viewer, draft);
    attachments::release(transaction, {kComplaintFiles, draft.value}, viewer.id, now);
    delete_draft(transaction, draft);
    note(transaction, viewer, "complaint.draft_discarded", complaint, {}, now);
  });
}

Result<Complaint, Refusal> register_complaint(db::Database& database, const Viewer& viewer,
                                              std::optional<ComplaintId> draft, const Registration& said, Instant now,
                                              const std::optional<accounts::IdempotencyKey>& key) {
  require_right(viewer, Right::RecordComplaint);
  require_rights(viewer, said.past);
  return database.write([&](db::Transaction& transaction) -> Result<Complaint, Refusal> {
    if (key) {
      if (draft) transaction.lock_rows("complaint", {draft->value});  // the same form at the same time is waited for
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      // Only the number is kept under the key: no names wait there, and the complaint is shown as it is now.
      if (*kept) return require_complaint(transaction, viewer, (*kept)->body);
    }
    auto registered = put_into_register(transaction, viewer, draft, said, now, {});
    if (registered && key) accounts::keep(transaction, *key, {201, registered->number}, now);
    return registered;
  });
}

Result<Complaint, Refusal> change_complaint(db::Database& database, const Viewer& viewer, const std::string& number,
                                            const Registration& said, const std::string& reason, std::int64_t version,
                                            Instant now) {
  const auto work = [&](db::Transaction& transaction, const Complaint& before) -> std::optional<Refusal> {
    Complaint after = before;
    if (auto refusal = admit(transaction, viewer, said, after, paris_day(now), objections_to_change(before, said))) {
      return refusal;
    }
    after.links = said.links;
    if (fields_of(after) == fields_of(before)) return std::nullopt;  // nothing said anew: no version, no trace
    const bool is_moved = moves_dates(before, after);
    if (is_moved && trim(reason).empty()) return incomplete({reason_missing()});
    auto event = event_of(name_of(Command::Edit), before.state, before.state, now);
    event.reason = trim(reason);
    if (is_moved) event.detail = moved_dates(before, after);
    replace_links(transaction, after.id, said.links);
    write_change(transaction, viewer, before, after, event, now);
    return std::nullopt;
  };
  return change(database, viewer, number, Command::Edit, version, now, {}, work);
}

Result<Complaint, Refusal> record_writing(db::Database& database, const Viewer& viewer, const std::string& number,
                                          const Writing& writing, std::int64_t version, Instant now,
                                          const std::optional<accounts::IdempotencyKey>& key) {
  const auto work = [&](db::Transaction& transaction, const Complaint& before) -> std::optional<Refusal> {
    if (before.clock) return Refusal{"already_written", msg("This complaint is a written one already."), {}};
    if (auto refusals = objections_to_writing(transaction, writing, before, paris_day(now)); !refusals.empty())
      return incomplete(std::move(refusals));
    Complaint after = before;
    after.sent_on = writing.sent_on;
    after.received_on = writing.received_on;
    after.proof_of_sending = writing.proof_of_sending;
    after.medium = "durable";
    if (auto refusal = start_clock(transaction, after)) return incomplete({std::move(*refusal)});
    auto event = event_of(name_of(Command::RecordWriting), before.state, before.state, now);
    event.detail = moved_dates(before, after);
    insert_writing(transaction, before, *writing.sent_on, *writing.received_on, writing.proof_of_sending, viewer.id,
                   now);
    write_change(transaction, viewer, before, after, event, now);
    return std::nullopt;
  };
  return change(database, viewer, number, Command::RecordWriting, version, now, key, work);
}

}  // namespace recours::complaints
