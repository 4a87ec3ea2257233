// Parcels without RMA: recording one, those that wait, one with the claims it may belong to, and what becomes of it.
#include <memory>

#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "base/catalogue_key.h"
#include "base/text.h"
#include "claims/claim_files.h"
#include "claims/declaration_files_form.h"
#include "claims/goods_in.h"
#include "claims/goods_in_view.h"
#include "claims/page_parts.h"
#include "claims/parcel_actions.h"
#include "claims/parcel_view.h"
#include "claims/parcels_pages.h"
#include "ui/done_notice.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kPerPage = 50;

// ---- the list

struct ShelfName {
  ParcelShelf shelf;
  const char* word;
};
constexpr ShelfName kShelves[] = {
    {ParcelShelf::Unmatched, ""}, {ParcelShelf::Matched, "matched"}, {ParcelShelf::Dismissed, "dismissed"}};

ParcelShelf shelf_of(const http::Fields& query) {
  for (const auto& [shelf, word] : kShelves) {
    if (query.text("shelf") == word) return shelf;
  }
  return ParcelShelf::Unmatched;
}

std::string label_of(Language l, ParcelShelf shelf) {
  switch (shelf) {
    case ParcelShelf::Matched: return tr(l, "Matched to a claim");
    case ParcelShelf::Dismissed: return tr(l, "Without follow-up");
    default: return tr(l, "To be matched");
  }
}

Html shelf_chips(Language l, ParcelShelf chosen) {
  std::vector<ui::Chip> chips;
  for (const auto& [shelf, word] : kShelves)
    chips.push_back({label_of(l, shelf), ui::address("/parcels", {{"shelf", word}}), shelf == chosen});
  return el("div", {{"class", "toolbar"}}, ui::chips(tr(l, "State"), chips));
}

http::Response list(Visit& visit) {
  const Language l = visit.language();
  const auto shelf = shelf_of(visit.request.query);
  const auto before = accounts::list_cursor<ParcelId>(visit.request.query, "before");
  const auto found = list_stray_parcels(visit.reader, shelf, before, kPerPage);
  const std::string word(visit.request.query.text("shelf"));
  std::optional<std::string> newest, older;
  if (before) newest = ui::address("/parcels", {{"shelf", word}});
  if (found.next) older = ui::address("/parcels", {{"shelf", word}, {"before", std::to_string(found.next->value)}});
  ui::Page page;
  page.title = tr(l, "Parcels without RMA");
  page.actions = ui::link_button(ui::Weight::Primary, ui::icon("plus") + tr(l, "Record a parcel"), "/parcels/new",
                                 {{"data-primary", true}});
  page.content = shelf_chips(l, shelf);
  page.content += found.items.empty()
                      ? ui::empty_state("package", tr(l, "No parcel here"),
                                        tr(l, "A parcel that comes without a number is recorded and matched later."))
                      : parcel_table(visit, found.items);
  page.content += ui::pager(l, newest, older);
  return visit.page(page);
}

// ---- recording

struct RecordForm {
  ParcelDraft draft;
  std::string idempotency_key;
  ui::FieldErrors errors;
};

attachments::UploadForm open_upload(Visit& visit, const std::string& key) {
  const Language l = visit.language();
  return attachments::open_form(
      visit.database, visit.viewer,
      {key, {}, tr(l, "Parcel without RMA"), {"shipping_label", "packaging", "contents", "serial"}}, visit.now);
}

Html record_fields(Visit& visit, const Uploads& uploads, const RecordForm& form) {
  const Language l = visit.language();
  const auto upload = open_upload(visit, form.draft.files.upload_form);
  const auto field = [&](const char* name, std::string label, const std::string& value, std::string help = {}) {
    return ui::Field{name, std::move(label), value, std::move(help), form.errors.of(name), false};
  };
  const Html photos = attachments::files_field(
      visit, {.form = upload,
              .files = attachments::list_attachments(visit.reader, upload.place()),
              .phone_code = attachments::issue_phone_code(visit.database, visit.viewer, upload, visit.now),
              .kinds = piece_kinds(),
              .required = false,
              .label = tr(l, "Photos"),
              .help = tr(l, "Label, packaging, contents."),
              .error = form.errors.of("files"),
              .public_url = uploads.public_url});
  return ui::hidden("idempotency_key", form.idempotency_key) +
         ui::text_field(l, field("sender", tr(l, "Sender"), form.draft.sender, tr(l, "As it stands on the parcel.")),
                        {{"autofocus", true}}) +
         el("div", {{"class", "form-row"}}, ui::text_field(l, field("carrier", tr(l, "Carrier"), form.draft.carrier)),
            ui::text_field(l, field("tracking", tr(l, "Tracking number"), form.draft.tracking),
                           {{"autocomplete", "off"}, {"spellcheck", "false"}})) +
         ui::text_area(l,
                       field("contents", tr(l, "Serial and article numbers seen"), form.draft.contents,
                             tr(l, "One a line. Scan them one after the other.")),
                       4) +
         ui::text_area(l, field("comment", tr(l, "Comment"), form.draft.comment, tr(l, "For staff only.")), 2) + photos;
}

