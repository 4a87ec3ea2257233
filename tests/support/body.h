// What an answer says, whether it stands in it or in a file it sends.
#pragma once

#include <string>

#include "base/descriptor.h"
#include "http/message.h"

namespace recours::testing_support {

inline std::string body_of(const http::Response& response) {
  if (!response.file) return response.body;
  std::string bytes(response.file->length, '\0');
  read_all(*response.file->file, response.file->offset, bytes);
  return bytes;
}

}  // namespace recours::testing_support
