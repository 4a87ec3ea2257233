// R-837 The phone's pages. A code is used up by a POST only, so that link previews and scanners that look ahead do not;
// what the phone gets is a cookie for /p alone, good for one form. Nobody is signed in here, and nothing of the person
// is shown.
#include <algorithm>

#include <sodium.h>
#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "attachments/download.h"
#include "attachments/file_pages.h"
#include "attachments/phone_view.h"

namespace recours::attachments {

using accounts::PublicVisit;
using namespace page_words;

namespace {

// ---- the cookie

std::string_view cookie_name(const http::Request& request) {
  return request.secure ? "__Secure-recours-phone" : "recours-phone";
}

void set_phone_cookie(Response& response, const http::Request& request, const std::string& secret) {
  std::string cookie(cookie_name(request));
  cookie += "=" + secret + "; Path=/p; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(kPhoneSessionMinutes * 60);
  if (request.secure) cookie += "; Secure";
  response.set("Set-Cookie", std::move(cookie));
}

Result<PhoneVisit, PhoneRefusal> visit_of(PublicVisit& visit) {
  const auto secret = visit.request.cookie(cookie_name(visit.request));
  if (!secret) return fail(PhoneRefusal::Unknown);
  return phone_visit(visit.reader, *secret, visit.request.client_address, visit.now);
}

// What the forms of the page carry: only who has the cookie's page knows it.
std::string token_of(const http::Request& request) {
  return sha256_of("recours phone form " + request.cookie(cookie_name(request)).value_or(""));
}

void require_token(const http::Request& request, const http::Fields& fields) {
  const std::string expected = token_of(request);
  const std::string_view sent = fields.text("token");
  if (sent.size() != expected.size() || sodium_memcmp(sent.data(), expected.data(), expected.size()) != 0)
    throw accounts::StaleForm();
}

// ---- answers

// Without side bar and person, whoever may be signed in on this device.
Response plain_page(const PublicVisit& visit, const ui::Page& page, int status = 200) {
  ui::Frame frame = visit.frame;
  frame.person.clear();
  return Response::html(ui::render(frame, page), status);
}

struct Ending {
  std::string title, text;
  int status;
};
Ending ending_of(Language l, PhoneRefusal refusal) {
  switch (refusal) {
    case PhoneRefusal::Unknown:
      return {tr(l, "This code is not valid"), tr(l, "Scan the QR code that is shown on the computer."), 404};
    case PhoneRefusal::AlreadyUsed:
      return {tr(l, "This code was used already"),
              tr(l, "A code is good for one phone. Ask for a new code on the computer and scan that one."), 410};
    case PhoneRefusal::TooOld:
      return {tr(l, "This code is too old"), tr(l, "Ask for a new code on the computer and scan that one."), 410};
    case PhoneRefusal::Sent:
      return {tr(l, "Everything has arrived"),
              tr(l, "The file was handed in: your photos are in it. You can close this page."), 410};
  }
  return {};
}

Response ending(const PublicVisit& visit, PhoneRefusal refusal) {
  const Language l = visit.language();
  const Ending words = ending_of(l, refusal);
  if (wants_json(visit.request)) {
    return accounts::json_answer({{"over", true}, {"title", words.title}, {"detail", words.text}}, words.status);
  }
  const bool good = refusal == PhoneRefusal::Sent;
  ui::Page page;
  page.title = words.title;
  page.content = el("div", {{"class", good ? "phone-end phone-end-good" : "phone-end"}},
                    good ? ui::icon("circle-check") : ui::icon("info-circle"), el("p", {}, words.text));
  if (refusal == PhoneRefusal::AlreadyUsed && visit.request.cookie(cookie_name(visit.request))) {
    page.content += ui::link_button(ui::Weight::Secondary, tr(l, "Go on with the photos begun on this phone"), "/p");
  }
  return plain_page(visit, page, words.status);
}

// From phones, into this form: where the form's files go to a case at once, its other files are not for this page.
std::vector<Attachment> sent_by_phone(const std::vector<Attachment>& files, const UploadForm& form) {
  std::vector<Attachment> sent;
  std::copy_if(files.begin(), files.end(), std::back_inserter(sent), [&](const Attachment& file) {
    return file.source == Source::Phone && (!form.owner || file.uploaded_at >= form.opened_at);
  });
  return sent;
}

Html steps_html(const PublicVisit& visit, const Depot& depot, const UploadForm& form) {
  const auto files = list_attachments(visit.reader, form.place());
  return phone_steps(visit.language(),
                     {form, pieces_for(visit.reader, depot.owners, form.place(), paris_day(visit.now)),
                      sent_by_phone(files, form), files, token_of(visit.request)});
}

Response steps_page(const PublicVisit& visit, const Depot& depot, const UploadForm& form, const Html& above,
                    int status) {
  ui::Page page;
  page.title = tr(visit.language(), "Join photos");
  page.content = el("p", {{"class", "lead"}}, form.subject) + above + steps_html(visit, depot, form);
  return plain_page(visit, page, status);
}

// ---- routes

Response arrive(PublicVisit& visit) {
  ui::Page page;
  page.title = tr(visit.language(), "Join photos");
  page.content = phone_opening(visit.language(), visit.request.path_value("code"));
  return plain_page(visit, page);
}

Response open(PublicVisit& visit) {
  const auto opened =
      open_on_phone(visit.database, visit.request.path_value("code"), visit.request.client_address, visit.now);
  if (!opened) return ending(visit, opened.error());
  Response response = Response::redirect("/p");
  set_phone_cookie(response, visit.request, opened->secret);
  return response;
}

Response show(PublicVisit& visit, const Depot& depot) {
  const auto phone = visit_of(visit);
  if (!phone) return ending(visit, phone.error());
  if (!wants_json(visit.request)) return steps_page(visit, depot, phone->form, {}, 200);
  return accounts::json_answer({{"over", false}});
}

Response add(PublicVisit& visit, const Depot& depot) {
  const auto phone = visit_of(visit);
  if (!phone) return ending(visit, phone.error());
  const http::Fields fields = visit.request.form();
  require_token(visit.request, fields);
  std::vector<std::pair<std::string, std::string>> refusals;
  for (const http::UploadedFile& file : visit.request.files()) {
    const auto done =
        upload(visit.database, depot, phone->viewer, phone->form.place(),
               Upload{file.name, file.content, std::string(fields.text("kind")), {}, Source::Phone}, visit.now);
    if (!done) refusals.emplace_back(file.name, refusal_text(visit.language(), done.error()));
  }
  if (wants_json(visit.request)) {
    if (!refusals.empty()) return refusals_answer(refusals);
    return accounts::json_answer(
        {{"html", steps_html(visit, depot, phone->form).str()}, {"refusals", boost::json::array()}});
  }
  if (refusals.empty()) return Response::redirect("/p");
  const Html notices = ui::each(refusals, [](const auto& refusal) {
    return ui::notice(ui::Tone::Danger, el("strong", {}, refusal.first) + el("p", {}, refusal.second));
  });
  return steps_page(visit, depot, phone->form, notices, 422);
}

Response thumbnail(PublicVisit& visit, const Depot& depot) {
  const auto phone = visit_of(visit);
  if (!phone) throw NotFound();
  const auto id = visit.request.path_id<AttachmentId>("id");
  for (const Attachment& file : sent_by_phone(list_attachments(visit.reader, phone->form.place()), phone->form)) {
    if (file.id == id) return picture_answer(visit.request, visit.reader, depot, file, Picture::Thumbnail);
  }
  throw NotFound();
}

}  // namespace

std::string without_phone_code(const std::string& path) {
  constexpr std::string_view kPhone = "/p/";
  if (!path.starts_with(kPhone) || path.starts_with("/p/photos/") || path == kPhoneFilesPath) return path;
  const auto end = path.find('/', kPhone.size());
  return std::string(kPhone) + "{code}" + (end == std::string::npos ? "" : path.substr(end));
}

bool is_known_phone(db::Reader& reader, const http::Request& request, Instant now) {
  const auto secret = request.cookie(cookie_name(request));
  return secret && phone_visit(reader, *secret, request.client_address, now);
}

void register_phone_pages(accounts::Site& site, const Depot& depot) {
  site.open_page(Method::Get, "/p", [&depot](PublicVisit& visit) { return show(visit, depot); });
  site.open_page(Method::Get, "/p/{code}", arrive);
  site.open_page(Method::Post, "/p/{code}/opening", open);
  site.open_page(Method::Post, kPhoneFilesPath, [&depot](PublicVisit& visit) { return add(visit, depot); });
  site.takes_files(Method::Post, kPhoneFilesPath, kMostOneFileFormBytes);
  site.open_page(Method::Get, "/p/photos/{id}/thumbnail",
                 [&depot](PublicVisit& visit) { return thumbnail(visit, depot); });
}

}  // namespace recours::attachments
