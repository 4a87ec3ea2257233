// What recours-inspect says of one file, and the protocol it says it in:
//   descriptor 3  the file, read only
//   descriptors 4, 5, 6  empty files for the cleaned bytes, the preview and the thumbnail; what is not made stays empty
//   standard output  one JSON object, and exit status 0:
//     {"accepted":true,"type":"pdf|doc|docx|jpeg|png|eml|mp3|m4a|wav","converted_from":"heic|webp|","location_removed":…,"cleaned":…,
//      "preview":…,"thumbnail":…}
//     {"accepted":false,"code":"damaged"}
// Started with the word `invoice` it answers {"accepted":true} and writes the XML of the invoice in a PDF to descriptor 4, or
// {"accepted":false,"code":"none|several|order|encrypted|damaged|too_large"}.
// Anything else, another exit status included, means that the program could not cope with the file.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace recours::inspect {

// Why a file is refused; the names are codes of attachments/attachment.h.
enum class Reason {
  UnsupportedType,
  TooLarge,
  Empty,
  Damaged,
  Encrypted,
  Macros,
  ActiveContent,
  EmbeddedFiles,
  ExternalContent,
  Polyglot,
  ArchiveBomb,
  ImageTooLarge,
  TooComplex,
};
std::string_view name_of(Reason reason);

// Thrown where it is found, from any depth of a parser; ends the inspection.
class Unacceptable : public std::exception {
 public:
  explicit Unacceptable(Reason reason) : reason_(reason) {}
  Reason reason() const { return reason_; }
  const char* what() const noexcept override { return name_of(reason_).data(); }

 private:
  Reason reason_;
};

// An accepted file.
struct Verdict {
  std::string type;            // pdf, doc, docx, jpeg, png, eml, mp3, m4a, wav
  std::string converted_from;  // heic, webp, or empty
  bool location_removed = false;
  std::optional<std::string> cleaned;  // the bytes to keep; none: those that were sent
  std::string preview, thumbnail;      // JPEG; empty: none
};

std::string to_json(const Verdict& verdict);
std::string to_json(Reason reason);

}  // namespace recours::inspect
