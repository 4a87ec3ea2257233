#include "claims/claim_files.h"

#include <algorithm>

namespace recours::claims {
namespace {

// A key of the catalogue that is said elsewhere.
constexpr const char* key(const char* english) { return english; }

bool is_paper(std::string_view kind) { return kind == "delivery_note" || kind == "end_customer_invoice"; }

}  // namespace

const std::vector<attachments::PieceKind>& piece_kinds() {
  static const std::vector<attachments::PieceKind> kinds{
      {"shipping_label", key("Shipping label")},
      {"packaging", key("Packaging (each side)")},
      {"damage", key("Damage")},
      {"contents", key("Contents of the parcel")},
      {"received_article", key("Article received")},
      {"serial", key("Serial number")},
      {"fault", key("Fault observed")},
      {"delivery_note", key("Delivery note (paper)")},
      {"end_customer_invoice", key("Invoice to the end customer")},
      {"other", key("Other")},
  };
  return kinds;
}

DeclaredFiles counted(const std::vector<attachments::Attachment>& files) {
  DeclaredFiles found;
  for (const auto& file : files) {
    const bool image = is_image(file.type);
    if (image) ++found.images;
    if (!image || is_paper(file.kind)) ++found.documents;
  }
  return found;
}

}  // namespace recours::claims
