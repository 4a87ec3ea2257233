#include "claims/basket_view.h"

#include <algorithm>
#include <set>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/acting_view.h"
#include "claims/basket_actions.h"
#include "claims/declaration_form.h"
#include "claims/invoice_words.h"
#include "claims/next_step.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

// ---- reading

namespace {

Html reason_list(Language l, const std::vector<FieldRefusal>& refusals) {
  return el("ul", {{"class", "type-reasons"}}, ui::each(refusals, [&](const FieldRefusal& refusal) {
              return el("li", {}, ui::tr_message(l, refusal.message));
            }));
}

using Sold = std::map<sales::InvoiceLineId, sales::InvoiceLine>;

// As confirmation weighs them: in the order of the basket, and what one line takes is no longer free for the next.
void weigh(Visit& visit, BasketView& view, const Sold& sold, std::map<sales::InvoiceLineId, Decimal> free) {
  for (const auto& group : view.groups) {
    for (const auto& line : group.lines) {
      const ClaimType* type = view.policies.version(line.type);
      Decimal& left = free.at(line.invoice_line);
      const Situation situation{sold.at(line.invoice_line), group.claim.invoice_date, visit.today(), left,
                                line.end_customer_invoice_on};
      const auto obstacles = obstacles_to(line, situation, *type, view.policies);
      if (!obstacles.empty()) {
        view.obstacles[line.id] = obstacle_list(visit.language(), obstacles);
      } else if (line.uses_quantity) {
        left = left - line.quantity;
      }
    }
  }
}

}  // namespace

BasketView load_basket(Visit& visit) {
  BasketView view;
  view.groups = list_basket(visit.reader, visit.viewer);
  if (view.groups.empty()) return view;
  view.policies = load_policies(visit.reader);
  std::set<sales::InvoiceId> invoices;
  for (const auto& group : view.groups) invoices.insert(group.claim.invoice);
  const auto lines = sales::list_lines(visit.reader, {invoices.begin(), invoices.end()});
  Sold sold;
  for (const auto& line : lines) sold.emplace(line.id, line);
  weigh(visit, view, sold, free_quantities(visit.reader, lines));
  return view;
}

void BasketView::show_refused(Language language, const std::vector<FieldRefusal>& refused) {
  for (const auto& group : groups) {
    for (const auto& line : group.lines) {
      std::vector<FieldRefusal> of_line;
      const std::string field = "items/" + std::to_string(line.id.value);
      std::copy_if(refused.begin(), refused.end(), std::back_inserter(of_line),
                   [&](const FieldRefusal& refusal) { return refusal.field == field; });
      if (!of_line.empty() && !obstacles.contains(line.id)) obstacles[line.id] = reason_list(language, of_line);
    }
  }
}

std::int64_t BasketView::line_count() const {
  std::int64_t count = 0;
  for (const auto& group : groups) count += static_cast<std::int64_t>(group.lines.size());
  return count;
}

std::string seen_token(const ClaimLine& line) {
  return std::to_string(line.id.value) + ":" + std::to_string(line.version);
}

// ---- showing

