// The form of a contact, to create and to edit: rendering only.
#pragma once

#include "contacts/contact_parts.h"

namespace recours::contacts {

struct ContactForm {
  Draft draft;
  ui::FieldErrors errors;
  std::vector<Adviser> advisers;  // to choose from
  bool chooses_adviser = false;   // an adviser's clients are the adviser's own
  std::string action, cancel;
  ui::Html carried;    // hidden fields: version, idempotency key, what was seen
  std::string submit;  // says what the button does
};

ui::Html contact_form(ui::Language language, const std::string& csrf, const ContactForm& form);

}  // namespace recours::contacts
