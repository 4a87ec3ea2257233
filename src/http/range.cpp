#include "http/range.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace recours::http {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Positions beyond 64 bits are beyond every file.
std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) {
    const auto value = static_cast<std::uint64_t>(digit - '0');
    if (number > (kMost - value) / 10) return kMost;
    number = number * 10 + value;
  }
  return number;
}

// What follows "bytes=" where exactly one range was asked for in a way we serve.
std::optional<std::string_view> range_text(const Request& request) {
  constexpr std::string_view kUnit = "bytes=";
  std::optional<std::string_view> value;
  for (const auto& [name, text] : request.headers) {
    if (name != "range") continue;
    if (value) return std::nullopt;
    value = trim(text);
  }
  if (!value || value->size() <= kUnit.size() || !same_word(value->substr(0, kUnit.size()), kUnit)) return std::nullopt;
  return trim(value->substr(kUnit.size()));
}

Wanted suffix_range(std::string_view digits, std::uint64_t size) {
  if (!is_number(digits)) return WholeFile{};
  const auto length = std::min(number_of(digits), size);
  if (number_of(digits) == 0) return Unsatisfiable{};
  if (size == 0) return WholeFile{};  // Content-Range cannot name a part of nothing
  return ByteRange{size - length, length};
}

Wanted range_from(std::string_view first, std::string_view last, std::uint64_t size) {
  if (!is_number(first) || (!last.empty() && !is_number(last))) return WholeFile{};
  const auto begin = number_of(first);
  const auto end = last.empty() ? kMost : number_of(last);
  if (end < begin) return WholeFile{};
  if (begin >= size) return Unsatisfiable{};
  return ByteRange{begin, std::min(end, size - 1) - begin + 1};
}

}  // namespace

Wanted wanted_range(const Request& request, std::uint64_t size, std::string_view etag) {
  if (request.method != Method::Get) return WholeFile{};
  const auto text = range_text(request);
  if (!text) return WholeFile{};
  // Strong comparison: a weak tag or a date does not promise the same bytes.
  const auto if_range = trim(request.header("if-range"));
  if (!if_range.empty() && if_range != etag) return WholeFile{};
  const auto dash = text->find('-');
  if (dash == std::string_view::npos) return WholeFile{};
  if (dash == 0) return suffix_range(text->substr(1), size);
  return range_from(text->substr(0, dash), text->substr(dash + 1), size);
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  for (const auto& item : split(if_none_match, ',')) {
    auto candidate = trim(item);
    if (candidate == "*") return true;
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (candidate == etag) return true;
  }
  return false;
}

Response answer_with_file(const Request& request, FileBody whole, std::string_view etag) {
  Response response;
  response.set("ETag", std::string(etag)).set("Accept-Ranges", "bytes");
  if (names_etag(request.header("if-none-match"), etag)) {
    response.status = 304;
    return response;
  }
  const auto wanted = wanted_range(request, whole.length, etag);
  if (std::holds_alternative<Unsatisfiable>(wanted)) {
    response.status = 416;
    response.set("Content-Range", fmt::format("bytes */{}", whole.length));
    return response;
  }
  if (const auto* part = std::get_if<ByteRange>(&wanted)) {
    response.status = 206;
    response.set("Content-Range",
                 fmt::format("bytes {}-{}/{}", part->offset, part->offset + part->length - 1, whole.length));
    whole.offset += part->offset;
    whole.length = part->length;
  }
  response.file = std::move(whole);
  return response;
}

}  // namespace recours::http
