#include "sales/import/xml_file.h"

#include <algorithm>

#include "base/text.h"
#include "base/encoding.h"

namespace recours::sales {
namespace {

Finding unreadable(std::int64_t line, const char* reason) {
  return {Finding::Severity::Error, "bad_xml", line, "",
          msg("This XML file cannot be read: it is cut off or damaged near line {1} ({2}). Export it again.", line, reason)};
}

bool accept_text(const DecodedText& decoded, const std::string& declared, std::vector<Finding>& findings) {
  switch (decoded.problem) {
    case TextProblem::None: return true;
    case TextProblem::WrongEncoding:
      findings.push_back({Finding::Severity::Warning, "wrong_encoding", 1, "encoding",
                          msg("The file is not in the encoding it declares; it was read as Windows-1252. Check the accented letters.")});
      return true;
    case TextProblem::UnknownEncoding:
      findings.push_back({Finding::Severity::Error, "unknown_encoding", 1, "encoding",
                          msg("The encoding {1} is not supported. Export the file as UTF-8.", declared)});
      return false;
    case TextProblem::Binary:
      findings.push_back({Finding::Severity::Error, "binary", 0, "",
                          msg("The file contains characters that no text has: it is damaged or not an invoice.")});
      return false;
  }
  return false;
}

// A tree of so many nodes would need more memory than any invoice does.
constexpr std::ptrdiff_t kMostTags = 500'000;

bool has_too_many_elements(const std::string& text) { return std::count(text.begin(), text.end(), '<') > kMostTags; }

bool declares_doctype(const pugi::xml_document& document) {
  const auto nodes = document.children();
  return std::any_of(nodes.begin(), nodes.end(), [](pugi::xml_node node) { return node.type() == pugi::node_doctype; });
}

}  // namespace

std::unique_ptr<XmlFile> XmlFile::open(std::string_view bytes, std::vector<Finding>& findings) {
  const std::string declared = declared_xml_encoding(bytes);
  DecodedText decoded = decode_text(bytes, declared);
  if (!accept_text(decoded, declared, findings)) return nullptr;
  std::unique_ptr<XmlFile> file(new XmlFile);
  file->text_ = std::move(decoded.text);
  if (has_too_many_elements(file->text_)) {
    findings.push_back(error("too_many_elements", 0, "", msg("This XML file has more elements than any invoice needs; for safety it is refused.")));
    return nullptr;
  }
  file->remember_lines();
  const auto parsed = file->document_.load_buffer_inplace(file->text_.data(), file->text_.size(),
                                                          pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (parsed.status == pugi::status_bad_doctype || declares_doctype(file->document_)) {
    findings.push_back({Finding::Severity::Error, "doctype", 0, "DOCTYPE",
                        msg("The file declares a DOCTYPE or entities, which an invoice never needs; for safety it is refused.")});
    return nullptr;
  }
  if (!parsed || !file->root()) {
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    const auto line = std::upper_bound(file->line_starts_.begin(), file->line_starts_.end(), offset) - file->line_starts_.begin();
    findings.push_back(unreadable(line, parsed ? "no element" : parsed.description()));
    return nullptr;
  }
  return file;
}

// Before parsing, which writes into the text.
void XmlFile::remember_lines() {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) line_starts_.push_back(at + 1);
}

std::int64_t XmlFile::line_of(pugi::xml_node node) const {
  const auto offset = node.offset_debug();
  if (offset < 0) return 0;
  return std::upper_bound(line_starts_.begin(), line_starts_.end(), static_cast<std::size_t>(offset)) - line_starts_.begin();
}

std::string_view XmlFile::root_namespace() const {
  const std::string_view name = root().name();
  const auto colon = name.find(':');
  const std::string declaration =
      colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  return root().attribute(declaration.c_str()).value();
}

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view local) {
  for (const auto candidate : node.children()) {
    if (candidate.type() == pugi::node_element && local_name(candidate) == local) return candidate;
  }
  return {};
}

pugi::xml_node at(pugi::xml_node node, std::initializer_list<std::string_view> path) {
  for (const auto name : path) node = child(node, name);
  return node;
}

std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local) {
  std::vector<pugi::xml_node> found;
  for (const auto candidate : node.children()) {
    if (candidate.type() == pugi::node_element && local_name(candidate) == local) found.push_back(candidate);
  }
  return found;
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const auto part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return std::string(trim(text));
}

}  // namespace recours::sales