http::Response record_page(Visit& visit, const Uploads& uploads, const RecordForm& form, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Record a parcel without RMA");
  page.crumbs = {{tr(l, "Parcels without RMA"), "/parcels"}};
  page.content = ui::error_summary(l, form.errors) +
                 ui::post_form("/parcels", visit.frame.csrf,
                               record_fields(visit, uploads, form) +
                                   el("div", {{"class", "form-footer"}},
                                      ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/parcels"),
                                      ui::button(ui::Weight::Primary, tr(l, "Record the parcel"))),
                               {{"class", "form"}, {"enctype", "multipart/form-data"}, {"novalidate", true}});
  return visit.page(page, status);
}

http::Response show_new(Visit& visit, const Uploads& uploads) {
  RecordForm form{{}, accounts::random_key(), {}};
  form.draft.tracking = trim(visit.request.query.text("tracking"));
  return record_page(visit, uploads, form);
}

RecordForm read_form(Visit& visit) {
  const auto typed = visit.request.form();
  const auto text = [&](const char* name) { return std::string(trim(typed.text(name))); };
  RecordForm form{{text("sender"), text("carrier"), text("tracking"), text("comment"), text("contents"), {}},
                  std::string(typed.text("idempotency_key")),
                  {}};
  form.draft.files.upload_form = typed.text("upload_form");
  if (form.idempotency_key.empty()) form.idempotency_key = accounts::random_key();
  return form;
}

// Files that came with the form itself, without script. Whether all of them were taken.
bool take_files(Visit& visit, const Uploads& uploads, RecordForm& form) {
  if (visit.request.files().empty()) return true;
  const auto upload = open_upload(visit, form.draft.files.upload_form);
  form.draft.files.upload_form = upload.key;
  form.errors = ui::field_errors(visit.language(), attachments::upload_sent_files(visit, uploads.depot, upload));
  return form.errors.empty();
}

http::Response record(Visit& visit, const Uploads& uploads) {
  auto form = read_form(visit);
  if (!take_files(visit, uploads, form)) return record_page(visit, uploads, form, 422);
  if (visit.request.form().text("step") == "files") return record_page(visit, uploads, form);
  const auto key = accounts::idempotency_key(visit.viewer.id, "parcels", visit.request);
  const auto parcel = record_parcel(visit.database, visit.viewer, form.draft, visit.now, key);
  if (parcel) return http::Response::redirect(parcel_path(parcel->id) + "?done=recorded");
  form.errors = ui::errors_of(visit.language(), parcel.error());
  return record_page(visit, uploads, form, 422);
}

// ---- one parcel

struct MatchForm {
  std::string claim, reason;
  ui::FieldErrors errors;
};

Html files_of(Visit& visit, const ParcelRow& parcel) {
  const auto files = attachments::list_attachments(visit.reader, {kParcelFiles, parcel.id.value});
  if (files.empty()) return {};
  return ui::card(tr(visit.language(), "Photos"),
                  attachments::files_list(visit, files, piece_kinds(), attachments::Editing::ReadOnly));
}

Html match_card(Visit& visit, const ParcelRow& parcel, const MatchForm& form) {
  const Language l = visit.language();
  const std::string words(trim(visit.request.query.text("q")));
  const Html search = el("form", {{"class", "filters"}, {"method", "get"}, {"action", parcel_path(parcel.id)}},
                         el("div", {{"class", "filter-row"}},
                            ui::text_field(l,
                                           {"q", tr(l, "Search the awaited returns"), words,
                                            tr(l, "Account, serial, article, tracking or claim number"), "", false},
                                           {{"type", "search"}}),
                            ui::button(ui::Weight::Secondary, tr(l, "Find"))));
  const Html by_number = ui::post_form(
      parcel_path(parcel.id) + "/match", visit.frame.csrf,
      el("div", {{"class", "filter-row"}},
         ui::text_field(l, {"claim", tr(l, "Number of the claim"), form.claim, "", form.errors.of("claim"), false},
                        {{"autocomplete", "off"}}),
         ui::button(ui::Weight::Secondary, tr(l, "Match to this claim"))),
      {{"novalidate", true}});
  return ui::card(tr(l, "Match to a claim"),
                  el("div", {{"class", "match-ways"}},
                     candidate_list(visit, parcel, list_parcel_candidates(visit.reader, visit.viewer, parcel, words)),
                     search, by_number));
}

Html dismissal_card(const Visit& visit, const ParcelRow& parcel, const MatchForm& form) {
  const Language l = visit.language();
  return ui::card(
      tr(l, "Without follow-up"),
      ui::post_form(parcel_path(parcel.id) + "/dismissal", visit.frame.csrf,
                    ui::text_area(l,
                                  {"reason", tr(l, "What becomes of it, and why"), form.reason,
                                   tr(l, "Sent back to its sender, for example."), form.errors.of("reason"), true},
                                  2) +
                        ui::button(ui::Weight::Danger, tr(l, "Close without follow-up")),
                    {{"novalidate", true}}));
}

