// Findings of a file that may have a million of them: the first ones stay, the others are counted. Pure.
#pragma once

#include <vector>

#include "base/finding.h"
#include "base/import_report.h"

namespace recours::sales {

class Told {
 public:
  // Called often: keeps `findings` short.
  void shorten(std::vector<Finding>& findings) {
    if (findings.size() > 2 * kMostTold) drop(findings);
  }
  // Once, at the end: says how many more there are.
  void finish(std::vector<Finding>& findings) {
    drop(findings);
    if (errors_ > 0) findings.push_back(error("more_errors", 0, "", msg("{1} more entries are wrong in the rows that follow.", errors_)));
    if (warnings_ > 0) findings.push_back(warning("more_warnings", 0, "", msg("{1} more remarks on the rows that follow.", warnings_)));
  }

 private:
  void drop(std::vector<Finding>& findings) {
    std::size_t errors = 0, warnings = 0;
    std::erase_if(findings, [&](const Finding& finding) {
      const bool is_error = finding.severity == Finding::Severity::Error;
      const bool is_too_much = ++(is_error ? errors : warnings) > kMostTold;
      if (is_too_much) ++(is_error ? errors_ : warnings_);
      return is_too_much;
    });
  }

  std::int64_t errors_ = 0, warnings_ = 0;
};

}  // namespace recours::sales
