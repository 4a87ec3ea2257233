// R-614 Invoices that staff write down by hand, so that a claim can be kept of what stands on no invoice (record 27).
// They are no sales documents: no list, search or look-up of invoices knows them, nobody claims on them again, imports
// never meet them. Only the claim they were written for leads to them.
#pragma once

#include <string>
#include <string_view>

#include "db/database.h"
#include "sales/invoice_store.h"

namespace recours::sales {

// In invoice.source_format.
inline constexpr std::string_view kByHand = "by_hand";

struct HandWritten {
  ResellerAccountId account;
  std::string mark;    // drawn once for each: tells two apart that were told with the same number
  std::string number;  // as it was told; may be empty
  Date issued_on;
  std::string currency;
  InvoiceLine line;  // the one line, its ids apart
};
LineWithInvoice insert_by_hand(db::Transaction& transaction, const HandWritten& written, Instant now);

}  // namespace recours::sales