namespace {

Html line_actions(Visit& visit, const ClaimLine& line) {
  const Language l = visit.language();
  const std::string path = "/basket/items/" + std::to_string(line.id.value);
  return el("div", {{"class", "row-actions"}},
            el("a",
               {{"class", "btn btn-ghost btn-icon"},
                {"href", path + "/edit"},
                {"aria-label", tr(l, "Change {1}", line.reservation_number)}},
               ui::icon("pencil")),
            ui::post_form(path + "/removal", visit.frame.csrf,
                          ui::hidden("version", std::to_string(line.version)) +
                              el("button",
                                 {{"class", "btn btn-ghost btn-icon"},
                                  {"type", "submit"},
                                  {"aria-label", tr(l, "Remove {1}", line.reservation_number)}},
                                 ui::icon("trash"))));
}

Html files_link(Language l, const ClaimLine& line) {
  if (line.files.empty()) return {};
  const auto count = static_cast<std::int64_t>(line.files.size());
  return el("a", {{"class", "small"}, {"href", "/basket/items/" + std::to_string(line.id.value) + "/edit#files"}},
            ui::icon("paperclip"), " ", trn(l, "{1} file attached", "{1} files attached", count));
}

Html description(Language l, const BasketView& view, const ClaimLine& line) {
  Html text =
      Html(line.description) + el("div", {{"class", "muted small num"}}, line.reservation_number) + files_link(l, line);
  if (!line.staff_reason.empty()) {
    text += el("p", {{"class", "small"}}, tr(l, "Against the rules: {1}", line.staff_reason));
  }
  const auto obstacles = view.obstacles.find(line.id);
  if (obstacles != view.obstacles.end()) {
    text +=
        ui::notice(ui::Tone::Warning,
                   el("p", {{"class", "strong"}}, tr(l, "This line cannot be confirmed today:")) + obstacles->second);
  }
  return text;
}

Html group_table(Visit& visit, const BasketView& view, const BasketGroup& group) {
  using Kind = ui::Column::Kind;
  const Language l = visit.language();
  ui::Table table;
  table.caption = tr(l, "Declarations on invoice {1}", group.claim.invoice_number);
  table.columns = {column(tr(l, "Invoice number")), column("#"),
                   column(tr(l, "Article number")), {tr(l, "Description"), Kind::Text, "cell-wide"},
                   column(tr(l, "Reference")),      column(tr(l, "Quantity"), Kind::Number),
                   column(tr(l, "Serial number")),  column(tr(l, "Created")),
                   column(tr(l, "Author")),         column(tr(l, "Actions"), Kind::Actions)};
  for (const auto& line : group.lines) {
    table.rows.push_back(
        {{figures(group.claim.invoice_number), figures(line.line_no), figures(line.article_no),
          description(l, view, line), Html(line.customer_reference), Html(ui::format_number(l, line.quantity)),
          Html(join(line.serials, ", ")), Html(ui::format_instant(l, line.created_at)), Html(group.claim.author_name),
          line_actions(visit, line)},
         ""});
  }
  return ui::table(table);
}

Html reference_form(Visit& visit, const BasketView& view, const Claim& claim) {
  const Language l = visit.language();
  const std::string id = std::to_string(claim.id.value);
  const auto typed = view.reference_errors.find(claim.id);
  const bool refused = typed != view.reference_errors.end();
  const std::string& value = refused ? typed->second.text : claim.reference;
  Html content = el("label", {{"class", "form-label"}, {"for", "reference-" + id}}, tr(l, "Your reference")) +
                 el("input", {{"class", "form-control"},
                              {"id", "reference-" + id},
                              {"name", "reference"},
                              {"value", value},
                              {"autocomplete", "off"},
                              {"aria-invalid", refused ? std::optional<std::string>("true") : std::nullopt}}) +
                 ui::button(ui::Weight::Secondary, tr(l, "Save"));
  if (refused) content += el("p", {{"class", "field-error"}, {"role", "alert"}}, typed->second.error);
  return ui::post_form("/basket/groups/" + id, visit.frame.csrf, content, {{"class", "basket-reference"}});
}

std::vector<std::string> contacts_of(const std::vector<ClaimLine>& lines) {
  std::vector<std::string> emails;
  for (const auto& line : lines) {
    if (std::find(emails.begin(), emails.end(), line.contact.email) == emails.end())
      emails.push_back(line.contact.email);
  }
  return emails;
}

// R-616 Staff may have groups of several accounts side by side.
Html for_whom(Visit& visit, const Claim& claim) {
  if (!visit.viewer.sees_all_accounts()) return {};
  return el("p", {{"class", "acting-for"}}, ui::icon("users"),
            tr(visit.language(), "For {1} ({2})", claim.account_name, claim.customer_no));
}

Html group_html(Visit& visit, const BasketView& view, const BasketGroup& group) {
  const Language l = visit.language();
  const Claim& claim = group.claim;
  const ClaimType* type = view.policies.type_of(claim);
  const std::string title = category_label(l, claim.category) + " – " + type_name(l, type, claim.code);
  std::string facts = tr(l, "Invoice {1} of {2}", claim.invoice_number, claim.invoice_date) + " · " +
                      tr(l, "Contact: {1}", join(contacts_of(group.lines), ", "));
  const Decimal fee = type ? view.policies.fee_percent_on(*type, visit.today()) : Decimal();
  if (fee > Decimal()) facts += " · " + tr(l, "Fee: {1} %", fee);
  const Html head =
      el("div", {}, for_whom(visit, claim), el("h2", {{"class", "basket-title"}}, title),
         el("p", {{"class", "basket-sub"}}, facts));
  return el("section", {{"class", "basket-group"}},
            el("header", {{"class", "basket-head"}}, head, reference_form(visit, view, claim)),
            group_table(visit, view, group));
}

std::string counted(Language l, const BasketView& view) {
  return trn(l, "{1} claim", "{1} claims", static_cast<std::int64_t>(view.groups.size())) + " / " +
         trn(l, "{1} line", "{1} lines", view.line_count());
}

Html confirmation_form(Visit& visit, const BasketView& view) {
  const Language l = visit.language();
  Html fields = ui::hidden("idempotency_key", random_key());
  for (const auto& group : view.groups) {
    for (const auto& line : group.lines) fields += ui::hidden("seen", seen_token(line));
  }
  fields += ui::button(ui::Weight::Primary, tr(l, "Confirm the registration"), {{"data-primary", true}});
  const Query account{{"for", only_account(visit, view)}};
  return el("div", {{"class", "summary-bar"}}, el("p", {}, counted(l, view)),
            ui::link_button(ui::Weight::Ghost, tr(l, "Many lines at once"), address("/basket/lines", account)),
            ui::link_button(ui::Weight::Ghost, tr(l, "Another declaration"), address("/claims/new", account)),
            ui::post_form("/basket/confirmation", visit.frame.csrf, fields));
}

}  // namespace

