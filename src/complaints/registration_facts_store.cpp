#include "complaints/registration_facts_store.h"

#include <algorithm>

#include "accounts/organisation_calendar.h"
#include "complaints/firm_people_store.h"
#include "complaints/list_store.h"
#include "complaints/regime_store.h"
#include "contacts/contact_store.h"
#include "contacts/record_store.h"

namespace recours::complaints {

using accounts::Right;

Complainant complainant_of(const contacts::Contact& contact) {
  return {std::string(contacts::name_of(contact.kind)),
          contact.name,
          contact.first_name,
          contact.company,
          contact.email,
          contact.phone,
          contact.street,
          contact.postcode,
          contact.city,
          contact.country};
}

namespace {

std::vector<std::string> codes_of(db::Reader& reader, std::string_view list, Date today, std::string_view parent,
                                  const std::string& present) {
  std::vector<std::string> codes;
  for (const auto& item : list_items(reader, list, today, parent)) codes.push_back(item.code);
  if (!present.empty()) codes.push_back(present);
  return codes;
}

std::vector<Link> linkable_of(db::Reader& reader, const Client& client) {
  std::vector<Link> links;
  if (!client) return links;
  for (const auto& project : contacts::list_projects(reader, client->id).items)
    links.push_back({LinkKind::Project, project.id.value, ""});
  for (const auto& contract : contacts::list_contracts(reader, client->id).items)
    links.push_back({LinkKind::Contract, contract.id.value, ""});
  for (const auto& loss : contacts::list_losses(reader, client->id).items)
    links.push_back({LinkKind::Loss, loss.id.value, ""});
  return links;
}

bool is_among(const std::vector<Link>& links, const Link& link) {
  return std::any_of(links.begin(), links.end(),
                     [&](const Link& other) { return other.kind == link.kind && other.id == link.id; });
}

bool is_registered_client(const Registration& said, const Complaint& before) {
  return !before.number.empty() && said.contact && said.contact == before.contact;
}

}  // namespace

Client client_of(db::Reader& reader, const accounts::Viewer& viewer, const Registration& said) {
  if (!said.contact) return std::nullopt;
  return contacts::find_contact(reader, viewer, contacts::ContactId{*said.contact});
}

RegistrationContext context_of(db::Reader& reader, const Registration& said, const Client& client,
                               const Complaint& before, Date today) {
  RegistrationContext context;
  context.today = today;
  context.products = codes_of(reader, "product", today, "", before.product);
  context.reasons = codes_of(reader, "reason", today, "", before.reason);
  if (!said.reason.empty()) {
    context.sub_reasons_of_reason = codes_of(reader, "sub_reason", today, said.reason,
                                             said.reason == before.reason ? before.sub_reason : std::string());
  }
  context.linkable = linkable_of(reader, client);
  if (is_registered_client(said, before))
    context.linkable.insert(context.linkable.end(), before.links.begin(), before.links.end());
  context.contact_known = client.has_value() || is_registered_client(said, before);
  return context;
}

void check_people(db::Reader& reader, const Registration& said, const Complaint& before, Date today,
                  std::vector<FieldRefusal>& refusals) {
  if (said.received_by && (before.number.empty() || said.received_by != before.received_by) &&
      !is_one_with(reader, *said.received_by, Right::RecordComplaint, today)) {
    refusals.push_back({"received_by", "unknown_person", msg("Choose somebody of the firm who records complaints.")});
  }
  if (said.handler && (before.number.empty() || said.handler != before.handler) &&
      !is_one_with(reader, *said.handler, Right::HandleComplaint, today)) {
    refusals.push_back({"handler", "unknown_person", msg("Choose somebody of the firm who handles complaints.")});
  }
}

Registration without_strangers(db::Reader& reader, Registration said, const Client& client, Date today) {
  if (!client) said.contact.reset();
  if (said.received_by && !is_one_with(reader, *said.received_by, Right::RecordComplaint, today))
    said.received_by.reset();
  if (said.handler && !is_one_with(reader, *said.handler, Right::HandleComplaint, today)) said.handler.reset();
  return said;
}

std::vector<Link> own_links(db::Reader& reader, const Registration& said, const Client& client) {
  auto links = said.links;
  const auto linkable = linkable_of(reader, client);
  std::erase_if(links, [&](const Link& link) { return !is_among(linkable, link); });
  return links;
}

void take_over(const Registration& said, const Client& client, UserId recorder, Complaint& complaint) {
  if (!is_registered_client(said, complaint)) {
    // Of somebody without record: whose complaint it is does not change by editing what it says.
    const bool stays_without_record = !complaint.number.empty() && !complaint.contact && !client;
    complaint.contact = client ? std::optional(client->id.value) : std::nullopt;
    complaint.complainant = client ? complainant_of(*client) : said.complainant;
    if (!stays_without_record) complaint.adviser = client ? client->adviser : std::nullopt;
  }
  if (said.received_by)
    complaint.received_by = said.received_by;
  else if (!complaint.received_by)
    complaint.received_by = recorder;
  complaint.handler = said.handler;
  complaint.sent_on = said.sent_on;
  complaint.received_on = said.received_on;
  complaint.proof_of_sending = said.proof_of_sending;
  complaint.complexity = said.complexity;
  complaint.channel = said.channel;
  complaint.medium = said.medium;
  complaint.subject = said.subject;
  complaint.title = said.title;
  complaint.details = said.details;
  complaint.reason = said.reason;
  complaint.sub_reason = said.sub_reason;
  complaint.activity = said.activity;
  complaint.product = said.product;
  complaint.capacity = said.capacity;
  complaint.expected_outcome = said.expected_outcome;
  complaint.persons = said.persons;
  complaint.third_parties = said.third_parties;
  complaint.invited_to_write_on = said.invited_to_write_on;
}

std::optional<FieldRefusal> start_clock(db::Reader& reader, Complaint& complaint) {
  complaint.clock.reset();
  if (!has_clock(complaint.medium) || !complaint.sent_on || !complaint.received_on) return std::nullopt;
  const auto regimes = list_regimes(reader);
  const auto* regime = calendar::regime_on(regimes, complaint.activity, *complaint.sent_on);
  if (!regime) return FieldRefusal{"sent_on", "no_regime", msg("No rule is configured for this day and activity.")};
  const auto dates =
      calendar::deadlines(*complaint.sent_on, *complaint.received_on, *regime, accounts::holidays_of(reader));
  complaint.clock = Clock{regime->id,          dates.starts_on,         dates.acknowledgement_due_on(),
                          dates.answer_due_on, dates.mediator_opens_on, dates.mediator_closes_on};
  return std::nullopt;
}

}  // namespace recours::complaints
