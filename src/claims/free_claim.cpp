#include "claims/free_claim.h"

#include "base/readable.h"
#include "base/text.h"

namespace recours::claims {
namespace {

constexpr std::size_t kShortText = 60;
constexpr std::size_t kDescription = 200;
constexpr std::int64_t kMostPieces = 100'000;
constexpr std::int64_t kMostPrice = 1'000'000;
constexpr std::int64_t kMostVat = 100;

using Fields = std::vector<FieldRefusal>;

void refuse(Fields& fields, const char* field, const char* code, Message message) {
  fields.push_back({field, code, std::move(message)});
}

void check_text(Fields& fields, const char* field, const std::string& text, std::size_t most) {
  if (length(text) > most) {
    refuse(fields, field, "too_long",
           msg("At most {1} characters are possible here.", static_cast<std::int64_t>(most)));
  } else if (has_unreadable(text, Lines::One)) {
    refuse(fields, field, "unreadable_characters", unreadable_characters());
  }
}

void check_required(Fields& fields, const char* field, const std::string& text) {
  if (is_blank(text)) refuse(fields, field, "required", msg("Please fill in this field."));
}

void check_number(Fields& fields, const char* field, const std::optional<Decimal>& number, std::int64_t most) {
  if (!number) return refuse(fields, field, "required", msg("Please fill in this field."));
  if (*number < Decimal()) return refuse(fields, field, "negative", msg("This number cannot be negative."));
  if (Decimal::of(most) < *number) refuse(fields, field, "too_large", msg("At most {1} is possible here.", most));
}

// What does not come from an invoice: typed, and checked as typed.
Fields objections_to(const FreeClaim& claim, Date today) {
  Fields fields;
  check_required(fields, "customer_no", claim.customer_no);
  check_text(fields, "invoice.number", claim.told_invoice_no, kShortText);
  if (claim.told_invoice_on && today < *claim.told_invoice_on) {
    refuse(fields, "invoice.date", "in_the_future", msg("This date is in the future."));
  }
  check_text(fields, "article_no", claim.article_no, kShortText);
  check_required(fields, "description", claim.description);
  check_text(fields, "description", claim.description, kDescription);
  check_number(fields, "unit_price", claim.unit_price, kMostPrice);
  check_number(fields, "vat_rate", claim.vat_rate, kMostVat);
  check_required(fields, "staff_reason", claim.declared.staff_reason);
  if (claim.declared.quantity && Decimal::of(kMostPieces) < *claim.declared.quantity) {
    refuse(fields, "quantity", "too_large", msg("At most {1} is possible here.", kMostPieces));
  }
  return fields;
}

// The line as if it had been invoiced with what is claimed.
sales::InvoiceLine line_of(const FreeClaim& claim, const ClaimType& type) {
  sales::InvoiceLine line;
  line.line_no = "1";
  line.kind = type.line_kinds.empty() ? sales::LineKind::Goods : type.line_kinds.front();
  line.article_no = claim.article_no;
  line.description = claim.description;
  line.manufacturer = claim.manufacturer;
  line.quantity = claim.declared.quantity.value_or(Decimal());
  line.unit_price = claim.unit_price.value_or(Decimal());
  line.vat_rate = claim.vat_rate.value_or(Decimal());
  return line;
}

// The type asks what it always asks of the goods; not what only an invoice can tell, nor proofs staff have seen.
ClaimType without_invoice(ClaimType type) {
  type.quantity_question = QuantityQuestion::Affected;
  type.uses_quantity = true;
  type.by_doa_policy = false;
  std::erase_if(type.asks, [](Ask ask) {
    return ask == Ask::ExpectedPrice || ask == Ask::Photo || ask == Ask::Document || ask == Ask::Serial;
  });
  return type;
}

const ClaimType* active_type(const FreeClaim& claim, const Policies& policies, Date today) {
  const ClaimType* type = policies.type_on(claim.declared.department, claim.declared.code, today);
  return type && type->active ? type : nullptr;
}

}  // namespace

Result<FreeLine, Refusal> admit_free(const FreeClaim& claim, const Policies& policies, Date today) {
  Fields fields = objections_to(claim, today);
  FreeLine free;
  free.type = active_type(claim, policies, today);
  if (!free.type && claim.declared.code.empty()) {
    refuse(fields, "code", "required", msg("Please choose the type of claim."));
  } else if (!free.type) {
    refuse(fields, "code", "unknown_type", msg("This type of claim does not exist."));
  } else {
    free.line = line_of(claim, *free.type);
    const Situation situation{free.line, today, today, free.line.quantity, {}};
    const auto admitted = admit(claim.declared, situation, without_invoice(*free.type), policies);
    if (admitted) free.admitted = *admitted;
    if (!admitted) fields.insert(fields.end(), admitted.error().fields.begin(), admitted.error().fields.end());
  }
  if (!fields.empty()) {
    return fail(Refusal{"incomplete", msg("Please complete your declaration."), std::move(fields), Refusal::Kind::Rule});
  }
  free.line.net_cents = cents_of(free.line.quantity, free.line.unit_price);
  free.admitted.net_cents = free.line.net_cents;
  return free;
}

}  // namespace recours::claims
