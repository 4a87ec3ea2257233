// Range requests (RFC 9110 §14): which part of a file was asked for. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "http/message.h"

namespace recours::http {

struct WholeFile {};
struct ByteRange {
  std::uint64_t offset = 0, length = 0;
};
struct Unsatisfiable {};
using Wanted = std::variant<WholeFile, ByteRange, Unsatisfiable>;

// One range is served; several, another unit, bad syntax, or an If-Range that is not `etag` mean the whole file.
Wanted wanted_range(const Request& request, std::uint64_t size, std::string_view etag);

// If-None-Match: a list of tags, compared weakly (W/"x" and "x" are the same), or *.
bool names_etag(std::string_view if_none_match, std::string_view etag);

// R-820 `whole` is the whole file: 200, 206 or 416 with Accept-Ranges, Content-Range and ETag; 304 where If-None-Match
// names `etag`. `etag` in quotes. Type, name and caching are the caller's to set.
Response answer_with_file(const Request& request, FileBody whole, std::string_view etag);

}  // namespace recours::http
