// What a declaration must contain before it may enter the basket (the quantity question and what the type asks,
// claims.md §4), and whether it is approved by itself. Pure.
#pragma once

#include <set>

#include "base/refusal.h"
#include "base/result.h"
#include "claims/claim_files.h"
#include "claims/eligibility.h"

namespace recours::claims {

// A declaration as typed, already parsed to values; texts trimmed.
struct Declaration {
  sales::InvoiceLineId invoice_line;
  std::string department, code, variant;
  std::optional<Decimal> quantity;
  std::optional<Decimal> delivered_quantity;
  std::string comment, customer_reference, fault_description, condition, requested_outcome, accessories, call_id;
  std::vector<std::string> serials;
  std::optional<Decimal> expected_unit_price;
  std::string end_customer_invoice_no;
  std::optional<Date> end_customer_invoice_on;
  Contact contact;
  std::string staff_reason;  // R-613 of staff: why all the same, where a rule denies it; of resellers never read
  std::string upload_form;  // key of the form files were joined to; empty: none
  // Files of the person that wait to be named; for an item that is changed all of its files, none: as they are.
  std::optional<std::vector<attachments::AttachmentId>> attachments;
  DeclaredFiles files;  // what these are: counted by the actions, whatever the caller says
};

// The claimed quantity of an accepted declaration, or all field refusals at once (codes: required, too_many,
// not_a_number, too_vague, unknown_variant, …). Field names are the API's.
struct Admitted {
  Decimal quantity;            // claimed; 0 for 08
  std::int64_t net_cents = 0;  // that part of the line
};
Result<Admitted, Refusal> admit(const Declaration& declaration, const Situation& situation, const ClaimType& type,
                                const Policies& policies);

// R-841 What the type asks to see and no file shows: photo_required, document_required. Said on adding and, because a
// file may have been removed since, again on confirming.
std::vector<Obstacle> missing_files(const ClaimType& type, const DeclaredFiles& files);
// Of an item in the basket, its files added; the advice leads to its form.
std::vector<Obstacle> missing_files(const ClaimType& type, const ClaimLine& item);

// What keeps an item of the basket from being confirmed: what denies it today and staff did not set aside, and what it
// lacks. `situation` as it is now.
std::vector<Obstacle> obstacles_to(const ClaimLine& item, const Situation& situation, const ClaimType& type,
                                   const Policies& policies);

// R-540 A fault described only by words such as « HS » or « en panne » tells nothing.
bool is_vague_fault(std::string_view description);

// Whether this serial number was handed over with the invoice line, however it is spelt.
bool is_sold_on(const sales::InvoiceLine& line, const std::string& serial);

// What counts together with a line that is decided without staff: neither several lines nor several claims may get
// approved by themselves what one could not.
struct Alongside {
  std::int64_t claim_net_cents = 0;         // lines before it in its claim
  std::int64_t invoice_line_net_cents = 0;  // claimed in use on its invoice line for the same reason
  std::set<std::string> serials_in_use;     // number_key; of its invoice line
};

// R-550 Whether confirmation approves the line without staff, and on what it was decided (kept with the line as JSON).
struct Decision {
  bool approved = false;
  std::string basis;  // JSON: policy ids and inputs
};
Decision decide_automatically(const ClaimLine& line, const ClaimType& type, const sales::InvoiceLine& invoice_line,
                              const Policies& policies, Date today, const Alongside& alongside = {});

// R-551 What approval makes of a line, by itself or by staff: where the goods have to come back the RMA number is valid
// until `expires_on`, and some types ask for the credit note at once.
void validate(ClaimLine& line, const ClaimType& type, Date expires_on);

}  // namespace recours::claims
