#include "claims/receiving_form.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/goods_in.h"
#include "claims/page_parts.h"
#include "claims/typed_serials.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::string of_line(const char* name, const ClaimLine& line) { return name + ("-" + std::to_string(line.id.value)); }

bool is_same_serial(const std::string& a, const std::string& b) { return number_key(a) == number_key(b); }

bool is_among(const std::vector<std::string>& serials, const std::string& serial) {
  return std::any_of(serials.begin(), serials.end(), [&](const auto& one) { return is_same_serial(one, serial); });
}

ui::Field field(const ReceivingForm& form, const std::string& name, std::string label, const std::string& otherwise) {
  // A line that the form did not know yet begins as a fresh one.
  const bool is_told = !form.is_fresh && form.typed.has(name);
  return {name, std::move(label), is_told ? std::string(form.typed.text(name)) : otherwise, "", form.errors.of(name),
          false};
}

Html expected_side(const Visit& visit, const ClaimLine& line) {
  const Language l = visit.language();
  std::vector<std::pair<std::string, Html>> facts{{tr(l, "Quantity"), figures(ui::format_number(l, line.quantity))},
                                                  {tr(l, "Article number"), figures(line.article_no)}};
  if (!line.manufacturer_part_no.empty()) facts.emplace_back(tr(l, "Manufacturer's part number"), figures(line.manufacturer_part_no));
  if (!line.condition.empty())
    facts.emplace_back(tr(l, "Condition of the product"), condition_label(l, line.condition));
  Html late;
  if (is_late(line, visit.today()) && line.expires_on) {
    late = ui::notice(ui::Tone::Warning,
                      tr(l, "The number was valid until {1}. It may be received all the same.", *line.expires_on));
  }
  return el("div", {{"class", "goods-side"}}, el("h3", {}, tr(l, "Awaited")), ui::facts(facts), late);
}

Html received_side(Language l, const ReceivingForm& form, const ClaimLine& line) {
  ui::Field quantity = field(form, of_line("quantity", line), tr(l, "Quantity received"), line.quantity.text());
  quantity.help = tr(l, "0: not in this parcel.");
  Html fields =
      ui::text_field(l, quantity, {{"inputmode", "decimal"}, {"data-stepper", true}, {"autocomplete", "off"}});
  if (!line.serials.empty()) {
    std::vector<ui::Choice> choices;
    for (const auto& serial : line.serials) choices.push_back({serial, serial});
    ui::Field ticked = field(form, of_line("serials", line), tr(l, "Serial numbers that came"), "");
    fields += ui::checkbox_field(l, ticked, choices, form.typed.all(ticked.name));
  }
  ui::Field read = field(form, of_line("read", line),
                         line.serials.empty() ? tr(l, "Serial numbers read") : tr(l, "Other serial numbers read"), "");
  fields += ui::text_area(l, read, 1, {{"autocomplete", "off"}, {"spellcheck", "false"}});
  fields +=
      ui::select_field(l, field(form, of_line("difference", line), tr(l, "Difference"), ""), difference_choices(l));
  return el("div", {{"class", "goods-side"}}, el("h3", {}, tr(l, "What came")), fields);
}

Html line_fields(const Visit& visit, const ReceivingForm& form, const ClaimLine& line) {
  return el(
      "fieldset", {{"class", "goods-line"}},
      el("legend", {}, line.description, " ", el("span", {{"class", "muted num"}}, line.reservation_number)),
      el("div", {{"class", "goods-sides"}}, expected_side(visit, line), received_side(visit.language(), form, line)));
}

// First in the form, so that Enter in its field presses its button.
Html scan_row(Language l, const ReceivingForm& form, Html everything) {
  const auto error = form.errors.of("scan");
  return el("div", {{"class", "scan-row"}},
            el("div", {{"class", "field"}},
               el("label", {{"class", "form-label"}, {"for", "scan"}}, tr(l, "Scan a serial number")),
               el("input", {{"id", "scan"},
                            {"name", "scan"},
                            {"class", "form-control"},
                            {"autofocus", true},
                            {"data-scan", true},
                            {"autocomplete", "off"},
                            {"spellcheck", "false"},
                            {"maxlength", "200"},
                            {"aria-describedby", error.empty() ? std::optional<std::string>() : "scan-error"}}),
               ui::when(!error.empty(),
                        el("p", {{"class", "field-error"}, {"id", "scan-error"}}, ui::icon("alert-circle"), error))),
            ui::button(ui::Weight::Secondary, tr(l, "Add"), {{"name", "step"}, {"value", "scan"}}), everything);
}

Html everything_button(Language l) {
  return ui::button(ui::Weight::Primary, ui::icon("check") + tr(l, "Everything is as announced"),
                    {{"name", "step"}, {"value", "all"}});
}

void set_values(http::Fields& fields, const std::string& name, const std::vector<std::string>& values) {
  http::Fields kept;
  for (const auto& [each, value] : fields.items()) {
    if (each != name) kept.add(each, value);
  }
  for (const auto& value : values) kept.add(name, value);
  fields = std::move(kept);
}

std::vector<std::string> serials_read(const ReceivingForm& form, const ClaimLine& line) {
  auto serials = form.typed.all(of_line("serials", line));
  for (auto& more : serials_in(form.typed.text(of_line("read", line)))) {
    if (!is_among(serials, more)) serials.push_back(std::move(more));
  }
  return serials;
}

std::optional<Decimal> read_quantity(Language l, ReceivingForm& form, const std::string& name) {
  const auto typed = trim(form.typed.text(name));
  if (typed.empty()) return Decimal();
  const auto parsed = Decimal::parse(typed);
  if (parsed && !parsed->rounded) return parsed->value;
  form.errors.items.emplace_back(name, tr(l, "This is not a number."));
  return std::nullopt;
}

