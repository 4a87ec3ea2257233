#include "db/sql_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/database.h"

namespace recours::db {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0; }
bool continues_word(char c) { return begins_word(c) || is_digit(c); }

std::string_view leading(std::string_view sql, std::size_t from, bool (*belongs)(char)) {
  while (from < sql.size() && belongs(sql[from])) ++from;
  return sql.substr(0, from);
}

std::string_view up_to(std::string_view sql, std::string_view end, std::size_t from) {
  const auto at = sql.find(end, from);
  if (at == std::string_view::npos) throw Error("unfinished literal or comment in: " + excerpt(sql));
  return sql.substr(0, at + end.size());
}

std::string_view line_comment(std::string_view sql) { return sql.substr(0, sql.find('\n')); }

// $$ or $tag$, else empty.
std::string_view dollar_tag(std::string_view sql) {
  const auto tag = leading(sql, 1, continues_word);
  return tag.size() < sql.size() && sql[tag.size()] == '$' ? sql.substr(0, tag.size() + 1) : std::string_view();
}

std::string_view parameter(std::string_view sql) {
  const auto name = leading(sql, 1, continues_word);
  if (name.size() == sql.size() || sql[name.size()] != '[') return name;
  return up_to(sql, "]", name.size());
}

SqlParameter parameter_of(std::string_view text) {
  const auto bracket = text.find('[');
  const std::string name(text.substr(1, bracket == std::string_view::npos ? bracket : bracket - 1));
  if (bracket == std::string_view::npos) return {name, SqlParameter::Kind::Scalar};
  const auto type = text.substr(bracket);
  if (type == "[]") return {name, SqlParameter::Kind::Integers};
  if (type == "[text]") return {name, SqlParameter::Kind::Texts};
  throw Error(fmt::format("list parameter :{} is neither [] nor [text]", name));
}

std::size_t number_of(std::vector<SqlParameter>& parameters, const SqlParameter& wanted) {
  const auto known = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const SqlParameter& other) { return other.name == wanted.name; });
  if (known == parameters.end()) {
    parameters.push_back(wanted);
    return parameters.size();
  }
  if (known->kind != wanted.kind) throw Error("parameter :" + wanted.name + " is both a list and a single value");
  return static_cast<std::size_t>(known - parameters.begin()) + 1;
}

std::string placeholder(std::size_t number, SqlParameter::Kind kind, Dialect dialect) {
  if (dialect == Dialect::Sqlite) {
    if (kind == SqlParameter::Kind::Scalar) return fmt::format("?{}", number);
    return fmt::format("SELECT value FROM json_each(?{})", number);
  }
  if (kind == SqlParameter::Kind::Scalar) return fmt::format("${}", number);
  return fmt::format("SELECT value FROM unnest(${}::{}[]) AS list (value)", number,
                     kind == SqlParameter::Kind::Integers ? "bigint" : "text");
}

bool fits(const Value& value, SqlParameter::Kind kind) {
  if (std::holds_alternative<std::vector<std::int64_t>>(value)) return kind == SqlParameter::Kind::Integers;
  if (std::holds_alternative<std::vector<std::string>>(value)) return kind == SqlParameter::Kind::Texts;
  return kind == SqlParameter::Kind::Scalar;
}

}  // namespace

SqlPiece first_piece(std::string_view sql) {
  using Kind = SqlPiece::Kind;
  const char c = sql.front();
  if (is_blank(c)) return {Kind::Blank, leading(sql, 1, is_blank)};
  if (begins_word(c)) return {Kind::Word, leading(sql, 1, continues_word)};
  if (is_digit(c)) return {Kind::Symbol, leading(sql, 1, continues_word)};
  if (c == '\'') return {Kind::Quoted, up_to(sql, "'", 1)};
  if (c == '"') return {Kind::Quoted, up_to(sql, "\"", 1)};
  if (sql.starts_with("--")) return {Kind::Comment, line_comment(sql)};
  if (sql.starts_with("/*")) return {Kind::Comment, up_to(sql, "*/", 2)};
  if (sql.starts_with("::")) return {Kind::Symbol, sql.substr(0, 2)};
  if (c == ':' && sql.size() > 1 && begins_word(sql[1])) return {Kind::Parameter, parameter(sql)};
  if (c == '$') {
    if (const auto tag = dollar_tag(sql); !tag.empty()) return {Kind::Quoted, up_to(sql, tag, tag.size())};
  }
  return {Kind::Symbol, sql.substr(0, 1)};
}

SqlText translate(std::string_view sql, Dialect dialect) {
  SqlText translated;
  translated.text.reserve(sql.size() + 64);
  while (!sql.empty()) {
    const auto piece = first_piece(sql);
    sql.remove_prefix(piece.text.size());
    if (piece.kind == SqlPiece::Kind::Parameter) {
      const auto wanted = parameter_of(piece.text);
      translated.text += placeholder(number_of(translated.parameters, wanted), wanted.kind, dialect);
    } else {
      translated.text += piece.text;
    }
  }
  return translated;
}

std::vector<const Value*> in_order(const SqlText& sql, Params params) {
  std::vector<const Value*> values(sql.parameters.size(), nullptr);
  auto next = sql.parameters.begin();
  for (const auto& param : params) {
    // Mostly given in the order of the text: the search goes on behind what was found last.
    const auto is_wanted = [&](const SqlParameter& wanted) { return wanted.name == param.name; };
    auto at = std::find_if(next, sql.parameters.end(), is_wanted);
    if (at == sql.parameters.end()) at = std::find_if(sql.parameters.begin(), next, is_wanted);
    if (at == next && (next == sql.parameters.end() || !is_wanted(*next))) {
      throw Error(fmt::format("parameter :{} is not used in: {}", param.name, excerpt(sql.text)));
    }
    auto& value = values[static_cast<std::size_t>(at - sql.parameters.begin())];
    if (value) throw Error(fmt::format("parameter :{} is given twice in: {}", param.name, excerpt(sql.text)));
    if (!fits(param.value, at->kind)) {
      throw Error(fmt::format("parameter :{} is a list on one side only (:{}[], :{}[text]) in: {}", param.name,
                              param.name, param.name, excerpt(sql.text)));
    }
    value = &param.value;
    next = at + 1;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) {
      throw Error(fmt::format("parameter :{} is missing in: {}", sql.parameters[i].name, excerpt(sql.text)));
    }
  }
  return values;
}

std::string excerpt(std::string_view sql) {
  constexpr std::size_t kLength = 200;
  std::string text;
  for (char c : sql.substr(0, 4 * kLength)) {
    if (!is_blank(c))
      text += c;
    else if (!text.empty() && text.back() != ' ')
      text += ' ';
  }
  if (text.size() <= kLength) return text;
  return text.substr(0, kLength) + "…";
}

void require_identifier(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || is_digit(c); };
  if (name.empty() || is_digit(name.front()) || !std::all_of(name.begin(), name.end(), plain)) {
    throw Error("not an identifier: " + excerpt(name));
  }
}

}  // namespace recours::db
