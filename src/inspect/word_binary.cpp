#include "inspect/word_binary.h"

#include <gsf/gsf.h>

#include <memory>
#include <optional>
#include <string>

#include "inspect/binary.h"
#include "inspect/foreign_data.h"
#include "inspect/verdict.h"
#include "inspect/word_fields.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr int kMostEntries = 4000;
constexpr int kDeepest = 16;

struct Unreference {
  void operator()(void* object) const { g_object_unref(object); }
};
using Input = std::unique_ptr<GsfInput, Unreference>;
using Folder = std::unique_ptr<GsfInfile, Unreference>;

Folder open_container(std::string_view bytes) {
  const Input input(
      gsf_input_memory_new(reinterpret_cast<const guint8*>(bytes.data()), static_cast<gsf_off_t>(bytes.size()), FALSE));
  GError* error = nullptr;
  Folder folder(gsf_infile_msole_new(input.get(), &error));
  g_clear_error(&error);
  if (!folder) throw Unacceptable(Reason::Damaged);
  return folder;
}

// The names of what no document without code or files inside has. Names are told without case.
std::optional<Reason> objection_to(std::string_view name) {
  const auto known = lower(name);
  if (known == "macros" || known == "vba" || known == "_vba_project" || known == "_vba_project_cur")
    return Reason::Macros;
  if (known == "encryptedpackage" || known == "encryptioninfo" || known == "\6dataspaces"sv) return Reason::Encrypted;
  if (known == "\1ole10native"sv || known == "package" || known == "equation native") return Reason::EmbeddedFiles;
  return std::nullopt;
}

// Everything in the container, folders in folders too.
void check_names(GsfInfile* folder, int depth, int& entries) {
  if (depth > kDeepest) throw Unacceptable(Reason::TooComplex);
  const int count = gsf_infile_num_children(folder);
  for (int i = 0; i < count; ++i) {
    if (++entries > kMostEntries) throw Unacceptable(Reason::TooComplex);
    const char* const name = gsf_infile_name_by_index(folder, i);
    if (const auto objection = objection_to(name ? name : "")) throw Unacceptable(*objection);
    const Input child(gsf_infile_child_by_index(folder, i));
    if (child && GSF_IS_INFILE(child.get())) check_names(GSF_INFILE(child.get()), depth + 1, entries);
  }
}

std::optional<std::string> stream_named(GsfInfile* folder, const char* name) {
  const Input stream(gsf_infile_child_by_name(folder, name));
  if (!stream) return std::nullopt;
  const auto size = gsf_input_size(stream.get());
  if (size < 0) throw Unacceptable(Reason::Damaged);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (size > 0 && !gsf_input_read(stream.get(), bytes.size(), reinterpret_cast<guint8*>(bytes.data()))) {
    throw Unacceptable(Reason::Damaged);
  }
  return bytes;
}

// The file information block at the beginning of the document [MS-DOC 2.5.2].
void check_document(GsfInfile* folder, std::string_view document) {
  constexpr std::uint32_t kEncrypted = 0x0100, kTable1 = 0x0200, kWord97 = 0x00c1;
  if (little_endian(document, 0, 2) != 0xa5ec || little_endian(document, 2, 2) < kWord97) {
    throw Unacceptable(Reason::UnsupportedType);  // Word 95 and older
  }
  const auto flags = little_endian(document, 10, 2);
  if (flags & kEncrypted) throw Unacceptable(Reason::Encrypted);
  if (!stream_named(folder, flags & kTable1 ? "1Table" : "0Table")) throw Unacceptable(Reason::Damaged);
}

// Field codes stand in the text between 0x13 and 0x14, one or two bytes a letter.
void check_fields(std::string_view document) {
  constexpr std::size_t kLongestCode = 4096;
  for (auto at = document.find('\x13'); at != document.npos; at = document.find('\x13', at + 1)) {
    std::string code;
    for (const char c : document.substr(at + 1, kLongestCode)) {
      if (c == '\x14' || c == '\x15') break;
      if (c != '\0' && c != '\x13') code += c;
    }
    if (reaches_outside(code)) throw Unacceptable(Reason::ExternalContent);
  }
}

}  // namespace

void check_word_binary(std::string_view bytes) {
  if (has_zip_end(bytes)) throw Unacceptable(Reason::Polyglot);
  const auto folder = open_container(bytes);
  const auto document = stream_named(folder.get(), "WordDocument");
  int entries = 0;
  if (!document) {
    // An encrypted .docx lies in such a container as well.
    if (Input(gsf_infile_child_by_name(folder.get(), "EncryptedPackage"))) throw Unacceptable(Reason::Encrypted);
    throw Unacceptable(Reason::UnsupportedType);
  }
  check_document(folder.get(), *document);
  check_names(folder.get(), 0, entries);
  check_fields(*document);
}

}  // namespace recours::inspect
