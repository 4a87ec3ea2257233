// R-824 Any bytes as a multipart form. The first line of the input is the Content-Type, the rest the body; what is read
// must lie inside the body and be fit to show.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/errors.h"
#include "base/text.h"
#include "http/multipart.h"

namespace {

using namespace recours;

void require(bool promise) {
  if (!promise) std::abort();
}

void check(std::string_view body, const http::Multipart& form) {
  require(form.fields.items().size() + form.files.size() <= 2000);
  for (const auto& [name, value] : form.fields.items()) {
    require(!name.empty() && is_one_line(name));
    require(is_valid_utf8(value) && value.find('\0') == std::string::npos);
  }
  std::string_view last = body.substr(0, 0);
  for (const auto& file : form.files) {
    require(!file.field.empty() && is_one_line(file.field));
    require(is_one_line(file.name) && file.name.find_first_of("/\\") == std::string::npos);
    require(file.name != "." && file.name != "..");
    require(!file.name.empty() || !file.content.empty());
    require(file.content.data() >= last.data() + last.size());  // in order, and never one inside another
    require(file.content.data() + file.content.size() <= body.data() + body.size());
    last = file.content;
  }
}

void read(std::string_view content_type, std::string_view body) {
  try {
    check(body, http::parse_multipart(content_type, body));
  } catch (const Malformed&) {  // the only way to say no
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  read(input.substr(0, line), input.substr(line + 1));
  // A type that is right by itself, so that the body is reached whatever the first line has become.
  read("multipart/form-data; boundary=b", input.substr(line + 1));
  return 0;
}
