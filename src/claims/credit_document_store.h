// R-685 Imported credit notes (381) and corrected invoices (384) as claims see them: which wait for their claim, what
// became of each of their lines, and the open lines they may settle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/credit_matching.h"
#include "db/database.h"

namespace recours::claims {

struct CreditDocument {
  sales::InvoiceId id;
  ResellerAccountId account;
  std::string customer_no, account_name, number, type, currency;
  Date issued_on;
  Instant imported_at;
  std::int64_t net_cents = 0;
};

// One line of it, and where it belongs once that is known.
struct CreditLine {
  sales::InvoiceLine line;
  bool is_placed = false;
  std::string claim_number, reservation_number;  // empty: put aside
  std::string reason, actor_name;
  std::optional<Instant> at;
};

enum class CreditShelf { Waiting, Placed };

// Waiting: of goods or services not placed yet, and an invoice cited has an open claim. Latest first.
struct CreditPage {
  std::vector<CreditDocument> items;
  std::optional<sales::InvoiceId> next;
};
CreditPage list_credit_documents(db::Reader& reader, CreditShelf shelf, std::optional<sales::InvoiceId> before,
                                 int limit);
std::int64_t count_waiting_credits(db::Reader& reader);  // exact to 100
std::vector<sales::InvoiceId> list_waiting_credits(db::Reader& reader);

// NotFound for what is neither a 381 nor a 384.
CreditDocument require_credit_document(db::Reader& reader, sales::InvoiceId id);
std::vector<CreditLine> list_credit_lines(db::Reader& reader, sales::InvoiceId document);
std::vector<std::string> list_cited_numbers(db::Reader& reader, sales::InvoiceId document);

// Open claims of the same account on the invoices it cites, oldest first.
std::vector<ClaimId> list_claims_cited(db::Reader& reader, const CreditDocument& document);
// Documents that cite the claim's invoice, latest first.
std::vector<CreditDocument> list_credits_of(db::Reader& reader, const Claim& claim);

// Lines of claims of the account on which this document was entered by hand before it was imported, and that no line of
// it was placed on yet.
struct EnteredLine {
  ClaimLineId line;
  ArticleKeys article;
  Decimal quantity;
};
std::vector<EnteredLine> list_entered_by_hand(db::Reader& reader, const CreditDocument& document);

struct Placing {
  sales::InvoiceLineId document_line;
  std::optional<ClaimLineId> claim_line;  // none: put aside
  std::string reason, actor_name;
};
void insert_placing(db::Transaction& transaction, const Placing& placing, Instant now);

ArticleKeys keys_of(const sales::InvoiceLine& line);
ArticleKeys keys_of(const ClaimLine& line);

}  // namespace recours::claims
