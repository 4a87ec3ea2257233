// The header block of a mail as name and value pairs, unfolded, names in lower case. Takes any bytes; decodes nothing.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recours::mail {

class HeaderFields {
 public:
  // Of a whole mail: reads up to the first empty line. Lines that are no field are left out.
  static HeaderFields of(std::string_view mail);

  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  bool has(std::string_view name) const;
  // Of the first of this name, trimmed; empty: none.
  std::string first(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& items() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// What follows the header block.
std::string_view body_of(std::string_view mail);

// Everything in a header value that looks like an e-mail address, in lower case.
std::vector<std::string> addresses_in(std::string_view value);
// Everything between < and >, without them: Message-IDs.
std::vector<std::string> ids_in(std::string_view value);

}  // namespace recours::mail
