// Mails saved as files (RFC 5322): a header block that names who sent it and when. What is joined to them stays closed.
#pragma once

#include <string_view>

namespace recours::inspect {

// Begins with header fields, among them From and Date; no other text does.
bool is_mail(std::string_view bytes);

// R-789 Throws Unacceptable: Damaged, Polyglot.
void check_mail(std::string_view bytes);

}  // namespace recours::inspect
