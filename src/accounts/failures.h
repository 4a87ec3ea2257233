// Exceptions, translated once: what the person reads, what a program reads, what goes to the log. For the site only.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "base/message.h"
#include "http/message.h"
#include "ui/page.h"

namespace recours::accounts {

struct RequestFailure {
  int status = 500;
  std::string code;                        // stable, of the API
  Message title;
  Message detail;                          // what happened, what was kept, what to do
  std::string reference;                   // of the log line, when it is our fault
  std::optional<int> retry_after;          // seconds
};

// Writes the log line where there is something to look at. `request` names method and path in it.
RequestFailure describe_failure(std::exception_ptr failure, const http::Request& request);

RequestFailure not_found_failure();
RequestFailure method_not_allowed_failure();

http::Response failure_page(const ui::Frame& frame, const RequestFailure& failure, const std::string& back);
http::Response failure_problem(ui::Language language, const RequestFailure& failure);

}  // namespace recours::accounts
