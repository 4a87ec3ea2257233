#include "webhooks/webhooks_pages.h"

#include "accounts/list_request.h"
#include "accounts/page_words.h"
#include "accounts/random_key.h"
#include "base/catalogue_key.h"
#include "base/whole_number.h"
#include "ui/done_notice.h"
#include "ui/refusal_errors.h"
#include "webhooks/webhook_actions.h"
#include "webhooks/webhook_store.h"
#include "webhooks/webhook_view.h"

namespace recours::webhooks {
namespace {

using namespace page_words;

constexpr const char* kPath = "/webhooks";

Act act_of(const Visit& visit) { return {visit.database, visit.viewer, visit.now}; }
EndpointId id_of(const Visit& visit) { return visit.request.path_id<EndpointId>("id"); }

EndpointDraft draft_in(const http::Fields& fields) {
  return {std::string(fields.text("url")), std::string(fields.text("description")), fields.all("events")};
}

// ---- the list

constexpr ui::DoneWord kRemoved[]{{"removed", key("The address was removed: nothing is sent there any more.")}};

Response list_page(Visit& visit) {
  const Language l = visit.language();
  const auto endpoints = list_endpoints(visit.reader);
  ui::Page page;
  page.title = tr(l, "Webhooks");
  page.actions = ui::link_button(ui::Weight::Primary, tr(l, "Add an address"), "/webhooks/new");
  page.notices = done_notices(l, visit.request, kRemoved);
  if (endpoints.empty()) {
    page.content = ui::empty_state(
        "send", tr(l, "No program is told yet"),
        tr(l, "Add the address of a program: it is told, signed, when a claim or a complaint changes its state."));
  } else {
    page.content = el("p", {{"class", "muted"}},
                      tr(l, "They are told numbers and states, never names. The rest is read through the API.")) +
                   endpoint_table(visit, endpoints);
  }
  return visit.page(page);
}

// ---- a new one

Response new_page(Visit& visit, const EndpointForm& form, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Add an address");
  page.crumbs = {{tr(l, "Webhooks"), kPath}};
  page.content = ui::card(tr(l, "Who is told of what"), endpoint_form(visit, form, kPath, tr(l, "Add the address")));
  return visit.page(page, status);
}

// ---- one of them

// Shown once, right after it was drawn.
Html secret_card(Language l, const std::string& secret) {
  return ui::notice(
      ui::Tone::Success,
      el("p", {}, tr(l, "Copy this secret now: it is shown only this once. The program checks with it who sends.")) +
          el("p", {}, ui::copyable(l, secret)));
}

Html danger_card(const Visit& visit, const Endpoint& endpoint) {
  const Language l = visit.language();
  const auto form = [&](const char* verb, ui::Weight weight, std::string label) {
    return ui::post_form(path_of(endpoint.id) + "/" + verb, visit.frame.csrf, ui::button(weight, std::move(label)));
  };
  return ui::card(
      tr(l, "Secret and removal"),
      el("p", {{"class", "muted"}},
         tr(l, "A new secret holds from the next sending on. Removing the address deletes what waits for it.")) +
          el("div", {{"class", "cluster"}}, form("secret", ui::Weight::Secondary, tr(l, "Draw a new secret")),
             form("removal", ui::Weight::Danger, tr(l, "Remove the address"))));
}

constexpr ui::DoneWord kDone[]{
    {"changed", key("The changes are saved.")},
    {"paused", key("Nothing is sent there until you resume; what happens meanwhile waits.")},
    {"resumed", key("Events are sent there again.")},
    {"tested", key("The test leaves within seconds: reload this page to see the answer.")},
    {"again", key("It is sent again within seconds.")},
};

Html sent_card(Visit& visit, const Endpoint& endpoint) {
  const Language l = visit.language();
  const auto before = accounts::list_cursor<DeliveryId>(visit.request.query, "before");
  const auto list = list_deliveries(visit.reader, endpoint.id, before);
  if (list.deliveries.empty())
    return ui::card(tr(l, "What was sent"),
                    el("p", {{"class", "muted"}}, tr(l, "Nothing yet. Send a test to see whether it arrives.")));
  std::optional<std::string> newest, older;
  if (before) newest = path_of(endpoint.id);
  if (list.next) older = path_of(endpoint.id) + "?before=" + std::to_string(list.next->value);
  return ui::card(tr(l, "What was sent"), delivery_table(visit, list.deliveries) + ui::pager(l, newest, older));
}

EndpointForm form_of(const Endpoint& endpoint) {
  EndpointForm form;
  form.draft = {endpoint.url, endpoint.description, endpoint.events};
  form.version = endpoint.version;
  return form;
}

Response endpoint_page(Visit& visit, const Endpoint& endpoint, const EndpointForm& form, const Html& above,
                       int status) {
  const Language l = visit.language();
  ui::Page page;
  page.title =
      endpoint.description.empty() ? tr(l, "Webhook {1}", std::to_string(endpoint.id.value)) : endpoint.description;
  page.lead = state_badge(l, endpoint);
  page.crumbs = {{tr(l, "Webhooks"), kPath}};
  page.actions = endpoint_buttons(visit, endpoint);
  page.notices = done_notices(l, visit.request, kDone);
  page.content = above + sent_card(visit, endpoint) +
                 ui::card(tr(l, "Who is told of what"),
                          endpoint_form(visit, form, path_of(endpoint.id), tr(l, "Save the changes"))) +
                 danger_card(visit, endpoint);
  return visit.page(page, status);
}

Response show(Visit& visit) {
  const auto endpoint = require_endpoint(visit.reader, id_of(visit));
  return endpoint_page(visit, endpoint, form_of(endpoint), {}, 200);
}

Response page_with_secret(Visit& visit, const Endpoint& endpoint) {
  auto response =
      endpoint_page(visit, endpoint, form_of(endpoint), secret_card(visit.language(), endpoint.secret), 200);
  response.set("Cache-Control", "no-store");
  return response;
}

// ---- what is done

Response add(Visit& visit, Reach reach) {
  const auto fields = visit.request.form();
  EndpointForm form;
  form.draft = draft_in(fields);
  form.idempotency_key = fields.text("idempotency_key");
  const auto key = accounts::idempotency_key(visit.viewer.id, "webhooks", visit.request);
  const auto added = add_endpoint(act_of(visit), form.draft, reach, key);
  if (added) return page_with_secret(visit, *added);
  form.errors = errors_of(visit.language(), added.error());
  return new_page(visit, form, 422);
}

Response change(Visit& visit, Reach reach) {
  const auto endpoint = require_endpoint(visit.reader, id_of(visit));
  const auto fields = visit.request.form();
  auto form = form_of(endpoint);
  form.draft = draft_in(fields);
  const auto changed =
      change_endpoint(act_of(visit), endpoint.id, form.draft, reach, whole_number(fields.text("version")));
  if (changed) return Response::redirect(path_of(endpoint.id) + "?done=changed");
  form.errors = errors_of(visit.language(), changed.error());
  return endpoint_page(visit, endpoint, form, {}, 422);
}

using Verb = Endpoint (*)(const Act&, EndpointId);
accounts::Handler doing(Verb verb, const char* done) {
  return [verb, done](Visit& visit) {
    const auto endpoint = verb(act_of(visit), id_of(visit));
    return Response::redirect(path_of(endpoint.id) + "?done=" + done);
  };
}

Response renew(Visit& visit) { return page_with_secret(visit, renew_secret(act_of(visit), id_of(visit))); }

Response test(Visit& visit) {
  send_test(act_of(visit), id_of(visit));
  return Response::redirect(path_of(id_of(visit)) + "?done=tested");
}

Response take_away(Visit& visit) {
  remove_endpoint(act_of(visit), id_of(visit));
  return Response::redirect(std::string(kPath) + "?done=removed");
}

Response retry(Visit& visit) {
  send_again(act_of(visit), id_of(visit), visit.request.path_id<DeliveryId>("delivery"));
  return Response::redirect(path_of(id_of(visit)) + "?done=again");
}

std::vector<ui::NavEntry> entries(db::Reader& reader, const accounts::Viewer& viewer, Language l) {
  if (!viewer.can(Right::ManageSettings)) return {};
  return {{tr(l, "Webhooks"), kPath, "send", count_parked(reader)}};
}

}  // namespace

void register_webhooks_pages(accounts::Site& site, Reach reach) {
  const auto right = Right::ManageSettings;
  const std::string all = kPath, one = all + "/{id}";
  site.page(Method::Get, all, right, list_page);
  site.page(Method::Post, all, right, [reach](Visit& visit) { return add(visit, reach); });
  site.page(Method::Get, all + "/new", right, [](Visit& visit) {
    EndpointForm form;
    form.idempotency_key = accounts::random_key();
    return new_page(visit, form);
  });
  site.page(Method::Get, one, right, show);
  site.page(Method::Post, one, right, [reach](Visit& visit) { return change(visit, reach); });
  site.page(Method::Post, one + "/pause", right, doing(pause, "paused"));
  site.page(Method::Post, one + "/resumption", right, doing(resume, "resumed"));
  site.page(Method::Post, one + "/test", right, test);
  site.page(Method::Post, one + "/secret", right, renew);
  site.page(Method::Post, one + "/removal", right, take_away);
  site.page(Method::Post, one + "/deliveries/{delivery}/retry", right, retry);
  site.navigation("Administration", entries);
}

}  // namespace recours::webhooks
