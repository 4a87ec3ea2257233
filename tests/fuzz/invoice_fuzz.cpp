// Any bytes as a sales document (UBL, CII, CSV): texts in UTF-8 and findings; nothing thrown, nothing fetched.
#include "base/text.h"
#include "fuzz/fuzzing.h"
#include "sales/import/document.h"
#include "sales/import/document_rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace recours;
  const auto bytes = fuzzing::text_of(data, size);
  const auto reading = sales::read_document(bytes);
  for (const auto& document : reading.documents) {
    for (const auto& text : {document.number, document.seller, document.currency})
      fuzzing::require(is_valid_utf8(text));
    for (const auto& line : document.lines) {
      for (const auto& text : {line.line_no, line.description, line.article_no, line.manufacturer})
        fuzzing::require(is_valid_utf8(text));
    }
    sales::net_cents_of(document);
  }
  return 0;
}