std::string only_account(const Visit& visit, const BasketView& view) {
  if (view.groups.empty()) return {};
  const Claim& first = view.groups.front().claim;
  const bool one = std::all_of(view.groups.begin(), view.groups.end(),
                               [&](const BasketGroup& group) { return group.claim.account == first.account; });
  return one ? acting_for(visit, first.customer_no) : "";
}

Html basket_html(Visit& visit, const BasketView& view) {
  const Language l = visit.language();
  if (view.groups.empty()) {
    return ui::empty_state(
        "basket", tr(l, "Your basket is empty"),
        tr(l,
           "Choose an invoice line and a type of claim; your declarations are collected here until you "
           "confirm them."),
        ui::link_button(ui::Weight::Primary, tr(l, "Open a claim"), "/claims/new", {{"data-primary", true}}));
  }
  return el("p", {{"class", "lead"}}, tr(l, "List of the claims you are creating"), " (", counted(l, view), ")") +
         ui::each(view.groups, [&](const BasketGroup& group) { return group_html(visit, view, group); }) +
         confirmation_form(visit, view);
}

Html restore_form(Language l, const std::string& csrf, const Declaration& removed) {
  sales::InvoiceLine sold;  // all its serials stay as they were chosen
  sold.serials = removed.serials;
  Html fields = ui::hidden("line", std::to_string(removed.invoice_line.value)) +
                ui::hidden("type", removed.department + "-" + removed.code) + ui::hidden("then", "/basket") +
                ui::hidden("back", "/basket") + ui::hidden("idempotency_key", random_key());
  for (const auto& [name, value] : fields_of(form_of(l, removed, sold))) fields += ui::hidden(name, value);
  return ui::post_form("/basket/items", csrf,
                       fields + ui::button(ui::Weight::Secondary, tr(l, "Put back into the basket")));
}

Html confirmed_html(Visit& visit, const std::vector<Claim>& claims) {
  const Language l = visit.language();
  std::vector<ClaimId> ids;
  for (const auto& claim : claims) ids.push_back(claim.id);
  const auto lines = list_claim_lines(visit.reader, ids);
  const Policies policies = load_policies(visit.reader);
  ui::Table table;
  table.caption = tr(l, "Claims registered");
  table.columns = {column(tr(l, "Number")), column(tr(l, "State")), column(tr(l, "Reason")), column(tr(l, "Invoice")),
                   column(tr(l, "Next step"))};
  for (const auto& claim : claims) {
    std::vector<ClaimLine> of_claim;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(of_claim),
                 [&](const ClaimLine& line) { return line.claim == claim.id; });
    const ClaimType* type = policies.type_of(claim);
    table.rows.push_back(
        {{ui::copyable(l, claim.number), state_badge(l, claim.state), Html(type_name(l, type, claim.code)),
          figures(invoice_label(l, claim)), next_step(visit, policies, claim, of_claim)},
         "/claims/" + claim.number});
  }
  return ui::notice(ui::Tone::Success,
                    tr(l, "A confirmation e-mail is being sent to {1}, with a copy to the department concerned.",
                       join(contacts_of(lines), ", "))) +
         ui::table(table);
}

}  // namespace recours::claims
