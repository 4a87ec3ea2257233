// A sales document as read from a file, before it is known to whom it belongs: what every format's reader produces and
// the import action stores. Readers are pure: bytes in, document and findings out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/finding.h"
#include "base/result.h"
#include "sales/invoice.h"

namespace recours::sales {

struct DocumentLine {
  std::string line_no;
  std::optional<LineKind> kind;           // none: by the article, else goods
  std::string article_no, manufacturer_part_no, gtin, manufacturer, description;
  Decimal quantity, unit_price;
  std::int64_t net_cents = 0;
  Decimal vat_rate;
  std::optional<std::string> order_no, delivery_note_no;
  std::vector<std::string> serials;
};

struct Citation {
  std::string number;
  std::optional<Date> issued_on;
};

struct Document {
  std::string format;                     // ubl, cii, factur-x, csv
  std::string seller;                     // VAT number, else legal id, else name
  std::string number;
  Date issued_on;
  std::string type;                       // 380, 381, 384
  std::string currency;
  std::vector<std::string> buyer_ids;     // what may equal a customer_no
  std::string buyer_vat_no;
  std::string buyer_name;
  std::vector<Citation> cites;
  std::vector<DocumentLine> lines;
  std::int64_t file_line = 0;
};

struct Reading {
  std::vector<Document> documents;
  std::vector<Finding> findings;          // an Error among them: nothing of the file is imported
  bool refused() const;
};

// R-232 The longest XML and PDF that are read, in bytes; a CSV may have any length.
inline constexpr std::uint64_t kLongestDocument = std::uint64_t{20} << 20;
// So much of a file tells what it is.
inline constexpr std::size_t kTellingBytes = 8192;

enum class Content { Xml, Csv, Pdf };
// What a file is by its first kTellingBytes and its size; an Error when it is nothing that is read here.
Result<Content, Finding> content_of(std::string_view start, std::uint64_t size);

// Recognised by content (root element and namespace, or a CSV header row), not by name. A PDF has been opened before.
Reading read_document(std::string_view bytes);
Reading read_xml(std::string_view bytes);
Reading read_ubl(std::string_view bytes);
Reading read_cii(std::string_view bytes);
Reading read_invoice_csv(std::string_view bytes);
// What is told of a table that has a heading only.
Finding no_rows();
// Whether the first row names a column of the invoice CSV.
bool looks_like_invoice_csv(std::string_view text);

}  // namespace recours::sales
