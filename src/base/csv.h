// CSV row by row (RFC 4180, with `;`, `,` or tab), and a table with named columns over it. Pure.
// Called by the readers of invoices and by the imports of tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/finding.h"

namespace recours {

// The longest number or name that is kept (all of them are indexed), in bytes.
inline constexpr std::size_t kLongestIdentifier = 200;

// The longest row that is read, in bytes; what is longer is a quotation mark left open.
inline constexpr std::size_t kLongestRow = std::size_t{1} << 20;

// Where rows come from piece by piece (base/text_file.h), so that a table of any size needs little memory.
class CsvSource {
 public:
  struct Piece {
    std::string_view text;     // valid until the next call
    std::uint64_t offset = 0;  // of its first byte in the file
    std::int64_t line = 0;     // not 0: its first row stands on this line of the file
    bool ends_row = true;      // the last row in it is whole
  };
  virtual ~CsvSource() = default;
  // The last `keep` bytes of the piece before, and what follows them; empty at the end.
  virtual Piece more(std::size_t keep) = 0;
};

class CsvRows {
 public:
  // `text` is UTF-8 and must outlive this. The separator is the one the first row has most of.
  explicit CsvRows(std::string_view text);
  explicit CsvRows(CsvSource& source);

  // Advances to the next row that is not blank; false at the end.
  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  std::int64_t line() const { return line_; }          // where the row begins, from 1
  bool unterminated() const { return unterminated_; }  // a quote was opened and never closed
  bool too_long() const { return too_long_; }          // longer than kLongestRow; nothing can be read after it
  // Where the row begins and ends in the source.
  std::uint64_t offset() const { return offset_; }
  std::uint64_t end() const { return piece_offset_ + at_; }

 private:
  bool read_whole_row();
  bool fetch(std::size_t keep);
  void read_row();
  void read_quoted(std::string& field);

  CsvSource* source_ = nullptr;
  std::string_view text_;
  std::uint64_t piece_offset_ = 0, offset_ = 0;
  bool ends_row_ = true;
  std::size_t at_ = 0;
  char separator_ = ';';
  std::int64_t line_ = 0, next_line_ = 1;
  bool unterminated_ = false, too_long_ = false;
  std::vector<std::string> fields_;
};

struct CsvColumn {
  std::string_view name;
  enum class Need { Mandatory, Optional } need = Need::Optional;
};

class CsvTable {
 public:
  // Reads the heading: unknown columns are told, missing mandatory ones are errors.
  CsvTable(std::string_view text, std::span<const CsvColumn> columns, std::vector<Finding>& findings);
  CsvTable(CsvSource& source, std::span<const CsvColumn> columns, std::vector<Finding>& findings);

  // Next row with as many fields as the heading; rows of another length are errors and passed over.
  bool next();
  std::int64_t line() const { return rows_.line(); }
  std::uint64_t offset() const { return rows_.offset(); }
  std::uint64_t end() const { return rows_.end(); }
  bool has(std::string_view column) const { return places_.contains(column); }
  // Trimmed; empty when the column is not there.
  std::string_view text(std::string_view column) const;
  // Trimmed; an Error when empty or longer than an identifier may be.
  std::string required(std::string_view column);
  std::string identifier(std::string_view column);
  std::optional<Decimal> decimal(std::string_view column);
  std::optional<Date> date(std::string_view column);   // an Error when it is there and no date
  void refuse(std::string code, std::string_view column, Message message);
  void warn(std::string code, std::string_view column, Message message);
  std::size_t refusals() const { return refusals_; }

 private:
  void read_heading(std::span<const CsvColumn> columns);

  CsvRows rows_;
  std::vector<Finding>& findings_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::size_t width_ = 0, refusals_ = 0;
};

// The text of a CSV file; none, with an Error, when it is not text.
std::optional<std::string> csv_text(std::string_view bytes, std::vector<Finding>& findings);

}  // namespace recours
