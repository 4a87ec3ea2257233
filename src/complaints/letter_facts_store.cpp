#include "complaints/letter_facts_store.h"

#include "accounts/settings.h"
#include "accounts/user_store.h"
#include "base/text.h"
#include "complaints/list_store.h"

namespace recours::complaints {
namespace {

constexpr auto kFrench = ui::Language::French;

std::string joined(std::initializer_list<std::string> parts, std::string_view separator) {
  std::vector<std::string> said;
  for (const auto& part : parts) {
    if (!trim(part).empty()) said.push_back(part);
  }
  return join(said, separator);
}

struct Contact {
  std::string name, reach;
};

Contact contact_of(db::Reader& reader, const Complaint& complaint, const accounts::Viewer& sender) {
  const auto handler = complaint.handler ? accounts::find_user(reader, *complaint.handler) : std::nullopt;
  if (handler) return {handler->name, joined({handler->phone, handler->email}, ", ")};
  return {sender.name, joined({sender.phone, sender.email}, ", ")};
}

// Only what the complainant knows or may know: what left, and that somebody is at work.
std::string done_so_far(const Complaint& complaint) {
  std::string acknowledged, handled;
  if (complaint.acknowledged_on) {
    acknowledged = ui::tr(kFrench, "acknowledgement of receipt sent on {1}", *complaint.acknowledged_on);
  }
  if (complaint.state == State::InProgress) handled = ui::tr(kFrench, "your file is being examined");
  return joined({acknowledged, handled}, ", ");
}

LetterFacts facts_of(db::Reader& reader, const Complaint& complaint, const accounts::Viewer& sender,
                     const LetterWish& wish, Date today) {
  LetterFacts facts;
  const auto contact = contact_of(reader, complaint, sender);
  facts.organisation = accounts::find_setting(reader, "organisation").value_or("");
  facts.reference = complaint.number;
  facts.complainant = complaint.complainant.display_name();
  facts.address = address_of(complaint.complainant);
  facts.handler = contact.name;
  facts.handler_contact = contact.reach;
  facts.state = label_of(kFrench, complaint.state);
  facts.done_so_far = done_so_far(complaint);
  facts.today = today;
  facts.sent_on = complaint.sent_on;
  facts.received_on = complaint.received_on;
  facts.new_date = wish.new_date;
  facts.reason = wish.reason;
  facts.institution = wish.institution;
  facts.answer = wish.answer;
  facts.mediator = mediator_on(reader, complaint.activity, today);
  if (!complaint.clock) return facts;
  facts.acknowledgement_due_on = complaint.clock->acknowledgement_due_on;
  facts.answer_due_on = complaint.clock->answer_due_on;
  facts.mediator_closes_on = complaint.clock->mediator_closes_on;
  return facts;
}

}  // namespace

PreparedLetter prepare_letter(db::Reader& reader, const Complaint& complaint, std::string_view kind,
                              const accounts::Viewer& sender, const LetterWish& wish, Date today) {
  PreparedLetter letter;
  letter.facts = facts_of(reader, complaint, sender, wish, today);
  letter.written = write_letter(template_on(reader, kind, today), letter.facts);
  letter.missing = missing_facts(kind, letter.facts);
  return letter;
}

std::string address_of(const Complainant& complainant) {
  const auto country = complainant.country == "FR" ? std::string() : complainant.country;  // within France it is not written
  return joined({complainant.street, joined({complainant.postcode, complainant.city}, " "), country}, "\n");
}

std::string letterhead(db::Reader& reader) {
  return joined({accounts::find_setting(reader, "organisation").value_or(""),
                 accounts::find_setting(reader, "organisation_address").value_or("")},
                "\n");
}

}  // namespace recours::complaints
