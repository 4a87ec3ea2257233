#include "complaints/registration.h"

#include <algorithm>

#include "base/readable.h"
#include "base/text.h"
#include "calendar/counting.h"

namespace recours::complaints {
namespace {

using Refusals = std::vector<FieldRefusal>;

constexpr int kPromptWorkableDays = 2;
constexpr std::size_t kLongestLine = 200;
constexpr std::size_t kLongestParagraph = 2'000;
constexpr std::size_t kLongestDetails = 20'000;
constexpr std::size_t kMostGrievances = 50;

void check_text(std::string field, std::string_view text, Lines lines, std::size_t longest, Refusals& refusals) {
  if (has_unreadable(text, lines)) {
    refusals.push_back(
        {std::move(field), "unreadable", msg("This text holds characters that cannot be read: type it again.")});
  } else if (length(text) > longest) {
    refusals.push_back({std::move(field), "too_long",
                        msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest))});
  }
}

void check_complainant_texts(const Complainant& who, Refusals& refusals) {
  const std::pair<const char*, const std::string*> lines[]{
      {"complainant.name", &who.name},       {"complainant.first_name", &who.first_name},
      {"complainant.company", &who.company}, {"complainant.email", &who.email},
      {"complainant.phone", &who.phone},     {"complainant.street", &who.street},
      {"complainant.city", &who.city},       {"complainant.postcode", &who.postcode},
      {"complainant.country", &who.country},
  };
  for (const auto& [field, text] : lines) check_text(field, *text, Lines::One, kLongestLine, refusals);
  if (who.kind != "person" && who.kind != "company") {
    refusals.push_back({"complainant.kind", "unknown_choice", msg("Choose whether this is a person or a company.")});
  }
}

// Codes are short by nature; here only so that drafts keep nothing absurd.
void check_code_texts(const Registration& registration, Refusals& refusals) {
  const std::pair<const char*, const std::string*> codes[]{
      {"proof_of_sending", &registration.proof_of_sending},
      {"complexity", &registration.complexity},
      {"channel", &registration.channel},
      {"medium", &registration.medium},
      {"subject", &registration.subject},
      {"reason", &registration.reason},
      {"sub_reason", &registration.sub_reason},
      {"activity", &registration.activity},
      {"product", &registration.product},
      {"capacity", &registration.capacity},
  };
  for (const auto& [field, text] : codes) check_text(field, *text, Lines::One, kLongestLine, refusals);
}

void check_grievance_texts(const std::vector<std::string>& grievances, Refusals& refusals) {
  if (grievances.size() > kMostGrievances) {
    refusals.push_back({"grievances", "too_many",
                        msg("At most {1} grievances are possible.", static_cast<std::int64_t>(kMostGrievances))});
  }
  for (const auto& text : grievances) {
    const auto before = refusals.size();
    check_text("grievances", text, Lines::Many, kLongestParagraph, refusals);
    if (refusals.size() > before) return;  // the field is named once
  }
}

void require(const char* field, std::string_view text, Message message, Refusals& refusals) {
  if (is_blank(text)) refusals.push_back({field, "required", std::move(message)});
}

void check_complainant(const Registration& registration, const RegistrationContext& context, Refusals& refusals) {
  if (registration.contact) {
    if (!context.contact_known) {
      refusals.push_back({"contact_id", "unknown_contact", msg("This client does not exist.")});
    }
    return;
  }
  const Complainant& who = registration.complainant;
  if (who.kind == "company") {
    require("complainant.company", who.company, msg("Enter the company's name."), refusals);
  } else {
    require("complainant.name", who.name, msg("Enter the complainant's last name, or choose a client."), refusals);
  }
  if (!who.email.empty() && !is_email(who.email)) {
    refusals.push_back({"complainant.email", "bad_email", msg("Enter an e-mail address such as name@example.com.")});
  }
}

//
void check_dates(const Registration& registration, Date today, Refusals& refusals) {
  const auto& sent_on = registration.sent_on;
  const auto& received_on = registration.received_on;
  if (!sent_on && has_clock(registration.medium)) {
    refusals.push_back({"sent_on", "required", msg("Enter the day the complainant sent it: it starts the clock.")});
  }
  if (!received_on) refusals.push_back({"received_on", "required", msg("Enter the day it was received.")});
  if (sent_on && *sent_on > today) {
    refusals.push_back({"sent_on", "in_future", msg("This day lies in the future.")});
  }
  if (received_on && *received_on > today) {
    refusals.push_back({"received_on", "in_future", msg("This day lies in the future.")});
  }
  if (sent_on && received_on && *received_on < *sent_on) {
    refusals.push_back({"received_on", "before_sent", msg("A complaint cannot be received before it was sent.")});
  }
}

// R-701 Of an oral complaint: nobody can be invited to write before having spoken.
void check_invitation(const Registration& registration, Date today, Refusals& refusals) {
  const auto& invited_on = registration.invited_to_write_on;
  if (!invited_on || has_clock(registration.medium)) return;
  if (*invited_on > today) {
    refusals.push_back({"invited_to_write_on", "in_future", msg("This day lies in the future.")});
  } else if (registration.received_on && *invited_on < *registration.received_on) {
    refusals.push_back({"invited_to_write_on", "before_received",
                        msg("The complainant cannot be invited to write before the complaint was received.")});
  }
}

enum class Presence { Optional, Required };

