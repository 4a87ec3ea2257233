// Elements of an XML part, in order, with their attributes: all the Word inspector needs. No DTD, no entities of one's
// own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace recours::inspect {

struct XmlEvent {
  enum class What { Start, End, Text } what = What::Start;
  std::string name;                               // local name, of the element the text is in
  std::map<std::string, std::string> attributes;  // by local name; of Start
  std::string text;                               // of Text
};

// Throws Unacceptable(Damaged) when it is not well-formed or has a document type.
void read_xml(std::string_view bytes, const std::function<void(const XmlEvent&)>& handle);

}  // namespace recours::inspect
