// Adding files to a confirmed claim, from the desk or a phone.
#include "claims/claim_crumbs_view.h"
#include "claims/claim_files.h"
#include "claims/claim_files_actions.h"
#include "claims/claim_files_store.h"
#include "claims/claim_page.h"
#include "claims/claims_pages.h"
#include "claims/declaration_files_form.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using accounts::Right;
using accounts::Visit;
using http::Method;
using ui::Html;
using ui::Language;
using ui::tr;

namespace {

// As the viewer sees it; Forbidden where the role never adds files.
Claim require_claim_for_files(Visit& visit) {
  Claim claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  if (!visit.viewer.can(Right::OpenClaim) && !visit.viewer.can(Right::DecideClaim)) throw Forbidden();
  return claim;
}

http::Response closed_page(Visit& visit, const Claim& claim) {
  const Html text(tr(visit.language(), "This claim is closed: no file can be added or changed any more."));
  return claim_page(visit, claim, {{ui::Notice::Kind::Warning, text}}, 422);
}

// By the key of the form it was sent from; empty: a new one.
attachments::UploadForm open_upload(Visit& visit, const Claim& claim, const ClaimType* type, const std::string& key) {
  const Language l = visit.language();
  const std::string subject = tr(l, "Claim {1}", claim.number) + " – " + type_name(l, type, claim.code);
  return attachments::open_form(
      visit.database, visit.viewer,
      {key, attachments::Owner{kClaimFiles, claim.id.value}, subject, type ? type->shots : std::vector<std::string>()},
      visit.now);
}

http::Response form_page(Visit& visit, const Uploads& uploads, const Claim& claim, const std::string& key,
                         const std::vector<FieldRefusal>& refused) {
  const Language l = visit.language();
  const Policies policies = load_policies(visit.reader);
  const ClaimType* type = policies.type_of(claim);
  const auto form = open_upload(visit, claim, type, key);
  const auto errors = field_errors(l, refused);
  const std::string path = "/claims/" + claim.number;
  ui::Page page;
  page.title = tr(l, "Add files to claim {1}", claim.number);
  page.crumbs = {list_crumb(visit), {claim.number, path}};
  const Html field = attachments::files_field(
      visit, {.form = form,
              .files = attachments::list_attachments(visit.reader, form.place()),
              .phone_code = attachments::issue_phone_code(visit.database, visit.viewer, form, visit.now),
              .kinds = piece_kinds(),
              .required = false,
              .label = "",
              .help = tr(l, "They are seen by everybody who follows this claim."),
              .error = errors.of("files"),
              .public_url = uploads.public_url});
  page.content = ui::error_summary(l, errors) +
                 ui::post_form(path + "/files", visit.frame.csrf,
                               field + ui::el("div", {{"class", "form-footer"}},
                                              ui::link_button(ui::Weight::Ghost, tr(l, "Back to the claim"), path),
                                              ui::button(ui::Weight::Primary, tr(l, "Finish"))),
                               {{"class", "form"}, {"enctype", "multipart/form-data"}, {"novalidate", true}});
  return visit.page(page, refused.empty() ? 200 : 422);
}

http::Response show_form(Visit& visit, const Uploads& uploads) {
  const Claim claim = require_claim_for_files(visit);
  if (claim.closed_at) return closed_page(visit, claim);
  return form_page(visit, uploads, claim, "", {});
}

// With script every file is there already; without it they come with the form.
http::Response add(Visit& visit, const Uploads& uploads) {
  const Claim claim = require_claim_for_files(visit);
  if (claim.closed_at) return closed_page(visit, claim);
  std::string key(visit.request.form().text("upload_form"));
  if (!visit.request.files().empty()) {
    const Policies policies = load_policies(visit.reader);
    const auto form =
        open_upload(visit, claim, policies.type_of(claim), key);
    const auto refused = attachments::upload_sent_files(visit, uploads.depot, form);
    key = form.key;
    if (!refused.empty()) return form_page(visit, uploads, claim, key, refused);
  }
  finish_upload(visit.database, visit.viewer, key, visit.now);
  return http::Response::redirect("/claims/" + claim.number);
}

}  // namespace

void register_claim_files_pages(accounts::Site& site, const attachments::Depot& depot) {
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  const auto page = [&](Method method, const char* pattern, http::Response (*handler)(Visit&, const Uploads&)) {
    site.page(method, pattern, Right::SeeClaims, [uploads, handler](Visit& visit) { return handler(visit, *uploads); });
  };
  page(Method::Get, "/claims/{number}/files/new", show_form);
  page(Method::Post, "/claims/{number}/files", add);
  site.takes_files(Method::Post, "/claims/{number}/files", attachments::kMostFormBytes);
}

}  // namespace recours::claims
