#include "ui/components.h"

#include <algorithm>
#include <array>

#include "http/assets.h"
#include "ui/hidden_field.h"

namespace recours::ui {
namespace {

std::string_view name_of(Tone tone) {
  switch (tone) {
    case Tone::Neutral: return "neutral";
    case Tone::Info: return "info";
    case Tone::Success: return "success";
    case Tone::Warning: return "warning";
    case Tone::Danger: return "danger";
    case Tone::Accent: return "accent";
  }
  return "neutral";
}

Html icon_of(Tone tone) {
  switch (tone) {
    case Tone::Neutral: return icon("circle");
    case Tone::Info: return icon("info-circle");
    case Tone::Success: return icon("circle-check");
    case Tone::Warning: return icon("alert-triangle");
    case Tone::Danger: return icon("circle-x");
    case Tone::Accent: return icon("bookmark");
  }
  return icon("circle");
}

std::string_view class_of(Weight weight) {
  switch (weight) {
    case Weight::Primary: return "btn btn-primary";
    case Weight::Secondary: return "btn btn-secondary";
    case Weight::Danger: return "btn btn-danger";
    case Weight::Ghost: return "btn btn-ghost";
  }
  return "btn";
}

// Ours first, then the caller's; their classes are added to ours, any other name of theirs replaces ours.
Html element_with(std::string_view tag, Attributes ours, Attributes theirs, const Html& content) {
  std::vector<Attribute> merged;
  merged.reserve(ours.size() + theirs.size());
  for (const Attribute& own : ours) {
    const auto same =
        std::find_if(theirs.begin(), theirs.end(), [&](const Attribute& a) { return a.name == own.name; });
    if (same == theirs.end())
      merged.push_back(own);
    else if (own.name == "class")
      merged.emplace_back("class", std::string(own.value()) + " " + std::string(same->value()));
  }
  for (const Attribute& attribute : theirs) {
    const bool class_added = attribute.name == "class" && std::any_of(ours.begin(), ours.end(), [](const Attribute& a) {
                               return a.name == "class";
                             });
    if (!class_added) merged.push_back(attribute);
  }
  std::string html;
  html.reserve(2 * tag.size() + 5 + 32 * merged.size() + content.str().size());
  append_start(html, tag, merged);
  html += content.str();
  append_end(html, tag);
  return Html::trusted(std::move(html));
}

// The text of some HTML, for a label: what stands between the tags.
std::string without_tags(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<')
      inside = true;
    else if (c == '>')
      inside = false;
    else if (!inside)
      text += c;
  }
  return text;
}

bool is_interactive(std::string_view html) {
  static constexpr std::array<std::string_view, 6> kStarts = {"<a ",    "<button", "<form",
                                                              "<input", "<select", "<details"};
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view start) { return html.find(start) != html.npos; });
}

}  // namespace

Html icon(std::string_view name) {
  static const std::string start =
      R"(<svg class="icon" width="20" height="20" aria-hidden="true" focusable="false"><use href=")" +
      Html(http::asset_path("icons.svg")).str() + "#";
  static constexpr std::string_view kEnd = R"("></use></svg>)";
  std::string html;
  html.reserve(start.size() + name.size() + kEnd.size());
  html += start;
  append_escaped(html, name);
  html += kEnd;
  return Html::trusted(std::move(html));
}

Html icon(std::string_view name, std::string_view label) {
  return icon(name) + el("span", {{"class", "visually-hidden"}}, label);
}

Html badge(Tone tone, const std::string& label) {
  return el("span", {{"class", "badge badge-" + std::string(name_of(tone))}}, icon_of(tone), label);
}

Html notice(Tone tone, Html text) {
  const bool urgent = tone == Tone::Danger || tone == Tone::Warning;
  return el("div", {{"class", "notice notice-" + std::string(name_of(tone))}, {"role", urgent ? "alert" : "status"}},
            icon_of(tone), el("div", {{"class", "notice-text"}}, text));
}

Html button(Weight weight, Html label, Attributes attributes) {
  return element_with("button", {{"class", class_of(weight)}, {"type", "submit"}}, attributes, label);
}

Html link_button(Weight weight, Html label, const std::string& href, Attributes attributes) {
  return element_with("a", {{"class", class_of(weight)}, {"href", href}}, attributes, label);
}

