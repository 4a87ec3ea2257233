#include "complaints/complaint_writes_store.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "base/words.h"
#include "complaints/dues.h"
#include "complaints/number_word.h"

namespace recours::complaints {
namespace {

// Every column a complaint is written with; the parameters have their names.
constexpr std::array kWritten{"number",
                              "number_key",
                              "state",
                              "contact_id",
                              "complainant_kind",
                              "complainant_name",
                              "complainant_first_name",
                              "complainant_company",
                              "complainant_email",
                              "complainant_phone",
                              "complainant_street",
                              "complainant_postcode",
                              "complainant_city",
                              "complainant_country",
                              "capacity",
                              "adviser_id",
                              "received_by",
                              "handler_id",
                              "sent_on",
                              "received_on",
                              "proof_of_sending",
                              "registered_at",
                              "complexity",
                              "channel",
                              "medium",
                              "subject",
                              "title",
                              "details",
                              "reason",
                              "sub_reason",
                              "activity",
                              "product",
                              "expected_outcome",
                              "persons",
                              "third_parties",
                              "invited_to_write_on",
                              "regime_id",
                              "clock_starts_on",
                              "acknowledgement_due_on",
                              "answer_due_on",
                              "mediator_opens_on",
                              "mediator_closes_on",
                              "acknowledged_on",
                              "answered_on",
                              "closed_on",
                              "next_due_on",
                              "next_due",
                              "listed_on",
                              "due_order",
                              "imported",
                              "old_reference",
                              "past",
                              "created_by",
                              "created_at",
                              "changed_at"};

std::string insert_text() {
  std::string names, values;
  for (const auto* column : kWritten) {
    names += std::string(column) + ", ";
    values += ":" + std::string(column) + ", ";
  }
  // A new one has no id yet: 0.
  return "INSERT INTO complaint (" + names + "version) VALUES (" + values + ":version + :id) RETURNING id";
}

std::string update_text() {
  std::string sets;
  for (const auto* column : kWritten) sets += std::string(column) + " = :" + column + ", ";
  return "UPDATE complaint SET " + sets + "version = :version + 1 WHERE id = :id AND version = :version RETURNING id";
}

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

Date listed_on(const Complaint& complaint) {
  if (complaint.sent_on) return *complaint.sent_on;
  return complaint.received_on.value_or(paris_day(complaint.created_at));
}

template <class Part>
std::optional<Part> of_clock(const Complaint& complaint, Part Clock::*part) {
  return complaint.clock ? std::optional<Part>((*complaint.clock).*part) : std::nullopt;
}

// The row's id, or none when `version` is not the stored one.
std::optional<ComplaintId> write_row(db::Transaction& transaction, const std::string& sql, const Complaint& complaint,
                                     Instant now) {
  const auto& c = complaint;
  const auto& who = complaint.complainant;
  const auto next = next_due(complaint);
  return transaction.find(sql,
                          {{"number", or_null(c.number)},
                           {"number_key", or_null(number_key(c.number))},
                           {"state", name_of(c.state)},
                           {"contact_id", c.contact},
                           {"complainant_kind", who.kind},
                           {"complainant_name", who.name},
                           {"complainant_first_name", who.first_name},
                           {"complainant_company", who.company},
                           {"complainant_email", who.email},
                           {"complainant_phone", who.phone},
                           {"complainant_street", who.street},
                           {"complainant_postcode", who.postcode},
                           {"complainant_city", who.city},
                           {"complainant_country", who.country},
                           {"capacity", c.capacity},
                           {"adviser_id", c.adviser},
                           {"received_by", c.received_by},
                           {"handler_id", c.handler},
                           {"sent_on", c.sent_on},
                           {"received_on", c.received_on},
                           {"proof_of_sending", c.proof_of_sending},
                           {"registered_at", c.registered_at},
                           {"complexity", c.complexity},
                           {"channel", c.channel},
                           {"medium", c.medium},
                           {"subject", c.subject},
                           {"title", c.title},
                           {"details", c.details},
                           {"reason", c.reason},
                           {"sub_reason", c.sub_reason},
                           {"activity", c.activity},
                           {"product", c.product},
                           {"expected_outcome", c.expected_outcome},
                           {"persons", c.persons},
                           {"third_parties", c.third_parties},
                           {"invited_to_write_on", c.invited_to_write_on},
                           {"regime_id", of_clock(c, &Clock::regime_id)},
                           {"clock_starts_on", of_clock(c, &Clock::starts_on)},
                           {"acknowledgement_due_on", of_clock(c, &Clock::acknowledgement_due_on)},
                           {"answer_due_on", of_clock(c, &Clock::answer_due_on)},
                           {"mediator_opens_on", of_clock(c, &Clock::mediator_opens_on)},
                           {"mediator_closes_on", of_clock(c, &Clock::mediator_closes_on)},
                           {"acknowledged_on", c.acknowledged_on},
                           {"answered_on", c.answered_on},
                           {"closed_on", c.closed_on},
                           {"next_due_on", next.on},
                           {"next_due", next.what},
                           {"listed_on", listed_on(c)},
                           {"due_order", next.on ? next.on->iso() : std::string("9999-12-31")},
                           {"imported", c.imported},
                           {"old_reference", c.old_reference},
                           {"past", c.past},
                           {"created_by", c.created_by.value == 0 ? std::nullopt : std::optional(c.created_by)},
                           {"created_at", c.created_at},
                           {"changed_at", now},
                           {"version", c.version},
                           {"id", c.id}},
                          [](const db::Row& row) { return row.get<ComplaintId>("id"); });
}

// ---- what it is found by

// The number also without its zeros: REC-2026-000123 is asked for as 123. Drafts are not found.
std::vector<std::string> search_words(const Complaint& complaint) {
  if (complaint.number.empty()) return {};
  std::vector<std::string> words;
  const auto add = [&](const std::vector<std::string>& more) { words.insert(words.end(), more.begin(), more.end()); };
  for (const auto* number : {&complaint.number, &complaint.old_reference}) {
    const auto pieces = words_in(*number);
    add(pieces);
    add(with_joined_numbers(pieces));
    words.push_back(shortened(join(pieces, ""), kLongestWord));
    words.push_back(number_word(*number));
    for (const auto& piece : pieces)
      words.push_back(piece.substr(std::min(piece.find_first_not_of('0'), piece.size())));
  }
  const auto& who = complaint.complainant;
  for (const auto* text : {&complaint.title, &complaint.details, &who.name, &who.first_name, &who.company})
    add(words_in(*text));
  return each_once(std::move(words));
}

// Sixteen words at a time; what is missing to sixteen is the first word again, which does nothing.
void insert_words(db::Transaction& transaction, ComplaintId id, const std::vector<std::string>& words) {
  for (std::size_t from = 0; from < words.size(); from += 16) {
    const auto word = [&](std::size_t at) { return from + at < words.size() ? words[from + at] : words[from]; };
    transaction.execute(
        "INSERT INTO complaint_word (word, complaint_id) VALUES (:a, :id), (:b, :id), (:c, :id), (:d, :id), (:e, :id), "
        "(:f, :id), (:g, :id), (:h, :id), (:i, :id), (:j, :id), (:k, :id), (:l, :id), (:m, :id), (:n, :id), (:o, :id), "
        "(:p, :id) ON CONFLICT DO NOTHING",
        {{"id", id},
         {"a", word(0)},
         {"b", word(1)},
         {"c", word(2)},
         {"d", word(3)},
         {"e", word(4)},
         {"f", word(5)},
         {"g", word(6)},
         {"h", word(7)},
         {"i", word(8)},
         {"j", word(9)},
         {"k", word(10)},
         {"l", word(11)},
         {"m", word(12)},
         {"n", word(13)},
         {"o", word(14)},
         {"p", word(15)}});
  }
}

// Most commands change no word: what is there is compared first.
void refresh_words(db::Transaction& transaction, const Complaint& complaint) {
  const auto wanted = search_words(complaint);
  const auto present =
      transaction.list("SELECT word FROM complaint_word WHERE complaint_id = :id ORDER BY word", {{"id", complaint.id}},
                       [](const db::Row& row) { return row.get<std::string>("word"); });
  std::vector<std::string> gone, added;
  std::set_difference(present.begin(), present.end(), wanted.begin(), wanted.end(), std::back_inserter(gone));
  std::set_difference(wanted.begin(), wanted.end(), present.begin(), present.end(), std::back_inserter(added));
  if (!gone.empty()) {
    transaction.execute("DELETE FROM complaint_word WHERE complaint_id = :id AND word IN (:words[text])",
                        {{"id", complaint.id}, {"words", gone}});
  }
  insert_words(transaction, complaint.id, added);
}

}  // namespace

ComplaintId insert_complaint(db::Transaction& transaction, const Complaint& complaint, Instant now) {
  static const std::string sql = insert_text();
  Complaint fresh = complaint;
  fresh.id = {};
  fresh.version = 1;
  fresh.created_at = now;
  fresh.id = write_row(transaction, sql, fresh, now).value();
  insert_words(transaction, fresh.id, search_words(fresh));
  return fresh.id;
}

void update_complaint(db::Transaction& transaction, Complaint& complaint, Instant now) {
  static const std::string sql = update_text();
  if (!write_row(transaction, sql, complaint, now)) throw Conflict("complaint " + std::to_string(complaint.id.value));
  const auto next = next_due(complaint);
  complaint.next_due = next.what;
  complaint.next_due_on = next.on;
  ++complaint.version;
  refresh_words(transaction, complaint);
}

void delete_draft(db::Transaction& transaction, ComplaintId id) {
  transaction.execute("DELETE FROM complaint_link WHERE complaint_id = :id", {{"id", id}});
  transaction.execute("DELETE FROM complaint_grievance WHERE complaint_id = :id", {{"id", id}});
  transaction.execute_one("DELETE FROM complaint WHERE id = :id AND state = 'draft'", {{"id", id}});
}

std::string draw_number(db::Transaction& transaction, Date registered_on) {
  const int year = registered_on.year();
  return fmt::format("REC-{:04}-{:06}", year, transaction.next_number(fmt::format("complaint {:04}", year)));
}

void replace_links(db::Transaction& transaction, ComplaintId id, const std::vector<Link>& links) {
  transaction.execute("DELETE FROM complaint_link WHERE complaint_id = :id AND kind <> 'complaint'", {{"id", id}});
  for (const auto& link : links) {
    if (link.kind != LinkKind::Complaint) insert_link(transaction, id, link);
  }
}

bool insert_link(db::Transaction& transaction, ComplaintId id, const Link& link) {
  return transaction.execute(
             "INSERT INTO complaint_link (complaint_id, kind, target_id) "
             "VALUES (:id, :kind, :target) ON CONFLICT DO NOTHING",
             {{"id", id}, {"kind", name_of(link.kind)}, {"target", link.id}}) > 0;
}

bool delete_link(db::Transaction& transaction, ComplaintId id, const Link& link) {
  return transaction.execute(
             "DELETE FROM complaint_link WHERE complaint_id = :id AND kind = :kind AND target_id = :target",
             {{"id", id}, {"kind", name_of(link.kind)}, {"target", link.id}}) > 0;
}

void replace_draft_grievances(db::Transaction& transaction, ComplaintId id, const std::vector<std::string>& texts) {
  transaction.execute("DELETE FROM complaint_grievance WHERE complaint_id = :id", {{"id", id}});
  for (const auto& text : texts) insert_grievance(transaction, id, text);
}

void insert_writing(db::Transaction& transaction, const Complaint& before, Date sent_on, Date received_on,
                    const std::string& proof, UserId by, Instant now) {
  transaction.execute(
      "INSERT INTO complaint_writing (complaint_id, spoken_medium, spoken_received_on, sent_on, received_on, "
      "proof_of_sending, recorded_by, recorded_at) VALUES (:id, :medium, :spoken_on, :sent_on, :received_on, :proof, "
      ":by, :now)",
      {{"id", before.id},
       {"medium", before.medium},
       {"spoken_on", before.received_on},
       {"sent_on", sent_on},
       {"received_on", received_on},
       {"proof", proof},
       {"by", by},
       {"now", now}});
}

}  // namespace recours::complaints
