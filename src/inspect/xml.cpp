#include "inspect/xml.h"

#include <libxml/xmlreader.h>

#include <memory>
#include <vector>

#include "inspect/verdict.h"

namespace recours::inspect {
namespace {

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using Reader = std::unique_ptr<xmlTextReader, FreeReader>;

std::string text_of(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

std::map<std::string, std::string> attributes_of(xmlTextReader* reader) {
  std::map<std::string, std::string> attributes;
  while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
    attributes[text_of(xmlTextReaderConstLocalName(reader))] = text_of(xmlTextReaderConstValue(reader));
  }
  xmlTextReaderMoveToElement(reader);
  return attributes;
}

void handle_node(xmlTextReader* reader, std::vector<std::string>& open,
                 const std::function<void(const XmlEvent&)>& handle) {
  switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE: throw Unacceptable(Reason::Damaged);
    case XML_READER_TYPE_ELEMENT: {
      const bool empty = xmlTextReaderIsEmptyElement(reader) == 1;
      const auto name = text_of(xmlTextReaderConstLocalName(reader));
      handle({XmlEvent::What::Start, name, attributes_of(reader), {}});
      if (empty) return handle({XmlEvent::What::End, name, {}, {}});
      open.push_back(name);
      return;
    }
    case XML_READER_TYPE_END_ELEMENT: handle({XmlEvent::What::End, open.back(), {}, {}}); return open.pop_back();
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      if (!open.empty()) handle({XmlEvent::What::Text, open.back(), {}, text_of(xmlTextReaderConstValue(reader))});
      return;
    default: return;
  }
}

void say_nothing(void*, const char*, ...) {}

}  // namespace

void read_xml(std::string_view bytes, const std::function<void(const XmlEvent&)>& handle) {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  xmlSetGenericErrorFunc(nullptr, say_nothing);
  const Reader reader(xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kOptions));
  if (!reader) throw Unacceptable(Reason::Damaged);
  std::vector<std::string> open;
  int more = 0;
  while ((more = xmlTextReaderRead(reader.get())) == 1) handle_node(reader.get(), open, handle);
  if (more != 0) throw Unacceptable(Reason::Damaged);
}

}  // namespace recours::inspect
