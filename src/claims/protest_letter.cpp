#include "claims/protest_letter.h"

#include <algorithm>

#include "base/readable.h"
#include "base/text.h"

namespace recours::claims {
namespace {

using ui::tr;

constexpr auto kFrench = ui::Language::French;
constexpr std::size_t kLongestLine = 120, kLongestAddress = 500, kLongestDamage = 4000;
constexpr std::size_t kShortestDamage = 20;  // letters that say something

std::string address_of(const sales::Account& account) {
  std::string address = account.name;
  if (!account.street.empty()) address += "\n" + account.street;
  const std::string city = std::string(trim(account.postcode + " " + account.city));
  return city.empty() ? address : address + "\n" + city;
}

// "2 × 0001429251 Écran 27 pouces : emballage abîmé. Angle enfoncé."
std::string damage_of(const Claim& claim, const ClaimLine& line) {
  std::string text = ui::format_number(kFrench, line.quantity) + " × " + line.article_no + " " + line.description;
  std::vector<std::string> told;
  if (claim.code == "02") {
    told.push_back(claim.without_invoice ? tr(kFrench, "missing from the delivery")
                                         : tr(kFrench, "missing, of {1} invoiced", line.invoiced_quantity));
  } else if (line.variant == "apparent") {
    told.push_back(tr(kFrench, "damaged, the packaging too"));
  } else {
    told.push_back(tr(kFrench, "damaged under intact packaging, found on unpacking"));
  }
  for (const auto& said : {line.fault_description, line.comment}) {
    if (!said.empty()) told.push_back(said);
  }
  if (!line.serials.empty()) told.push_back(tr(kFrench, "Serial numbers: {1}", join(line.serials, ", ")));
  return text + tr(kFrench, ": ") + join(told, ". ");
}

bool says_something(const std::string& damage) {
  std::string folded = fold(damage);
  for (const char* empty : {"sous reserve de deballage", "sous reserve", "reserves d'usage", "de controle"}) {
    for (auto at = folded.find(empty); at != std::string::npos; at = folded.find(empty)) {
      folded.erase(at, std::string_view(empty).size());
    }
  }
  const auto letters = std::count_if(folded.begin(), folded.end(), [](unsigned char one) { return std::isalnum(one); });
  return static_cast<std::size_t>(letters) >= kShortestDamage;
}

class Check {
 public:
  void text(const char* field, const std::string& value, std::size_t longest, Lines lines, bool needed) {
    if (needed && trim(value).empty()) {
      refuse(field, "required", msg("Please fill in this field."));
    } else if (has_unreadable(value, lines)) {
      refuse(field, "unreadable_characters", unreadable_characters());
    } else if (length(value) > longest) {
      refuse(field, "too_long",
             msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest)));
    }
  }
  void refuse(const char* field, const char* code, Message message) { fields_.push_back({field, code, message}); }
  bool is_fine(std::string_view field) const {
    return std::none_of(fields_.begin(), fields_.end(), [&](const FieldRefusal& one) { return one.field == field; });
  }
  std::optional<Refusal> take() {
    if (fields_.empty()) return std::nullopt;
    return Refusal{"incomplete", msg("Please check these fields."), std::move(fields_), Refusal::Kind::Rule};
  }

 private:
  std::vector<FieldRefusal> fields_;
};

// What is still claimed; the only line in any case.
std::vector<ClaimLine> lines_protested(const std::vector<ClaimLine>& lines) {
  if (lines.size() == 1) return lines;
  std::vector<ClaimLine> protested;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(protested),
               [](const ClaimLine& line) { return !is_ended(line.state); });
  return protested;
}

std::string invoice_of(const Claim& claim) {
  if (!claim.without_invoice) return tr(kFrench, "invoice {1} of {2}", claim.invoice_number, claim.invoice_date);
  return claim.invoice_number.empty() ? std::string() : tr(kFrench, "invoice {1}", claim.invoice_number);
}

std::string numbers_of(const ProtestFacts& facts) {
  std::vector<std::string> numbers;
  if (!facts.carriage.delivery_note_no.empty()) {
    numbers.push_back(tr(kFrench, "delivery note {1}", facts.carriage.delivery_note_no));
  }
  if (!facts.carriage.tracking.empty()) numbers.push_back(tr(kFrench, "tracking {1}", facts.carriage.tracking));
  if (auto invoice = invoice_of(facts.claim); !invoice.empty()) numbers.push_back(std::move(invoice));
  return join(numbers, ", ");
}

