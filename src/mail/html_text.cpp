// What people read of a page of HTML: a scanner for tags and entities, no parser of documents: nothing is loaded,
// nothing is refused, and the work grows with the length of the page.
#include <algorithm>
#include <array>
#include <charconv>

#include <unicode/utf8.h>

#include "base/text.h"
#include "mail/reading.h"

namespace recours::mail {
namespace {

constexpr std::size_t kLongestEntity = 10;

using Named = std::pair<std::string_view, std::string_view>;
// Those that mails in French hold; any other stays as it was written.
constexpr std::array kEntities{
    Named{"amp", "&"},    Named{"lt", "<"},     Named{"gt", ">"},     Named{"quot", "\""},  Named{"apos", "'"},
    Named{"nbsp", " "},   Named{"eacute", "é"}, Named{"egrave", "è"}, Named{"ecirc", "ê"},  Named{"euml", "ë"},
    Named{"agrave", "à"}, Named{"acirc", "â"},  Named{"ccedil", "ç"}, Named{"ugrave", "ù"}, Named{"ucirc", "û"},
    Named{"ocirc", "ô"},  Named{"icirc", "î"},  Named{"iuml", "ï"},   Named{"oelig", "œ"},  Named{"Eacute", "É"},
    Named{"Egrave", "È"}, Named{"Agrave", "À"}, Named{"Ccedil", "Ç"}, Named{"euro", "€"},   Named{"laquo", "«"},
    Named{"raquo", "»"},  Named{"rsquo", "’"},  Named{"lsquo", "‘"},  Named{"ldquo", "“"},  Named{"rdquo", "”"},
    Named{"ndash", "–"},  Named{"mdash", "—"},  Named{"hellip", "…"}, Named{"deg", "°"},    Named{"middot", "·"},
};

std::string utf8_of(std::uint32_t point) {
  if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return "\uFFFD";
  char bytes[4];
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(point));
  return {bytes, size};
}

// Of "#233", "#xE9", "eacute"; empty: none that is known.
std::string entity_text(std::string_view name) {
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool is_hex = name.starts_with('x') || name.starts_with('X');
    if (is_hex) name.remove_prefix(1);
    std::uint32_t point = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), point, is_hex ? 16 : 10);
    return error == std::errc() && end == name.data() + name.size() ? utf8_of(point) : std::string();
  }
  const auto found =
      std::find_if(kEntities.begin(), kEntities.end(), [&](const Named& one) { return one.first == name; });
  return found == kEntities.end() ? std::string() : std::string(found->second);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) {}

  std::string text() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<')
        tag();
      else if (c == '&')
        entity();
      else
        character(c);
    }
    return std::move(text_);
  }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

  // Runs of blanks are one blank, and none begins a line.
  void character(char c) {
    ++at_;
    if (!is_blank(c)) {
      text_ += c;
    } else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') {
      text_ += ' ';
    }
  }
  void entity() {
    const auto end = html_.substr(at_, kLongestEntity + 2).find(';');
    const auto said = end == std::string_view::npos ? std::string() : entity_text(html_.substr(at_ + 1, end - 1));
    if (said.empty()) return character('&');
    at_ += end + 1;
    text_ += said;
  }
  // Until the text ends with as many line breaks; nothing before the first word, never more than one blank line.
  void breaks(int wanted) {
    while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    const auto last = text_.find_last_not_of('\n');
    if (last == std::string::npos) return text_.clear();
    text_.resize(std::min(text_.size(), last + 3));
    while (text_.size() < last + 1 + static_cast<std::size_t>(wanted)) text_ += '\n';
  }
  void line_break() { breaks(text_.ends_with('\n') ? 2 : 1); }
  void tag() {
    if (html_.substr(at_).starts_with("<!--")) return skip_past("-->");
    const auto begin = at_ + 1;
    const bool closes = begin < html_.size() && html_[begin] == '/';
    std::string name;
    for (auto i = begin + (closes ? 1 : 0); i < html_.size() && name.size() < 12; ++i) {
      const char c = lower(html_[i]);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) break;
      name += c;
    }
    const bool is_tag = !name.empty() || (begin < html_.size() && (html_[begin] == '!' || html_[begin] == '?'));
    if (!is_tag) return character('<');  // "a < b"
    skip_past(">");
    if (!closes && is_unseen(name)) return skip_past("</" + name);
    if (name == "br") return line_break();
    if (name == "div" || name == "tr" || name == "li") return breaks(1);
    if (name == "td" || name == "th") return blank();
    if (name == "p" || name == "table" || name == "blockquote" || name == "ul" || name == "ol" ||
        (name.size() == 2 && name[0] == 'h'))
      breaks(2);
  }
  void blank() {
    if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
  }
  static bool is_unseen(std::string_view name) { return name == "script" || name == "style" || name == "title"; }
  // A tag that was opened and not closed ends with the page.
  void skip_past(std::string_view mark) {
    const auto found = std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(), mark.begin(),
                                   mark.end(), [](char a, char b) { return lower(a) == b; });
    at_ = found == html_.end() ? html_.size() : static_cast<std::size_t>(found - html_.begin()) + mark.size();
    if (mark.starts_with("</")) skip_past(">");
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string text_;
};

}  // namespace

std::string text_of_html(std::string_view html) { return std::string(trim(Scanner(html).text())); }

}  // namespace recours::mail
