#include "attachments/phone_view.h"
#include "ui/hidden_field.h"

#include <algorithm>

#include <boost/json.hpp>

namespace recours::attachments {

using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::when;

namespace {

enum class Camera { Opens, Offered };
enum class Wanted { Pictures, Anything };

struct Shot {
  std::string id;  // of the input
  std::string kind;
  std::string label;
  std::string button;
  Camera camera = Camera::Opens;
  Wanted wanted = Wanted::Pictures;
  ui::Weight weight = ui::Weight::Primary;
};

std::int64_t taken(const PhonePage& page, const std::string& kind) {
  return std::count_if(page.present.begin(), page.present.end(),
                       [&](const Attachment& file) { return file.kind == kind; });
}

// The input with its label as a large button; without script the input itself and a button that sends.
Html shot_form(Language l, const PhonePage& page, const Shot& shot) {
  const std::string weight =
      shot.weight == ui::Weight::Primary ? "btn btn-primary shot-button" : "btn btn-secondary shot-button";
  const bool pictures = shot.wanted == Wanted::Pictures;
  return el(
      "form",
      {{"method", "post"},
       {"action", "/p/files"},
       {"enctype", "multipart/form-data"},
       {"class", "shot-form"},
       {"data-phone-form", true}},
      ui::hidden("token", page.token), ui::hidden("kind", shot.kind),
      el("input", {{"type", "file"},
                   {"id", shot.id},
                   {"name", "files"},
                   {"accept", pictures ? "image/*" : "application/pdf,.pdf,.doc,.docx,image/*"},
                   {"capture", shot.camera == Camera::Opens ? std::optional<std::string>("environment") : std::nullopt},
                   {"multiple", shot.camera == Camera::Offered}}),
      el("label", {{"class", weight}, {"for", shot.id}}, pictures ? ui::icon("camera") : ui::icon("file-text"),
         shot.button, when(shot.label != shot.button, el("span", {{"class", "visually-hidden"}}, " – ", shot.label))),
      ui::button(ui::Weight::Secondary, tr(l, "Send"), {{"class", "without-script"}}));
}

// The next one to take stands out.
enum class Turn { Now, Otherwise };

Html step(Language l, const PhonePage& page, const std::string& kind, std::size_t number, Turn turn) {
  const std::int64_t count = taken(page, kind);
  const std::string name = kind_label(l, page.kinds, kind);
  const std::string label = name.empty() ? kind : name;
  const Shot shot{"shot-" + std::to_string(number),
                  kind,
                  label,
                  count > 0 ? tr(l, "Take another one") : tr(l, "Take the photo"),
                  Camera::Opens,
                  Wanted::Pictures,
                  turn == Turn::Now ? ui::Weight::Primary : ui::Weight::Secondary};
  const Html mark = count > 0 ? ui::icon("check", tr(l, "Done")) : Html(std::to_string(number));
  return el("li", {{"class", count > 0 ? "shot shot-done" : "shot"}, {"data-shot", kind}},
            el("div", {{"class", "shot-head"}}, el("span", {{"class", "shot-mark"}}, mark), el("h2", {}, label),
               when(count > 0, el("span", {{"class", "shot-count"}}, ui::trn(l, "{1} photo", "{1} photos", count)))),
            shot_form(l, page, shot));
}

Html more(Language l, const PhonePage& page) {
  const Shot photo{"shot-other",
                   "",
                   tr(l, "Another photo"),
                   tr(l, "Another photo"),
                   Camera::Offered,
                   Wanted::Pictures,
                   page.form.shots.empty() ? ui::Weight::Primary : ui::Weight::Secondary};
  const Shot document{"shot-document",      "", tr(l, "Document"), tr(l, "Document"), Camera::Offered, Wanted::Anything,
                      ui::Weight::Secondary};
  return el("div", {{"class", "shot-more"}}, shot_form(l, page, photo), shot_form(l, page, document));
}

Html sent_item(Language l, const PhonePage& page, const Attachment& file) {
  const std::string kind = kind_label(l, page.kinds, file.kind);
  return el("li", {{"class", "sent"}},
            el("span", {{"class", "file-look"}, {"aria-hidden", "true"}},
               file_look(file, "/p/photos/" + std::to_string(file.id.value) + "/thumbnail")),
            el("span", {{"class", "sent-name"}}, kind.empty() ? file.name : kind,
               el("span", {{"class", "sent-size"}}, size_label(l, file.size))),
            ui::icon("circle-check", tr(l, "Received")));
}

std::string phone_texts(Language l) {
  return boost::json::serialize(
      boost::json::object{{"progress", tr(l, "{done} of {size} ({percent} %)")},
                          {"checking", tr(l, "Sent, being checked…")},
                          {"lost", tr(l, "The connection was lost. Send the photo again.")},
                          {"busy", tr(l, "The server is busy. Try again in a few seconds.")},
                          {"failed", tr(l, "This could not be done. Reload the page and try again.")},
                          {"added", tr(l, "{name} was added.")},
                          {"too_large", refusal_text(l, "too_large")},
                          {"empty", refusal_text(l, "empty")},
                          {"most", kMostFileBytes},
                          {"units", boost::json::array{tr(l, "bytes"), tr(l, "kB"), tr(l, "MB")}}});
}

Html sending_template(Language l) {
  const auto act = [](std::string_view name, const std::string& label) {
    return ui::button(ui::Weight::Secondary, label, {{"type", "button"}, {"data-act", name}});
  };
  return el("template", {{"data-template", "sending"}},
            el("div", {{"class", "sending"}}, el("progress", {{"class", "file-progress"}, {"max", 100}, {"value", 0}}),
               el("p", {{"class", "file-facts num"}, {"data-progress", true}}),
               el("p", {{"class", "field-error"}, {"role", "alert"}, {"hidden", true}}, ui::icon("alert-circle"),
                  el("span", {})),
               el("div", {{"class", "cluster"}}, act("retry", tr(l, "Try again")), act("cancel", tr(l, "Cancel")),
                  act("dismiss", tr(l, "Understood")))));
}

}  // namespace

Html phone_steps(Language l, const PhonePage& page) {
  Html steps;
  const auto& shots = page.form.shots;
  const auto next =
      std::find_if(shots.begin(), shots.end(), [&](const std::string& kind) { return taken(page, kind) == 0; });
  for (auto shot = shots.begin(); shot != shots.end(); ++shot) {
    const auto number = static_cast<std::size_t>(shot - shots.begin()) + 1;
    steps += step(l, page, *shot, number, shot == next ? Turn::Now : Turn::Otherwise);
  }
  Html sent;
  if (!page.sent.empty()) {
    const auto count = static_cast<std::int64_t>(page.sent.size());
    sent = el("h2", {{"class", "sent-title"}}, ui::trn(l, "{1} file received", "{1} files received", count)) +
           el("ul", {{"class", "sent-list"}},
              ui::each(page.sent, [&](const Attachment& file) { return sent_item(l, page, file); })) +
           el("p", {{"class", "muted small"}}, tr(l, "They are on the computer already. Finish the form there."));
  }
  return el("div", {{"class", "phone-page"}, {"data-phone-page", true}, {"data-texts", phone_texts(l)}},
            when(!steps.empty(), el("ol", {{"class", "shots"}}, steps)), more(l, page), sent, sending_template(l));
}

Html phone_opening(Language l, const std::string& code) {
  return el("form",
            {{"method", "post"}, {"action", "/p/" + http::urlencode(code) + "/opening"}, {"data-submit-at-once", true}},
            el("p", {{"class", "lead"}}, tr(l, "Join photos to the form that is open on the computer.")),
            ui::button(ui::Weight::Primary, ui::icon("camera") + tr(l, "Start")));
}

}  // namespace recours::attachments
