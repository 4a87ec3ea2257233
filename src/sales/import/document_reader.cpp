#include "sales/import/document_reader.h"

#include <sodium.h>

#include <stdexcept>

#include "sales/import/document_rules.h"
#include "sales/import/invoice_csv.h"

namespace recours::sales {
namespace {

// One file, one document.
class WholeFile final : public DocumentReader {
 public:
  WholeFile(std::optional<Document> document, std::size_t size) : document_(std::move(document)), size_(size) {}
  bool next(Document& into) override {
    if (!document_) return false;
    into = std::move(*document_);
    document_.reset();
    return true;
  }
  std::int64_t bytes_read() const override { return static_cast<std::int64_t>(size_); }

 private:
  std::optional<Document> document_;
  std::size_t size_;
};

class CsvFile final : public DocumentReader {
 public:
  CsvFile(std::unique_ptr<TextRows> rows, std::vector<Finding>& findings)
      : findings_(findings), rows_(std::move(rows)), csv_(*rows_, findings) {}

  bool next(Document& into) override {
    if (!csv_.next(into)) return false;
    const auto& place = csv_.place();
    bytes_ += place.end - place.begin;
    settle_credit_note(into, findings_);
    return true;
  }
  // Rows are read in any order: what was read, not where.
  std::int64_t bytes_read() const override { return static_cast<std::int64_t>(bytes_); }
  std::optional<Stretch> stretch() const override {
    const auto& place = csv_.place();
    return Stretch{digest_of(place.key), place.begin, place.end, place.line};
  }

 private:
  std::vector<Finding>& findings_;
  std::unique_ptr<TextRows> rows_;
  InvoiceCsv csv_;
  std::uint64_t bytes_ = 0;
};

// Where the heading ends, the mark before it included.
std::uint64_t heading_end(const TextFile& text) {
  TextRows rows(text);
  std::vector<Finding> unheard;
  return InvoiceCsv(rows, unheard).heading_end();
}

}  // namespace

Digest digest_of(std::string_view text) {
  Digest digest{};
  crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), sizeof digest,
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return digest;
}

std::unique_ptr<DocumentReader> InvoiceFile::open(std::vector<Finding>& findings) {
  auto file = source_.open();
  const std::uint64_t size = size_of(*file);
  if (size_.value_or(size) != size) throw std::runtime_error("the file changed while it was being imported: " + name());
  size_ = size;
  const auto content = content_of(first_bytes(*file, kTellingBytes), size);
  if (!content) {
    findings.push_back(content.error());
    return nullptr;
  }
  return *content == Content::Csv ? open_csv(std::move(file), findings) : open_whole(*file, *content, findings);
}

std::unique_ptr<DocumentReader> InvoiceFile::open_csv(std::shared_ptr<const Descriptor> file, std::vector<Finding>& findings) {
  const auto text = open_text(std::move(file), findings);
  if (!text) return nullptr;
  if (!gathered_) return std::make_unique<CsvFile>(std::make_unique<TextRows>(*text), findings);
  auto cursor = std::make_shared<SortedSpool<Stretch>::Cursor>(gathered_->read());
  const TextRows::Parts parts = [cursor]() -> std::optional<TextRows::Part> {
    Stretch stretch;
    if (!cursor->next(stretch)) return std::nullopt;
    return TextRows::Part{stretch.begin, stretch.end, stretch.line};
  };
  return std::make_unique<CsvFile>(std::make_unique<TextRows>(*text, heading_end(*text), parts), findings);
}

std::unique_ptr<DocumentReader> InvoiceFile::open_whole(const Descriptor& file, Content content, std::vector<Finding>& findings) {
  std::string bytes = first_bytes(file, kLongestDocument);
  const auto size = bytes.size();
  if (content == Content::Pdf && open_pdf_) {
    auto inside = open_pdf_(bytes);
    if (!inside) {
      findings.push_back(inside.error());
      return nullptr;
    }
    bytes = std::move(*inside);
  }
  auto reading = content == Content::Pdf && open_pdf_ ? read_xml(bytes) : read_document(bytes);
  findings.insert(findings.end(), reading.findings.begin(), reading.findings.end());
  if (reading.documents.empty()) return nullptr;
  if (content == Content::Pdf) reading.documents.front().format = "factur-x";
  return std::make_unique<WholeFile>(std::move(reading.documents.front()), size);
}

}  // namespace recours::sales
