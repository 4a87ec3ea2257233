// Finding rows by their words, in a table of (word, row): prefixes as ranges of an index, the same on both engines
// (decision 13). A search starts from the rows of its rarest word; where every word is frequent the caller walks its
// list and asks of each row whether it has them, which soon fills a page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"

namespace recours::db {

using RowIds = std::vector<std::int64_t>;

// Words from `word` up to `word` and this begin with it: U+10FFFF, after every character, and valid text for both
// engines.
inline constexpr std::string_view kAfterEveryLetter = "\xF4\x8F\xBF\xBF";

// Where the words of one noun are: `row_column` names whose they are.
struct WordTable {
  std::string table, row_column;
};

struct WordSearch {
  std::optional<RowIds> candidates;  // sorted, with every word of the question
  std::vector<std::string> words;    // without candidates: still to be asked of whoever is walked past
};
WordSearch begin_search(Reader& reader, const WordTable& of, const std::vector<std::string>& words);

}  // namespace recours::db