void name_parcel(const ReceivingForm& form, Instruction& instruction) {
  if (!form.tracking.empty()) instruction.parcels.push_back({"", form.tracking});
}

const ClaimLine& line_for_unannounced(const ReceivingForm& form, const std::vector<ClaimLine>& lines) {
  const auto open = std::find_if(lines.begin(), lines.end(), [&](const ClaimLine& line) {
    return !line.serials.empty() && serials_read(form, line).size() < line.serials.size();
  });
  if (open != lines.end()) return *open;
  const auto unnumbered =
      std::find_if(lines.begin(), lines.end(), [](const ClaimLine& line) { return line.serials.empty(); });
  return unnumbered == lines.end() ? lines.front() : *unnumbered;
}

// A line whose numbers were not announced has none that could be another one.
bool holds_unannounced(const ReceivingForm& form, const ClaimLine& line) {
  const auto read = serials_read(form, line);
  return !line.serials.empty() && std::any_of(read.begin(), read.end(), [&](const std::string& serial) {
    return !is_among(line.serials, serial);
  });
}

bool holds_unannounced(const ReceivingForm& form, const std::vector<ClaimLine>& lines) {
  return std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) { return holds_unannounced(form, line); });
}

bool tells_another_quantity(const ReceivingForm& form, const ClaimLine& line) {
  const auto name = of_line("quantity", line);
  if (!form.typed.has(name)) return false;
  const auto typed = Decimal::parse(trim(form.typed.text(name)));
  return !typed || typed->rounded || typed->value != line.quantity;
}

// More than was announced is another difference than a slip of the pen.
bool is_more_without_saying_so(const NamedLine& named, const ClaimLine& line) {
  return line.quantity < *named.quantity && named.difference != "excess";
}

}  // namespace

Html receiving_fields(const Visit& visit, const ReceivingForm& form, const std::vector<ClaimLine>& lines) {
  const Language l = visit.language();
  ui::Field comment = field(form, "comment", tr(l, "Comment"), "");
  comment.help = tr(l, "The reseller reads it.");
  return ui::hidden("tracking", form.tracking) +
         scan_row(l, form, holds_unannounced(form, lines) ? Html() : everything_button(l)) +
         ui::each(lines, [&](const ClaimLine& line) { return line_fields(visit, form, line); }) +
         ui::text_area(l, comment, 2);
}

Instruction read_receipt(Language l, ReceivingForm& form, const std::vector<ClaimLine>& lines) {
  Instruction instruction;
  instruction.comment = trim(form.typed.text("comment"));
  name_parcel(form, instruction);
  for (const auto& line : lines) {
    const auto quantity = read_quantity(l, form, of_line("quantity", line));
    if (!quantity || *quantity == Decimal()) continue;
    auto& named = instruction.lines.emplace_back(line.id);
    named.quantity = quantity;
    named.difference = trim(form.typed.text(of_line("difference", line)));
    if (auto serials = serials_read(form, line); !serials.empty()) named.serials = std::move(serials);
    if (is_more_without_saying_so(named, line)) {
      form.errors.items.emplace_back(
          of_line("quantity", line),
          tr(l, "Announced: {1}. If more came, choose the difference “More than announced”.", line.quantity));
    }
  }
  if (instruction.lines.empty() && form.errors.empty())
    form.errors.items.emplace_back(of_line("quantity", lines.front()), tr(l, "Say what came: every quantity is 0."));
  return instruction;
}

Instruction all_as_announced(const ReceivingForm& form, const std::vector<ClaimLine>& lines) {
  Instruction instruction;
  instruction.comment = trim(form.typed.text("comment"));
  name_parcel(form, instruction);
  for (const auto& line : lines) {
    auto& named = instruction.lines.emplace_back(line.id);
    if (auto serials = serials_read(form, line); !serials.empty()) named.serials = std::move(serials);
  }
  return instruction;
}

bool tells_a_difference(const ReceivingForm& form, const std::vector<ClaimLine>& lines) {
  return holds_unannounced(form, lines) || std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) {
    return tells_another_quantity(form, line) || !trim(form.typed.text(of_line("difference", line))).empty();
  });
}

bool is_awaited_serial(const std::vector<ClaimLine>& lines, const std::string& serial) {
  return std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) { return is_among(line.serials, serial); });
}

Taken take_serial(ReceivingForm& form, const std::vector<ClaimLine>& lines, const std::string& serial) {
  for (const auto& line : lines) {
    const auto awaited = std::find_if(line.serials.begin(), line.serials.end(),
                                      [&](const std::string& one) { return is_same_serial(one, serial); });
    if (awaited == line.serials.end()) continue;
    auto ticked = form.typed.all(of_line("serials", line));
    if (!is_among(ticked, *awaited)) ticked.push_back(*awaited);
    set_values(form.typed, of_line("serials", line), ticked);
    return Taken::Awaited;
  }
  const auto& line = line_for_unannounced(form, lines);
  auto read = serials_in(form.typed.text(of_line("read", line)));
  if (!is_among(read, serial)) read.push_back(serial);
  set_values(form.typed, of_line("read", line), {join(read, "\n")});
  if (line.serials.empty()) return Taken::Noted;
  const auto difference = of_line("difference", line);
  if (trim(form.typed.text(difference)).empty()) set_values(form.typed, difference, {"serial_mismatch"});
  return Taken::NotAnnounced;
}

}  // namespace recours::claims
