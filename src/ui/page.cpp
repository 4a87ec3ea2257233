#include "ui/page.h"

#include "http/assets.h"
#include "ui/components.h"
#include "ui/hidden_field.h"

namespace recours::ui {
namespace {

// An R whose bowl turns back into its stem: what one has recourse to.
constexpr const char* kLogo =
    R"(<svg class="logo" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" focusable="false">)"
    R"(<rect class="logo-ground" width="28" height="28" rx="7"/>)"
    R"(<path class="logo-line" d="M9 21.5V7h7.5a4.5 4.5 0 0 1 0 9H13m3-3l-3 3l6 5.5"/></svg>)";

// ---- head

Html stylesheet_and_scripts() {
  // The first script is small and runs before the first paint, so that a collapsed side bar does not jump.
  return el("link", {{"rel", "preload"},
                     {"href", http::asset_path("inter.woff2")},
                     {"as", "font"},
                     {"type", "font/woff2"},
                     {"crossorigin", ""}}) +
         el("link", {{"rel", "stylesheet"}, {"href", http::asset_path("app.css")}}) +
         el("script", {{"src", http::asset_path("boot.js")}}) +
         el("script", {{"src", http::asset_path("app.js")}, {"defer", true}});
}

Html head(const Page& page) {
  static const Html assets = stylesheet_and_scripts();
  return el("head", {}, el("meta", {{"charset", "utf-8"}}),
            el("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
            el("meta", {{"name", "color-scheme"}, {"content", "light dark"}}),
            el("title", {}, page.title, " · Recours"),
            el("link", {{"rel", "icon"}, {"href", "/favicon.svg"}, {"type", "image/svg+xml"}}), assets);
}

// ---- the frame's small forms: every choice is a button of a form that posts

struct Preference {
  std::string value;
  std::string label;
  std::string icon;
  std::string language;  // of the label, where it is not the page's
};

Html preference_form(const Frame& frame, std::string_view name, std::string_view current,
                     const std::vector<Preference>& choices) {
  const Html buttons = each(choices, [&](const Preference& choice) {
    const bool chosen = choice.value == current;
    return el("button",
              {{"class", "menu-item"},
               {"type", "submit"},
               {"name", name},
               {"value", choice.value},
               {"lang", choice.language.empty() ? std::optional<std::string>() : choice.language},
               {"aria-current", chosen ? std::optional<std::string>("true") : std::nullopt}},
              when(!choice.icon.empty(), icon(choice.icon)), el("span", {{"class", "menu-label"}}, choice.label),
              when(chosen, icon("check")));
  });
  return post_form("/preferences/" + std::string(name), frame.csrf, hidden("back", frame.current_path) + buttons);
}

Html menu(const Html& label, const std::string& name, const Html& panel) {
  return el("details", {{"class", "menu"}},
            el("summary", {{"class", "bar-button"}, {"aria-label", name}, {"title", name}}, label),
            el("div", {{"class", "menu-panel"}}, panel));
}

Html language_menu(const Frame& frame) {
  const bool french = frame.language == Language::French;
  return menu(el("span", {{"class", "bar-code"}}, french ? "FR" : "EN"), tr(frame.language, "Language"),
              preference_form(frame, "language", code_of(frame.language),
                              {{"fr", "Français", "", "fr"}, {"en", "English", "", "en"}}));
}

Html theme_menu(const Frame& frame) {
  const std::string_view sign = frame.theme == "dark" ? "moon" : frame.theme == "light" ? "sun" : "contrast";
  return menu(icon(sign), tr(frame.language, "Appearance"),
              preference_form(frame, "theme", frame.theme,
                              {{"auto", tr(frame.language, "Like the device"), "contrast", ""},
                               {"light", tr(frame.language, "Light"), "sun", ""},
                               {"dark", tr(frame.language, "Dark"), "moon", ""}}));
}

// ---- top bar

Html search_box(const Frame& frame) {
  const std::string label = tr(frame.language, "Search for a number or a name");
  return el("form", {{"class", "search"}, {"role", "search"}, {"method", "get"}, {"action", *frame.search_action}},
            icon("search"),
            el("input", {{"type", "search"},
                         {"name", "q"},
                         {"class", "search-input"},
                         {"placeholder", label},
                         {"aria-label", label},
                         {"autocomplete", "off"},
                         {"aria-keyshortcuts", "/"},
                         {"data-shortcut", "search"}}),
            el("kbd", {{"class", "search-key"}, {"aria-hidden", "true"}}, "/"));
}

// The first letters of the first two words of a name.
std::string initials(const std::string& name) {
  std::string letters;
  int words = 0;
  for (std::size_t at = 0; at < name.size() && words < 2; ++at) {
    if (name[at] == ' ' || (at > 0 && name[at - 1] != ' ')) continue;
    letters += name[at];
    for (std::size_t next = at + 1; next < name.size() && (name[next] & 0xC0) == 0x80; ++next) letters += name[next];
    ++words;
  }
  return letters;
}

Html person_menu(const Frame& frame) {
  const Html who = el("div", {{"class", "menu-who"}}, el("strong", {}, frame.person),
                      when(!frame.person_detail.empty(), el("span", {}, frame.person_detail)));
  const Html account = el("a", {{"class", "menu-item"}, {"href", "/account"}}, icon("user-circle"),
                          el("span", {{"class", "menu-label"}}, tr(frame.language, "My account")));
  const Html leave = post_form("/sign-out", frame.csrf,
                               el("button", {{"class", "menu-item"}, {"type", "submit"}}, icon("logout"),
                                  el("span", {{"class", "menu-label"}}, tr(frame.language, "Sign out"))));
  return menu(el("span", {{"class", "avatar"}, {"aria-hidden", "true"}}, initials(frame.person)) +
                  el("span", {{"class", "bar-name"}}, frame.person),
              tr(frame.language, "Account of {1}", frame.person), who + account + leave);
}

Html top_bar(const Frame& frame) {
  const std::string open = tr(frame.language, "Open the menu");
  const std::string help = tr(frame.language, "User guide");
  return el(
      "header", {{"class", "topbar"}},
      el("a", {{"class", "bar-button drawer-open"}, {"href", "#sidebar"}, {"aria-label", open}}, icon("menu-2")),
      frame.search_action ? search_box(frame) : el("div", {{"class", "search"}}),
      el("div", {{"class", "bar-end"}}, language_menu(frame), theme_menu(frame),
         el("a", {{"class", "bar-button"}, {"href", "/guide"}, {"aria-label", help}, {"title", help}}, icon("help")),
         person_menu(frame)));
}

// ---- side bar

std::string_view path_of(std::string_view address) { return address.substr(0, address.find('?')); }

// How well an entry fits where we are: the length of what agrees, 0 when it does not. /claims fits /claims/R12 too; an
// entry with a query fits only the whole address.
std::size_t fit(const std::string& href, std::string_view current) {
  if (href.find('?') != std::string::npos) return href == current ? href.size() : 0;
  const std::string_view path = path_of(current);
  if (path == href) return href.size();
  const bool below = path.starts_with(href) && (href.ends_with('/') || path[href.size()] == '/');
  return below && href != "/" ? href.size() : 0;
}

const NavEntry* current_entry(const Frame& frame) {
  const NavEntry* best = nullptr;
  std::size_t best_fit = 0;
  for (const NavGroup& group : frame.navigation) {
    for (const NavEntry& entry : group.entries) {
      const std::size_t entry_fit = fit(entry.href, frame.current_path);
      if (entry_fit <= best_fit) continue;
      best = &entry;
      best_fit = entry_fit;
    }
  }
  return best;
}

Html nav_entry(const Frame& frame, const NavEntry& entry, bool is_current) {
  Html count;
  if (entry.count.value_or(0) > 0)
    count = el("span", {{"class", "nav-count num"}}, format_number(frame.language, Decimal::of(*entry.count)));
  return el("li", {},
            el("a",
               {{"class", "nav-link"},
                {"href", entry.href},
                {"title", entry.label},
                {"aria-current", is_current ? std::optional<std::string>("page") : std::nullopt}},
               icon(entry.icon), el("span", {{"class", "nav-label"}}, entry.label), count));
}

Html side_bar(const Frame& frame) {
  const NavEntry* current = current_entry(frame);
  const std::string close = tr(frame.language, "Close the menu");
  const std::string fold = tr(frame.language, "Reduce or widen the menu");
  const Html groups = each(frame.navigation, [&](const NavGroup& group) {
    if (group.entries.empty()) return Html();
    return el("div", {{"class", "nav-group"}}, el("h2", {{"class", "nav-heading"}}, group.label),
              el("ul", {}, each(group.entries, [&](const NavEntry& entry) {
                   return nav_entry(frame, entry, &entry == current);
                 })));
  });
  return el(
      "div", {{"class", "sidebar"}, {"id", "sidebar"}},
      el("div", {{"class", "sidebar-head"}},
         el("a", {{"class", "brand"}, {"href", "/"}}, Html::trusted(kLogo),
            el("span", {{"class", "brand-text"}}, el("span", {{"class", "brand-name"}}, "Recours"),
               when(!frame.organisation.empty(), el("span", {{"class", "brand-organisation"}}, frame.organisation)))),
         el("a", {{"class", "bar-button drawer-close"}, {"href", "#content"}, {"aria-label", close}}, icon("x"))),
      el("nav", {{"aria-label", tr(frame.language, "Main menu")}}, groups),
      el("button",
         {{"class", "nav-link sidebar-fold"},
          {"type", "button"},
          {"title", fold},
          {"aria-label", fold},
          {"aria-controls", "sidebar"}},
         icon("layout-sidebar-left-collapse"),
         el("span", {{"class", "nav-label"}}, tr(frame.language, "Reduce the menu"))));
}

// ---- content

Html breadcrumbs(const Frame& frame, const std::vector<Crumb>& crumbs) {
  if (crumbs.empty()) return {};
  return el(
      "nav", {{"class", "crumbs"}, {"aria-label", tr(frame.language, "You are here")}},
      el("ol", {}, each(crumbs, [](const Crumb& crumb) {
           return el("li", {}, crumb.href.empty() ? Html(crumb.label) : el("a", {{"href", crumb.href}}, crumb.label));
         })));
}

Tone tone_of(Notice::Kind kind) {
  switch (kind) {
    case Notice::Kind::Success: return Tone::Success;
    case Notice::Kind::Info: return Tone::Info;
    case Notice::Kind::Warning: return Tone::Warning;
    case Notice::Kind::Danger: return Tone::Danger;
  }
  return Tone::Info;
}

Html notices(const Page& page) {
  return each(page.notices, [](const Notice& one) { return notice(tone_of(one.kind), one.text); });
}

Html title_line(const Page& page) {
  return el("div", {{"class", "title-line"}},
            el("div", {{"class", "title-text"}}, el("h1", {}, page.heading.empty() ? Html(page.title) : page.heading),
               when(!page.lead.empty(), el("div", {{"class", "title-lead"}}, page.lead))),
            when(!page.actions.empty(), el("div", {{"class", "title-actions"}}, page.actions)));
}

// What `?` shows.
Html shortcuts(Language language) {
  const std::pair<std::string_view, std::string> keys[] = {
      {"/", tr(language, "Search")},           {"n", tr(language, "Main action of the page")},
      {"j", tr(language, "Next row")},         {"k", tr(language, "Previous row")},
      {"x", tr(language, "Choose the row")},   {"Enter", tr(language, "Open the row")},
      {"?", tr(language, "This help")}};
  return el("dialog", {{"class", "shortcuts"}, {"id", "shortcuts"}, {"aria-labelledby", "shortcuts-title"}},
            el("h2", {{"id", "shortcuts-title"}}, tr(language, "Keyboard shortcuts")),
            el("dl", {},
               each(keys,
                    [](const auto& key) {
                      return el("div", {}, el("dt", {}, el("kbd", {}, key.first)), el("dd", {}, key.second));
                    })),
            el("form", {{"method", "dialog"}}, button(Weight::Secondary, tr(language, "Close"))));
}

Html skip_link(const Frame& frame) {
  return el("a", {{"class", "skip"}, {"href", "#content"}}, tr(frame.language, "Skip to the content"));
}

// ---- the document: written from its start to its end, so that a long content is copied once

// What the scripts say, in the reader's language.
void append_body_start(std::string& html, const Frame& frame, std::string_view body_class) {
  append_start(html, "body",
               Attributes{{"class", body_class},
                          {"data-leave", tr(frame.language, "What you typed is not saved yet.")},
                          {"data-fewer", tr(frame.language, "One less")},
                          {"data-more", tr(frame.language, "One more")}});
  append_child(html, skip_link(frame));
}

void append_content(std::string& html, const Page& page) {
  for (const Html& part : {title_line(page), notices(page)}) append_child(html, part);
  append_child(html, page.content);
}

void append_full_frame(std::string& html, const Frame& frame, const Page& page) {
  append_body_start(html, frame, "app");
  append_child(html, side_bar(frame));
  append_child(html,
               el("a", {{"class", "drawer-shade"}, {"href", "#content"}, {"tabindex", "-1"}, {"aria-hidden", "true"}}));
  append_start(html, "div", Attributes{{"class", "column"}});
  append_child(html, top_bar(frame));
  append_start(html, "main", Attributes{{"class", "content"}, {"id", "content"}, {"tabindex", "-1"}});
  append_child(html, breadcrumbs(frame, page.crumbs));
  append_content(html, page);
  for (const char* tag : {"main", "div"}) append_end(html, tag);
  append_child(html, shortcuts(frame.language));
}

void append_plain_frame(std::string& html, const Frame& frame, const Page& page) {
  append_body_start(html, frame, "plain");
  append_start(html, "main", Attributes{{"class", "plain-main"}, {"id", "content"}, {"tabindex", "-1"}});
  append_child(
      html,
      el("div", {{"class", "plain-brand"}}, Html::trusted(kLogo), el("span", {{"class", "brand-name"}}, "Recours"),
         when(!frame.organisation.empty(), el("span", {{"class", "brand-organisation"}}, frame.organisation))));
  append_start(html, "section", Attributes{{"class", "card plain-card"}});
  append_start(html, "div", Attributes{{"class", "card-body"}});
  append_content(html, page);
  for (const char* tag : {"div", "section", "main"}) append_end(html, tag);
  const Html languages = preference_form(frame, "language", code_of(frame.language),
                                         {{"fr", "Français", "", "fr"}, {"en", "English", "", "en"}});
  append_child(html, el("footer", {{"class", "plain-foot"}}, languages));
}

}  // namespace

std::string render(const Frame& frame, const Page& page) {
  constexpr std::size_t kFrameBytes = 16'384;  // of the full frame, about
  std::string html;
  html.reserve(page.content.str().size() + kFrameBytes);
  html += "<!doctype html>\n";
  append_start(html, "html", Attributes{{"lang", code_of(frame.language)}, {"data-bs-theme", frame.theme}});
  append_child(html, head(page));
  if (frame.person.empty())
    append_plain_frame(html, frame, page);
  else
    append_full_frame(html, frame, page);
  for (const char* tag : {"body", "html"}) append_end(html, tag);
  return html;
}

}  // namespace recours::ui