Html matched_answer(Visit& visit, const ParcelRow& parcel) {
  const Language l = visit.language();
  const auto claim = require_claim(visit.reader, *parcel.claim);
  const auto lines = list_claim_lines(visit.reader, {claim.id});
  Html actions =
      ui::link_button(ui::Weight::Secondary, tr(l, "Open claim {1}", claim.number), "/claims/" + claim.number);
  if (visit.viewer.can(Right::ReceiveGoods) &&
      goods_standing(visit.viewer, claim, lines) == GoodsStanding::Receivable) {
    actions += ui::link_button(ui::Weight::Primary, tr(l, "Receive now"),
                               ui::address(receiving_path(claim), {{"tracking", parcel.tracking}}));
  }
  Html undo = ui::post_form(parcel_path(parcel.id) + "/separation", visit.frame.csrf,
                            ui::button(ui::Weight::Ghost, ui::icon("arrow-back-up") + tr(l, "Undo the match")));
  return answer_card({ui::Tone::Success, tr(l, "Matched to claim {1}", claim.number),
                      el("p", {}, claim.account_name, " ", figures(claim.customer_no)), undo + actions});
}

constexpr ui::DoneWord kDone[] = {
    {"recorded", key("The parcel is recorded. Is there a claim it belongs to?")},
    {"separated", key("The match is undone: the parcel waits again."), ui::Notice::Kind::Info},
    {"dismissed", key("The parcel is closed without follow-up."), ui::Notice::Kind::Info},
};

http::Response parcel_page(Visit& visit, const ParcelRow& parcel, const MatchForm& form, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Parcel without RMA no. {1}", parcel.id.value);
  page.crumbs = {{tr(l, "Parcels without RMA"), "/parcels"}};
  if (status == 200) page.notices = ui::done_notices(l, visit.request, kDone);
  page.content = ui::error_summary(l, form.errors);
  if (parcel.claim) page.content += matched_answer(visit, parcel);
  page.content += ui::card(tr(l, "The parcel"), parcel_facts(visit, parcel)) + files_of(visit, parcel);
  if (!parcel.claim) page.content += match_card(visit, parcel, form);
  if (!parcel.claim && !parcel.dismissed_at) page.content += dismissal_card(visit, parcel, form);
  return visit.page(page, status);
}

ParcelRow named_parcel(Visit& visit) {
  auto parcel = require_parcel(visit.reader, visit.viewer, visit.request.path_id<ParcelId>("id"));
  if (parcel.announced_at) throw NotFound();  // it has a number: its claim shows it
  return parcel;
}

http::Response show(Visit& visit) { return parcel_page(visit, named_parcel(visit), {}); }

http::Response answer(Visit& visit, const ParcelRow& parcel, const Result<ParcelRow, Refusal>& done, MatchForm form,
                      const char* word) {
  if (done) return http::Response::redirect(parcel_path(parcel.id) + "?done=" + word);
  form.errors = ui::errors_of(visit.language(), done.error());
  return parcel_page(visit, parcel, form, 422);
}

http::Response match(Visit& visit) {
  const auto parcel = named_parcel(visit);
  const std::string claim(trim(visit.request.form().text("claim")));
  return answer(visit, parcel, match_parcel(visit.database, visit.viewer, parcel.id, claim, visit.now), {claim, "", {}},
                "matched");
}

http::Response separate(Visit& visit) {
  const auto parcel = named_parcel(visit);
  return answer(visit, parcel, separate_parcel(visit.database, visit.viewer, parcel.id, visit.now), {}, "separated");
}

http::Response dismiss(Visit& visit) {
  const auto parcel = named_parcel(visit);
  const std::string reason(trim(visit.request.form().text("reason")));
  return answer(visit, parcel, dismiss_parcel(visit.database, visit.viewer, parcel.id, reason, visit.now),
                {"", reason, {}}, "dismissed");
}

}  // namespace

// Who decides what becomes of goods, the warehouse and both departments, also finds out whose they are.
void register_parcel_pages(accounts::Site& site, const attachments::Depot& depot) {
  const auto uploads = std::make_shared<const Uploads>(Uploads{depot, site.options().public_url});
  site.page(Method::Get, "/parcels", Right::DisposeGoods, list);
  site.page(Method::Get, "/parcels/new", Right::DisposeGoods,
            [uploads](Visit& visit) { return show_new(visit, *uploads); });
  site.page(Method::Post, "/parcels", Right::DisposeGoods, [uploads](Visit& visit) { return record(visit, *uploads); });
  site.takes_files(Method::Post, "/parcels", attachments::kMostFormBytes);
  site.page(Method::Get, "/parcels/{id}", Right::DisposeGoods, show);
  site.page(Method::Post, "/parcels/{id}/match", Right::DisposeGoods, match);
  site.page(Method::Post, "/parcels/{id}/separation", Right::DisposeGoods, separate);
  site.page(Method::Post, "/parcels/{id}/dismissal", Right::DisposeGoods, dismiss);
}

}  // namespace recours::claims
