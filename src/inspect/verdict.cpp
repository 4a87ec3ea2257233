#include "inspect/verdict.h"

#include <boost/json.hpp>

namespace recours::inspect {

std::string_view name_of(Reason reason) {
  switch (reason) {
    case Reason::UnsupportedType: return "unsupported_type";
    case Reason::TooLarge: return "too_large";
    case Reason::Empty: return "empty";
    case Reason::Damaged: return "damaged";
    case Reason::Encrypted: return "encrypted";
    case Reason::Macros: return "macros";
    case Reason::ActiveContent: return "active_content";
    case Reason::EmbeddedFiles: return "embedded_files";
    case Reason::ExternalContent: return "external_content";
    case Reason::Polyglot: return "polyglot";
    case Reason::ArchiveBomb: return "archive_bomb";
    case Reason::ImageTooLarge: return "image_too_large";
    case Reason::TooComplex: break;
  }
  return "too_complex";
}

std::string to_json(const Verdict& verdict) {
  return boost::json::serialize(boost::json::object{{"accepted", true},
                                                    {"type", verdict.type},
                                                    {"converted_from", verdict.converted_from},
                                                    {"location_removed", verdict.location_removed},
                                                    {"cleaned", verdict.cleaned.has_value()},
                                                    {"preview", !verdict.preview.empty()},
                                                    {"thumbnail", !verdict.thumbnail.empty()}});
}

std::string to_json(Reason reason) {
  return boost::json::serialize(boost::json::object{{"accepted", false}, {"code", name_of(reason)}});
}

}  // namespace recours::inspect