Html post_form(const std::string& action, const std::string& csrf, Html content, Attributes attributes) {
  const Html token = hidden("csrf", csrf);
  return element_with("form", {{"method", "post"}, {"action", action}}, attributes, token + content);
}

Html facts(const std::vector<std::pair<std::string, Html>>& items) {
  return el("dl", {{"class", "facts"}}, each(items, [](const auto& item) {
              return el("div", {}, el("dt", {}, item.first), el("dd", {}, item.second));
            }));
}

Html card(Html title, Html body, Html footer) {
  const Html head = el("div", {{"class", "card-header"}}, el("h2", {{"class", "card-title"}}, title));
  return el("section", {{"class", "card"}}, when(!title.empty(), head), el("div", {{"class", "card-body"}}, body),
            when(!footer.empty(), el("div", {{"class", "card-footer"}}, footer)));
}

namespace {

std::string class_of(const Column& column) {
  std::string name;
  switch (column.kind) {
    case Column::Kind::Text: break;
    case Column::Kind::Number: name = "cell-number"; break;
    case Column::Kind::Date: name = "cell-date"; break;
    case Column::Kind::Actions: name = "cell-actions"; break;
  }
  if (!column.width.empty()) name += (name.empty() ? "" : " ") + column.width;
  return name;
}

// The start tags of the cells, the same in every row.
std::vector<std::string> cell_starts(const std::vector<Column>& columns) {
  std::vector<std::string> starts;
  for (const Column& column : columns) {
    std::string start;
    const std::string name = class_of(column);
    const std::vector<Attribute> attributes = {{"class", name.empty() ? std::optional<std::string>() : name},
                                               {"data-label", column.label}};
    append_start(start, "td", attributes);
    starts.push_back(std::move(start));
  }
  return starts;
}

// The first cell carries the row's link, which the style sheet stretches over the row. Where that cell already holds
// something to click, the link stands beside it, named like the cell.
void append_link_cell(std::string& html, const Html& cell, const std::string& href) {
  const bool beside = is_interactive(cell.str()) || cell.empty();
  html += R"(<a class="row-link" href=")";
  append_escaped(html, href);
  html += "\">";
  if (beside) {
    html += R"(<span class="visually-hidden">)" + (cell.empty() ? Html(href).str() : without_tags(cell.str())) +
            "</span></a>";
  }
  html += cell.str();
  if (!beside) html += "</a>";
}

void append_row(std::string& html, const TableRow& row, const std::vector<std::string>& starts) {
  html += row.href.empty() ? "<tr>" : R"(<tr class="row-open">)";
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    html += at < starts.size() ? std::string_view(starts[at]) : std::string_view("<td>");
    if (at == 0 && !row.href.empty())
      append_link_cell(html, row.cells[at], row.href);
    else
      html += row.cells[at].str();
    html += "</td>";
  }
  html += "</tr>";
}

std::optional<std::string> aria_sort(Column::Sorted sorted) {
  if (sorted == Column::Sorted::No) return std::nullopt;
  return sorted == Column::Sorted::Ascending ? "ascending" : "descending";
}

Html heading_of(const Column& column) {
  if (column.kind == Column::Kind::Actions) return el("span", {{"class", "visually-hidden"}}, column.label);
  if (column.sorted != Column::Sorted::No) {
    return el("span", {{"class", "sort"}}, column.label,
              icon(column.sorted == Column::Sorted::Ascending ? "chevron-up" : "chevron-down"));
  }
  if (column.href.empty()) return column.label;
  return el("a", {{"class", "sort"}, {"href", column.href}}, column.label, icon("selector"));
}

}  // namespace

Html table(const Table& table) {
  const std::vector<std::string> starts = cell_starts(table.columns);
  // How many columns there are decides from which width on the rows become cards.
  const bool many = table.columns.size() > 6;
  std::string html =
      R"(<div class="table-wrap"><table class=")" + std::string(many ? "table table-many" : "table") + "\">";
  html += el("caption", {{"class", "visually-hidden"}}, table.caption).str();
  std::size_t size = 512;
  for (const TableRow& row : table.rows) {
    size += 96 + row.href.size();
    for (const Html& cell : row.cells) size += 64 + cell.str().size();
  }
  html.reserve(size);
  html += "<thead><tr>";
  for (const Column& column : table.columns) {
    const std::string name = class_of(column);
    html += el("th",
               {{"scope", "col"},
                {"class", name.empty() ? std::optional<std::string>() : name},
                {"aria-sort", aria_sort(column.sorted)}},
               heading_of(column))
                .str();
  }
  html += "</tr></thead><tbody>";
  for (const TableRow& row : table.rows) append_row(html, row, starts);
  html += "</tbody></table></div>";
  return Html::trusted(std::move(html));
}

