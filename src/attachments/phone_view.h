// What a phone shows after it scanned the code: the shots to take, in order, and what was sent so far. Nothing else of
// the person at the desk.
#pragma once

#include <string>
#include <vector>

#include "attachments/files_view.h"

namespace recours::attachments {

struct PhonePage {
  const UploadForm& form;
  std::vector<PieceKind> kinds;
  std::vector<Attachment> sent;     // from phones, into this form
  std::vector<Attachment> present;  // all of the form, for the checks beside the shots
  std::string token;                // for the forms of the page
};
// The steps and the photos, without the frame: also what the script exchanges after each photo.
ui::Html phone_steps(ui::Language language, const PhonePage& page);

// Before the code is used: one button, pressed by the script.
ui::Html phone_opening(ui::Language language, const std::string& code);

}  // namespace recours::attachments
