// The words of a claim: identifiers, the three axes (claims.md §6), a claim and its lines as values.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/attachment.h"
#include "sales/invoice.h"

namespace recours::claims {

using ClaimId = Id<struct ClaimNoun>;
using ClaimLineId = Id<struct ClaimLineNoun>;
using ClaimTypeId = Id<struct ClaimTypeNoun>;

enum class Authorisation {
  InBasket,
  Submitted,
  PendingReview,
  InformationRequested,
  Validated,
  Refused,
  Cancelled,
  Expired,
  PartiallyValidated,
  Closed,
  Reopened,  // of the claim only, derived from its lines
};
enum class Goods {
  NotRequired,
  AwaitingGoods,
  Shipped,
  Received,
  NotAsAnnounced,
  Inspected,
  Restock,
  BStock,
  ToManufacturer,
  Repair,
  Scrapped,
  BackToCustomer,
  KeptByCustomer,
  Replaced,
  Redelivered,
};
enum class Money {
  Undecided,
  None,
  OfferMade,
  OfferAccepted,
  OfferDeclined,
  OfferLapsed,
  CreditRequested,
  CreditIssued,
  CorrectedInvoice,
  Charged,
  Waived,
};
// Stable codes of the API and the database; label for people.
std::string_view name_of(Authorisation state);
std::string_view name_of(Goods state);
std::string_view name_of(Money state);
std::optional<Authorisation> authorisation_named(std::string_view name);
std::optional<Goods> goods_named(std::string_view name);
std::optional<Money> money_named(std::string_view name);
std::string label_of(ui::Language language, Authorisation state);
std::string label_of(ui::Language language, Goods state);
std::string label_of(ui::Language language, Money state);
bool has_moved(Goods state);  // they are on their way back, or something was done instead
bool is_settled(Goods state);
bool is_settled(Money state);
bool is_issued(Money state);  // money moved: that is never undone and never done twice

struct LineState {
  Authorisation authorisation = Authorisation::InBasket;
  Goods goods = Goods::NotRequired;
  Money money = Money::Undecided;
  friend bool operator==(const LineState&, const LineState&) = default;
};

// Refused, cancelled, expired, or validated with goods and money settled: nothing is awaited of this line.
bool is_ended(const LineState& line);

// R-610 A claim's state is derived from its lines: closed when every line has ended; all refused / cancelled / expired
// show that word while equal.
Authorisation derive_state(std::span<const LineState> lines);
bool is_closed(Authorisation claim_state);

// Sentences staff write, in both languages.
struct Label {
  std::string fr, en;
  const std::string& in(ui::Language language) const { return language == ui::Language::French ? fr : en; }
};

struct Contact {
  std::string name, email, phone;
};

struct ClaimLine {
  ClaimLineId id;
  ClaimId claim;
  sales::InvoiceLineId invoice_line;
  ClaimTypeId type;                // the version it was decided on
  std::string reservation_number;  // R000012345
  std::string variant;
  Decimal quantity;           // claimed
  bool uses_quantity = true;  // of the line's free quantity
  std::optional<Decimal> delivered_quantity;
  std::string comment, customer_reference, fault_description, condition, requested_outcome, accessories, call_id;
  std::optional<Decimal> expected_unit_price;
  std::string end_customer_invoice_no;
  std::optional<Date> end_customer_invoice_on;
  std::vector<std::string> serials;
  Contact contact;
  std::int64_t net_cents = 0;  // claimed part of the invoice line
  Decimal fee_percent;
  LineState state;
  std::string refusal_code;
  std::string staff_reason;  // R-613 why staff declared it against a rule, or without an invoice; empty: within the rules
  std::optional<Date> expires_on;
  std::optional<ClaimLineId> split_from;
  std::string inspection_result;             // no_fault_found; empty: not inspected
  std::optional<Date> answer_due_on;         // of the open question
  std::optional<std::int64_t> offered_net_cents;
  std::optional<Date> offer_valid_until;
  Instant created_at;
  std::int64_t version = 1;
  std::vector<attachments::Attachment> files;  // where the store says that it adds them
  // of the invoice line, for showing
  std::string line_no, article_no, manufacturer_part_no, manufacturer_name, description;
  std::optional<std::string> order_no, delivery_note_no;
  Decimal invoiced_quantity;
  Decimal vat_rate;  // per cent
};

struct Claim {
  ClaimId id;
  ResellerAccountId account;
  std::string customer_no, account_name;
  UserId author;
  std::string author_name;
  sales::InvoiceId invoice;
  std::string invoice_number;     // of a claim without an invoice: as it was told, may be empty
  Date invoice_date;
  bool without_invoice = false;   // R-614 recorded by staff: `invoice` was written down by hand
  std::string currency;
  std::string department;  // CS, RMA
  std::string code;        // 22
  std::string category;    // return, claim, defect
  std::string number;      // RMA number, else reservation number of the first line
  std::optional<std::string> rma_number;
  std::string reference;
  Authorisation state = Authorisation::InBasket;
  Instant created_at;
  std::optional<Instant> confirmed_at;
  std::optional<Instant> closed_at;
  std::optional<Instant> reopened_at;  // last time
  std::optional<UserId> assignee;      // who works on it; for staff alone
  std::int64_t version = 1;
  std::int64_t line_count = 0;
};

struct ClaimEvent {
  ClaimLineId line;
  std::string reservation_number;
  Instant at;
  std::string actor_name;
  std::string command;  // see command.h
  std::string from_state, to_state;
  std::string goods_from, goods_to, money_from, money_to;  // both empty: that axis did not move
  Decimal quantity;
  std::string reason_code, comment;
  std::string detail;  // JSON of what was told with the command; empty: nothing
};

// The derived state, and Reopened where a claim that was closed is under review again.
Authorisation derive_state(const Claim& claim, const std::vector<ClaimLine>& lines);

// Who has to do what next, and by when (R-620: an open claim always has one; a closed one has `who` empty).
struct NextAction {
  std::string who;  // reseller, department code, system
  Message what;
  std::optional<Date> by;
};
NextAction next_action(const Claim& claim, const std::vector<ClaimLine>& lines);

}  // namespace recours::claims