Html pager(Language language, const std::optional<std::string>& newer_href,
           const std::optional<std::string>& older_href) {
  Html links;
  if (newer_href) {
    links += el("a", {{"class", "btn btn-secondary"}, {"href", *newer_href}, {"rel", "prev"}}, icon("chevron-left"),
                tr(language, "Newer"));
  }
  if (older_href) {
    links += el("a", {{"class", "btn btn-secondary"}, {"href", *older_href}, {"rel", "next"}}, tr(language, "Older"),
                icon("chevron-right"));
  }
  return el("nav", {{"class", "pager"}, {"aria-label", tr(language, "Pages of this list")}}, links);
}

Html chips(const std::string& label, const std::vector<Chip>& items) {
  return el("div", {{"class", "chips"}, {"role", "group"}, {"aria-label", label}},
            el("span", {{"class", "chips-label"}, {"aria-hidden", "true"}}, label), each(items, [](const Chip& chip) {
              const std::optional<std::string> current =
                  chip.chosen ? std::optional<std::string>("true") : std::nullopt;
              return el("a", {{"class", "chip"}, {"href", chip.href}, {"aria-current", current}},
                        when(chip.chosen, icon("check")), chip.label);
            }));
}

Html steps(Language language, const std::vector<Step>& steps, std::size_t current) {
  Html items;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const bool done = at < current;
    const Html mark = el("span", {{"class", "step-mark"}}, done ? icon("check") : Html(std::to_string(at + 1)));
    const Html name = el("span", {{"class", "step-name"}}, steps[at].label);
    const Html state = done ? el("span", {{"class", "visually-hidden"}}, " – ", tr(language, "done")) : Html();
    const Html inside = mark + name + state;
    const std::string_view kind = done ? "step step-done" : at == current ? "step step-current" : "step";
    const std::optional<std::string> here = at == current ? std::optional<std::string>("step") : std::nullopt;
    items += el("li", {{"class", kind}, {"aria-current", here}},
                done && !steps[at].href.empty() ? el("a", {{"href", steps[at].href}}, inside) : inside);
  }
  return el("nav", {{"aria-label", tr(language, "Steps")}}, el("ol", {{"class", "steps"}}, items));
}

Html timeline(const std::vector<Moment>& newest_first) {
  return el("ol", {{"class", "timeline"}}, each(newest_first, [](const Moment& moment) {
              const Html who = when(!moment.who.empty(), el("span", {{"class", "moment-who"}}, moment.who));
              return el("li", {{"class", "moment moment-" + std::string(name_of(moment.tone))}},
                        el("span", {{"class", "moment-mark"}}, icon_of(moment.tone)),
                        el("div", {{"class", "moment-title"}}, moment.title),
                        el("div", {{"class", "moment-when"}}, el("span", {{"class", "num"}}, moment.when), who),
                        when(!moment.detail.empty(), el("div", {{"class", "moment-detail"}}, moment.detail)));
            }));
}

Html empty_state(std::string_view icon_name, const std::string& title, Html text, Html action) {
  return el("div", {{"class", "empty"}}, el("span", {{"class", "empty-icon"}}, icon(icon_name)),
            el("p", {{"class", "empty-title"}}, title), el("div", {{"class", "empty-text"}}, text),
            when(!action.empty(), el("div", {{"class", "empty-action"}}, action)));
}

Html copyable(Language language, const std::string& text) {
  return el("span", {{"class", "copyable"}}, el("span", {{"class", "num"}}, text),
            el("button",
               {{"type", "button"},
                {"class", "copy"},
                {"data-copy", text},
                {"data-done", tr(language, "Copied")},
                {"aria-label", tr(language, "Copy {1}", text)},
                {"title", tr(language, "Copy")}},
               icon("copy")));
}

}  // namespace recours::ui
