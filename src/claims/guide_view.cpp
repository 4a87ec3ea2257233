// What the user guide shows of claims from the data in force: the types with their limits, the mailboxes.
#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claims_pages.h"
#include "claims/page_parts.h"

namespace recours::claims {

using namespace page_words;

namespace {

std::string limit_of(Language l, const ClaimType& type) {
  if (type.by_doa_policy) {
    return tr(l, "as the manufacturer's policy says, else {1} days", type.limit_days.value_or(0));
  }
  return type.limit_days ? trn(l, "{1} day", "{1} days", *type.limit_days) : tr(l, "none");
}

std::string kinds_of(Language l, const ClaimType& type) {
  std::vector<std::string> names;
  for (const auto kind : type.line_kinds) {
    switch (kind) {
      case sales::LineKind::Goods: names.push_back(tr(l, "goods")); break;
      case sales::LineKind::Service: names.push_back(tr(l, "service")); break;
      case sales::LineKind::Freight: names.push_back(tr(l, "freight")); break;
    }
  }
  return join(names, ", ");
}

Html label_of_type(Language l, const ClaimType& type) {
  Html text(type.label.in(l));
  if (!type.second_label.in(l).empty()) text += el("div", {{"class", "muted small"}}, type.second_label.in(l));
  for (const auto& variant : type.variants) text += el("div", {{"class", "muted small"}}, variant.label.in(l));
  return text;
}

Html type_table(Language l, const Policies& policies, Date today) {
  ui::Table table;
  table.caption = tr(l, "Types of claims and their limits");
  table.columns = {column(tr(l, "Code")),       column(tr(l, "Type of claim")), column(tr(l, "Category")),
                   column(tr(l, "Department")), column(tr(l, "Limit")),         column(tr(l, "Lines"))};
  for (const ClaimType* type : policies.types_on(today)) {
    if (!type->active || type->hidden_from_resellers) continue;
    table.rows.push_back(
        {{Html(type->code), label_of_type(l, *type), Html(category_label(l, type->category)),
          Html(department_name(l, policies, type->department)), Html(limit_of(l, *type)), Html(kinds_of(l, *type))},
         ""});
  }
  return ui::table(table);
}

Html mailboxes(Language l, const Policies& policies) {
  std::vector<std::pair<std::string, Html>> items;
  for (const auto& department : policies.departments) {
    items.emplace_back(department.label.in(l), el("a", {{"href", "mailto:" + department.email}}, department.email));
  }
  return ui::facts(items);
}

Html claim_types(Visit& visit) { return type_table(visit.language(), load_policies(visit.reader), visit.today()); }

Html mailbox_list(Visit& visit) { return mailboxes(visit.language(), load_policies(visit.reader)); }

}  // namespace

std::vector<guide::Insert> guide_inserts() { return {{"claim-types", claim_types}, {"mailboxes", mailbox_list}}; }

}  // namespace recours::claims
