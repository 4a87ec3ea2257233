// A PDF made for who asks, to be saved: for pages and API alike.
#pragma once

#include <string>
#include <utility>

#include "http/message.h"

namespace recours::http {

// `name`: of the file; letters, digits, dots and dashes.
inline Response pdf_answer(std::string bytes, const std::string& name) {
  Response response;
  response.body = std::move(bytes);
  response.set("Content-Type", "application/pdf");
  response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Cache-Control", "private, no-store");
  return response;
}

}  // namespace recours::http
