// What a complaint must say before it is registered (complaints.md §3), and what is typed on the way there. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "base/result.h"
#include "calendar/holidays.h"
#include "complaints/complaint.h"
#include "complaints/past_handling.h"

namespace recours::complaints {

// As typed in the wizard or sent to the API, parsed to values; texts trimmed. Everything may still be missing.
struct Registration {
  std::optional<std::int64_t> contact;
  Complainant complainant;                                   // of somebody without record
  std::optional<Date> sent_on, received_on;
  std::string proof_of_sending;
  std::optional<UserId> received_by, handler;
  std::string complexity, channel, medium = "durable", subject, title, details, reason, sub_reason, activity, product,
      capacity, expected_outcome, persons, third_parties;
  std::vector<Link> links;
  std::vector<std::string> grievances;
  std::optional<Date> invited_to_write_on;
  PastHandling past;                                         // R-790 new, unless it was handled before
  std::string upload_form;                                   // key of the form its documents wait in
  std::vector<std::int64_t> attachments;                     // or loose files, by the API
};

// What the rules need to know beside it.
struct RegistrationContext {
  Date today;
  std::vector<std::string> products, reasons, sub_reasons_of_reason;   // codes in force; the last of the reason chosen
  std::vector<Link> linkable;                                // of the contact
  bool contact_known = true;
};

// Too long, unreadable: what not even a draft keeps.
std::vector<FieldRefusal> objections_to_keeping(const Registration& registration);

// R-702 envoi ≤ réception ≤ today. R-703 What must be there: complainant (contact_id, or complainant.name or .company),
// received_on, complexity, channel, medium, subject, activity, reason, title, details; of a written one sent_on and
// proof_of_sending too. Oral and messaging have no clock and need neither. All at once, each field named once, by the
// API's names. Who received it is whoever records it when nobody is named.
std::vector<FieldRefusal> objections_to(const Registration& registration, const RegistrationContext& context);

// R-708 What was sent in the meantime stays possible: no clock disappears after an acknowledgement or an answer, and neither
// left before the complaint was received.
std::vector<FieldRefusal> objections_to_change(const Complaint& before, const Registration& registration);

// R-704 A flag, no refusal: registered more than 2 jours ouvrables after reception.
bool is_late_registration(Date received_on, Date registered_on, const calendar::Holidays& holidays);

// R-705 A mandataire without a mandate among the documents: a warning, never a refusal.
bool lacks_mandate(std::string_view capacity, std::span<const std::string> document_kinds);

}  // namespace recours::complaints
