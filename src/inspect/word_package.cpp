#include "inspect/word_package.h"

#include <string>
#include <vector>

#include "inspect/archive.h"
#include "inspect/binary.h"
#include "inspect/foreign_data.h"
#include "inspect/verdict.h"
#include "inspect/word_fields.h"
#include "inspect/xml.h"

namespace recours::inspect {
namespace {

using namespace std::literals;

constexpr auto kMainPart = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"sv;

const std::string& require_part(const Parts& parts, const std::string& path) {
  const auto found = parts.find(path);
  if (found == parts.end()) throw Unacceptable(Reason::UnsupportedType);
  return found->second;
}

std::string attribute(const XmlEvent& event, const char* name) {
  const auto found = event.attributes.find(name);
  return found == event.attributes.end() ? std::string() : found->second;
}

// Types of all parts: by path ("/word/document.xml") and by extension ("xml").
struct ContentTypes {
  std::map<std::string, std::string> by_path, by_extension;
};

ContentTypes content_types_of(const Parts& parts) {
  ContentTypes types;
  read_xml(require_part(parts, "[Content_Types].xml"), [&](const XmlEvent& event) {
    if (event.what != XmlEvent::What::Start) return;
    const auto type = attribute(event, "ContentType");
    for (const auto word : {"macroenabled"sv, "vbaproject"sv, "activex"sv}) {
      if (contains_ignoring_case(type, word)) throw Unacceptable(Reason::Macros);
    }
    if (event.name == "Override") types.by_path[attribute(event, "PartName")] = type;
    if (event.name == "Default") types.by_extension[lower(attribute(event, "Extension"))] = type;
  });
  return types;
}

// The part the package is about: named by its own relationships, word/document.xml nearly always.
std::string main_part_of(const Parts& parts) {
  std::string path;
  read_xml(require_part(parts, "_rels/.rels"), [&](const XmlEvent& event) {
    if (event.what == XmlEvent::What::Start && ends_ignoring_case(attribute(event, "Type"), "/officedocument"))
      path = attribute(event, "Target");
  });
  return path.starts_with("/") ? path : "/" + path;
}

void require_document(const Parts& parts) {
  const auto types = content_types_of(parts);
  const auto main = main_part_of(parts);
  if (!ends_ignoring_case(main, ".xml")) throw Unacceptable(Reason::UnsupportedType);
  require_part(parts, main.substr(1));
  const auto type = types.by_path.find(main);
  if (type == types.by_path.end() || type->second != kMainPart) throw Unacceptable(Reason::UnsupportedType);
}

void check_workbook(const std::string& content) {
  const auto inner = unpack(content);
  if (!inner.contains("xl/workbook.xml")) throw Unacceptable(Reason::EmbeddedFiles);
  for (const auto& [path, part] : inner) {
    if (contains_ignoring_case(path, "vbaproject") || contains_ignoring_case(path, "activex"))
      throw Unacceptable(Reason::Macros);
    if (ends_ignoring_case(path, ".bin") && contains_ignoring_case(path, "embeddings"))
      throw Unacceptable(Reason::EmbeddedFiles);
  }
}

bool is_program_or_archive(std::string_view content) {
  for (const auto signature : {"MZ"sv,
                               "\x7f"
                               "ELF"sv,
                               "PK\3\4"sv, "\xd0\xcf\x11\xe0"sv, "%PDF-"sv, "Rar!"sv, "7z\xbc\xaf"sv, "{\\rtf"sv}) {
    if (content.starts_with(signature)) return true;
  }
  return false;
}

// Data of a chart or a table is an Excel workbook; anything else inside is a file that rides along.
void check_part(const std::string& path, const std::string& content) {
  if (contains_ignoring_case(path, "vbaproject") || contains_ignoring_case(path, "vbadata") ||
      contains_ignoring_case(path, "activex")) {
    throw Unacceptable(Reason::Macros);
  }
  const bool embedded = contains_ignoring_case(path, "embeddings/");
  if (embedded && ends_ignoring_case(path, ".xlsx")) return check_workbook(content);
  if (embedded && !ends_ignoring_case(path, ".rels")) throw Unacceptable(Reason::EmbeddedFiles);
  if (is_program_or_archive(content)) throw Unacceptable(Reason::EmbeddedFiles);
}

void check_relationships(const std::string& content) {
  read_xml(content, [](const XmlEvent& event) {
    if (event.what != XmlEvent::What::Start || event.name != "Relationship") return;
    const auto type = attribute(event, "Type");
    if (ends_ignoring_case(type, "/vbaproject") || ends_ignoring_case(type, "/control"))
      throw Unacceptable(Reason::Macros);
    if (ends_ignoring_case(type, "/afchunk")) throw Unacceptable(Reason::EmbeddedFiles);
    if (lower(attribute(event, "TargetMode")) != "external" || ends_ignoring_case(type, "/hyperlink")) return;
    throw Unacceptable(Reason::ExternalContent);
  });
}

// The code of a field is spread over runs; nested fields are parts of the one around them.
class Fields {
 public:
  void see(const XmlEvent& event) {
    const bool start = event.what == XmlEvent::What::Start;
    if (start && event.name == "fldSimple") judge(attribute(event, "instr"));
    if (event.what == XmlEvent::What::Text && (event.name == "instrText" || event.name == "delInstrText")) {
      for (auto& code : open_) code += event.text;
      if (open_.empty()) judge(event.text);
    }
    if (!start || event.name != "fldChar") return;
    const auto type = attribute(event, "fldCharType");
    if (type == "begin" && open_.size() < kDeepest) open_.emplace_back();
    if (type == "end" && !open_.empty()) {
      judge(open_.back());
      open_.pop_back();
    }
  }
  void finish() const {
    for (const auto& code : open_) judge(code);
  }

 private:
  static constexpr std::size_t kDeepest = 32;
  static void judge(const std::string& code) {
    if (reaches_outside(code)) throw Unacceptable(Reason::ExternalContent);
  }
  std::vector<std::string> open_;
};

// Whatever its name: a main part may be called anything. Drawings in SVG have no fields.
bool is_xml(const std::string& path, const std::string& content) {
  return ends_ignoring_case(path, ".xml") || (content.starts_with('<') && !ends_ignoring_case(path, ".svg"));
}

void check_fields(const std::string& content) {
  Fields fields;
  read_xml(content, [&](const XmlEvent& event) { fields.see(event); });
  fields.finish();
}

}  // namespace

void check_word_package(std::string_view bytes) {
  const auto parts = unpack(bytes);
  require_document(parts);
  for (const auto& [path, content] : parts) check_part(path, content);
  for (const auto& [path, content] : parts) {
    if (ends_ignoring_case(path, ".rels")) check_relationships(content);
    if (is_xml(path, content)) check_fields(content);
  }
}

}  // namespace recours::inspect
