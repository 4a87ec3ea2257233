#include "webhooks/webhook_view.h"

#include "accounts/page_words.h"
#include "ui/hidden_field.h"
#include "webhooks/event.h"
#include "webhooks/webhook_store.h"

namespace recours::webhooks {

using namespace page_words;

namespace {

std::string event_label(Language l, std::string_view code) {
  if (code == "webhook.test") return tr(l, "Test");
  for (const auto& kind : event_kinds()) {
    if (code == kind.code) return tr(l, kind.label);
  }
  return std::string(code);
}

Html delivery_badge(Language l, const std::string& state) {
  if (state == "queued") return ui::badge(ui::Tone::Info, tr(l, "Waiting"));
  if (state == "sending") return ui::badge(ui::Tone::Info, tr(l, "Being sent"));
  if (state == "sent") return ui::badge(ui::Tone::Success, tr(l, "Arrived"));
  return ui::badge(ui::Tone::Danger, tr(l, "Given up"));
}

std::string number(Language l, std::int64_t count) { return ui::format_number(l, Decimal::of(count)); }

Html resend_button(const Visit& visit, const Delivery& delivery) {
  if (delivery.state == "sending") return {};
  const Language l = visit.language();
  return ui::post_form(
      path_of(delivery.endpoint) + "/deliveries/" + std::to_string(delivery.id.value) + "/retry", visit.frame.csrf,
      ui::button(ui::Weight::Secondary, tr(l, "Send again"),
                 {{"aria-label", tr(l, "Send {1} again", event_label(l, delivery.event) + " " + delivery.number)}}));
}

std::string told_events(Language l, const Endpoint& endpoint) {
  if (endpoint.events.empty()) return tr(l, "All");
  return number(l, static_cast<std::int64_t>(endpoint.events.size()));
}

Html verb_button(const Visit& visit, const Endpoint& endpoint, const char* verb, ui::Weight weight, std::string label) {
  return ui::post_form(path_of(endpoint.id) + "/" + verb, visit.frame.csrf, ui::button(weight, std::move(label)));
}

}  // namespace

std::string path_of(EndpointId id) { return "/webhooks/" + std::to_string(id.value); }

Html state_badge(Language l, const Endpoint& endpoint) {
  if (endpoint.state == "paused") return ui::badge(ui::Tone::Warning, tr(l, "Paused"));
  return ui::badge(ui::Tone::Success, tr(l, "Active"));
}

Html endpoint_form(const Visit& visit, const EndpointForm& form, const std::string& action, const std::string& button) {
  const Language l = visit.language();
  std::vector<ui::Choice> choices;
  for (const auto& kind : event_kinds()) choices.push_back({kind.code, tr(l, kind.label)});
  const ui::Field url{
      "url", tr(l, "Address"), form.draft.url, tr(l, "It must begin with https://"), form.errors.of("url"), true};
  const ui::Field description{
      "description", tr(l, "Which program it is"), form.draft.description, "", form.errors.of("description"), false};
  const ui::Field events{
      "events", tr(l, "Events it is told"), "", tr(l, "None chosen: every event."), form.errors.of("events"), false};
  Html fields = ui::error_summary(l, form.errors);
  if (!form.idempotency_key.empty()) fields += ui::hidden("idempotency_key", form.idempotency_key);
  if (form.version > 0) fields += ui::hidden("version", std::to_string(form.version));
  fields += ui::text_field(l, url, {{"type", "url"}, {"autocomplete", "off"}}) +
            ui::text_field(l, description, {{"maxlength", 200}}) +
            ui::checkbox_field(l, events, choices, form.draft.events) +
            el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, button));
  return ui::post_form(action, visit.frame.csrf, std::move(fields), {{"class", "form"}, {"novalidate", true}});
}

Html endpoint_table(Visit& visit, const std::vector<Endpoint>& endpoints) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Programs that are told of events");
  table.columns = {{tr(l, "Address"), ui::Column::Kind::Text, ""},
                   {tr(l, "State"), ui::Column::Kind::Text, ""},
                   {tr(l, "Events"), ui::Column::Kind::Text, ""},
                   {tr(l, "Waiting"), ui::Column::Kind::Number, ""},
                   {tr(l, "Given up"), ui::Column::Kind::Number, ""}};
  for (const auto& endpoint : endpoints) {
    const auto unsent = count_unsent(visit.reader, endpoint.id);
    const Html name = el("a", {{"href", path_of(endpoint.id)}}, endpoint.url) +
                      ui::when(!endpoint.description.empty(), el("div", {{"class", "muted"}}, endpoint.description));
    table.rows.push_back(
        {{name, state_badge(l, endpoint), told_events(l, endpoint), number(l, unsent.queued), number(l, unsent.parked)},
         path_of(endpoint.id)});
  }
  return ui::table(table);
}

Html delivery_table(const Visit& visit, const std::vector<Delivery>& deliveries) {
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "What was sent");
  table.columns = {
      {tr(l, "Event"), ui::Column::Kind::Text, ""},      {tr(l, "Number"), ui::Column::Kind::Text, ""},
      {tr(l, "State"), ui::Column::Kind::Text, ""},      {tr(l, "Date"), ui::Column::Kind::Date, ""},
      {tr(l, "Attempts"), ui::Column::Kind::Number, ""}, {tr(l, "Last answer"), ui::Column::Kind::Text, ""},
      {tr(l, "Actions"), ui::Column::Kind::Actions, ""}};
  for (const auto& delivery : deliveries) {
    Html answer = delivery.last_answer;
    if (delivery.state == "queued" && delivery.attempts > 0) {
      answer +=
          el("div", {{"class", "muted"}}, tr(l, "Next attempt: {1}", ui::format_instant(l, delivery.next_attempt_at)));
    }
    table.rows.push_back({{event_label(l, delivery.event), delivery.number, delivery_badge(l, delivery.state),
                           ui::format_instant(l, delivery.sent_at.value_or(delivery.created_at)),
                           number(l, delivery.attempts), answer, resend_button(visit, delivery)},
                          ""});
  }
  return ui::table(table);
}

Html endpoint_buttons(const Visit& visit, const Endpoint& endpoint) {
  const Language l = visit.language();
  const bool is_paused = endpoint.state == "paused";
  return verb_button(visit, endpoint, is_paused ? "resumption" : "pause", ui::Weight::Secondary,
                     is_paused ? tr(l, "Resume") : tr(l, "Pause")) +
         verb_button(visit, endpoint, "test", ui::Weight::Primary, tr(l, "Send a test"));
}

}  // namespace recours::webhooks
