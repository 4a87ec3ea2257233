// Rows an import looks up and writes. Called by the import actions only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "db/database.h"
#include "sales/import/document.h"
#include "sales/invoice.h"

namespace recours::sales {

// Everybody an invoice can be for. Read once per import.
class AccountBook {
 public:
  explicit AccountBook(db::Reader& reader);
  // Exactly this number: two accounts may differ by a leading zero, and a wrong guess shows one the other's invoices.
  std::optional<ResellerAccountId> by_customer_no(const std::string& customer_no) const;
  // One company may have several accounts.
  std::vector<ResellerAccountId> by_vat_no(const std::string& vat_no) const;

 private:
  std::map<std::string, ResellerAccountId> customers_;
  std::multimap<std::string, ResellerAccountId> vat_numbers_;
};

// seller, number, type, date
using InvoiceKey = std::tuple<std::string, std::string, std::string, Date>;
InvoiceKey key_of(const Document& document);

// What an invoice said, whatever file it came in: equal for the same document read twice.
std::string fingerprint_of(const Document& document);

struct KnownInvoice {
  ResellerAccountId account;
  std::string fingerprint;
};
using KnownInvoices = std::map<InvoiceKey, KnownInvoice>;
// Those of these documents that are in the database.
KnownInvoices list_known(db::Reader& reader, const std::vector<const Document*>& documents);

struct NewInvoice {
  const Document* document;
  ResellerAccountId account;
  std::string fingerprint;
  std::string file;
};

// Manufacturers by folded name; those met for the first time are added.
class ManufacturerBook {
 public:
  ManufacturerId id_of(db::Transaction& transaction, const std::string& name);

 private:
  std::map<std::string, ManufacturerId> known_;
};

// Kinds of the articles these invoices name, by article number.
std::map<std::string, LineKind> list_article_kinds(db::Reader& reader, const std::vector<NewInvoice>& invoices);

void insert_delivery_notes(db::Transaction& transaction, const std::vector<NewInvoice>& invoices);
struct WrittenInvoice {
  InvoiceId id;
  const NewInvoice* invoice;
};
// In their order, without those that another import has written meanwhile.
std::vector<WrittenInvoice> insert_invoices(db::Transaction& transaction, const std::vector<NewInvoice>& invoices,
                                            Instant now);
void insert_lines(db::Transaction& transaction, const std::vector<WrittenInvoice>& invoices,
                  const std::map<std::string, LineKind>& article_kinds, ManufacturerBook& manufacturers);
// Keys of numbers that were cited before the invoice came, among those of these invoices: hardly ever any.
using AwaitedKeys = std::set<std::string>;
AwaitedKeys list_awaited(db::Reader& reader, const std::vector<NewInvoice>& invoices);
// Both ways: what this invoice cites, and what cited it before it came. Its own citations may join `awaited`.
void link_citations(db::Transaction& transaction, InvoiceId id, const NewInvoice& invoice, AwaitedKeys& awaited);

}  // namespace recours::sales
