#include "sales/import/plan_store.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "sales/import/document_rules.h"

namespace recours::sales {
namespace {

std::string tried_ids(const Document& document) {
  std::vector<std::string> tried = document.buyer_ids;
  if (!document.buyer_vat_no.empty()) tried.push_back(document.buyer_vat_no);
  return tried.empty() ? "–" : join(tried, ", ");
}

Finding imported_differently(const std::string& name, std::int64_t line) {
  return warning("already_imported_differently", line, "",
                 msg("Invoice {1} was imported before with other content; it was left as it is.", name));
}

std::string name_of(const Document& document) { return document.number + " (" + document.issued_on.iso() + ")"; }

std::string text_of(const InvoiceKey& key) {
  const auto& [seller, number, type, issued_on] = key;
  return join(std::vector{seller, number, type, issued_on.iso()}, "\n");
}

// Whether rows of one invoice stand apart.
bool are_scattered(SortedSpool<Stretch>& stretches) {
  auto cursor = stretches.read();
  Stretch before{}, stretch{};
  for (bool is_first = true; cursor.next(stretch); is_first = false) {
    if (!is_first && stretch.key == before.key) return true;
    before = stretch;
  }
  return false;
}

}  // namespace

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
                             msg("Several accounts have the VAT number {1}: give the customer number of the right one (--account at the command line).", document.buyer_vat_no)));
    return std::nullopt;
  }
  findings.push_back(error("account_unknown", document.file_line, "buyer",
                           msg("The buyer of invoice {1} has no account here (looked for: {2}). Import its account first, or give its customer number (--account at the command line).",
                               document.number, tried_ids(document))));
  return std::nullopt;
}

Plan::Plan(db::Database& database, const ImportOptions& options)
    : database_(database), options_(options), accounts_(*database.reader()) {}

void Plan::check(InvoiceFile& file, FileReport& report, const std::function<void(std::int64_t, std::int64_t)>& told) {
  const FileReport before = report;
  const auto first_sequence = sequence_;
  auto stretches = read_once(file, report, told);
  if (!has_error(report.findings) && are_scattered(stretches)) {
    file.gather(std::move(stretches));
    report = before;
    sequence_ = first_sequence;
    read_once(file, report, told);
  }
  auto cursor = entries_of_file_.read();
  for (Entry entry; cursor.next(entry);) entries_.add(entry);
  ++file_;
}

SortedSpool<Stretch> Plan::read_once(InvoiceFile& file, FileReport& report,
                                     const std::function<void(std::int64_t, std::int64_t)>& told) {
  SortedSpool<Stretch> stretches;
  entries_of_file_ = SortedSpool<Entry>();
  told_buyers_.clear();
  Told limit;
  Batch batch;
  const auto reader = file.open(report.findings);
  for (Document document; reader && reader->next(document);) {
    if (const auto stretch = reader->stretch()) stretches.add(*stretch);
    batch.lines += document.lines.size();
    batch.documents.push_back(std::move(document));
    if (batch.lines < kLinesAtOnce && batch.documents.size() < kLinesAtOnce) continue;
    look_up(batch, report);
    limit.shorten(report.findings);
    told(reader->bytes_read(), report.lines);
  }
  look_up(batch, report);
  if (reader) told(reader->bytes_read(), report.lines);
  if (report.documents == 0 && !has_error(report.findings)) report.findings.push_back(no_rows());
  limit.finish(report.findings);
  return stretches;
}

void Plan::look_up(Batch& batch, FileReport& report) {
  if (batch.documents.empty()) return;
  std::vector<const Document*> documents;
  for (const auto& document : batch.documents) documents.push_back(&document);
  const KnownInvoices known = list_known(*database_.reader(), documents);
  for (const auto& document : batch.documents) {
    report.format = document.format;
    ++report.documents;
    report.lines += static_cast<std::int64_t>(document.lines.size());
    look_up(document, known, report);
  }
  batch = {};
}

void Plan::look_up(const Document& document, const KnownInvoices& known, FileReport& report) {
  std::vector<Finding> findings;
  const auto account = account_of(document, accounts_, options_, findings);
  if (!account) {
    const bool is_new = told_buyers_.size() < kMostTold && told_buyers_.insert(tried_ids(document)).second;
    if (is_new) report.findings.insert(report.findings.end(), findings.begin(), findings.end());
    return;
  }
  const InvoiceKey key = key_of(document);
  const auto stored = known.find(key);
  const auto content = [](ResellerAccountId owner, const std::string& fingerprint) {
    return digest_of(std::to_string(owner.value) + ":" + fingerprint);
  };
  Entry entry{digest_of(text_of(key)), content(*account, fingerprint_of(document)), sequence_++, file_, stored != known.end(),
              document.file_line, {}};
  const auto name = shortened(name_of(document), sizeof entry.name - 1);
  std::memcpy(entry.name, name.data(), std::min(name.size(), sizeof entry.name - 1));
  entries_of_file_.add(entry);
  if (!entry.is_known) {
    ++report.created;
  } else if (entry.content == content(stored->second.account, stored->second.fingerprint)) {
    ++report.unchanged;
  } else {
    report.findings.push_back(imported_differently(name, document.file_line));
  }
}

void Plan::settle(std::vector<FileReport>& reports) {
  auto cursor = entries_.read();
  Entry first{}, entry{};
  for (bool is_first = true; cursor.next(entry); is_first = false) {
    if (is_first || entry.key != first.key) first = entry;
    else if (!entry.is_known) count(first, entry, reports[entry.file]);
  }
}

// The same document again in what is handed over now: only the first one is written.
void Plan::count(const Entry& first, const Entry& again, FileReport& report) const {
  --report.created;
  if (first.content == again.content) ++report.unchanged;
  else if (report.findings.size() <= 2 * kMostTold) report.findings.push_back(imported_differently(again.name, again.line));
}

}  // namespace recours::sales
