// The field that joins files to a form, and the QR code beside it.
#include "attachments/files_view.h"
#include "ui/hidden_field.h"
#include "ui/qr.h"

namespace recours::attachments {

using accounts::Visit;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::when;

namespace {

// What pickers of files offer. HEIC and WebP are taken too: they are converted.
constexpr const char* kAccepted =
    "image/jpeg,image/png,image/heic,image/heif,image/webp,application/pdf,application/msword,"
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document,"
    ".jpg,.jpeg,.png,.heic,.heif,.webp,.pdf,.doc,.docx";
constexpr const char* kExtensions = "jpg jpeg png heic heif webp pdf doc docx";
constexpr const char* kMoreAccepted = ",message/rfc822,audio/mpeg,audio/mp4,audio/x-m4a,audio/wav,.eml,.mp3,.m4a,.wav";
constexpr const char* kMoreExtensions = " eml mp3 m4a wav";

std::string with_more(const char* base, const char* more, Formats formats) {
  return formats == Formats::MailsAndSound ? std::string(base) + more : base;
}

std::string formats_sentence(Language l, Formats formats) {
  return formats == Formats::MailsAndSound
             ? tr(l, "File formats accepted: DOC, DOCX, PDF, JPG, JPEG, PNG, EML, MP3, M4A, WAV")
             : tr(l, "File formats accepted: DOC, DOCX, PDF, JPG, JPEG, PNG");
}

Html required_mark(Language l, const FilesField& field) {
  if (!field.required) return {};
  return el("span", {{"class", "required"}, {"aria-hidden", "true"}}, " *") +
         el("span", {{"class", "visually-hidden"}}, " (", tr(l, "required"), ")");
}

// On a phone the camera is one touch away; the button needs the script that sends what it takes.
Html camera_input(Language l) {
  return el(
      "span", {{"class", "drop-camera"}},
      el("input", {{"type", "file"},
                   {"id", "files-camera"},
                   {"accept", "image/*"},
                   {"capture", "environment"},
                   {"data-files-input", true}}),
      el("label", {{"class", "btn btn-primary"}, {"for", "files-camera"}}, ui::icon("camera"), tr(l, "Take a photo")));
}

Html drop_zone(Language l, const FilesField& field) {
  const std::string described = field.error.empty() ? "files-help" : "files-help files-error";
  return el("div", {{"class", "drop"}, {"data-drop", true}}, camera_input(l),
            el("input", {{"type", "file"},
                         {"id", "files"},
                         {"name", "files"},
                         {"multiple", true},
                         {"accept", with_more(kAccepted, kMoreAccepted, field.formats)},
                         {"aria-describedby", described},
                         {"aria-invalid", field.error.empty() ? std::optional<std::string>() : "true"},
                         {"data-files-input", true}}),
            el("label", {{"class", "btn btn-secondary"}, {"for", "files"}}, ui::icon("upload"),
               tr(l, "Choose files (at most 20 MB)")),
            el("p", {{"class", "drop-hint"}}, tr(l, "or drop them here, or paste a screenshot")),
            el("p", {{"class", "field-help"}, {"id", "files-help"}}, formats_sentence(l, field.formats), ". ",
               tr(l, "Photos of phones (HEIC, WebP) are converted.")));
}

Html field_main(const Visit& visit, const FilesField& field) {
  const Language l = visit.language();
  const RowContext context{l, field.kinds, Editing::Allowed, RowDetail::Short, {}};
  // What others sent to the same case is theirs until the live list, which knows the rules, says otherwise.
  const auto likely_editing = [&](const Attachment& file) {
    return !field.form.owner || file.uploaded_by == visit.viewer.id ? Editing::Allowed : Editing::ReadOnly;
  };
  return el("div", {{"class", "files-main"}}, when(!field.help.empty(), el("p", {{"class", "field-help"}}, field.help)),
            drop_zone(l, field),
            when(!field.error.empty(), el("p", {{"class", "field-error"}, {"id", "files-error"}},
                                          ui::icon("alert-circle"), el("span", {}, field.error))),
            el("p", {{"class", "field-error"}, {"data-holding", true}, {"role", "status"}, {"hidden", true}}),
            file_rows(context, field.files, likely_editing),
            el("p", {{"class", "visually-hidden"}, {"role", "status"}, {"data-announce", true}}),
            row_templates(l, field.kinds));
}

Html reach_notice(Language l, const std::string& address) {
  switch (phone_reach(address)) {
    case Reach::Everywhere: return {};
    case Reach::SameNetwork:
      return el("p", {{"class", "phone-hint"}}, ui::icon("info-circle"),
                el("span", {}, tr(l, "Your phone must be on the same network (Wi-Fi) as this computer.")));
    case Reach::ThisMachineOnly: {
      auto host = address.substr(address.find("://") + 3);
      return el("div", {{"class", "phone-hint phone-hint-warning"}},
                el("p", {}, ui::icon("alert-triangle"),
                   tr(l, "Your phone cannot reach {1}: this address only means the computer itself.", host)),
                el("p", {},
                   tr(l,
                      "Start Recours with bin/run --lan, or set RECOURS_PUBLIC_URL to an address phones can reach; "
                      "until then, choose files here.")));
    }
  }
  return {};
}

Html new_code_button(Language l) {
  return ui::button(ui::Weight::Secondary, ui::icon("qrcode") + tr(l, "New code"),
                    {{"type", "button"}, {"class", "btn-sm"}, {"data-act", "new-code"}});
}

}  // namespace

PhoneState phone_state(const std::optional<PhoneLink>& link, Instant now) {
  if (!link) return PhoneState::None;
  if (link->expires_at <= now) return PhoneState::Over;
  return link->opened_at ? PhoneState::Connected : PhoneState::Waiting;
}

Html phone_state_line(Language l, const std::optional<PhoneLink>& link, Instant now) {
  const PhoneState state = phone_state(link, now);
  const auto line = [](std::string_view name, const Html& content) {
    return el("div", {{"class", "phone-state"}, {"data-phone-state", name}}, content);
  };
  switch (state) {
    case PhoneState::None: return line("none", {});
    case PhoneState::Waiting:
      return line("waiting", tr(l, "Valid until {1}, for one phone.", time_of_day(link->expires_at)));
    case PhoneState::Connected:
      return line(
          "connected",
          ui::badge(ui::Tone::Success, tr(l, "Phone connected")) +
              el("p", {}, tr(l, "Its photos appear here by themselves, until {1}.", time_of_day(link->expires_at))));
    case PhoneState::Over:
      return line("over", link->opened_at ? tr(l, "The time of this phone is over. Ask for a new code to go on.")
                                          : tr(l, "This code is no longer valid."));
  }
  return {};
}

Html phone_panel(const http::Request& request, Language l, const std::string& public_url, const std::string& code,
                 const std::optional<PhoneLink>& link, Instant now) {
  const std::string address = site_address(request, public_url);
  return el("div", {{"class", "phone-panel"}, {"data-phone-panel", true}}, el("h3", {}, tr(l, "With your smartphone")),
            el("div", {{"class", "phone-code"}},
               ui::qr_code(address + "/p/" + code, tr(l, "QR code that opens this form’s photo page on a phone")),
               el("p", {}, tr(l, "Use your smartphone to join pictures or documents. Simply scan the QR code."))),
            phone_state_line(l, link, now), new_code_button(l), reach_notice(l, address));
}

ui::Html files_field(const Visit& visit, const FilesField& field) {
  const Language l = visit.language();
  const std::string label = field.label.empty() ? tr(l, "Add files and images") : field.label;
  const Html phone = field.phone_code.empty() ? Html()
                                              : el("div", {{"class", "phone-join"}, {"data-phone", true}},
                                                   phone_panel(visit.request, l, field.public_url, field.phone_code,
                                                               latest_link(visit.reader, field.form.id), visit.now));
  return el("fieldset",
            {{"class", "form-group files"},
             {"data-files", true},
             {"data-form", field.form.key},
             {"data-csrf", visit.frame.csrf},
             {"data-most-bytes", kMostFileBytes},
             {"data-most-together", kMostTogetherBytes},
             {"data-most-files", kMostFiles},
             {"data-extensions", with_more(kExtensions, kMoreExtensions, field.formats)},
             {"data-texts", script_texts(l, field.formats)}},
            el("legend", {}, label, required_mark(l, field)), ui::hidden("upload_form", field.form.key),
            el("div", {{"class", "files-columns"}}, field_main(visit, field), phone));
}

}  // namespace recours::attachments
