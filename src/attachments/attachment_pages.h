// Pages and API of files: download, preview, edit, remove, the live list of a form, the phone's page.
#pragma once

#include "accounts/site.h"
#include "attachments/attachment_actions.h"

namespace recours::attachments {

// `depot` outlives the site.
void register_attachment_pages(accounts::Site& site, const Depot& depot);   // /attachments/…, /upload-forms/…
void register_phone_pages(accounts::Site& site, const Depot& depot);        // /p/…
// R-837 A path for the access log: the one-time code of a phone is a secret.
std::string without_phone_code(const std::string& path);
// R-163 Where phones send photos, and whether this one holds a cookie that is good.
inline constexpr std::string_view kPhoneFilesPath = "/p/files";
bool is_known_phone(db::Reader& reader, const http::Request& request, Instant now);
void register_attachments_api(accounts::Site& site, const Depot& depot);

}  // namespace recours::attachments
