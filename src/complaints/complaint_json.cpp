#include "complaints/complaint_json.h"

#include "base/text.h"
#include "complaints/dues.h"
#include "complaints/handling_json.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;

json::value iso_or_null(const std::optional<Date>& day) { return day ? json::value(day->iso()) : json::value(nullptr); }

json::value person_json(const std::optional<UserId>& id, const std::string& name) {
  if (!id) return nullptr;
  return {{"id", id->value}, {"name", name}};
}

json::object complainant_json(const Complainant& who) {
  return {{"kind", who.kind},         {"display_name", who.display_name()},
          {"name", who.name},         {"first_name", who.first_name},
          {"company", who.company},   {"email", who.email},
          {"phone", who.phone},       {"street", who.street},
          {"postcode", who.postcode}, {"city", who.city},
          {"country", who.country}};
}

json::array linked_json(const std::vector<Link>& links) {
  json::array shown;
  for (const auto& link : links) {
    shown.push_back({{"type", name_of(link.kind)}, {"id", link.id}, {"label", link.label}});
  }
  return shown;
}

std::string_view name_of(DueState state) {
  switch (state) {
    case DueState::None: return "none";
    case DueState::Pending: return "pending";
    case DueState::DueSoon: return "due_soon";
    case DueState::Late: return "late";
    case DueState::InTime: return "in_time";
    case DueState::KeptLate: return "kept_late";
    case DueState::Moot: return "moot";
  }
  return "none";
}

void add_content(const Complaint& c, json::object& shown) {
  shown["contact_id"] = c.contact ? json::value(*c.contact) : json::value(nullptr);
  shown["complainant"] = complainant_json(c.complainant);
  shown["capacity"] = c.capacity;
  shown["adviser"] = person_json(c.adviser, c.adviser_name);
  shown["received_by"] = person_json(c.received_by, c.received_by_name);
  shown["complexity"] = c.complexity;
  shown["channel"] = c.channel;
  shown["medium"] = c.medium;
  shown["subject"] = c.subject;
  shown["linked"] = linked_json(c.links);
  shown["title"] = c.title;
  shown["details"] = c.details;
  shown["reason"] = c.reason;
  shown["sub_reason"] = c.sub_reason;
  shown["activity"] = c.activity;
  shown["product"] = c.product;
  shown["expected_outcome"] = c.expected_outcome;
  shown["persons"] = c.persons;
  shown["third_parties"] = c.third_parties;
  shown["imported"] = c.imported;
  shown["old_reference"] = c.old_reference;
}

void add_dates(const Complaint& c, Date today, json::object& shown) {
  const auto due = [&](Date Clock::*part) {
    return c.clock ? json::value(((*c.clock).*part).iso()) : json::value(nullptr);
  };
  shown["sent_on"] = iso_or_null(c.sent_on);
  shown["received_on"] = iso_or_null(c.received_on);
  shown["proof_of_sending"] = c.proof_of_sending;
  shown["registered_at"] = c.registered_at ? json::value(c.registered_at->iso()) : json::value(nullptr);
  shown["invited_to_write_on"] = iso_or_null(c.invited_to_write_on);
  shown["clock_starts_on"] = due(&Clock::starts_on);
  shown["acknowledgement_due_on"] = due(&Clock::acknowledgement_due_on);
  shown["acknowledgement_state"] = name_of(acknowledgement_due(c, today).state);
  shown["answer_due_on"] = due(&Clock::answer_due_on);
  shown["answer_state"] = name_of(answer_due(c, today).state);
  shown["mediator_opens_on"] = due(&Clock::mediator_opens_on);
  shown["mediator_closes_on"] = due(&Clock::mediator_closes_on);
}

json::array events_json(const std::vector<ComplaintEvent>& events) {
  json::array shown;
  for (const auto& event : events) {
    shown.push_back({{"at", event.at.iso()},
                     {"actor", event.actor_name},
                     {"command", event.command},
                     {"from_state", event.from_state},
                     {"to_state", event.to_state},
                     {"reason_code", event.reason_code},
                     {"reason", event.reason},
                     {"detail", event.detail}});
  }
  return shown;
}

}  // namespace

json::object complaint_json(const CaseFile& file, const accounts::Viewer& viewer, const Remarks& remarks) {
  auto shown = handled_json(file, viewer);
  add_content(file.complaint, shown);
  add_dates(file.complaint, remarks.today, shown);
  shown["late_registration"] = remarks.is_late_registration;
  shown["lacks_mandate"] = remarks.lacks_mandate;
  json::array similar;
  for (const auto& other : remarks.similar) similar.push_back(listed_json(other, remarks.today));
  shown["similar"] = std::move(similar);
  shown["events"] = events_json(file.events);
  return shown;
}

json::object listed_json(const ListedComplaint& complaint, Date today) {
  return {{"number", complaint.number},
          {"title", complaint.title},
          {"state", complaint.state},
          {"subject", complaint.subject},
          {"channel", complaint.channel},
          {"complexity", complaint.complexity},
          {"client", complaint.complainant_name},
          {"adviser", complaint.adviser_name},
          {"handler", complaint.handler_name},
          {"sent_on", iso_or_null(complaint.sent_on)},
          {"received_on", iso_or_null(complaint.received_on)},
          {"next_due", complaint.next_due.empty() ? json::value(nullptr) : json::value(complaint.next_due)},
          {"next_due_on", iso_or_null(complaint.next_due_on)},
          {"late", is_late(complaint.next_due_on, today)},
          {"version", complaint.version}};
}

}  // namespace recours::complaints
