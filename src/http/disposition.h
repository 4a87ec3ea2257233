// Headers with parameters, and the one that names the parts of a form: `form-data; name="files"; filename="a.jpg"`.
// Pure; read by multipart.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recours::http {

struct Parameters {
  std::string word;                                        // what stands before the first ';'
  std::vector<std::pair<std::string, std::string>> items;  // names in lower case, values without quotes
  std::optional<std::string> find(std::string_view lower_case_name) const;
};

// `word; name=value; name="quoted"`. In quotes only \" and \\ are escapes: browsers send other backslashes as they are.
// Throws Malformed, also for a name that comes twice.
Parameters parse_parameters(std::string_view value);

struct Disposition {
  std::string name;
  std::optional<std::string> filename;  // without folders; UTF-8 on one line; may be empty
};

// Of a part of multipart/form-data; `filename*` (RFC 5987) goes before `filename`. Throws Malformed.
Disposition parse_disposition(std::string_view value);

}  // namespace recours::http
