// What somebody wrote above the mail they answered: the quoted text and the signature are taken off. Pure. The original
// is kept elsewhere, so that what is cut too much is not lost.
#pragma once

#include <string>
#include <string_view>

namespace recours::mail {

// `text` has \n line ends. Answers between quoted lines stay with them; when nothing would be left, everything stays.
// Knows the rule « Répondez au-dessus de cette ligne » our own mails begin with.
std::string reply_text(std::string_view text);

}  // namespace recours::mail
