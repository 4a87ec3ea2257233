#include "claims/declaration_files_form.h"

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claim_files.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

// The photos the type lists, for who has no phone to be guided by.
std::string shots_in_words(Language l, const ClaimType& type) {
  std::vector<std::string> labels;
  for (const auto& shot : type.shots) labels.push_back(attachments::kind_label(l, piece_kinds(), shot));
  return labels.empty() ? std::string() : tr(l, "Useful here: {1}.", join(labels, ", "));
}

std::optional<attachments::Owner> owner_of(const FilesContext& context) {
  if (!context.item) return std::nullopt;
  return attachments::Owner{kLineFiles, context.item->value};
}

}  // namespace

std::string subject_of_files(Language l, const sales::LineWithInvoice& sold, const ClaimType& type,
                             const std::string& variant) {
  return tr(l, "Invoice {1}", sold.invoice.number) + " – " + sold.line.description + " – " +
         reason_name(l, type, variant);
}

std::vector<attachments::Attachment> files_of(Visit& visit, const DeclarationForm& form,
                                              std::optional<ClaimLineId> item) {
  if (item) return attachments::list_attachments(visit.reader, {kLineFiles, item->value});
  auto files = attachments::waiting_in(visit.reader, visit.viewer, form.upload_form);
  if (form.attachments.empty()) return files;
  auto named = attachments::loose(visit.reader, visit.viewer, attachment_ids(form));
  for (auto& file : named.value_or(std::vector<attachments::Attachment>())) files.push_back(std::move(file));
  return files;
}

attachments::UploadForm open_files(Visit& visit, const DeclarationForm& form, const FilesContext& context) {
  return attachments::open_form(
      visit.database, visit.viewer,
      {form.upload_form, owner_of(context),
       subject_of_files(visit.language(), context.sold, context.type, form.variant), context.type.shots},
      visit.now);
}

std::vector<FieldRefusal> take_sent_files(Visit& visit, DeclarationForm& form, const FilesContext& context) {
  if (visit.request.files().empty()) return {};
  const auto upload = open_files(visit, form, context);
  form.upload_form = upload.key;
  return attachments::upload_sent_files(visit, context.uploads.depot, upload);
}

Html declaration_files_field(Visit& visit, const DeclarationForm& form, const FilesContext& context) {
  const Language l = visit.language();
  const auto upload = open_files(visit, form, context);
  const auto code = attachments::issue_phone_code(visit.database, visit.viewer, upload, visit.now);
  Html carried;
  for (const auto& id : form.attachments) {
    carried += ui::hidden("attachments", id);
  }
  DeclarationForm current = form;
  current.upload_form = upload.key;
  return carried + attachments::files_field(
                       visit, {.form = upload,
                               .files = files_of(visit, current, context.item),
                               .phone_code = code,
                               .kinds = piece_kinds(),
                               .required = context.type.asks_for(Ask::Photo) || context.type.asks_for(Ask::Document),
                               .label = "",
                               .help = shots_in_words(l, context.type),
                               .error = form.errors.of("files"),
                               .public_url = context.uploads.public_url});
}

}  // namespace recours::claims
