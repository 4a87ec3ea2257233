// The documents of one file, one after the other and as often as asked, in flat memory: XML, the XML in a PDF, our CSV
// of any length. Knows no database.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/sorted_spool.h"
#include "base/text_file.h"
#include "sales/import/document.h"
#include "sales/import/import_source.h"

namespace recours::sales {

// Sixteen bytes that stand for a text.
using Digest = std::array<std::uint64_t, 2>;
Digest digest_of(std::string_view text);

// Rows of one invoice that stand together in a CSV.
struct Stretch {
  Digest key;
  std::uint64_t begin, end;
  std::int64_t line;
  bool operator<(const Stretch& other) const { return std::tie(key, line) < std::tie(other.key, other.line); }
};

class DocumentReader {
 public:
  virtual ~DocumentReader() = default;
  // False at the end, and after too many errors.
  virtual bool next(Document& into) = 0;
  virtual std::int64_t bytes_read() const = 0;
  // Of the document read last; none where a document is a file.
  virtual std::optional<Stretch> stretch() const { return std::nullopt; }
};

class InvoiceFile {
 public:
  InvoiceFile(ImportSource source, const OpenPdf& open_pdf) : source_(std::move(source)), open_pdf_(open_pdf) {}

  const std::string& name() const { return source_.name; }
  // Null, with an Error among the findings, when nothing can be read. The same file must not change between two calls:
  // std::runtime_error.
  std::unique_ptr<DocumentReader> open(std::vector<Finding>& findings);
  // From now on the rows are read in this order, so that those of an invoice stand together.
  void gather(SortedSpool<Stretch> stretches) { gathered_.emplace(std::move(stretches)); }

 private:
  std::unique_ptr<DocumentReader> open_csv(std::shared_ptr<const Descriptor> file, std::vector<Finding>& findings);
  std::unique_ptr<DocumentReader> open_whole(const Descriptor& file, Content content, std::vector<Finding>& findings);

  ImportSource source_;
  const OpenPdf& open_pdf_;
  std::optional<std::uint64_t> size_;
  std::optional<SortedSpool<Stretch>> gathered_;
};

}  // namespace recours::sales
