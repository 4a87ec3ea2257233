#include "claims/type_picker.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/judgement_store.h"

namespace recours::claims {

using namespace page_words;

Offers::Offers(db::Reader& reader, const accounts::Viewer& viewer, Date today,
               const std::vector<sales::InvoiceLine>& lines)
    : viewer_(viewer), today_(today), policies_(load_policies(reader)), free_(free_quantities(reader, lines)) {}

std::vector<TypeVerdict> Offers::of(const sales::InvoiceLine& line, Date invoice_date) const {
  const auto free = free_.find(line.id);
  const Situation situation{line, invoice_date, today_, free == free_.end() ? line.quantity : free->second,
                            std::nullopt};
  return evaluate_all(situation, policies_, viewer_);
}

bool Offers::may_set_aside() const { return claims::may_set_aside(viewer_); }

namespace {

Html type_names(Language l, const ClaimType& type, const std::string& name) {
  Html names = el("span", {{"class", "type-name"}}, name);
  const std::string& label = type.label.in(l);
  const std::string& second = name == label ? type.second_label.in(l) : label;  // a variant stands before its type
  if (!second.empty() && second != name) names += Html(" ") + el("span", {{"class", "type-second"}}, second);
  return names;
}

std::string need_label(Language l, Need need) {
  switch (need) {
    case Need::EndCustomerInvoice: return tr(l, "The invoice to the end customer will be asked for.");
    case Need::CallId: return tr(l, "The manufacturer's call number will be asked for.");
  }
  return {};
}

Html until(Language l, const Allowed& allowed, Date today) {
  Html text;
  if (allowed.until) {
    text += Html(" ") + el("span", {{"class", "type-until"}},
                           tr(l, "until {1}", ui::format_date_with_distance(l, *allowed.until, today)));
  }
  for (const Need need : allowed.needs) text += Html(" ") + el("span", {{"class", "type-need"}}, need_label(l, need));
  return text;
}

std::string form_address(sales::InvoiceLineId line, const ClaimType& type, const std::string& variant,
                         const std::string& back) {
  return address("/claims/new/declaration", {{"line", std::to_string(line.value)},
                                             {"type", type.department + "-" + type.code},
                                             {"variant", variant},
                                             {"back", back}});
}

Html possible(Language l, const TypeVerdict& verdict, sales::InvoiceLineId line, Date today, const std::string& back) {
  const ClaimType& type = *verdict.type;
  const auto& allowed = std::get<Allowed>(verdict.eligibility);
  auto entry = [&](const std::string& name, const std::string& variant) {
    return el("li", {{"class", "type-possible"}},
              el("a", {{"href", form_address(line, type, variant, back)}}, type_names(l, type, name), until(l, allowed, today)));
  };
  if (type.variants.empty()) return entry(type.label.in(l), "");
  return ui::each(type.variants, [&](const Variant& variant) { return entry(variant.label.in(l), variant.code); });
}

// Staff may go on where nothing but rules of trade stands in the way.
Html all_the_same(Language l, const TypeVerdict& verdict, sales::InvoiceLineId line, const std::string& back) {
  if (!all_may_be_set_aside(std::get<Denied>(verdict.eligibility).obstacles)) return {};
  return el("a", {{"class", "type-override"}, {"href", form_address(line, *verdict.type, "", back)}},
            tr(l, "Declare all the same"));
}

Html impossible(Language l, const TypeVerdict& verdict, const Html& way) {
  return el("li", {{"class", "type-impossible"}}, type_names(l, *verdict.type, verdict.type->label.in(l)),
            obstacle_list(l, std::get<Denied>(verdict.eligibility).obstacles), way);
}

Html picker(Language l, const sales::InvoiceLine& line, const Offers& offers, const std::vector<TypeVerdict>& verdicts,
            const std::string& back) {
  const Date today = offers.today();
  Html yes, no;
  std::int64_t count = 0;
  for (const auto& verdict : verdicts) {
    if (is_allowed(verdict.eligibility)) {
      yes += possible(l, verdict, line.id, today, back);
      ++count;
    } else {
      no += impossible(l, verdict, offers.may_set_aside() ? all_the_same(l, verdict, line.id, back) : Html());
    }
  }
  const std::string reachable = count == 0 ? tr(l, "Nothing is possible any more on this line.")
                                           : trn(l, "{1} possible type", "{1} possible types", count);
  return el("details", {{"class", "type-picker"}},
            el("summary", {{"aria-label", tr(l, "Type of claim, line {1}", line.line_no)}}, tr(l, "Type of claim")),
            el("div", {{"class", "type-panel"}}, el("p", {{"class", "muted small"}}, reachable),
               el("ul", {{"class", "type-list"}}, yes, no)));
}

Html serials(Language l, const std::vector<std::string>& numbers) {
  constexpr std::size_t shown = 3;
  if (numbers.empty()) return {};
  const std::vector<std::string> first(numbers.begin(), numbers.begin() + std::min(shown, numbers.size()));
  std::string text = tr(l, "S/N {1}", join(first, ", "));
  if (numbers.size() > shown) text += " " + tr(l, "and {1} more", static_cast<std::int64_t>(numbers.size() - shown));
  return el("div", {{"class", "muted small"}}, text);
}

}  // namespace

Html line_table(Language l, const sales::Invoice& invoice, const std::vector<sales::InvoiceLine>& lines,
                const Offers* offers, const std::string& back) {
  using Kind = ui::Column::Kind;
  ui::Table table;
  table.caption = tr(l, "Lines of invoice {1}", invoice.number);
  table.columns = {column(tr(l, "Delivery note number")),
                   column(tr(l, "Order number")),
                   column("#"),
                   column(tr(l, "Article number")),
                   column(tr(l, "Manufacturer's part number")),
                   column(tr(l, "Manufacturer")),
                   {tr(l, "Description"), Kind::Text, "cell-wide"},
                   column(tr(l, "Quantity"), Kind::Number)};
  if (offers) table.columns.push_back(column(tr(l, "Type of claim"), Kind::Actions));
  for (const auto& line : lines) {
    ui::TableRow row;
    row.cells = {figures(line.delivery_note_no.value_or("")),
                 figures(line.order_no.value_or("")),
                 figures(line.line_no),
                 figures(line.article_no),
                 figures(line.manufacturer_part_no),
                 Html(line.manufacturer_name),
                 Html(line.description) + serials(l, line.serials),
                 Html(ui::format_number(l, line.quantity))};
    if (offers) row.cells.push_back(picker(l, line, *offers, offers->of(line, invoice.issued_on), back));
    table.rows.push_back(std::move(row));
  }
  return ui::table(table);
}

Html invoice_title(Language l, const sales::Invoice& invoice) {
  const std::string rest = invoice.type == "384"   ? tr(l, "Corrected invoice of {1}", invoice.issued_on)
                           : invoice.type == "381" ? tr(l, "Credit note of {1}", invoice.issued_on)
                                                   : tr(l, "Invoice of {1}", invoice.issued_on);
  return Html(tr(l, "No.")) + " " + figures(invoice.number) + " – " + rest;
}

}  // namespace recours::claims
