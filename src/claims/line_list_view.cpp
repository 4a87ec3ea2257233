#include "claims/line_list_view.h"

#include <vector>

#include "accounts/page_words.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

namespace {

struct Explained {
  std::string_view field;
  std::string label, expected;
};

std::vector<Explained> which_line(Language l) {
  return {{"invoice_no", tr(l, "Invoice number"), tr(l, "With the line or the article.")},
          {"line_no", tr(l, "Line of the invoice"), tr(l, "As it is numbered on the invoice.")},
          {"article_no", tr(l, "Article number"), tr(l, "Instead of the line; the part number will do.")},
          {"serial", tr(l, "Serial number"), tr(l, "Alone, instead of invoice and line.")}};
}

std::vector<Explained> what_about_it(Language l) {
  return {{"department", tr(l, "Department"), tr(l, "CS or RMA; only where both have the type.")},
          {"code", tr(l, "Type of claim"), tr(l, "22, or CS-22.")},
          {"variant", tr(l, "Case"), tr(l, "Where the type has several.")},
          {"quantity", tr(l, "Quantity"), tr(l, "Pieces affected, or pieces delivered: as the type asks.")},
          {"condition", tr(l, "Condition of the product"), tr(l, "sealed, opened or damaged")},
          {"comment", tr(l, "Comment"), tr(l, "Where the type asks for one.")},
          {"reference", tr(l, "Reference number"), tr(l, "Yours, at most 60 characters.")},
          {"serials", tr(l, "Serial numbers"), tr(l, "Several are separated by |.")},
          {"fault_description", tr(l, "Description of the fault"), tr(l, "For defects.")},
          {"outcome", tr(l, "Requested outcome"), tr(l, "credit, exchange, repair or redelivery")}};
}

std::vector<Explained> all_columns(Language l) {
  auto all = which_line(l);
  for (auto& one : what_about_it(l)) all.push_back(std::move(one));
  return all;
}

}  // namespace

std::string column_label(Language l, std::string_view field) {
  if (field == "delivered_quantity") field = "quantity";
  if (field == "customer_reference") field = "reference";
  if (field == "requested_outcome") field = "outcome";
  for (const auto& one : all_columns(l)) {
    if (one.field == field) return one.label;
  }
  return column_name(l, field);
}

Html columns_table(Language l) {
  ui::Table table;
  table.caption = tr(l, "The columns");
  table.columns = {column(tr(l, "Column")), column(tr(l, "Meaning")), column(tr(l, "What to write"))};
  for (const auto& one : all_columns(l)) {
    // As in the template, where the type has the same name in both languages.
    const std::string name = one.field == "code" ? "code" : column_name(l, one.field);
    table.rows.push_back({{el("code", {}, name), Html(one.label), Html(one.expected)}, ""});
  }
  return ui::table(table);
}

}  // namespace recours::claims
