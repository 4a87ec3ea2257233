#include "complaints/complaint_fields.h"

#include "base/text.h"
#include "complaints/past_handling_json.h"

namespace recours::complaints {
namespace {

std::string text_of(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }
std::string text_of(const std::optional<UserId>& id) { return id ? std::to_string(id->value) : std::string(); }
std::string text_of(const std::optional<std::int64_t>& id) { return id ? std::to_string(*id) : std::string(); }

std::string text_of(const std::vector<Link>& links) {
  std::vector<std::string> texts;
  for (const auto& link : links) {
    if (link.kind != LinkKind::Complaint)
      texts.push_back(std::string(name_of(link.kind)) + " " + std::to_string(link.id));
  }
  return join(texts, ", ");
}

void add_complainant(const Complainant& who, NamedTexts& texts) {
  texts.insert(texts.end(), {{"complainant.kind", who.kind},
                             {"complainant.name", who.name},
                             {"complainant.first_name", who.first_name},
                             {"complainant.company", who.company},
                             {"complainant.email", who.email},
                             {"complainant.phone", who.phone},
                             {"complainant.street", who.street},
                             {"complainant.postcode", who.postcode},
                             {"complainant.city", who.city},
                             {"complainant.country", who.country}});
}

}  // namespace

NamedTexts fields_of(const Complaint& c) {
  const auto due = [&](Date Clock::*part) { return c.clock ? ((*c.clock).*part).iso() : std::string(); };
  NamedTexts texts{{"contact_id", text_of(c.contact)},
                   {"adviser", text_of(c.adviser)},
                   {"received_by", text_of(c.received_by)},
                   {"handler", text_of(c.handler)},
                   {"sent_on", text_of(c.sent_on)},
                   {"received_on", text_of(c.received_on)},
                   {"proof_of_sending", c.proof_of_sending},
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
                   {"capacity", c.capacity},
                   {"expected_outcome", c.expected_outcome},
                   {"persons", c.persons},
                   {"third_parties", c.third_parties},
                   {"linked", text_of(c.links)},
                   {"invited_to_write_on", text_of(c.invited_to_write_on)},
                   {"acknowledgement_due_on", due(&Clock::acknowledgement_due_on)},
                   {"answer_due_on", due(&Clock::answer_due_on)},
                   {"mediator_closes_on", due(&Clock::mediator_closes_on)}};
  add_complainant(c.complainant, texts);
  return texts;
}

boost::json::object changes_json(const NamedTexts& before, const NamedTexts& after) {
  boost::json::object changes;
  for (std::size_t at = 0; at < after.size(); ++at) {
    const auto& [name, to] = after[at];
    const std::string& from = before.at(at).second;
    if (from != to) changes[name] = {{"from", from}, {"to", to}};
  }
  return changes;
}

Registration registration_of(const Complaint& complaint) {
  Registration said;
  said.contact = complaint.contact;
  said.complainant = complaint.complainant;
  said.sent_on = complaint.sent_on;
  said.received_on = complaint.received_on;
  said.proof_of_sending = complaint.proof_of_sending;
  said.received_by = complaint.received_by;
  said.handler = complaint.handler;
  said.complexity = complaint.complexity;
  said.channel = complaint.channel;
  said.medium = complaint.medium;
  said.subject = complaint.subject;
  said.title = complaint.title;
  said.details = complaint.details;
  said.reason = complaint.reason;
  said.sub_reason = complaint.sub_reason;
  said.activity = complaint.activity;
  said.product = complaint.product;
  said.capacity = complaint.capacity;
  said.expected_outcome = complaint.expected_outcome;
  said.persons = complaint.persons;
  said.third_parties = complaint.third_parties;
  said.invited_to_write_on = complaint.invited_to_write_on;
  said.past = past_of(complaint.past);
  for (const auto& link : complaint.links) {
    if (link.kind != LinkKind::Complaint) said.links.push_back(link);
  }
  for (const auto& grievance : complaint.grievances) said.grievances.push_back(grievance.text);
  return said;
}

}  // namespace recours::complaints
