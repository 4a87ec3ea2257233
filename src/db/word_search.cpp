#include "db/word_search.h"

#include <algorithm>

namespace recours::db {
namespace {

// A word with more hits than this is not where a search begins.
constexpr std::size_t kManyHits = 5000;

struct Range {
  std::string low, high;
};
Range beginning_with(const std::string& word) {
  return {word, word + "\xF4\x8F\xBF\xBF"};  // U+10FFFF: after every character, and valid text for both engines
}

std::int64_t row_id(const Row& row) { return row.get<std::int64_t>("row_id"); }

// The rows with a word that begins like this; none when there are too many to begin with.
std::optional<RowIds> hits_of(Reader& reader, const WordTable& of, const std::string& word) {
  const Range range = beginning_with(word);
  RowIds ids = reader.list(
      "SELECT " + of.row_column + " AS row_id FROM " + of.table + " WHERE word >= :low AND word < :high LIMIT :most",
      {{"low", range.low}, {"high", range.high}, {"most", kManyHits + 1}}, row_id);
  if (ids.size() > kManyHits) return std::nullopt;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace

RowIds kept_by(Reader& reader, const WordTable& of, const std::string& word, const RowIds& ids) {
  const Range range = beginning_with(word);
  RowIds found = reader.list("SELECT DISTINCT " + of.row_column + " AS row_id FROM " + of.table + " WHERE " +
                                 of.row_column + " IN (:ids[]) AND word >= :low AND word < :high",
                             {{"ids", ids}, {"low", range.low}, {"high", range.high}}, row_id);
  std::sort(found.begin(), found.end());
  RowIds kept;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(kept),
               [&](std::int64_t id) { return std::binary_search(found.begin(), found.end(), id); });
  return kept;
}

WordSearch begin_search(Reader& reader, const WordTable& of, const std::vector<std::string>& words) {
  WordSearch search{{}, words};
  std::size_t rarest = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    auto hits = hits_of(reader, of, words[at]);
    if (!hits || (search.candidates && search.candidates->size() <= hits->size())) continue;
    search.candidates = std::move(hits);
    rarest = at;
  }
  if (!search.candidates) return search;
  for (std::size_t at = 0; at < words.size() && !search.candidates->empty(); ++at) {
    if (at != rarest) search.candidates = kept_by(reader, of, words[at], *search.candidates);
  }
  search.words.clear();
  return search;
}

}  // namespace recours::db
