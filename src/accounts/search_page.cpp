#include "accounts/search_page.h"

#include <algorithm>

#include "base/errors.h"
#include "base/text.h"
#include "ui/components.h"

namespace recours::accounts {

using ui::Html;
using ui::tr;

namespace {

std::vector<SearchHits> find(Visit& visit, const std::vector<Searched>& places, const std::string& words) {
  std::vector<SearchHits> found;
  for (const auto& place : places) {
    if (!visit.viewer.can(place.right)) continue;
    auto hits = place.find(visit, words);
    if (!hits.cards.empty() || hits.exact) found.push_back(std::move(hits));
  }
  return found;
}

// The thing whose number was typed, or the one hit of all places.
std::optional<std::string> meant(const std::vector<SearchHits>& found) {
  for (const auto& hits : found) {
    if (hits.exact) return hits.exact;
  }
  return found.size() == 1 ? found.front().only : std::nullopt;
}

Html nothing_found(const Visit& visit, const std::vector<Searched>& places, const std::string& words) {
  Html hints;
  for (const auto& place : places) {
    if (visit.viewer.can(place.right)) hints += ui::el("p", {}, ui::tr_message(visit.language(), place.hint));
  }
  return ui::empty_state("search",
                         words.empty() ? tr(visit.language(), "What are you looking for?")
                                       : tr(visit.language(), "Nothing found for {1}", words),
                         hints);
}

}  // namespace

bool may_search(const Viewer& viewer, const std::vector<Searched>& places) {
  return std::any_of(places.begin(), places.end(), [&](const Searched& place) { return viewer.can(place.right); });
}

http::Response search_page(Visit& visit, const std::vector<Searched>& places) {
  if (!may_search(visit.viewer, places)) throw Forbidden();
  const std::string words(trim(visit.request.query.text("q")));
  const auto found = words.empty() ? std::vector<SearchHits>() : find(visit, places, words);
  if (const auto path = meant(found)) return http::Response::redirect(*path);
  ui::Page page;
  page.title = words.empty() ? tr(visit.language(), "Search") : tr(visit.language(), "Search: {1}", words);
  for (const auto& hits : found) page.content += hits.cards;
  if (found.empty()) page.content = nothing_found(visit, places, words);
  return visit.page(page);
}

}  // namespace recours::accounts
