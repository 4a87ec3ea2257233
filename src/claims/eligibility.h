// R-500 … What can still be claimed on an invoice line, and if not, every reason with its date and what to do instead
// (claims.md §5). Pure: the same for the list, on Ajouter and on Confirmer.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "claims/claim_type.h"

namespace recours::claims {

enum class Cause {
  PeriodOver,
  ManufacturerDirect,
  LineKind,
  QuantityAlreadyClaimed,
  NotReturnable,
  TypeInactive,
  // Of what is declared, never of the line: said by missing_files() (admission.h).
  PhotoRequired,
  DocumentRequired,
};
std::string_view name_of(Cause cause);  // period_over
// R-613 Whether staff may declare all the same, for a reason they write down: what is a rule of trade, not what is a
// fact. Nobody returns pieces that were never delivered, or the same piece twice.
bool may_be_set_aside(Cause cause);

// A date or a document the clock or the policy still waits for.
enum class Need { EndCustomerInvoice, CallId };
std::string_view name_of(Need need);  // end_customer_invoice

struct Obstacle {
  Cause cause = Cause::PeriodOver;
  std::optional<Date> ended_on;  // last day it was allowed
  Message reason;                // Retour impossible : délai terminé le …
  Message advice;                // what to do instead
  std::string advice_href;       // e.g. the manufacturer's procedure; may be empty
};

struct Allowed {
  std::optional<Date> until;  // last day included; none: no limit
  std::vector<Need> needs;
};
struct Denied {
  std::vector<Obstacle> obstacles;  // every one, never empty
};
using Eligibility = std::variant<Allowed, Denied>;
inline bool is_allowed(const Eligibility& eligibility) { return std::holds_alternative<Allowed>(eligibility); }

struct Situation {
  const sales::InvoiceLine& line;
  Date invoice_date;
  Date today;                                   // Europe/Paris
  Decimal free_quantity;                        // invoiced minus claimed in use
  std::optional<Date> end_customer_invoice_on;  // known only on Ajouter
};

// `wanted`: the quantity that shall be claimed, once it is known (Confirmer); none: is there any left at all.
Eligibility evaluate(const Situation& situation, const ClaimType& type, const Policies& policies,
                     std::optional<Decimal> wanted = {});

// Whether this viewer may see the type at all: resellers do not see hidden ones.
bool is_offered_to(const accounts::Viewer& viewer, const ClaimType& type);

struct TypeVerdict {
  const ClaimType* type;
  Eligibility eligibility;
};
// Every type a reseller may see (staff: also hidden ones), in the version in force on the invoice date.
std::vector<TypeVerdict> evaluate_all(const Situation& situation, const Policies& policies,
                                      const accounts::Viewer& viewer);

}  // namespace recours::claims
