#include "ui/html.h"

#include <array>
#include <cassert>

namespace recours::ui {
namespace {

bool is_void(std::string_view tag) {
  switch (tag.size()) {
    case 2: return tag == "br" || tag == "hr";
    case 3: return tag == "img" || tag == "col" || tag == "wbr";
    case 4: return tag == "link" || tag == "meta" || tag == "area" || tag == "base";
    case 5: return tag == "input" || tag == "embed" || tag == "param" || tag == "track";
    case 6: return tag == "source";
    default: return false;
  }
}

constexpr std::array<bool, 256> special_characters() {
  std::array<bool, 256> special{};
  for (const char c : {'&', '<', '>', '"', '\''}) special[static_cast<unsigned char>(c)] = true;
  return special;
}
constexpr std::array<bool, 256> kSpecial = special_characters();

std::string_view entity(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return "&#39;";
  }
}

}  // namespace

void append_escaped(std::string& html, std::string_view text) {
  std::size_t plain = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!kSpecial[static_cast<unsigned char>(text[at])]) continue;
    html.append(text, plain, at - plain);
    html += entity(text[at]);
    plain = at + 1;
  }
  html.append(text, plain);
}

Html Html::trusted(std::string html) {
  Html trusted;
  trusted.html_ = std::move(html);
  return trusted;
}

namespace {

std::size_t size_of(const Attribute& attribute) {
  return attribute.present ? attribute.name.size() + attribute.value().size() + 4 : 0;
}

// Long attributes: the room is made before anything is copied, else a whole page would be moved for a few letters.
void make_room(std::string& html, std::span<const Attribute> attributes) {
  std::size_t wanted = 0;
  for (const Attribute& attribute : attributes) wanted += size_of(attribute);
  const std::size_t counted = 32 * attributes.size();  // by el()
  if (html.empty() && wanted > counted) html.reserve(html.capacity() + wanted - counted);
}

}  // namespace

void append_start(std::string& html, std::string_view tag, std::span<const Attribute> attributes) {
  make_room(html, attributes);
  html += '<';
  html += tag;
  for (const Attribute& attribute : attributes) {
    if (!attribute.present) continue;
    html += ' ';
    html += attribute.name;
    if (attribute.bare) continue;
    html += "=\"";
    append_escaped(html, attribute.value());
    html += '"';
  }
  html += '>';
}

void append_end(std::string& html, std::string_view tag) {
  if (is_void(tag)) return;
  html += "</";
  html += tag;
  html += '>';
}

Html element(std::string_view tag, std::span<const Attribute> attributes, std::span<const Html> children) {
  assert(children.empty() || !is_void(tag));
  std::string html;
  append_start(html, tag, attributes);
  for (const Html& child : children) html += child.str();
  append_end(html, tag);
  return Html::trusted(std::move(html));
}

}  // namespace recours::ui
