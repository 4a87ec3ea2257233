#include "guide/guide_pages.h"

#include <algorithm>
#include <memory>

#include "accounts/page_words.h"
#include "guide/topics.h"
#include "ui/tile.h"

namespace recours::guide {

using namespace page_words;

namespace {

using Inserts = std::shared_ptr<const std::vector<Insert>>;

std::string path_of(const Topic& topic) { return "/guide/" + std::string(topic.name); }

http::Response show_topics(Visit& visit) {
  Html tiles;
  for (const Topic* topic : topics_for(visit.viewer)) {
    const Text text = text_of(*topic, visit.language());
    tiles += ui::tile(topic->icon, path_of(*topic), text.title, text.lead);
  }
  ui::Page page;
  page.title = tr(visit.language(), "User guide");
  page.lead = tr(visit.language(), "What would you like to know?");
  page.content = el("div", {{"class", "tiles"}}, tiles);
  return visit.page(page);
}

Html drawn(Visit& visit, const Inserts& inserts, const Part& part) {
  if (part.insert.empty()) return Html::trusted(part.html);
  const auto found =
      std::find_if(inserts->begin(), inserts->end(), [&](const Insert& one) { return one.name == part.insert; });
  return found == inserts->end() ? Html() : found->draw(visit);
}

Html other_topics(Visit& visit, const std::vector<const Topic*>& readable, const Topic* current) {
  const Html links = ui::each(readable, [&](const Topic* topic) {
    const bool is_here = topic == current;
    return el("li", {},
              el("a",
                 {{"class", "topic-link"},
                  {"href", path_of(*topic)},
                  {"aria-current", is_here ? std::optional<std::string>("page") : std::nullopt}},
                 ui::icon(topic->icon), text_of(*topic, visit.language()).title));
  });
  return el("nav", {{"class", "case-aside topics"}, {"aria-label", tr(visit.language(), "Topics of the guide")}},
            el("ul", {}, links));
}

http::Response show_topic(Visit& visit, const Inserts& inserts) {
  const auto name = visit.request.path_value("topic");
  const auto readable = topics_for(visit.viewer);
  const auto found =
      std::find_if(readable.begin(), readable.end(), [&](const Topic* topic) { return topic->name == name; });
  if (found == readable.end()) throw NotFound("topic of the guide");
  const Text text = text_of(**found, visit.language());
  const Html body = ui::each(text.parts, [&](const Part& part) { return drawn(visit, inserts, part); });
  ui::Page page;
  page.title = text.title;
  page.lead = text.lead;
  page.crumbs = {{tr(visit.language(), "User guide"), "/guide"}};
  page.content = el("div", {{"class", "case"}}, el("article", {{"class", "case-main prose guide"}}, body),
                    other_topics(visit, readable, *found));
  return visit.page(page);
}

}  // namespace

void register_guide(accounts::Site& site, std::vector<Insert> inserts) {
  const auto shared = std::make_shared<const std::vector<Insert>>(std::move(inserts));
  site.page(Method::Get, "/guide", show_topics);
  site.page(Method::Get, "/guide/{topic}", [shared](Visit& visit) { return show_topic(visit, shared); });
  site.navigation("Help", [](db::Reader&, const accounts::Viewer&, ui::Language l) {
    return std::vector<ui::NavEntry>{{tr(l, "User guide"), "/guide", "book-2", {}}};
  });
}

}  // namespace recours::guide
