// A printed text: A4 portrait with the sender's header, the address in the window of the envelope, a heading,
// paragraphs over as many pages as they need, and a footer on each. Knows no business word; Pango and Cairo are known
// here only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/date.h"

namespace recours::print {

// Every text is plain UTF-8, nothing in it is markup; lines are separated by \n.
struct Document {
  std::string title;      // of the file, not printed
  Date created_on;        // of the file: the same document is the same bytes whenever it is made
  std::string sender;     // first line: the name
  std::string recipient;  // name and address in the window; empty: no window, the text begins higher
  std::string date_line;  // right
  std::vector<std::string> references;
  std::string heading;
  std::string text;  // blank lines separate paragraphs
  // Of each page: number and count, from 1.
  std::function<std::string(int page, int pages)> footer;
};

// A PDF with text that can be searched and copied. Throws std::runtime_error when Cairo fails.
std::string pdf_of(const Document& document);

}  // namespace recours::print