std::string received_sentence(const ProtestDraft& draft, const ProtestFacts& facts) {
  const auto numbers = numbers_of(facts);
  if (numbers.empty())
    return tr(kFrench, "On {1} we received the goods you carried for {2}.", *draft.received_on, facts.shipper);
  return tr(kFrench, "On {1} we received the goods you carried for {2} ({3}).", *draft.received_on, facts.shipper,
            numbers);
}

std::int64_t value_of(const std::vector<ClaimLine>& lines) {
  std::int64_t cents = 0;
  for (const auto& line : lines_protested(lines)) cents += line.net_cents;
  return cents;
}

std::string value_sentence(const ProtestFacts& facts) {
  const recours::Money value{value_of(facts.lines), facts.claim.currency};
  return facts.claim.without_invoice ? tr(kFrench, "The value concerned is {1} before tax.", value)
                                     : tr(kFrench, "The invoiced value concerned is {1} before tax.", value);
}

}  // namespace

ProtestDraft prefilled(const Claim& claim, const std::vector<ClaimLine>& lines, const Carriage& carriage,
                       const sales::Account& account) {
  ProtestDraft draft;
  draft.carrier = carriage.carrier;
  draft.place = account.city;
  draft.received_on = carriage.delivered_on;
  std::vector<std::string> damages;
  for (const auto& line : lines_protested(lines)) damages.push_back(damage_of(claim, line));
  draft.damage = join(damages, "\n");
  return draft;
}

std::optional<Refusal> check_protest(const ProtestDraft& draft, Date today) {
  Check check;
  check.text("carrier", draft.carrier, kLongestLine, Lines::One, true);
  check.text("address", draft.address, kLongestAddress, Lines::Many, true);
  check.text("place", draft.place, kLongestLine, Lines::One, false);
  check.text("damage", draft.damage, kLongestDamage, Lines::Many, true);
  if (!draft.received_on) {
    check.refuse("received_on", "required", msg("Please give the day the goods were received."));
  } else if (*draft.received_on > today) {
    check.refuse("received_on", "in_the_future", msg("This day has not come yet."));
  }
  if (check.is_fine("damage") && !says_something(draft.damage)) {
    check.refuse("damage", "not_precise",
                 msg("Describe exactly what is missing or damaged: a mere reserve is worth nothing."));
  }
  return check.take();
}

// R-691 Who, to whom, by registered letter, when and by which note the goods came, what exactly is wrong, the article of
// the law, and what is expected.
print::Document protest_letter(const ProtestDraft& draft, const ProtestFacts& facts) {
  const auto paragraph = [](const std::string& text) { return text + "\n\n"; };
  print::Document letter;
  letter.title = tr(kFrench, "Protest to the carrier") + " – " + facts.claim.number;
  letter.created_on = facts.today;
  letter.sender = address_of(facts.account);
  letter.recipient = draft.carrier + "\n" + draft.address;
  letter.date_line =
      draft.place.empty() ? tr(kFrench, "On {1}", facts.today) : tr(kFrench, "{1}, {2}", draft.place, facts.today);
  letter.references = {tr(kFrench, "Registered letter with acknowledgement of receipt"),
                       tr(kFrench, "Our reference: {1}", facts.claim.number)};
  letter.heading = tr(kFrench, "Subject: {1}", tr(kFrench, "reasoned protest, article L133-3 of the Commercial Code"));
  letter.text =
      paragraph(tr(kFrench, "Dear Sir or Madam,")) +
      paragraph(received_sentence(draft, facts)) +
      paragraph(tr(kFrench, "On this delivery we found:")) + paragraph(draft.damage) +
      paragraph(value_sentence(facts)) +
      paragraph(facts.today <= facts.due_on
                    ? tr(kFrench, "By this letter we address to you, within the period of article L133-3 of the "
                                  "Commercial Code, our reasoned protest for this damage or partial loss.")
                    : tr(kFrench, "By this letter we address to you our reasoned protest for this damage or partial "
                                  "loss.")) +
      paragraph(tr(kFrench, "The goods and their packaging are kept at your disposal for a joint examination. Please "
                            "confirm that you have opened a file and tell us how you will make good our loss.")) +
      paragraph(tr(kFrench, "Yours faithfully,")) + facts.account.name;
  letter.footer = [number = facts.claim.number](int page, int pages) {
    return number + " · " + tr(kFrench, "Page {1} of {2}", page, pages);
  };
  return letter;
}

}  // namespace recours::claims
