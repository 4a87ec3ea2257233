// A complaint after a verb, as the API shows it: where it stands, what hangs on it, what the caller may do now. And the
// bodies of the verbs, read field by field.
#pragma once

#include <boost/json.hpp>

#include "accounts/viewer.h"
#include "base/refusal.h"
#include "complaints/complaint.h"

namespace recours::complaints {

boost::json::object handled_json(const CaseFile& file, const accounts::Viewer& viewer);

// Reads fields one by one; what is absent or null is empty. What has the wrong form is kept and said at the end.
class Fields {
 public:
  explicit Fields(const boost::json::object& body) : body_(body) {}

  std::string text(const char* field);
  std::optional<Date> date(const char* field);
  std::optional<std::int64_t> id(const char* field);
  std::optional<Money> money(const char* field);             // { "amount": "190.00", "currency": "EUR" } or "190.00"
  bool flag(const char* field, bool otherwise);
  bool is_text(const char* field) const;
  void refuse(const char* field, const char* code, Message message);

  bool ok() const { return refusals_.empty(); }
  Refusal refusal() const;

 private:
  const boost::json::value* find(const char* field) const;   // none: absent or null

  const boost::json::object& body_;
  std::vector<FieldRefusal> refusals_;
};

}  // namespace recours::complaints
