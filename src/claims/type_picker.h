// What can be claimed on an invoice line, as people see it: possible types as links to the form, impossible ones with
// every reason. And the table of invoice lines that ends with it. Rendering only; the verdicts come from eligibility.h.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/page_parts.h"

namespace recours::claims {

// The verdicts for all lines of a page: the policies and the free quantities are read once.
class Offers {
 public:
  Offers(db::Reader& reader, const accounts::Viewer& viewer, Date today, const std::vector<sales::InvoiceLine>& lines);
  std::vector<TypeVerdict> of(const sales::InvoiceLine& line, Date invoice_date) const;
  Date today() const { return today_; }
  // R-613 Whether the viewer may declare against a rule of trade.
  bool may_set_aside() const;

 private:
  const accounts::Viewer& viewer_;
  Date today_;
  Policies policies_;
  std::map<sales::InvoiceLineId, Decimal> free_;
};

// Numéro du bon de livraison · Numéro de commande · # · … · Quantité, and the picker at the right where there are
// offers. `back` is the page to come back to from the form.
ui::Html line_table(ui::Language language, const sales::Invoice& invoice, const std::vector<sales::InvoiceLine>& lines,
                    const Offers* offers, const std::string& back);

// "No. 0033442137 – Facture du 20/12/2019"
ui::Html invoice_title(ui::Language language, const sales::Invoice& invoice);

}  // namespace recours::claims
