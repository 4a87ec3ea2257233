#include "complaints/complaint_store.h"

#include "base/text.h"
#include "complaints/complaint_rows_store.h"

namespace recours::complaints {
namespace {

const std::string kColumns =
    "c.id, c.number, c.state, c.contact_id, c.complainant_kind, c.complainant_name, c.complainant_first_name, "
    "c.complainant_company, c.complainant_email, c.complainant_phone, c.complainant_street, c.complainant_postcode, "
    "c.complainant_city, c.complainant_country, c.capacity, c.adviser_id, c.received_by, c.handler_id, "
    "u.name AS adviser_name, r.name AS received_by_name, h.name AS handler_name, c.sent_on, c.received_on, "
    "c.proof_of_sending, c.registered_at, c.complexity, c.channel, c.medium, c.subject, c.title, c.details, c.reason, "
    "c.sub_reason, c.activity, c.product, c.expected_outcome, c.persons, c.third_parties, c.invited_to_write_on, "
    "c.regime_id, c.clock_starts_on, c.acknowledgement_due_on, c.answer_due_on, c.mediator_opens_on, "
    "c.mediator_closes_on, c.acknowledged_on, c.answered_on, c.closed_on, c.next_due_on, c.next_due, c.imported, "
    "c.old_reference, c.past, c.created_by, c.created_at, c.version FROM complaint c "
    "LEFT JOIN app_user u ON u.id = c.adviser_id LEFT JOIN app_user r ON r.id = c.received_by "
    "LEFT JOIN app_user h ON h.id = c.handler_id ";

Complainant complainant_of(const db::Row& row) {
  return {row.get<std::string>("complainant_kind"),       row.get<std::string>("complainant_name"),
          row.get<std::string>("complainant_first_name"), row.get<std::string>("complainant_company"),
          row.get<std::string>("complainant_email"),      row.get<std::string>("complainant_phone"),
          row.get<std::string>("complainant_street"),     row.get<std::string>("complainant_postcode"),
          row.get<std::string>("complainant_city"),       row.get<std::string>("complainant_country")};
}

void read_people(const db::Row& row, Complaint& complaint) {
  complaint.capacity = row.get<std::string>("capacity");
  complaint.adviser = row.get<std::optional<UserId>>("adviser_id");
  complaint.received_by = row.get<std::optional<UserId>>("received_by");
  complaint.handler = row.get<std::optional<UserId>>("handler_id");
  complaint.adviser_name = row.get<std::optional<std::string>>("adviser_name").value_or("");
  complaint.received_by_name = row.get<std::optional<std::string>>("received_by_name").value_or("");
  complaint.handler_name = row.get<std::optional<std::string>>("handler_name").value_or("");
}

void read_content(const db::Row& row, Complaint& complaint) {
  complaint.sent_on = row.get<std::optional<Date>>("sent_on");
  complaint.received_on = row.get<std::optional<Date>>("received_on");
  complaint.proof_of_sending = row.get<std::string>("proof_of_sending");
  complaint.registered_at = row.get<std::optional<Instant>>("registered_at");
  complaint.complexity = row.get<std::string>("complexity");
  complaint.channel = row.get<std::string>("channel");
  complaint.medium = row.get<std::string>("medium");
  complaint.subject = row.get<std::string>("subject");
  complaint.title = row.get<std::string>("title");
  complaint.details = row.get<std::string>("details");
  complaint.reason = row.get<std::string>("reason");
  complaint.sub_reason = row.get<std::string>("sub_reason");
  complaint.activity = row.get<std::string>("activity");
  complaint.product = row.get<std::string>("product");
  complaint.expected_outcome = row.get<std::string>("expected_outcome");
  complaint.persons = row.get<std::string>("persons");
  complaint.third_parties = row.get<std::string>("third_parties");
  complaint.invited_to_write_on = row.get<std::optional<Date>>("invited_to_write_on");
}

std::optional<Clock> clock_of(const db::Row& row) {
  const auto regime = row.get<std::optional<std::int64_t>>("regime_id");
  if (!regime) return std::nullopt;
  return Clock{*regime,
               row.get<Date>("clock_starts_on"),
               row.get<Date>("acknowledgement_due_on"),
               row.get<Date>("answer_due_on"),
               row.get<Date>("mediator_opens_on"),
               row.get<Date>("mediator_closes_on")};
}

Complaint complaint_of(const db::Row& row) {
  Complaint complaint;
  complaint.id = row.get<ComplaintId>("id");
  complaint.number = row.get<std::optional<std::string>>("number").value_or("");
  complaint.state = state_named(row.get<std::string_view>("state")).value();
  complaint.contact = row.get<std::optional<std::int64_t>>("contact_id");
  complaint.complainant = complainant_of(row);
  read_people(row, complaint);
  read_content(row, complaint);
  complaint.clock = clock_of(row);
  complaint.acknowledged_on = row.get<std::optional<Date>>("acknowledged_on");
  complaint.answered_on = row.get<std::optional<Date>>("answered_on");
  complaint.closed_on = row.get<std::optional<Date>>("closed_on");
  complaint.next_due_on = row.get<std::optional<Date>>("next_due_on");
  complaint.next_due = row.get<std::string>("next_due");
  complaint.imported = row.get<bool>("imported");
  complaint.old_reference = row.get<std::string>("old_reference");
  complaint.past = row.get<std::string>("past");
  complaint.created_by = row.get<std::optional<UserId>>("created_by").value_or(UserId{});
  complaint.created_at = row.get<Instant>("created_at");
  complaint.version = row.get<std::int64_t>("version");
  return complaint;
}

Complaint whole(db::Reader& reader, Complaint complaint) {
  complaint.links = links_of(reader, complaint.id);
  complaint.grievances = grievances_of(reader, complaint.id);
  return complaint;
}

Complaint required(db::Reader& reader, std::optional<Complaint> found, const std::string& what) {
  if (!found) throw NotFound(what);
  return whole(reader, std::move(*found));
}

// R-706 A link is no way to a complaint the viewer does not see.
Complaint without_hidden_links(db::Reader& reader, std::int64_t scope, Complaint complaint) {
  if (scope == 0) return complaint;
  std::erase_if(complaint.links, [&](const Link& link) {
    return link.kind == LinkKind::Complaint &&
           !reader.find("SELECT c.id FROM complaint c WHERE c.id = :id AND " + scope_condition(scope),
                        {{"id", link.id}, {"scope", scope}},
                        [](const db::Row& row) { return row.get<std::int64_t>("id"); });
  });
  return complaint;
}

}  // namespace

std::int64_t complaint_scope(const accounts::Viewer& viewer) {
  return viewer.can(accounts::Right::SeeComplaints) ? accounts::contact_scope(viewer) : -1;
}

//
std::string scope_condition(std::int64_t scope) {
  if (scope == 0) return ":scope = 0 ";
  return "(c.received_by = :scope OR (c.contact_id IS NULL AND c.adviser_id = :scope) OR EXISTS (SELECT 1 FROM contact "
         "k WHERE k.id = c.contact_id AND k.adviser_id = :scope)) ";
}

Complaint require_complaint(db::Reader& reader, const accounts::Viewer& viewer, const std::string& number) {
  const auto scope = complaint_scope(viewer);
  auto found = required(reader,
                        reader.find("SELECT " + kColumns + "WHERE c.number_key = :key AND c.number IS NOT NULL AND " +
                                        scope_condition(scope),
                                    {{"key", number_key(number)}, {"scope", scope}}, complaint_of),
                        "complaint " + number);
  return without_hidden_links(reader, scope, std::move(found));
}

//
Complaint require_draft(db::Reader& reader, const accounts::Viewer& viewer, ComplaintId id) {
  return required(
      reader,
      reader.find("SELECT " + kColumns + "WHERE c.id = :id AND c.state = 'draft' AND c.created_by = :author",
                  {{"id", id}, {"author", viewer.id}}, complaint_of),
      "draft " + std::to_string(id.value));
}

std::optional<Complaint> find_by_id(db::Reader& reader, ComplaintId id) {
  auto found = reader.find("SELECT " + kColumns + "WHERE c.id = :id", {{"id", id}}, complaint_of);
  return found ? std::optional(whole(reader, std::move(*found))) : std::nullopt;
}

CaseFile load_case(db::Reader& reader, const Complaint& complaint) {
  CaseFile file;
  file.complaint = complaint;
  file.letters = letters_of(reader, complaint.id);
  file.answers = answers_of(reader, complaint.id);
  file.decision = decision_of(reader, complaint.id);
  file.corrective_actions = corrective_actions_of(reader, complaint.id);
  file.notes = notes_of(reader, complaint.id);
  file.mediation = mediation_of(reader, complaint.id);
  file.events = events_of(reader, complaint.id);
  return file;
}

std::vector<Complaint> list_drafts(db::Reader& reader, const accounts::Viewer& viewer) {
  return reader.list("SELECT " + kColumns +
                         "WHERE c.created_by = :author AND c.state = 'draft' ORDER BY c.changed_at DESC, c.id DESC "
                         "LIMIT 200",
                     {{"author", viewer.id}}, complaint_of);
}

}  // namespace recours::complaints
