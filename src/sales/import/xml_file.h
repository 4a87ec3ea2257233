// An XML file from outside: decoded, parsed without DTD and entities, elements found by local name whatever their prefix.
// Nothing here knows what an invoice is. Walks fixed paths only, so depth costs nothing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "sales/import/document.h"

namespace recours::sales {

class XmlFile {
 public:
  // Null, with an Error among the findings, when it cannot be read or declares a DOCTYPE.
  static std::unique_ptr<XmlFile> open(std::string_view bytes, std::vector<Finding>& findings);

  pugi::xml_node root() const { return document_.document_element(); }
  std::string_view root_namespace() const;
  // Line of the file, from 1.
  std::int64_t line_of(pugi::xml_node node) const;

 private:
  XmlFile() = default;
  void remember_lines();

  std::string text_;
  std::vector<std::size_t> line_starts_;
  pugi::xml_document document_;
};

std::string_view local_name(pugi::xml_node node);
// First child, or first along the path; empty node when absent.
pugi::xml_node child(pugi::xml_node node, std::string_view local);
pugi::xml_node at(pugi::xml_node node, std::initializer_list<std::string_view> path);
std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local);
// Its text, trimmed, with line breaks and control characters as blanks.
std::string text_of(pugi::xml_node node);

}  // namespace recours::sales
