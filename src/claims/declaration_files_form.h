// The files of a declaration while it is typed: the form they are joined to from the desk and from a phone, and the
// field for it. Which of them the rules ask for is in admission.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment_view.h"
#include "claims/declaration_form.h"

namespace recours::claims {

// What the files are for, in one line: invoice, article, reason.
std::string subject_of_files(ui::Language language, const sales::LineWithInvoice& sold, const ClaimType& type,
                             const std::string& variant);

// Everything joined so far: to the item where there is one, else to the form, and what the form names.
std::vector<attachments::Attachment> files_of(accounts::Visit& visit, const DeclarationForm& form,
                                              std::optional<ClaimLineId> item);

// Where files go, and the address phones reach this site by; for the life of the site.
struct Uploads {
  const attachments::Depot& depot;
  std::string public_url;
};

struct FilesContext {
  const Uploads& uploads;
  const sales::LineWithInvoice& sold;
  const ClaimType& type;
  std::optional<ClaimLineId> item;  // files go to it at once; none: they wait in the form
};
// The open form of these files: the one the page was sent from, or a new one.
attachments::UploadForm open_files(accounts::Visit& visit, const DeclarationForm& form, const FilesContext& context);
// Files that came with the form itself, without script. What was refused, as errors of "files"; form.upload_form is
// then where the others wait.
std::vector<FieldRefusal> take_sent_files(accounts::Visit& visit, DeclarationForm& form, const FilesContext& context);

// The field, with a fresh code for the phone.
ui::Html declaration_files_field(accounts::Visit& visit, const DeclarationForm& form, const FilesContext& context);

}  // namespace recours::claims
