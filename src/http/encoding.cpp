#include "http/encoding.h"

#include <algorithm>
#include <stdexcept>

#include <zlib.h>

#include "base/text.h"

namespace recours::http {

namespace {

constexpr std::size_t kWorthCompressing = 1024;
constexpr int kLevel = 3;             // pages are mostly repeated markup: higher levels cost time and save little
constexpr int kGzipWindow = 15 + 16;  // the largest window, gzip framing

// "q=0", "q=0.0", "q=0.000": the coding is refused.
bool refuses(std::string_view parameters) {
  for (const auto& parameter : split(parameters, ';')) {
    const auto text = trim(parameter);
    if (text.size() < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=') continue;
    return text.find_first_not_of("0.", 2) == std::string_view::npos;
  }
  return false;
}

bool is_compressible(std::string_view content_type) {
  const auto type = trim(content_type.substr(0, content_type.find(';')));
  return same_word(type, "text/html") || same_word(type, "application/json") ||
         same_word(type, "application/problem+json");
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
    const auto item = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    const auto parameters = std::min(item.find(';'), item.size());
    const auto name = trim(item.substr(0, parameters));
    if (same_word(name, coding)) return !refuses(item.substr(parameters));
    if (name == "*") any = !refuses(item.substr(parameters));
  }
  return any;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("gzip: cannot start");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error("gzip: failed");
  return out;
}

void vary_on(Response& response, std::string_view header_name) {
  const std::string known(response.header("Vary"));
  for (const auto& name : split(known, ',')) {
    if (same_word(trim(name), header_name)) return;
  }
  response.set("Vary", known.empty() ? std::string(header_name) : known + ", " + std::string(header_name));
}

void compress(std::string_view accept_encoding, Response& response) {
  if (response.body.size() <= kWorthCompressing || !is_compressible(response.header("Content-Type"))) return;
  if (!response.header("Content-Encoding").empty()) return;
  vary_on(response, "Accept-Encoding");
  if (!accepts_coding(accept_encoding, "gzip")) return;
  response.body = gzip(response.body);
  response.set("Content-Encoding", "gzip");
}

}  // namespace recours::http
