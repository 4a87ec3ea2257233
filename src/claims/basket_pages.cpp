// Étape 5: the basket, what is taken out of it, and its confirmation.
#include <algorithm>

#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "base/catalogue_key.h"
#include "base/text.h"
#include "claims/acting_view.h"
#include "claims/basket_actions.h"
#include "claims/basket_view.h"
#include "claims/claims_pages.h"
#include "ui/done_notice.h"

namespace recours::claims {

using namespace page_words;

namespace {

http::Response basket_page(Visit& visit, const BasketView& view, std::vector<ui::Notice> notices = {},
                           int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Step 5: basket");
  page.notices = std::move(notices);
  page.content = claim_steps(l, ClaimStep::Basket, "", only_account(visit, view)) + basket_html(visit, view);
  return visit.page(page, status);
}

constexpr ui::DoneWord kDone[]{{"lines", key("All lines are in your basket.")}};

http::Response show_basket(Visit& visit) {
  return basket_page(visit, load_basket(visit), ui::done_notices(visit.language(), visit.request, kDone));
}

// ---- taking out

std::optional<std::int64_t> version_in_basket(Visit& visit, ClaimLineId id) {
  for (const auto& group : list_basket(visit.reader, visit.viewer)) {
    for (const auto& line : group.lines) {
      if (line.id == id) return line.version;
    }
  }
  return std::nullopt;
}

// Removed by a page that shows an older version: what it now says is shown first.
http::Response changed_page(Visit& visit) {
  const Html text(tr(visit.language(),
                     "This declaration was changed in another window meanwhile; nothing was removed. Check it below "
                     "and remove it again."));
  return basket_page(visit, load_basket(visit), {{ui::Notice::Kind::Warning, text}}, 409);
}

// A second click finds nothing any more: the basket is shown all the same, with the status of what does not exist.
http::Response gone_page(Visit& visit) {
  return basket_page(visit, load_basket(visit),
                     {{ui::Notice::Kind::Info, tr(visit.language(), "This line is no longer in your basket.")}}, 404);
}

http::Response remove(Visit& visit) {
  const Language l = visit.language();
  const auto id = visit.request.path_id<ClaimLineId>("id");
  const auto version = version_in_basket(visit, id);
  if (!version) return gone_page(visit);
  if (visit.request.form().text("version") != std::to_string(*version)) return changed_page(visit);
  const Declaration removed = remove_item(visit.database, visit.viewer, id, visit.now, version);
  const Html text =
      Html(tr(l, "The declaration was taken out of the basket.")) + " " + restore_form(l, visit.frame.csrf, removed);
  return basket_page(visit, load_basket(visit), {{ui::Notice::Kind::Info, text}});
}

http::Response name_group(Visit& visit) {
  const Language l = visit.language();
  const auto id = visit.request.path_id<ClaimId>("id");
  const std::string reference(trim(visit.request.form().text("reference")));
  const auto named = set_group_reference(visit.database, visit.viewer, id, reference, visit.now);
  if (named) return http::Response::redirect("/basket");
  BasketView view = load_basket(visit);
  view.reference_errors[id] = {reference, ui::tr_message(l, named.error().message)};
  return basket_page(visit, view, {}, 422);
}

// ---- confirming

// Added or changed in another window after this page was shown: not confirmed unseen.
bool has_unseen(const BasketView& view, const std::vector<std::string>& seen) {
  for (const auto& group : view.groups) {
    for (const auto& line : group.lines) {
      if (std::find(seen.begin(), seen.end(), seen_token(line)) == seen.end()) return true;
    }
  }
  return false;
}

http::Response refused_page(Visit& visit, const Refusal& refusal) {
  const Language l = visit.language();
  BasketView view = load_basket(visit);
  if (!view.groups.empty()) view.show_refused(l, refusal.fields);
  const auto status = refusal.kind == Refusal::Kind::Conflict ? 409 : 422;
  const std::string why =
      refusal.code == "idempotency_key_reused"
          ? tr(l, "This page has already been confirmed once; check what your basket holds now and confirm again.")
          : ui::tr_message(l, refusal.message);
  const Html text = view.groups.empty() ? Html(tr(l, "Your basket is empty: there is nothing to confirm.")) + " " +
                                              el("a", {{"href", "/claims"}}, tr(l, "See your claims"))
                                        : Html(why);
  return basket_page(visit, view, {{ui::Notice::Kind::Warning, text}}, status);
}

std::string confirmed_address(const std::string& answer) {
  Query query;
  const auto confirmed = boost::json::parse(answer);
  for (const auto& claim : confirmed.at("claims").as_array()) {
    query.emplace_back("claim", claim.at("number").as_string().c_str());
  }
  return address("/basket/confirmed", query);
}

http::Response confirm(Visit& visit) {
  const Language l = visit.language();
  const auto seen = visit.request.form().all("seen");
  const BasketView view = load_basket(visit);
  if (has_unseen(view, seen)) {
    return basket_page(visit, view,
                       {{ui::Notice::Kind::Warning, tr(l,
                                                       "Your basket changed since this page was shown. Nothing was "
                                                       "confirmed: please check it and confirm again.")}},
                       409);
  }
  const auto key = accounts::idempotency_key(visit.viewer.id, "basket/confirmation", visit.request);
  const auto answer = confirm_basket(visit.database, visit.viewer, visit.now, key);
  if (!answer) return refused_page(visit, answer.error());
  return http::Response::redirect(confirmed_address(answer->body));
}

http::Response show_confirmed(Visit& visit) {
  const Language l = visit.language();
  std::vector<Claim> claims;
  for (const auto& number : visit.request.query.all("claim")) {
    claims.push_back(require_claim(visit.reader, visit.viewer, number));
  }
  if (claims.empty()) return http::Response::redirect("/basket");
  ui::Page page;
  page.title = trn(l, "{1} claim registered", "{1} claims registered", static_cast<std::int64_t>(claims.size()));
  page.actions = ui::link_button(ui::Weight::Secondary, tr(l, "Open another claim"), "/claims/new") +
                 ui::link_button(ui::Weight::Primary, tr(l, "Track claims"), "/claims", {{"data-primary", true}});
  page.content = confirmed_html(visit, claims);
  const BasketView kept = load_basket(visit);
  if (!kept.groups.empty()) {
    page.content += el("h2", {{"class", "section-title"}}, tr(l, "Still in your basket")) + basket_html(visit, kept);
  }
  return visit.page(page);
}

}  // namespace

void register_basket_pages(accounts::Site& site) {
  site.page(Method::Get, "/basket", Right::OpenClaim, show_basket);
  site.page(Method::Post, "/basket/items/{id}/removal", Right::OpenClaim, remove);
  site.page(Method::Post, "/basket/groups/{id}", Right::OpenClaim, name_group);
  site.page(Method::Post, "/basket/confirmation", Right::OpenClaim, confirm);
  site.page(Method::Get, "/basket/confirmed", Right::OpenClaim, show_confirmed);
}

}  // namespace recours::claims
