// Something to tell whoever hands over a file: where in it, and what. Readers collect findings and go on, so that one
// reading names everything.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/message.h"

namespace recours {

struct Finding {
  enum class Severity { Warning, Error };
  Severity severity = Severity::Error;
  std::string code;       // stable: missing_number, bad_date, rounded_decimal…
  std::int64_t line = 0;  // line of the file (CSV row, XML line), 0 when unknown
  std::string field;      // quantity; cbc:IssueDate
  Message message;
};

inline Finding warning(std::string code, std::int64_t line, std::string field, Message message) {
  return {Finding::Severity::Warning, std::move(code), line, std::move(field), std::move(message)};
}

inline Finding error(std::string code, std::int64_t line, std::string field, Message message) {
  return {Finding::Severity::Error, std::move(code), line, std::move(field), std::move(message)};
}

inline bool has_error(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Finding::Severity::Error; });
}

}  // namespace recours
