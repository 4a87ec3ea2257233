// What a complaint says, as fields of a form: for the first step of the wizard and for the edit page. Rendering, and
// reading what was typed back into values; the rules are in registration.h. Fields bear the API's names.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/site.h"
#include "complaints/registration.h"
#include "ui/components.h"

namespace recours::complaints {

// What was typed: the values, what is no value with its error, and its text, so that nothing typed is lost.
struct TypedComplaint {
  Registration said;
  std::vector<FieldRefusal> refusals;
  std::vector<std::pair<std::string, std::string>> unread;  // field, text
};
// contact_id, complainant.*, dates as people write them, linked=contract/12 for each, grievances one field each, reason
// with its second level as pricing/fees.
TypedComplaint read_complaint(const http::Fields& fields);

struct ComplaintForm {
  TypedComplaint typed;
  ui::FieldErrors errors;
  // Stands first: a fixed client (fixed_client) or whatever chooses one, which carries contact_id.
  ui::Html client;
  enum class Complainant {
    Client,
    Typed
  } complainant = Complainant::Typed;  // Typed: fields of somebody without record
  enum class Grievances { Asked, Elsewhere } grievances = Grievances::Asked;
};
// The groups of fields, without the form around them and its footer.
ui::Html complaint_fields(const accounts::Visit& visit, const ComplaintForm& form);

// The client as a fact, with the hidden contact_id.
ui::Html fixed_client(ui::Language language, std::int64_t contact, const Complainant& complainant);
// The projects, contracts and losses of the client the viewer may see, as the form offers them, then those of `said`.
std::vector<Link> linkable_of(const accounts::Visit& visit, const Registration& said);

// Of a field by its API name; the name itself when it is none.
std::string field_label(ui::Language language, std::string_view field);

}  // namespace recours::complaints
