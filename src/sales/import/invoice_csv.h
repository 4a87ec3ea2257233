// The invoices of our CSV one after the other: rows of one invoice that stand together become one document. Those that
// stand apart are brought together by who reads (document_reader.h).
#pragma once

#include <tuple>

#include "base/csv.h"
#include "sales/import/document.h"

namespace recours::sales {

class InvoiceCsv {
 public:
  // Where the rows of a document stand.
  struct Place {
    std::uint64_t begin = 0, end = 0;
    std::int64_t line = 0;
    std::string key;  // equal for rows of one invoice
  };

  // Reads the heading.
  InvoiceCsv(CsvSource& source, std::vector<Finding>& findings);
  InvoiceCsv(std::string_view text, std::vector<Finding>& findings);

  // The next document as its rows say it; false at the end or after too many errors.
  bool next(Document& into);
  const Place& place() const { return place_; }
  std::uint64_t bytes_read() const { return table_.end(); }
  std::uint64_t heading_end() const { return heading_end_; }

 private:
  using Key = std::tuple<std::string, std::string, Date, std::string>;

  bool next_row();
  Key key_of_row();
  void begin_document(const Key& key);
  void read_line();
  std::string currency();
  void check_currency();
  std::optional<std::string> optional_text(std::string_view column);
  void read_kind(DocumentLine& line);
  void read_serials(DocumentLine& line);
  void read_amounts(DocumentLine& line);

  std::vector<Finding>& findings_;
  CsvTable table_;
  std::uint64_t heading_end_ = 0;
  std::optional<Key> row_;       // of the row the table stands on, not yet in a document
  Document document_;
  Place place_;
};

}  // namespace recours::sales
