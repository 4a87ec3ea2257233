#include "sales/import/import_actions.h"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "base/text.h"
#include "sales/import/document_rules.h"
#include "sales/import/import_store.h"

namespace recours::sales {
namespace {

// Lines per transaction: short enough that others are not kept waiting, long enough that commits do not dominate.
constexpr std::size_t kLinesAtOnce = 500;

struct ReadFile {
  Reading reading;
  FileReport report;
};

ReadFile read(const ImportFile& file) {
  ReadFile read_file;
  read_file.reading = read_document(file.bytes);
  FileReport& report = read_file.report;
  report.file = file.name;
  report.documents = static_cast<std::int64_t>(read_file.reading.documents.size());
  for (const auto& document : read_file.reading.documents) {
    report.format = document.format;
    report.lines += static_cast<std::int64_t>(document.lines.size());
  }
  report.findings = std::move(read_file.reading.findings);
  return read_file;
}

std::string tried_ids(const Document& document) {
  std::vector<std::string> tried = document.buyer_ids;
  if (!document.buyer_vat_no.empty()) tried.push_back(document.buyer_vat_no);
  return tried.empty() ? "–" : join(tried, ", ");
}

// R-220 --account, else the buyer's id equal to a customer_no, else its VAT number.
std::optional<ResellerAccountId> account_of(const Document& document, const AccountBook& accounts, const ImportOptions& options,
                                            std::vector<Finding>& findings) {
  if (options.customer_no) {
    const auto named = accounts.by_customer_no(*options.customer_no);
    if (!named) findings.push_back(error("account_unknown", 0, "--account", msg("There is no account with the customer number {1}.", *options.customer_no)));
    return named;
  }
  for (const auto& id : document.buyer_ids) {
    if (const auto account = accounts.by_customer_no(id)) return account;
  }
  const auto by_vat = accounts.by_vat_no(document.buyer_vat_no);
  if (by_vat.size() == 1) return by_vat.front();
  if (by_vat.size() > 1) {
    findings.push_back(error("account_ambiguous", document.file_line, "buyer",
                             msg("Several accounts have the VAT number {1}: name the right one with --account.", document.buyer_vat_no)));
    return std::nullopt;
  }
  findings.push_back(error("account_unknown", document.file_line, "buyer",
                           msg("The buyer of invoice {1} has no account here (looked for: {2}). Import its account first, or name it with --account.",
                               document.number, tried_ids(document))));
  return std::nullopt;
}

// First pass: what is to be written, and everything that speaks against it.
class Plan {
 public:
  Plan(db::Reader& reader, const ImportOptions& options) : reader_(reader), accounts_(reader), options_(options) {}

  void add(ReadFile& file) {
    std::vector<const Document*> documents;
    for (const auto& document : file.reading.documents) documents.push_back(&document);
    const KnownInvoices known = list_known(reader_, documents);
    std::set<std::string> told;
    for (const auto* document : documents) {
      std::vector<Finding> findings;
      const auto account = account_of(*document, accounts_, options_, findings);
      if (account) add(*document, *account, known, file.report);
      else if (told.insert(tried_ids(*document)).second) {
        file.report.findings.insert(file.report.findings.end(), findings.begin(), findings.end());
      }
    }
  }

  const std::vector<NewInvoice>& invoices() const { return invoices_; }

 private:
  void add(const Document& document, ResellerAccountId account, const KnownInvoices& known, FileReport& report) {
    const InvoiceKey key = key_of(document);
    const std::string fingerprint = fingerprint_of(document);
    const auto stored = known.find(key);
    const auto [planned, is_new] = planned_.try_emplace(key, KnownInvoice{account, fingerprint});
    if (stored == known.end() && is_new) {
      ++report.created;
      invoices_.push_back({&document, account, fingerprint, report.file});
      return;
    }
    const KnownInvoice& other = stored != known.end() ? stored->second : planned->second;
    if (other.account == account && other.fingerprint == fingerprint) {
      ++report.unchanged;
      return;
    }
    report.findings.push_back(warning("already_imported_differently", document.file_line, "",
                                      msg("Invoice {1} of {2} was imported before with other content; it was left as it is.",
                                          document.number, document.issued_on)));
  }

  db::Reader& reader_;
  AccountBook accounts_;
  const ImportOptions& options_;
  KnownInvoices planned_;
  std::vector<NewInvoice> invoices_;
};

boost::json::object journal_content(const NewInvoice& invoice) {
  const Document& document = *invoice.document;
  return {{"number", document.number}, {"type", document.type}, {"issued_on", document.issued_on.iso()},
          {"seller", document.seller}, {"account_id", invoice.account.value}, {"lines", document.lines.size()},
          {"net_cents", net_cents_of(document)}, {"file", invoice.file}, {"sha256", invoice.fingerprint}};
}

void write_chunk(db::Database& database, const std::vector<NewInvoice>& chunk, const journal::Actor& actor, Instant now) {
  database.write([&](db::Transaction& transaction) {
    ManufacturerBook manufacturers;  // of this attempt: a rolled back one has added nobody
    const auto kinds = list_article_kinds(transaction, chunk);
    insert_delivery_notes(transaction, chunk);
    for (const auto& invoice : chunk) {
      const auto id = insert_invoice(transaction, invoice, now);
      if (!id) continue;
      insert_lines(transaction, *id, *invoice.document, kinds, manufacturers);
      link_citations(transaction, *id, invoice);
      journal::append(transaction, actor, now, "invoice.imported", {"invoice", std::to_string(id->value)}, journal_content(invoice));
    }
  });
}

void write_all(db::Database& database, const std::vector<NewInvoice>& invoices, const journal::Actor& actor, Instant now,
               const Progress& progress) {
  std::vector<NewInvoice> chunk;
  std::size_t lines = 0;
  const auto total = static_cast<std::int64_t>(invoices.size());
  for (std::size_t at = 0; at < invoices.size(); ++at) {
    chunk.push_back(invoices[at]);
    lines += invoices[at].document->lines.size();
    const bool last = at + 1 == invoices.size();
    if (!last && lines + invoices[at + 1].document->lines.size() <= kLinesAtOnce && chunk.size() < kLinesAtOnce) continue;
    write_chunk(database, chunk, actor, now);
    chunk.clear();
    lines = 0;
    if (progress) progress(static_cast<std::int64_t>(at + 1), total);
  }
}

// Fills the report; gives its connection back before anything is written.
std::vector<NewInvoice> plan_all(db::Database& database, std::vector<ReadFile>& files, const ImportOptions& options,
                                 ImportReport& report) {
  const auto reader = database.reader();
  Plan plan(*reader, options);
  for (auto& file : files) {
    plan.add(file);
    file.report.refused = has_error(file.report.findings);
    report.files.push_back(file.report);
  }
  return plan.invoices();
}

}  // namespace

ImportReport import_invoices(db::Database& database, const std::vector<ImportFile>& files, const ImportOptions& options,
                             const journal::Actor& actor, Instant now, const Progress& progress) {
  std::vector<ReadFile> read_files;
  for (const auto& file : files) read_files.push_back(read(file));

  ImportReport report;
  report.dry_run = options.dry_run;
  const auto invoices = plan_all(database, read_files, options, report);
  if (report.refused()) {
    for (auto& file : report.files) file.created = 0;
  } else if (!options.dry_run) {
    write_all(database, invoices, actor, now, progress);
  }
  return report;
}

}  // namespace recours::sales
