#include "base/csv.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"

namespace recours {
namespace {

char separator_of(std::string_view text) {
  const std::string_view heading = text.substr(0, text.find('\n'));
  char best = ';';
  std::ptrdiff_t most = 0;
  for (const char candidate : {';', ',', '\t'}) {
    const auto count = std::count(heading.begin(), heading.end(), candidate);
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}

bool is_blank(const std::vector<std::string>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const std::string& field) { return trim(field).empty(); });
}

std::string joined(const std::vector<std::string>& names) { return join(names, ", "); }

}  // namespace

CsvRows::CsvRows(std::string_view text) : text_(text), separator_(separator_of(text)) {}

CsvRows::CsvRows(CsvSource& source) : source_(&source) {
  if (fetch(0)) separator_ = separator_of(text_);
}

bool CsvRows::next() {
  while (at_ < text_.size() || fetch(0)) {
    if (!read_whole_row()) return true;
    if (!is_blank(fields_)) return true;
  }
  return false;
}

bool CsvRows::fetch(std::size_t keep) {
  if (source_ == nullptr) return false;
  const auto piece = source_->more(keep);
  text_ = piece.text;
  piece_offset_ = piece.offset;
  ends_row_ = piece.ends_row;
  at_ = 0;
  if (piece.line > 0) next_line_ = piece.line;
  return !text_.empty();
}

// A row that ends with its piece may go on in the next one: it is read again with more behind it. False when it is too
// long.
bool CsvRows::read_whole_row() {
  for (;;) {
    const auto begin = at_;
    const auto line = next_line_;
    offset_ = piece_offset_ + begin;
    unterminated_ = false;
    read_row();
    const auto length = text_.size() - begin;
    if (at_ < text_.size() || ends_row_) return true;
    if (length > kLongestRow) {
      too_long_ = true;
      return false;
    }
    fetch(length);
    next_line_ = line;
  }
}

void CsvRows::read_row() {
  fields_.clear();
  line_ = next_line_;
  while (true) {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') read_quoted(field);
    // The rest of the field: all of it when it has no quotes, stray characters after the closing quote otherwise.
    const auto end = text_.find_first_of(separator_ == ';' ? ";\r\n" : separator_ == ',' ? ",\r\n" : "\t\r\n", at_);
    field += text_.substr(at_, end == std::string_view::npos ? end : end - at_);
    fields_.push_back(std::move(field));
    at_ = end == std::string_view::npos ? text_.size() : end;
    if (at_ == text_.size()) return;
    if (text_[at_] == separator_) {
      ++at_;
      continue;
    }
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++next_line_;
    return;
  }
}

void CsvRows::read_quoted(std::string& field) {
  ++at_;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '"') {
      if (at_ >= text_.size() || text_[at_] != '"') return;
      ++at_;
    } else if (c == '\n') {
      ++next_line_;
    }
    field += c;
  }
  unterminated_ = true;
}

CsvTable::CsvTable(std::string_view text, std::span<const CsvColumn> columns, std::vector<Finding>& findings)
    : rows_(text), findings_(findings) {
  read_heading(columns);
}

CsvTable::CsvTable(CsvSource& source, std::span<const CsvColumn> columns, std::vector<Finding>& findings)
    : rows_(source), findings_(findings) {
  read_heading(columns);
}

void CsvTable::read_heading(std::span<const CsvColumn> columns) {
  if (!rows_.next()) return;
  width_ = rows_.fields().size();
  std::vector<std::string> unknown;
  for (std::size_t place = 0; place < width_; ++place) {
    const std::string name = fold(trim(rows_.fields()[place]));
    const auto known = std::find_if(columns.begin(), columns.end(), [&](const CsvColumn& column) { return column.name == name; });
    if (known != columns.end()) places_.emplace(name, place);
    else if (!name.empty()) unknown.push_back(shortened(name, kLongestIdentifier));
  }
  if (!unknown.empty()) {
    findings_.push_back(warning("unknown_columns", line(), joined(unknown), msg("These columns are not known and were left out: {1}", joined(unknown))));
  }
  for (const auto& column : columns) {
    if (column.need == CsvColumn::Need::Optional || has(column.name)) continue;
    findings_.push_back(error("missing_column", line(), std::string(column.name),
                              msg("The column {1} is missing.", std::string(column.name))));
  }
}

bool CsvTable::next() {
  while (rows_.next()) {
    const auto& fields = rows_.fields();
    const bool only_blanks_beyond =
        fields.size() >= width_ && std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(width_), fields.end(),
                                               [](const std::string& field) { return trim(field).empty(); });
    if (rows_.too_long()) {
      refuse("row_too_long", "", msg("This row is longer than {1} MB: a quotation mark was probably opened and never closed.", 1));
      return false;
    }
    if (rows_.unterminated()) {
      refuse("unterminated_quote", "", msg("A quotation mark is opened in this row and never closed."));
      return false;
    }
    if (only_blanks_beyond) return true;
    refuse("row_length", "", msg("The row has {1} fields, the heading has {2}.", static_cast<int>(fields.size()), static_cast<int>(width_)));
  }
  return false;
}

std::string_view CsvTable::text(std::string_view column) const {
  const auto place = places_.find(column);
  if (place == places_.end()) return {};
  return trim(rows_.fields()[place->second]);
}

std::string CsvTable::required(std::string_view column) {
  std::string value = identifier(column);
  if (value.empty() && text(column).empty() && has(column)) refuse("missing_value", column, msg("This field must not be empty."));
  return value;
}

std::string CsvTable::identifier(std::string_view column) {
  const auto value = text(column);
  if (value.size() <= kLongestIdentifier) return std::string(value);
  refuse("too_long", column, msg("More than {1} characters.", static_cast<int>(kLongestIdentifier)));
  return {};
}

std::optional<Decimal> CsvTable::decimal(std::string_view column) {
  const auto value = text(column);
  if (value.empty()) return std::nullopt;
  const auto parsed = Decimal::parse(value);
  if (!parsed) {
    refuse("bad_number", column, msg("“{1}” is not a number.", shortened(std::string(value), 60)));
    return std::nullopt;
  }
  if (parsed->rounded) {
    warn("rounded_decimal", column, msg("{1} has more than 6 decimals; it was rounded to {2}.", std::string(value), parsed->value));
  }
  return parsed->value;
}

std::optional<Date> CsvTable::date(std::string_view column) {
  const auto value = text(column);
  if (value.empty()) return std::nullopt;
  const auto day = Date::parse(value);
  if (!day) refuse("bad_date", column, msg("“{1}” is not a date.", shortened(std::string(value), 60)));
  return day;
}

void CsvTable::refuse(std::string code, std::string_view column, Message message) {
  ++refusals_;
  findings_.push_back(error(std::move(code), line(), std::string(column), std::move(message)));
}

void CsvTable::warn(std::string code, std::string_view column, Message message) {
  findings_.push_back(warning(std::move(code), line(), std::string(column), std::move(message)));
}

std::optional<std::string> csv_text(std::string_view bytes, std::vector<Finding>& findings) {
  // A file that is not UTF-8 is Windows-1252: the contract names these two, so nothing is to be told.
  DecodedText decoded = decode_text(bytes, "");
  if (decoded.problem == TextProblem::Binary) {
    findings.push_back(error("binary", 0, "", msg("The file contains characters that no text has: it is damaged or not a table.")));
    return std::nullopt;
  }
  return std::move(decoded.text);
}

}  // namespace recours
