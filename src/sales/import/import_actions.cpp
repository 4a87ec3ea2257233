#include "sales/import/import_actions.h"

#include <boost/json.hpp>

#include "journal/many_entries.h"
#include "sales/import/document_rules.h"
#include "sales/import/plan_store.h"
#include "sales/import/steps.h"

namespace recours::sales {
namespace {

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
    auto awaited = list_awaited(transaction, chunk);
    insert_delivery_notes(transaction, chunk);
    const auto written = insert_invoices(transaction, chunk, now);
    insert_lines(transaction, written, kinds, manufacturers);
    std::vector<journal::NewEntry> entries;
    for (const auto& [id, invoice] : written) {
      link_citations(transaction, id, *invoice, awaited);
      entries.push_back({"invoice.imported", {"invoice", std::to_string(id.value)}, journal_content(*invoice)});
    }
    journal::append_all(transaction, actor, now, entries);
  });
}

// Second pass over one file.
class Writer {
 public:
  Writer(db::Database& database, const Plan& plan, const ImportOptions& options, const journal::Actor& actor, Instant now)
      : database_(database), plan_(plan), options_(options), actor_(actor), now_(now) {}

  void write(InvoiceFile& file, Steps& steps) {
    std::vector<Finding> told_before;
    const auto reader = file.open(told_before);
    std::vector<Document> documents;
    std::size_t lines = 0;
    const auto flush = [&] {
      write(documents, file.name());
      steps.at(reader->bytes_read(), static_cast<std::int64_t>(lines));
      documents.clear();
      lines = 0;
      told_before.clear();
    };
    for (Document document; reader && reader->next(document);) {
      if (!documents.empty() && lines + document.lines.size() > kLinesAtOnce) flush();
      lines += document.lines.size();
      documents.push_back(std::move(document));
    }
    if (!documents.empty()) flush();
  }

 private:
  void write(const std::vector<Document>& documents, const std::string& file) {
    std::vector<NewInvoice> chunk;
    std::vector<Finding> findings;
    for (const auto& document : documents) {
      const auto account = account_of(document, plan_.accounts(), options_, findings);
      if (!account) throw std::runtime_error("the file changed while it was being imported: " + file);
      chunk.push_back({&document, *account, fingerprint_of(document), file});
    }
    write_chunk(database_, chunk, actor_, now_);
  }

  db::Database& database_;
  const Plan& plan_;
  const ImportOptions& options_;
  const journal::Actor& actor_;
  Instant now_;
};

}  // namespace

ImportReport import_invoices(db::Database& database, const std::vector<ImportSource>& sources, const ImportOptions& options,
                             const journal::Actor& actor, Instant now) {
  ImportReport report;
  report.dry_run = options.dry_run;
  std::vector<InvoiceFile> files;
  Steps steps(sources, options.tell);
  Plan plan(database, options);
  for (const auto& source : sources) {
    auto& file = files.emplace_back(source, options.open_pdf);
    report.files.emplace_back().file = source.name;
    plan.check(file, report.files.back(), [&](std::int64_t bytes, std::int64_t lines) { steps.checked(bytes, lines); });
    steps.end_file();
  }
  plan.settle(report.files);
  for (auto& file : report.files) file.refused = has_error(file.findings);
  if (report.refused()) {
    for (auto& file : report.files) file.created = 0;
  } else if (!options.dry_run) {
    steps.begin_writing();
    Writer writer(database, plan, options, actor, now);
    for (std::size_t at = 0; at < files.size(); ++at) {
      if (report.files[at].created > 0) writer.write(files[at], steps);
      steps.end_file();
    }
  }
  return report;
}

ImportReport import_invoices(db::Database& database, const std::vector<ImportFile>& files, const ImportOptions& options,
                             const journal::Actor& actor, Instant now) {
  std::vector<ImportSource> sources;
  for (const auto& file : files) sources.push_back(source_of(file));
  return import_invoices(database, sources, options, actor, now);
}

}  // namespace recours::sales
