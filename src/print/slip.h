// A slip that travels with things and the labels for their parcels: A4 portrait with a number in large digits, the same
// as codes to scan, facts, a table, text, a footer on each page; then the labels, two on a page to be cut. Knows no
// business word; Pango and Cairo are known in this folder only.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/bars.h"
#include "base/date.h"

namespace recours::print {

// The number that is read by people and by scanners.
struct CodedNumber {
  std::string label;   // what number it is
  std::string number;  // printed in digits of 6 mm and more
  Bars stripes;        // of one row
  Bars square;
};

struct SlipColumn {
  std::string label;
  int share = 1;  // of the width, against the other columns
  enum class Side { Left, Right } side = Side::Left;
};

struct ParcelLabel {
  std::string to_label, to;  // the address, a line each
  std::string from_label, from;
  std::string part;  // which of how many
  std::string note;
};

// Every text is plain UTF-8, nothing in it is markup; lines are separated by \n.
struct Slip {
  std::string title;  // of the file, not printed
  Date created_on;    // of the file: the same slip is the same bytes whenever it is made
  std::string heading;
  std::string sender;  // first line: the name
  CodedNumber code;
  std::vector<std::pair<std::string, std::string>> facts;  // label and value
  std::vector<SlipColumn> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells as columns
  std::string text;                            // blank lines separate paragraphs
  std::vector<ParcelLabel> labels;
  // Of each page of the slip, not of the labels: number and count, from 1.
  std::function<std::string(int page, int pages)> footer;
};

// A PDF with text that can be searched and copied. Throws std::runtime_error when Cairo fails.
std::string pdf_of(const Slip& slip);

}  // namespace recours::print
