// The user guide: how to claim in five steps, the types with their limits, what files may be, the mailboxes; all from
// the data in force.
#include "attachments/attachment_view.h"
#include "base/text.h"
#include "claims/claims_pages.h"
#include "claims/page_parts.h"

namespace recours::claims {

using accounts::Visit;
using http::Method;
using ui::el;
using ui::Html;
using ui::Language;
using ui::tr;
using ui::trn;

namespace {

Html step(const std::string& title, const std::string& text) {
  return el("li", {}, el("strong", {}, title), " ", text);
}

Html five_steps(Language l) {
  return el(
      "ol", {},
      step(tr(l, "Choose the filter."),
           tr(l, "A period, or one number: invoice, order, delivery note, serial number or part number.")),
      step(tr(l, "Choose the type of claim."), tr(l,
                                                  "Beside each invoice line: what is possible in bold, what is not in "
                                                  "grey with the reasons and what to do instead.")),
      step(tr(l, "Fill in the declaration."),
           tr(l, "How many pieces, what happened, whom to contact. You get a reservation number.")),
      step(tr(l, "Add other declarations"), tr(l, "or go on to the basket; it waits for you, even after signing out.")),
      step(tr(l, "Confirm the basket."), tr(l,
                                            "You receive an e-mail with the number and the state of each line. Wait "
                                            "for the RMA number before you send anything back.")));
}

// As attachments keeps them.
Html file_rules(Language l) {
  const auto point = [](const std::string& text) { return el("li", {}, text); };
  return el(
      "ul", {},
      point(tr(l, "At most {1} each, and {2} files of together at most {3} in one declaration or claim.",
               attachments::size_label(l, attachments::kMostFileBytes), attachments::kMostFiles,
               attachments::size_label(l, attachments::kMostTogetherBytes))),
      point(tr(l, "DOC, DOCX, PDF, JPG, JPEG and PNG; photos of phones (HEIC, WebP) are converted.")),
      point(tr(l,
               "From your phone: scan the QR code beside the form. It works once and without signing in, leads through "
               "the photos that help, and each of them appears in your form.")),
      point(tr(l, "The place where a photo was taken is removed from it.")),
      point(tr(l, "Files with a password, macros or scripts are refused, and you are told why.")),
      point(tr(l,
               "Transport damage needs at least one photo. After confirmation the files of a declaration stay as they "
               "are; you add further ones on the page of the claim.")));
}

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

http::Response show_guide(Visit& visit) {
  if (visit.viewer.hidden_desk == accounts::Desk::Claims) throw NotFound();
  const Language l = visit.language();
  const Policies policies = load_policies(visit.reader);
  ui::Page page;
  page.title = tr(l, "User guide");
  page.content =
      ui::card(tr(l, "How to claim in five steps"), five_steps(l)) +
      ui::card(
          tr(l, "Types of claims and their limits"),
          el("p", {},
             tr(l,
                "Limits count calendar days from the invoice date unless the policy says otherwise; the last day is "
                "included.")) +
              type_table(l, policies, visit.today())) +
      ui::card(tr(l, "Files and photos"), file_rules(l)) + ui::card(tr(l, "Whom to write to"), mailboxes(l, policies));
  return visit.page(page);
}

}  // namespace

void register_guide_pages(accounts::Site& site) { site.page(Method::Get, "/guide", show_guide); }

}  // namespace recours::claims