// `is_known` is asked of a code that is there.
template <class IsKnown>
void check_choice(const char* field, std::string_view code, Presence presence, IsKnown is_known, Refusals& refusals) {
  if (code.empty()) {
    if (presence == Presence::Required) refusals.push_back({field, "required", msg("Make a choice.")});
  } else if (!is_known(code)) {
    refusals.push_back({field, "unknown_choice", msg("This choice does not exist.")});
  }
}

auto is_one_of(std::span<const Code> codes) {
  return [codes](std::string_view code) { return is_code(codes, code); };
}

auto is_one_of(const std::vector<std::string>& codes) {
  return [&codes](std::string_view code) { return std::find(codes.begin(), codes.end(), code) != codes.end(); };
}

void check_choices(const Registration& registration, const RegistrationContext& context, Refusals& refusals) {
  using enum Presence;
  const auto proof = has_clock(registration.medium) ? Required : Optional;
  check_choice("proof_of_sending", registration.proof_of_sending, proof, is_one_of(proofs()), refusals);
  check_choice("complexity", registration.complexity, Required, is_one_of(complexities()), refusals);
  check_choice("channel", registration.channel, Required, is_one_of(channels()), refusals);
  check_choice("medium", registration.medium, Required, is_one_of(media()), refusals);
  check_choice("subject", registration.subject, Required, is_one_of(subjects()), refusals);
  check_choice("activity", registration.activity, Required, is_one_of(activities()), refusals);
  check_choice("capacity", registration.capacity, Optional, is_one_of(capacities()), refusals);
  check_choice("product", registration.product, Optional, is_one_of(context.products), refusals);
  check_choice("reason", registration.reason, Required, is_one_of(context.reasons), refusals);
}

// The second level belongs to the first.
void check_sub_reason(const Registration& registration, const RegistrationContext& context, Refusals& refusals) {
  const auto& code = registration.sub_reason;
  if (!code.empty() && !is_one_of(context.sub_reasons_of_reason)(code)) {
    refusals.push_back({"sub_reason", "not_of_reason", msg("Choose a sub-reason of the chosen reason.")});
  }
}

void check_links(const Registration& registration, const RegistrationContext& context, Refusals& refusals) {
  const auto is_linkable = [&](const Link& link) {
    return std::any_of(context.linkable.begin(), context.linkable.end(),
                       [&](const Link& own) { return own.kind == link.kind && own.id == link.id; });
  };
  if (!std::all_of(registration.links.begin(), registration.links.end(), is_linkable)) {
    refusals.push_back(
        {"linked", "unknown_link", msg("Choose among the client's own projects, contracts and losses.")});
  }
}

bool is_named(const Refusals& refusals, std::string_view field) {
  return std::any_of(refusals.begin(), refusals.end(), [&](const FieldRefusal& known) { return known.field == field; });
}

}  // namespace

std::vector<FieldRefusal> objections_to_keeping(const Registration& registration) {
  Refusals refusals;
  check_complainant_texts(registration.complainant, refusals);
  check_code_texts(registration, refusals);
  check_text("title", registration.title, Lines::One, kLongestLine, refusals);
  check_text("details", registration.details, Lines::Many, kLongestDetails, refusals);
  check_text("expected_outcome", registration.expected_outcome, Lines::Many, kLongestParagraph, refusals);
  check_text("persons", registration.persons, Lines::Many, kLongestParagraph, refusals);
  check_text("third_parties", registration.third_parties, Lines::Many, kLongestParagraph, refusals);
  check_grievance_texts(registration.grievances, refusals);
  for (auto& refusal : objections_to_keeping(registration.past)) refusals.push_back(std::move(refusal));
  return refusals;
}

//
std::vector<FieldRefusal> objections_to(const Registration& registration, const RegistrationContext& context) {
  Refusals refusals = objections_to_keeping(registration);
  Refusals further;
  check_complainant(registration, context, further);
  check_dates(registration, context.today, further);
  check_invitation(registration, context.today, further);
  check_choices(registration, context, further);
  check_sub_reason(registration, context, further);
  check_links(registration, context, further);
  require("title", registration.title, msg("Give the complaint a title."), further);
  require("details", registration.details, msg("Say in a few words what the complaint is about."), further);
  for (auto& refusal : further) {
    if (!is_named(refusals, refusal.field)) refusals.push_back(std::move(refusal));
  }
  return refusals;
}

//
std::vector<FieldRefusal> objections_to_change(const Complaint& before, const Registration& registration) {
  Refusals refusals;
  const auto& first = before.acknowledged_on && before.answered_on
                          ? std::min(before.acknowledged_on, before.answered_on)
                          : (before.acknowledged_on ? before.acknowledged_on : before.answered_on);
  if (!first) return refusals;
  if (before.clock && !has_clock(registration.medium)) {
    refusals.push_back(
        {"medium", "already_handled",
         msg("An acknowledgement or an answer left on {1}: the complaint stays a written one.", *first)});
  }
  if (registration.received_on && *registration.received_on > *first) {
    refusals.push_back({"received_on", "after_handling",
                        msg("An acknowledgement or an answer left on {1}, so it was received by then.", *first)});
  }
  return refusals;
}

//
bool is_late_registration(Date received_on, Date registered_on, const calendar::Holidays& holidays) {
  return calendar::workable_days_between(received_on, registered_on, holidays) > kPromptWorkableDays;
}

//
bool lacks_mandate(std::string_view capacity, std::span<const std::string> document_kinds) {
  return capacity == "representative" &&
         std::find(document_kinds.begin(), document_kinds.end(), "mandate") == document_kinds.end();
}

}  // namespace recours::complaints
