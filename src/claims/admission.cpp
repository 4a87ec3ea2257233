#include "claims/admission.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/readable.h"

namespace recours::claims {
namespace {

constexpr std::size_t kLongText = 4000;
constexpr std::size_t kShortText = 60;
constexpr std::size_t kReason = 500;
constexpr std::size_t kName = 120;
constexpr std::size_t kSerial = 80;

// Every refusal of one declaration, field by field.
class Findings {
 public:
  void add(const char* field, std::string_view code, Message message) {
    fields_.push_back({field, std::string(code), std::move(message)});
  }
  void require(const char* field, const std::string& text) {
    if (is_blank(text)) add(field, "required", msg("Please fill in this field."));
  }
  void limit(const char* field, const std::string& text, std::size_t most) {
    if (length(text) > most) {
      add(field, "too_long", msg("At most {1} characters are possible here.", static_cast<std::int64_t>(most)));
    }
  }
  void readable(const char* field, const std::string& text, Lines lines) {
    if (has_unreadable(text, lines)) add(field, "unreadable_characters", unreadable_characters());
  }
  std::vector<FieldRefusal> take() { return std::move(fields_); }
  bool empty() const { return fields_.empty(); }

 private:
  std::vector<FieldRefusal> fields_;
};

Decimal magnitude(Decimal value) { return value < Decimal() ? -value : value; }

// How many pieces can be declared: what is free of the line, or for types that use nothing the whole line, of which one
// piece can be named even where nothing was invoiced.
Decimal most_possible(const Situation& situation, const ClaimType& type) {
  if (type.uses_quantity) return situation.free_quantity;
  const Decimal invoiced = magnitude(situation.line.quantity);
  return invoiced == Decimal() ? Decimal::of(1) : invoiced;
}

bool is_countable(const Situation& situation, Decimal quantity) {
  const bool pieces = situation.line.kind == sales::LineKind::Goods && situation.line.quantity.is_whole();
  return !pieces || quantity.is_whole();
}

void refuse_too_many(Findings& findings, const char* field, Decimal most) {
  findings.add(field, "too_many",
               most > Decimal() ? msg("At most {1} can still be claimed on this line.", most)
                                : msg("Nothing can be claimed on this line any more."));
}

// R-541 « Combien de pièces ont été livrées ? »: the claimed quantity is the difference to the invoice.
std::optional<Decimal> delivered_difference(const Declaration& declaration, const Situation& situation,
                                            const ClaimType& type, Findings& findings) {
  const char* field = "delivered_quantity";
  if (!declaration.delivered_quantity) {
    findings.add(field, "required", msg("Please say how many pieces were delivered."));
    return std::nullopt;
  }
  const Decimal delivered = *declaration.delivered_quantity;
  const Decimal invoiced = situation.line.quantity;
  if (delivered < Decimal()) {
    findings.add(field, "negative", msg("A quantity cannot be negative."));
  } else if (!is_countable(situation, delivered)) {
    findings.add(field, "not_whole", msg("Please give a whole number of pieces."));
  } else if (type.quantity_question == QuantityQuestion::DeliveredFewer) {
    if (delivered >= invoiced) {
      findings.add(field, "not_fewer", msg("{1} were invoiced: give the smaller number that was delivered.", invoiced));
    } else if (invoiced - delivered > most_possible(situation, type)) {
      refuse_too_many(findings, field, most_possible(situation, type));
    } else {
      return invoiced - delivered;
    }
  } else if (delivered <= invoiced) {
    findings.add(field, "not_more", msg("{1} were invoiced: give the larger number that was delivered.", invoiced));
  } else {
    return delivered - invoiced;
  }
  return std::nullopt;
}

std::optional<Decimal> counted(const Declaration& declaration, const Situation& situation, const ClaimType& type,
                               Findings& findings) {
  const char* field = "quantity";
  if (!declaration.quantity || declaration.quantity->micros() == 0) {
    findings.add(field, "required", msg("Please give the quantity."));
  } else if (*declaration.quantity < Decimal()) {
    findings.add(field, "negative", msg("A quantity cannot be negative."));
  } else if (!is_countable(situation, *declaration.quantity)) {
    findings.add(field, "not_whole", msg("Please give a whole number of pieces."));
  } else if (*declaration.quantity > most_possible(situation, type)) {
    refuse_too_many(findings, field, most_possible(situation, type));
  } else {
    return *declaration.quantity;
  }
  return std::nullopt;
}

std::optional<Decimal> claimed_quantity(const Declaration& declaration, const Situation& situation,
                                        const ClaimType& type, Findings& findings) {
  switch (type.quantity_question) {
    case QuantityQuestion::None: return Decimal();
    case QuantityQuestion::DeliveredFewer:
    case QuantityQuestion::DeliveredMore: return delivered_difference(declaration, situation, type, findings);
    default: return counted(declaration, situation, type, findings);
  }
}

void check_variant(const Declaration& declaration, const ClaimType& type, Findings& findings) {
  if (declaration.variant.empty()) {
    if (!type.variants.empty()) findings.add("variant", "required", msg("Please choose what happened."));
    return;
  }
  const bool known = std::any_of(type.variants.begin(), type.variants.end(),
                                 [&](const Variant& variant) { return variant.code == declaration.variant; });
  if (!known) findings.add("variant", "unknown_variant", msg("This choice does not exist."));
}

void check_fault(const Declaration& declaration, Findings& findings) {
  findings.require("fault_description", declaration.fault_description);
  if (is_blank(declaration.fault_description) || !is_vague_fault(declaration.fault_description)) return;
  findings.add(
      "fault_description", "too_vague",
      msg("Please describe the fault: what happens, when, what you tried. For example: “No picture on HDMI 1, power "
          "light blinks orange, same with another cable.”"));
}

// Which photos are meant, in words, by what the type lists.
Message photo_asked_for(const ClaimType& type) {
  if (type.shows("damage")) {
    return msg("Please add at least one photo: the shipping label, each side of the packaging, the damage.");
  }
  return msg("Please add at least one photo of what you received.");
}

Message document_asked_for(const ClaimType& type) {
  if (type.shows("end_customer_invoice")) return msg("Please add the invoice to the end customer.");
  if (type.shows("delivery_note")) return msg("Please add the delivery note.");
  return msg("Please add the document this type of claim asks for (PDF, DOC or DOCX).");
}

void check_files(const Declaration& declaration, const ClaimType& type, Findings& findings) {
  for (const auto& missing : missing_files(type, declaration.files)) {
    findings.add("attachments", name_of(missing.cause), missing.reason);
  }
}

// R-542 What the type asks for (claims.md §4).
void check_what_is_asked(const Declaration& declaration, const ClaimType& type, Decimal unit_price,
                         Findings& findings) {
  if (type.asks_for(Ask::Condition)) findings.require("condition", declaration.condition);
  if (type.asks_for(Ask::Comment)) findings.require("comment", declaration.comment);
  if (type.asks_for(Ask::FaultDescription)) check_fault(declaration, findings);
  if (type.asks_for(Ask::Accessories)) findings.require("accessories", declaration.accessories);
  check_files(declaration, type, findings);
  if (!type.asks_for(Ask::ExpectedPrice)) return;
  if (!declaration.expected_unit_price) {
    findings.add("expected_unit_price", "required", msg("Please give the unit price you expected."));
  } else if (*declaration.expected_unit_price < Decimal()) {
    findings.add("expected_unit_price", "negative", msg("A price cannot be negative."));
  } else if (*declaration.expected_unit_price == unit_price) {
    findings.add("expected_unit_price", "same_price",
                 msg("This is the price that was invoiced: give the one you expected."));
  }
}

void check_choices(const Declaration& declaration, Findings& findings) {
  static const std::set<std::string, std::less<>> conditions{"", "sealed", "opened", "damaged"};
  static const std::set<std::string, std::less<>> outcomes{"", "credit", "exchange", "repair", "redelivery"};
  if (!conditions.contains(declaration.condition)) {
    findings.add("condition", "unknown_condition", msg("This choice does not exist."));
  }
  if (!outcomes.contains(declaration.requested_outcome)) {
    findings.add("requested_outcome", "unknown_outcome", msg("This choice does not exist."));
  }
}

// R-543 A serial that was not sold on the line is allowed (and goes to a person); the same one twice is not.
void check_serials(const Declaration& declaration, std::optional<Decimal> quantity, Findings& findings) {
  std::set<std::string> keys;
  for (const auto& serial : declaration.serials) {
    findings.limit("serials", serial, kSerial);
    findings.readable("serials", serial, Lines::One);
    if (is_blank(serial) || number_key(serial).empty())
      findings.add("serials", "empty", msg("A serial number is empty."));
    if (!keys.insert(number_key(serial)).second) {
      findings.add("serials", "duplicate", msg("The serial number {1} is given twice.", serial));
    }
  }
  if (quantity && Decimal::of(static_cast<std::int64_t>(declaration.serials.size())) > *quantity) {
    findings.add("serials", "too_many_serials", msg("More serial numbers than pieces: please choose {1}.", *quantity));
  }
}

void check_doa_needs(const Declaration& declaration, const Situation& situation, const ClaimType& type,
                     const Policies& policies, Findings& findings) {
  if (declaration.end_customer_invoice_on && *declaration.end_customer_invoice_on > situation.today) {
    findings.add("end_customer_invoice", "in_the_future", msg("This date is in the future."));
  }
  const DoaPolicy* doa = type.by_doa_policy ? policies.doa_on(situation.line, situation.invoice_date) : nullptr;
  if (!doa) return;
  if (doa->needs_call_id && declaration.call_id.empty()) {
    findings.add("call_id", "required", msg("{1} asks for its call number.", situation.line.manufacturer_name));
  }
  const bool asks_invoice = doa->needs_end_customer_invoice || doa->clock_start == ClockStart::EndCustomerInvoice;
  const bool complete = declaration.end_customer_invoice_on && !declaration.end_customer_invoice_no.empty();
  if (asks_invoice && !complete) {
    findings.add("end_customer_invoice", "required",
                 msg("Please give number and date of the invoice to your customer."));
  }
}

void check_characters(const Declaration& declaration, Findings& findings) {
  findings.readable("comment", declaration.comment, Lines::Many);
  findings.readable("fault_description", declaration.fault_description, Lines::Many);
  findings.readable("accessories", declaration.accessories, Lines::Many);
  findings.readable("staff_reason", declaration.staff_reason, Lines::Many);
  findings.readable("customer_reference", declaration.customer_reference, Lines::One);
  findings.readable("call_id", declaration.call_id, Lines::One);
  findings.readable("end_customer_invoice", declaration.end_customer_invoice_no, Lines::One);
  findings.readable("contact.name", declaration.contact.name, Lines::One);
  findings.readable("contact.phone", declaration.contact.phone, Lines::One);
}

void check_texts(const Declaration& declaration, Findings& findings) {
  findings.limit("comment", declaration.comment, kLongText);
  findings.limit("fault_description", declaration.fault_description, kLongText);
  findings.limit("accessories", declaration.accessories, kLongText);
  findings.limit("customer_reference", declaration.customer_reference, kShortText);
  findings.limit("call_id", declaration.call_id, kShortText);
  findings.limit("staff_reason", declaration.staff_reason, kReason);
  findings.limit("end_customer_invoice", declaration.end_customer_invoice_no, kShortText);
  findings.limit("contact.name", declaration.contact.name, kName);
  findings.limit("contact.phone", declaration.contact.phone, kShortText);
  findings.require("contact.name", declaration.contact.name);
  findings.require("contact.email", declaration.contact.email);
  const bool mail_readable = !has_unreadable(declaration.contact.email, Lines::One);
  if (!is_blank(declaration.contact.email) && (!mail_readable || !is_email(declaration.contact.email))) {
    findings.add("contact.email", "not_an_email", msg("This does not look like an e-mail address."));
  }
}

}  // namespace

std::vector<Obstacle> missing_files(const ClaimType& type, const DeclaredFiles& files) {
  std::vector<Obstacle> missing;
  const auto add = [&](Cause cause, Message reason) {
    missing.push_back({cause, {}, std::move(reason), msg("Open the declaration to add it."), ""});
  };
  if (type.asks_for(Ask::Photo) && files.images == 0) add(Cause::PhotoRequired, photo_asked_for(type));
  if (type.asks_for(Ask::Document) && files.documents == 0) add(Cause::DocumentRequired, document_asked_for(type));
  return missing;
}

std::vector<Obstacle> missing_files(const ClaimType& type, const ClaimLine& item) {
  auto missing = missing_files(type, counted(item.files));
  for (auto& one : missing) one.advice_href = "/basket/items/" + std::to_string(item.id.value) + "/edit";
  return missing;
}

std::vector<Obstacle> obstacles_to(const ClaimLine& item, const Situation& situation, const ClaimType& type,
                                   const Policies& policies) {
  const auto eligibility = evaluate(situation, type, policies, item.quantity);
  const auto* denied = std::get_if<Denied>(&eligibility);
  auto obstacles = denied ? denied->obstacles : std::vector<Obstacle>();
  if (!item.staff_reason.empty()) {
    std::erase_if(obstacles, [](const Obstacle& obstacle) { return may_be_set_aside(obstacle.cause); });
  }
  for (auto& missing : missing_files(type, item)) obstacles.push_back(std::move(missing));
  return obstacles;
}

Result<Admitted, Refusal> admit(const Declaration& declaration, const Situation& situation, const ClaimType& type,
                                const Policies& policies) {
  Findings findings;
  check_variant(declaration, type, findings);
  const auto quantity = claimed_quantity(declaration, situation, type, findings);
  check_what_is_asked(declaration, type, situation.line.unit_price, findings);
  check_choices(declaration, findings);
  check_serials(declaration, quantity, findings);
  check_doa_needs(declaration, situation, type, policies, findings);
  check_texts(declaration, findings);
  check_characters(declaration, findings);
  if (!findings.empty()) {
    return fail(Refusal{"incomplete", msg("Please complete your declaration."), findings.take(), Refusal::Kind::Rule});
  }
  const Decimal invoiced = magnitude(situation.line.quantity);
  const std::int64_t net = invoiced == Decimal() ? 0 : share_of_cents(situation.line.net_cents, *quantity, invoiced);
  return Admitted{*quantity, net};
}

}  // namespace recours::claims
