// multipart/form-data (RFC 7578): forms that carry files. Pure: views into a body that is already there, in memory or
// mapped from disk.
#pragma once

#include <string_view>
#include <vector>

#include "http/message.h"

namespace recours::http {

struct Multipart {
  Fields fields;                    // parts without a file name, UTF-8
  std::vector<UploadedFile> files;  // a file input left empty is not among them
};

bool is_multipart(std::string_view content_type);

// R-824 Throws Malformed: no or an odd boundary, a part without a name, broken part headers, a body that ends too
// early, text that is not UTF-8, NUL, more than 2,000 parts, more than 1 MiB of text. Every byte is looked at once.
Multipart parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace recours::http
