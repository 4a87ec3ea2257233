#include "db/word_search.h"

#include <algorithm>

namespace recours::db {
namespace {

// A word with more hits than this is not where a search begins: reading them all would take longer than walking the
// list until a page of them is found.
constexpr std::size_t kManyHits = 2000;

struct Range {
  std::string low, high;
};
Range beginning_with(const std::string& word) { return {word, word + std::string(kAfterEveryLetter)}; }

std::int64_t row_id(const Row& row) { return row.get<std::int64_t>("row_id"); }

bool is_frequent(Reader& reader, const WordTable& of, const Range& range) {
  const auto counted = reader.value<std::size_t>("SELECT COUNT(*) AS value FROM (SELECT 1 FROM " + of.table +
                                                     " WHERE word >= :low AND word < :high LIMIT :most) hit",
                                                 {{"low", range.low}, {"high", range.high}, {"most", kManyHits + 1}});
  return counted > kManyHits;
}

// The rows with a word that begins like this; none when there are too many to begin with.
std::optional<RowIds> hits_of(Reader& reader, const WordTable& of, const std::string& word) {
  const Range range = beginning_with(word);
  if (is_frequent(reader, of, range)) return std::nullopt;
  RowIds ids =
      reader.list("SELECT " + of.row_column + " AS row_id FROM " + of.table + " WHERE word >= :low AND word < :high",
                  {{"low", range.low}, {"high", range.high}}, row_id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Those of `ids` that have a word that begins like this, in the order of `ids`.
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

}  // namespace

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
