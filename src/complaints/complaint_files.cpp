#include "complaints/complaint_files.h"

namespace recours::complaints {
namespace {

// A key of the catalogue that is said elsewhere.
constexpr const char* key(const char* english) { return english; }

}  // namespace

const std::vector<attachments::PieceKind>& piece_kinds() {
  static const std::vector<attachments::PieceKind> kinds{
      {"original_complaint", key("Original complaint")},
      {"envelope", key("Envelope")},
      {"acknowledgement", key("Acknowledgement")},
      {"mandate", key("Mandate")},
      {"contract", key("Contract or amendment")},
      {"correspondence", key("Correspondence")},
      {"statement", key("Statement")},
      {"expert_report", key("Expert report")},
      {"recording", key("Recording")},
      {"answer", key("Answer")},
      {"mediator_referral", key("Referral to the mediator")},
      {"other", key("Other")},
  };
  return kinds;
}

}  // namespace recours::complaints
