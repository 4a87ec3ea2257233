// HTML that cannot be built unescaped: text becomes Html only through escaping, elements only through el() and its
// friends. Attributes are written {"href", url}; a bool false or an empty optional leaves the attribute out.
// Everything is appended to one string per element: no tree is kept.
#pragma once

#include <concepts>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recours::ui {

// `text` with & < > " ' replaced, as text and as attribute values need it.
void append_escaped(std::string& html, std::string_view text);

class Html {
 public:
  Html() = default;
  Html(std::string_view text) { append_escaped(html_, text); }
  Html(const std::string& text) : Html(std::string_view(text)) {}
  Html(const char* text) : Html(std::string_view(text)) {}

  // The one door for text that is already HTML: only for constants of this program (icons, doctype).
  static Html trusted(std::string html);

  Html& operator+=(const Html& more) { html_ += more.html_; return *this; }
  friend Html operator+(Html a, const Html& b) { a += b; return a; }
  bool empty() const { return html_.empty(); }
  const std::string& str() const& { return html_; }
  std::string str() && { return std::move(html_); }

 private:
  std::string html_;
};

// Lives as long as the expression it is written in: a value that is an lvalue is looked at, not copied.
class Attribute {
 public:
  Attribute(std::string_view n, std::string&& v) : name(n), owned_(std::move(v)), owns_(true) {}
  Attribute(std::string_view n, const std::string& v) : name(n), seen_(v) {}
  Attribute(std::string_view n, std::string_view v) : name(n), seen_(v) {}
  Attribute(std::string_view n, const char* v) : name(n), seen_(v) {}
  Attribute(std::string_view n, bool set) : name(n), present(set), bare(true) {}
  Attribute(std::string_view n, std::integral auto number)
    requires(!std::same_as<decltype(number), bool>)
      : Attribute(n, std::to_string(number)) {}
  template <class T>
  Attribute(std::string_view n, const std::optional<T>& v) : name(n), present(v.has_value()), owns_(true) {
    if (v) owned_ = std::string(Attribute(n, *v).value());
  }
  std::string_view value() const { return owns_ ? std::string_view(owned_) : seen_; }

  std::string_view name;
  bool present = true;
  bool bare = false;                                 // no value: disabled, checked

 private:
  std::string owned_;
  std::string_view seen_;
  bool owns_ = false;
};
using Attributes = std::initializer_list<Attribute>;

// The pieces of el(). Names of elements and attributes are constants of this program.
void append_start(std::string& html, std::string_view tag, std::span<const Attribute> attributes);
void append_end(std::string& html, std::string_view tag);      // nothing for void elements (input, br, img…)

inline void append_child(std::string& html, const Html& child) { html += child.str(); }
template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
void append_child(std::string& html, const Text& text) { append_escaped(html, text); }

inline std::size_t size_of(const Html& child) { return child.str().size(); }
template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
std::size_t size_of(const Text& text) { return std::string_view(text).size(); }

// Void elements take no children.
Html element(std::string_view tag, std::span<const Attribute> attributes, std::span<const Html> children);

template <class... Children>
Html el(std::string_view tag, Attributes attributes, Children&&... children) {
  std::string html;
  // Enough for most elements at once: names of attributes and their values are short.
  html.reserve(2 * tag.size() + 5 + 32 * attributes.size() + (std::size_t{0} + ... + size_of(children)));
  append_start(html, tag, {attributes.begin(), attributes.size()});
  (append_child(html, children), ...);
  append_end(html, tag);
  return Html::trusted(std::move(html));
}

// `map(item)` for each item, one after the other.
template <class Items, class Map>
Html each(const Items& items, Map&& map) {
  Html all;
  for (const auto& item : items) all += map(item);
  return all;
}
inline Html when(bool condition, Html html) { return condition ? std::move(html) : Html(); }

}  // namespace recours::ui
