// R-685 Which lines of an imported credit note (381) or corrected invoice (384) settle which lines of claims. Pure: the
// rule of claims.md §8, article and quantity of exactly one open line; everything else waits for a person.
#pragma once

#include <vector>

#include "claims/claim.h"

namespace recours::claims {

// How one article is recognised in another document of the same seller; empty parts say nothing.
struct ArticleKeys {
  std::string article, part;  // as they are compared
};
// The seller's article number decides where both have one, else the manufacturer's part number.
bool is_same_article(const ArticleKeys& a, const ArticleKeys& b);

struct DocumentLine {
  sales::InvoiceLineId id;
  ArticleKeys article;
  Decimal quantity;
};

// A line of a claim that money can still be given for, on an invoice the document cites.
struct OpenLine {
  ClaimLineId id;
  ArticleKeys article;
  Decimal quantity;
};

struct LineMatch {
  sales::InvoiceLineId document_line;
  ClaimLineId claim_line;
};

// In the order of the document. Where two lines of the document want the same line of a claim, neither gets it.
std::vector<LineMatch> match_lines(const std::vector<DocumentLine>& document, const std::vector<OpenLine>& open);

}  // namespace recours::claims
