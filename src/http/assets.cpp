#include "http/assets.h"

#include <array>
#include <stdexcept>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <sodium.h>

#include "base/text.h"
#include "http/encoding.h"
#include "http/range.h"

namespace recours::http {

namespace {

constexpr std::string_view kFolder = "/assets/";
constexpr std::string_view kManifest = "manifest.json";
constexpr std::string_view kBrotli = ".br";
constexpr std::string_view kGzip = ".gz";

std::string_view content_type_of(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kTypes{{
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".ico", "image/vnd.microsoft.icon"},
      {".woff2", "font/woff2"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".html", "text/html; charset=utf-8"},
  }};
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string tag_of(std::string_view bytes) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

const Assets& built_in() {
  static const Assets assets(embedded::assets());
  return assets;
}

}  // namespace

Assets::Assets(std::span<const embedded::File> files) {
  boost::json::object manifest;
  for (const auto& file : files) {
    if (file.name == kManifest) manifest = boost::json::parse({file.bytes.data(), file.bytes.size()}).as_object();
    else if (file.name.ends_with(kBrotli)) assets_[std::string(file.name.substr(0, file.name.size() - 3))].brotli = file.bytes;
    else if (file.name.ends_with(kGzip)) assets_[std::string(file.name.substr(0, file.name.size() - 3))].gzipped = file.bytes;
    else assets_[std::string(file.name)].plain = file.bytes;
  }
  for (auto& [name, asset] : assets_) {
    asset.tag = tag_of(asset.plain);
    paths_[name] = "/" + name;
  }
  for (const auto& entry : manifest) {
    const std::string name(entry.key());
    const std::string hashed(entry.value().as_string());
    const auto found = assets_.find(hashed);
    if (found == assets_.end()) throw std::logic_error("the manifest names " + hashed + ", which was not built in");
    if (hashed == name) continue;
    found->second.is_hashed = true;
    paths_[name] = std::string(kFolder) + hashed;
    paths_.erase(hashed);
  }
}

const std::string& Assets::path(std::string_view name) const {
  const auto found = paths_.find(name);
  if (found == paths_.end()) throw std::logic_error("no such asset: " + std::string(name));
  return found->second;
}

std::optional<Response> Assets::serve(const Request& request) const {
  if (request.method != Method::Get && request.method != Method::Head) return std::nullopt;
  std::string_view name = request.path;
  const bool in_folder = name.starts_with(kFolder);
  if (!in_folder && !name.starts_with('/')) return std::nullopt;
  name.remove_prefix(in_folder ? kFolder.size() : 1);
  const auto found = assets_.find(name);
  if (found == assets_.end() || (found->second.is_hashed && !in_folder)) return std::nullopt;
  return answer(request, found->first, found->second);
}

Response Assets::answer(const Request& request, const std::string& name, const Asset& asset) const {
  const auto accepted = request.header("accept-encoding");
  std::string_view coding;
  std::string_view bytes = asset.plain;
  if (!asset.brotli.empty() && accepts_coding(accepted, "br")) {
    coding = "br";
    bytes = asset.brotli;
  } else if (!asset.gzipped.empty() && accepts_coding(accepted, "gzip")) {
    coding = "gzip";
    bytes = asset.gzipped;
  }
  const std::string tag = "\"" + asset.tag + (coding.empty() ? "" : "-") + std::string(coding) + "\"";
  Response response;
  response.set("ETag", tag);
  response.set("Cache-Control", asset.is_hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
  if (!asset.brotli.empty() || !asset.gzipped.empty()) response.set("Vary", "Accept-Encoding");
  if (names_etag(request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", std::string(content_type_of(name)));
  if (!coding.empty()) response.set("Content-Encoding", std::string(coding));
  response.body = bytes;
  return response;
}

const std::string& asset_path(std::string_view name) { return built_in().path(name); }

std::optional<Response> serve_asset(const Request& request) { return built_in().serve(request); }

}  // namespace recours::http
