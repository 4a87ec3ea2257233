#include "http/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "http/disposition.h"

namespace recours::http {
namespace {

constexpr std::size_t kMostParts = 2000;
constexpr std::size_t kLongestBoundary = 70;       // RFC 2046 §5.1.1
constexpr std::size_t kLongestHeaders = 8 * 1024;  // of one part
constexpr std::size_t kMostHeaders = 16;
constexpr std::size_t kMostText = 1024 * 1024;  // of all fields together: text is copied, files are not
constexpr std::string_view kBlankLine = "\r\n\r\n";

struct Header {
  std::string_view name, value;
};

bool is_boundary_character(char c) {
  static constexpr std::string_view kMarks = "'()+_,-./:=? ";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= kLongestBoundary && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), is_boundary_character);
}

std::string boundary_of(std::string_view content_type) {
  const auto type = parse_parameters(content_type);
  if (!same_word(type.word, "multipart/form-data")) throw Malformed("the body is not a multipart form");
  const auto boundary = type.find("boundary");
  if (!boundary || !is_boundary(*boundary)) throw Malformed("multipart: no boundary, or an odd one");
  return *boundary;
}

// Cuts a body at the lines that hold its boundary. Every byte is looked at once: a delimiter begins with CR, which it
// holds nowhere else, so that no part of it is compared twice.
class Parts {
 public:
  Parts(std::string_view body, std::string_view boundary) : rest_(body) {
    delimiter_.append("\r\n--").append(boundary);
    skip_preamble();
  }

  std::optional<std::string_view> next() {
    if (is_over_) return std::nullopt;
    const auto end = rest_.find(delimiter_);
    if (end == std::string_view::npos) throw Malformed("multipart: the body ends before its last boundary");
    const auto part = rest_.substr(0, end);
    rest_.remove_prefix(end + delimiter_.size());
    end_line();
    return part;
  }

 private:
  void skip_preamble() {
    const std::string_view first = std::string_view(delimiter_).substr(2);  // nothing stands before the first line
    if (rest_.starts_with(first)) {
      rest_.remove_prefix(first.size());
    } else {
      const auto begin = rest_.find(delimiter_);
      if (begin == std::string_view::npos) throw Malformed("multipart: the boundary is not in the body");
      rest_.remove_prefix(begin + delimiter_.size());
    }
    end_line();
  }

  // What follows a boundary: "--" when it was the last one, blanks that mail servers may add, the end of the line.
  void end_line() {
    is_over_ = rest_.starts_with("--");
    if (is_over_) rest_.remove_prefix(2);
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
    if (is_over_ && rest_.empty()) return;
    if (!rest_.starts_with("\r\n")) throw Malformed("multipart: a boundary that goes on");
    rest_.remove_prefix(2);
  }

  std::string delimiter_;
  std::string_view rest_;
  bool is_over_ = false;
};

Header header_of(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) throw Malformed("multipart: a header without a colon");
  const Header header{line.substr(0, colon), trim(line.substr(colon + 1))};
  if (!is_header_name(header.name) || !is_header_value(header.value)) throw Malformed("multipart: a broken header");
  return header;
}

std::vector<Header> headers_of(std::string_view text) {
  std::vector<Header> headers;
  while (!text.empty()) {
    if (headers.size() == kMostHeaders) throw Malformed("multipart: too many headers");
    const auto end = std::min(text.find("\r\n"), text.size());
    headers.push_back(header_of(text.substr(0, end)));
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return headers;
}

bool is_plain_encoding(std::string_view encoding) {
  return same_word(encoding, "binary") || same_word(encoding, "8bit") || same_word(encoding, "7bit");
}

Disposition disposition_of(std::string_view headers) {
  std::optional<Disposition> disposition;
  for (const auto& [name, value] : headers_of(headers)) {
    if (same_word(name, "content-transfer-encoding") && !is_plain_encoding(value)) {
      throw Malformed("multipart: an encoded part");
    }
    if (!same_word(name, "content-disposition")) continue;
    if (disposition) throw Malformed("multipart: two Content-Disposition");
    disposition = parse_disposition(value);
  }
  if (!disposition) throw Malformed("multipart: a part without a name");
  return *std::move(disposition);
}

void add_part(std::string_view part, Multipart& form) {
  // A part without headers begins with its blank line: its name is missing all the same.
  const auto blank = part.substr(0, kLongestHeaders + kBlankLine.size()).find(kBlankLine);
  if (blank == std::string_view::npos) throw Malformed("multipart: the headers of a part are too long or do not end");
  auto disposition = disposition_of(part.substr(0, blank));
  const auto content = part.substr(blank + kBlankLine.size());
  if (!disposition.filename) {
    if (content.size() > kMostText) throw Malformed("multipart: a field of more than 1 MiB");
    if (content.find('\0') != std::string_view::npos || !is_valid_utf8(content)) {
      throw Malformed("multipart: a field that is not UTF-8 text");
    }
    form.fields.add(std::move(disposition.name), std::string(content));
  } else if (!disposition.filename->empty() || !content.empty()) {
    form.files.push_back({std::move(disposition.name), *std::move(disposition.filename), content});
  }
}

}  // namespace

bool is_multipart(std::string_view content_type) {
  return same_word(trim(content_type.substr(0, content_type.find(';'))), "multipart/form-data");
}

Multipart parse_multipart(std::string_view content_type, std::string_view body) {
  Parts parts(body, boundary_of(content_type));
  Multipart form;
  std::size_t count = 0, text = 0;
  while (const auto part = parts.next()) {
    if (++count > kMostParts) throw Malformed("multipart: more than 2,000 parts");
    const auto known = form.fields.items().size();
    add_part(*part, form);
    if (form.fields.items().size() > known) text += form.fields.items().back().second.size();
    if (text > kMostText) throw Malformed("multipart: more than 1 MiB of text");
  }
  return form;
}

}  // namespace recours::http
