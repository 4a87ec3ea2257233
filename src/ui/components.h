// The pieces all pages are made of, one of each: field, select, badge, table, timeline, steps, empty state, notice.
// Labels arrive translated; nothing here knows a feature.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/html.h"
#include "ui/language.h"

namespace recours::ui {

// <svg> from the icon sprite; decorative unless labelled.
Html icon(std::string_view name);
Html icon(std::string_view name, std::string_view label);

enum class Tone { Neutral, Info, Success, Warning, Danger, Accent };
// State in words, with colour and icon: never colour alone.
Html badge(Tone tone, const std::string& label);
Html notice(Tone tone, Html text);

enum class Weight { Primary, Secondary, Danger, Ghost };
Html button(Weight weight, Html label, Attributes attributes = {});        // <button type=submit> unless attributes say otherwise
Html link_button(Weight weight, Html label, const std::string& href, Attributes attributes = {});

// A form that posts, with its CSRF token.
Html post_form(const std::string& action, const std::string& csrf, Html content, Attributes attributes = {});

// Error messages of a form: beside each field, and a summary on top that links to them.
struct FieldErrors {
  std::vector<std::pair<std::string, std::string>> items = {};  // field name, sentence
  std::string of(std::string_view field) const;            // empty: none
  bool empty() const { return items.empty(); }
};
Html error_summary(Language language, const FieldErrors& errors);

struct Field {
  std::string name = {};                  // also its id
  std::string label = {};
  std::string value = {};
  std::string help = {};
  std::string error = {};
  bool required = false;
};
Html text_field(Language language, const Field& field, Attributes input_attributes = {});   // {"type","email"}…
Html text_area(Language language, const Field& field, int rows = 3, Attributes attributes = {});
struct Choice {
  std::string value = {};
  std::string label = {};
  bool disabled = false;
  std::string group = {};                 // of a select: heads the choices that follow each other with it
};
Html select_field(Language language, const Field& field, const std::vector<Choice>& choices, Attributes attributes = {});
Html radio_field(Language language, const Field& field, const std::vector<Choice>& choices);
Html checkbox_field(Language language, const Field& field, const std::vector<Choice>& choices,
                    const std::vector<std::string>& chosen);

// Read-only facts: label and value pairs (<dl>).
Html facts(const std::vector<std::pair<std::string, Html>>& items);
Html card(Html title, Html body, Html footer = {});

struct Column {
  std::string label = {};
  enum class Kind { Text, Number, Date, Actions } kind = Kind::Text;
  std::string width = {};                 // CSS class or empty
  std::string href = {};                  // of the list sorted by this column; empty: it cannot be
  enum class Sorted { No, Ascending, Descending } sorted = Sorted::No;
};
struct TableRow {
  std::vector<Html> cells = {};           // as many as columns
  std::string href = {};                  // where a click on the row leads; empty: nowhere
};
struct Table {
  std::string caption = {};               // for screen readers
  std::vector<Column> columns = {};
  std::vector<TableRow> rows = {};
};
// On a phone each row becomes a card with the column labels.
Html table(const Table& table);

// Keyset paging: links to newer and older, absent when there is nothing that way.
Html pager(Language language, const std::optional<std::string>& newer_href, const std::optional<std::string>& older_href);

struct Chip {                              // a filter as a link, marked when chosen
  std::string label = {};
  std::string href = {};
  bool chosen = false;
};
Html chips(const std::string& label, const std::vector<Chip>& items);

// Wizard steps: done ones link back.
struct Step {
  std::string label = {};
  std::string href = {};                  // empty: not to be gone back to
};
Html steps(Language language, const std::vector<Step>& steps, std::size_t current);

struct Moment {
  Html title = {};
  std::string when = {};
  std::string who = {};
  Html detail = {};
  Tone tone = Tone::Neutral;
};
Html timeline(const std::vector<Moment>& newest_first);

// What to see in an empty list: says the first thing to do and links to it.
Html empty_state(std::string_view icon_name, const std::string& title, Html text, Html action = {});

// A number people copy: the text with a copy button.
Html copyable(Language language, const std::string& text);

}  // namespace recours::ui
