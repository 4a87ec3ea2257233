#include "claims/claim_files.h"

#include <algorithm>

#include "base/catalogue_key.h"

namespace recours::claims {
namespace {

bool is_paper(std::string_view kind) { return kind == "delivery_note" || kind == "end_customer_invoice"; }

}  // namespace

const std::vector<attachments::PieceKind>& piece_kinds() {
  static const std::vector<attachments::PieceKind> kinds{
      attachments::piece_kind("shipping_label", key("Shipping label")),
      attachments::piece_kind("packaging", key("Packaging (each side)")),
      attachments::piece_kind("damage", key("Damage")),
      attachments::piece_kind("contents", key("Contents of the parcel")),
      attachments::piece_kind("received_article", key("Article received")),
      attachments::piece_kind("serial", key("Serial number")),
      attachments::piece_kind("fault", key("Fault observed")),
      attachments::piece_kind("delivery_note", key("Delivery note (paper)")),
      attachments::piece_kind("end_customer_invoice", key("Invoice to the end customer")),
      attachments::piece_kind("other", key("Other")),
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
