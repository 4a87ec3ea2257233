// HTML that cannot be built unescaped: text becomes Html only through escaping, elements only through el() and its
// friends. Attributes are written {"href", url}; a bool false or an empty optional leaves the attribute out.
#pragma once

#include <concepts>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recours::ui {

class Html {
 public:
  Html() = default;
  Html(std::string_view text);                       // escaped
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
  friend class Builder;
  std::string html_;
};

struct Attribute {
  Attribute(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  Attribute(std::string_view n, std::string_view v) : name(n), value(v) {}
  Attribute(std::string_view n, const char* v) : name(n), value(v) {}
  Attribute(std::string_view n, bool set) : name(n), present(set), bare(true) {}
  Attribute(std::string_view n, std::integral auto number)
    requires(!std::same_as<decltype(number), bool>)
      : name(n), value(std::to_string(number)) {}
  template <class T>
  Attribute(std::string_view n, const std::optional<T>& v) : name(n), present(v.has_value()) {
    if (v) value = Attribute(n, *v).value;
  }
  std::string_view name;
  std::string value;
  bool present = true;
  bool bare = false;                                 // no value: disabled, checked
};
using Attributes = std::initializer_list<Attribute>;

// Names of elements and attributes are constants of this program. Void elements (input, br, img…) take no children.
Html element(std::string_view tag, std::span<const Attribute> attributes, std::span<const Html> children);

template <class... Children>
Html el(std::string_view tag, Attributes attributes, Children&&... children) {
  if constexpr (sizeof...(Children) == 0) {
    return element(tag, {attributes.begin(), attributes.size()}, {});
  } else {
    const Html parts[] = {Html(std::forward<Children>(children))...};
    return element(tag, {attributes.begin(), attributes.size()}, parts);
  }
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
