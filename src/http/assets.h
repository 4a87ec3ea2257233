// Static files built into the program (public/ and what npm brings), precompressed, under names that carry their hash:
// they are cached for ever by browsers. A plain name (/favicon.svg) is served with an ETag instead.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "http/message.h"

namespace recours::http {

// "app.css" → "/assets/app-3f2a9c01.css". Throws std::logic_error for a name that was not built in.
const std::string& asset_path(std::string_view name);

// The answer to GET/HEAD /assets/… or of a plain name, if there is such a file: negotiates br/gzip, answers
// If-None-Match with 304.
std::optional<Response> serve_asset(const Request& request);

// The same over any table of files; the two functions above ask the one built into the program.
class Assets {
 public:
  // `files` outlive this object. manifest.json among them gives the hashed name of each name.
  explicit Assets(std::span<const embedded::File> files);
  const std::string& path(std::string_view name) const;
  std::optional<Response> serve(const Request& request) const;

 private:
  struct Asset {
    std::string_view plain;
    std::string_view brotli;      // empty: not built
    std::string_view gzipped;
    std::string tag;              // of the plain bytes
    bool is_hashed = false;
  };
  Response answer(const Request& request, const std::string& name, const Asset& asset) const;

  std::map<std::string, Asset, std::less<>> assets_;        // by file name
  std::map<std::string, std::string, std::less<>> paths_;   // by the name the pages use
};

}  // namespace recours::http
