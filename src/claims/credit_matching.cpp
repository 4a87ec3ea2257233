#include "claims/credit_matching.h"

#include <algorithm>

namespace recours::claims {
namespace {

bool fits(const DocumentLine& told, const OpenLine& line) {
  return told.quantity == line.quantity && is_same_article(told.article, line.article);
}

}  // namespace

bool is_same_article(const ArticleKeys& a, const ArticleKeys& b) {
  if (!a.article.empty() && !b.article.empty()) return a.article == b.article;
  return !a.part.empty() && a.part == b.part;
}

std::vector<LineMatch> match_lines(const std::vector<DocumentLine>& document, const std::vector<OpenLine>& open) {
  std::vector<LineMatch> matches;
  for (const auto& told : document) {
    const auto fitting = [&](const OpenLine& line) { return fits(told, line); };
    const auto only = std::find_if(open.begin(), open.end(), fitting);
    if (only == open.end() || std::count_if(open.begin(), open.end(), fitting) != 1) continue;
    const auto rivals = std::count_if(document.begin(), document.end(),
                                      [&](const DocumentLine& other) { return fits(other, *only); });
    if (rivals == 1) matches.push_back({told.id, only->id});
  }
  return matches;
}

}  // namespace recours::claims
