#include "claims/line_list_pages.h"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "accounts/page_words.h"
#include "base/csv.h"
#include "base/text.h"
#include "claims/acting_store.h"
#include "claims/acting_view.h"
#include "claims/line_list_actions.h"
#include "claims/line_list_view.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/basket/lines";
constexpr std::size_t kMostForm = 4 * kMostListBytes;

// What is on the page: the list as typed, what was wrong with it, and what became of its rows.
struct Shown {
  std::string text;
  std::optional<sales::Account> account;  // R-616 staff act for
  std::optional<Refusal> refusal;
  std::vector<Finding> findings;
  std::vector<ListedResult> previewed;
  std::int64_t added = 0;
};

std::size_t good_ones(const Shown& shown) {
  return static_cast<std::size_t>(
      std::count_if(shown.previewed.begin(), shown.previewed.end(),
                    [](const ListedResult& result) { return result.line.judged.has_value(); }));
}

// ---- the rows and what the rules say of them

Html reasons(Language l, const std::vector<FieldRefusal>& refused) {
  return el("ul", {{"class", "type-reasons"}}, ui::each(refused, [&](const FieldRefusal& one) {
              return el("li", {}, tr(l, "{1}: {2}", column_label(l, one.field), ui::tr_message(l, one.message)));
            }));
}

// "22 – Demande de reprise produit"; as typed where there is no such type.
std::string type_of(Language l, const Policies& policies, const JudgedLine& line, Date today) {
  const Declaration& to = line.declaration;
  if (to.code.empty()) return line.listed.code;
  return type_name(l, policies.type_on(to.department, to.code, today), to.code);
}

ui::TableRow row_of(Visit& visit, const Policies& policies, const JudgedLine& line) {
  const Language l = visit.language();
  const ListedLine& listed = line.listed;
  const bool good = line.judged.has_value();
  const std::string number = listed.invoice_no.empty() ? listed.serial : listed.invoice_no;
  const std::string which = !listed.line_no.empty() ? listed.line_no : listed.article_no;
  const Html state = good ? ui::badge(ui::Tone::Success, tr(l, "Line accepted"))
                          : ui::badge(ui::Tone::Danger, tr(l, "Line refused"));
  return {{figures(std::to_string(listed.line)), figures(good ? line.judged->sold.invoice.number : number),
           figures(good ? line.judged->sold.line.line_no : which), Html(line.description),
           Html(type_of(l, policies, line, visit.today())), figures(listed.quantity),
           state + (good ? Html() : reasons(l, line.refused))},
          ""};
}

Html preview_table(Visit& visit, const Shown& shown) {
  if (shown.previewed.empty()) return {};
  const Language l = visit.language();
  const Policies policies = load_policies(visit.reader);
  ui::Table table;
  table.caption = tr(l, "Result line by line");
  table.columns = {column(tr(l, "Line")),     column(tr(l, "Invoice number")), column("#"),
                   column(tr(l, "Description")), column(tr(l, "Type of claim")),
                   column(tr(l, "Quantity"), ui::Column::Kind::Number), {tr(l, "Result"), ui::Column::Kind::Text, "cell-wide"}};
  for (const auto& result : shown.previewed) table.rows.push_back(row_of(visit, policies, result.line));
  return ui::card(tr(l, "Result line by line"), ui::table(table));
}

Html finding_list(Language l, const std::vector<Finding>& findings) {
  if (findings.empty()) return {};
  return ui::notice(ui::Tone::Warning, el("ul", {}, ui::each(findings, [&](const Finding& finding) {
                      return el("li", {}, tr(l, "Line {1}:", finding.line), " ", ui::tr_message(l, finding.message));
                    })));
}

Html refusal_notice(Language l, const std::optional<Refusal>& refusal) {
  if (!refusal) return {};
  Html text = el("p", {{"class", "strong"}}, ui::tr_message(l, refusal->message));
  for (const auto& field : refusal->fields) {
    if (field.field != "lines") text += el("p", {}, ui::tr_message(l, field.message));
  }
  return ui::notice(ui::Tone::Danger, text);
}

// ---- the page

Html list_form(Visit& visit, const Shown& shown) {
  const Language l = visit.language();
  const auto good = static_cast<std::int64_t>(good_ones(shown));
  Html buttons = el("button", {{"class", good > 0 ? "btn btn-secondary" : "btn btn-primary"}, {"type", "submit"}, {"name", "do"}, {"value", "check"}},
                    tr(l, "Check the lines"));
  if (good > 0) {
    buttons += el("button", {{"class", "btn btn-primary"}, {"type", "submit"}, {"name", "do"}, {"value", "add"}},
                  trn(l, "Add {1} line to the basket", "Add {1} lines to the basket", good));
  }
  const Html fields =
      ui::hidden("idempotency_key", random_key()) + ui::hidden("for", shown.account ? shown.account->customer_no : "") +
      ui::text_area(l, {"lines", tr(l, "Your lines"), shown.text,
                        tr(l, "Paste them from a spreadsheet with the names of the columns above: separated by tabs, "
                              "semicolons or commas. At most {1} lines.", static_cast<std::int64_t>(kMostListedLines))},
                    12, {{"spellcheck", "false"}, {"wrap", "off"}, {"placeholder", line_list_template(l)}}) +
      ui::text_field(l, {"file", tr(l, "Or a CSV file")}, {{"type", "file"}, {"accept", ".csv,.txt,text/csv"}}) +
      el("div", {{"class", "cluster"}}, ui::link_button(ui::Weight::Ghost, tr(l, "Back to the basket"), "/basket"),
         buttons);
  // Not guarded (drafts.js): what was typed before would come back over the rows that are left.
  return ui::post_form(kPath, visit.frame.csrf, fields, {{"class", "form"}, {"enctype", "multipart/form-data"}});
}

Html columns_help(Language l) {
  return el("details", {{"class", "stack"}}, el("summary", {}, tr(l, "The columns")), columns_table(l),
            el("p", {}, tr(l, "The columns may come in any order, and those you do not need may be left out. Types that ask "
                              "for a photo are declared one by one.")));
}

http::Response list_page(Visit& visit, const Shown& shown, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Many lines at once");
  page.lead = tr(l, "Each line is checked by the same rules as the form; nothing is sent before you confirm the basket.");
  page.crumbs = {{tr(l, "Basket"), "/basket"}};
  page.actions = ui::link_button(ui::Weight::Secondary, tr(l, "Download the template"), std::string(kPath) + "/template.csv");
  if (shown.added > 0) {
    const Html text = Html(trn(l, "{1} line was added to your basket.", "{1} lines were added to your basket.", shown.added)) +
                      " " + tr(l, "The others are below: correct them and check again.") + " " +
                      el("a", {{"href", "/basket"}}, tr(l, "See the basket"));
    page.notices = {{ui::Notice::Kind::Success, text}};
  }
  page.content = (shown.account ? acting_banner(l, shown.account->name, shown.account->customer_no) : Html()) +
                 refusal_notice(l, shown.refusal) + finding_list(l, shown.findings) + preview_table(visit, shown) +
                 ui::card({}, list_form(visit, shown), columns_help(l));
  return visit.page(page, status);
}

http::Response show_form(Visit& visit) {
  Shown shown;
  shown.account = acted_for(visit.reader, visit.viewer, visit.request.query.text("for"));
  return list_page(visit, shown);
}

// ---- what was sent

std::string sent_text(Visit& visit, std::vector<Finding>& findings) {
  for (const auto& file : visit.request.files()) {
    if (file.field == "file" && !file.content.empty()) return csv_text(file.content, findings).value_or("");
  }
  return std::string(visit.request.form().text("lines"));
}

std::string physical_line(const std::string& text, std::int64_t number) {
  const auto lines = split(text, '\n');
  const auto at = static_cast<std::size_t>(number) - 1;
  return number > 0 && at < lines.size() ? std::string(trim(lines[at])) : std::string();
}

// What did not go in, under the same heading: refused rows and rows that are none.
std::string left_over(const Shown& shown, const LineList& list, const boost::json::object& answer) {
  std::set<std::int64_t> refused;
  for (const auto& result : answer.at("results").as_array()) {
    if (result.at("status").as_string() == "refused") refused.insert(result.at("line").as_int64());
  }
  std::string text = list.heading;
  for (const auto& line : list.lines) {
    if (refused.contains(line.line)) text += "\r\n" + line.raw;
  }
  for (const auto& finding : shown.findings) {
    if (finding.severity == Finding::Severity::Error) text += "\r\n" + physical_line(shown.text, finding.line);
  }
  return text;
}

void look_through(Visit& visit, Shown& shown, const LineList& list) {
  shown.findings.insert(shown.findings.end(), list.findings.begin(), list.findings.end());
  shown.previewed =
      preview_lines(visit.reader, visit.viewer, looking_as(visit.viewer, shown.account), list.lines, visit.now);
}

// The rows that did not go in, judged as they now stand.
http::Response rest_page(Visit& visit, Shown shown, const LineList& list, const boost::json::object& answer) {
  shown.added = answer.at("added").as_int64();
  shown.text = left_over(shown, list, answer);
  shown.findings.clear();
  if (const auto rest = read_line_list(shown.text)) look_through(visit, shown, *rest);
  return list_page(visit, shown, 422);
}

http::Response add(Visit& visit, Shown shown, const LineList& list) {
  const auto looking = looking_as(visit.viewer, shown.account);
  const auto key = accounts::idempotency_key(visit.viewer.id, "basket/lines", visit.request);
  const auto answer = add_lines(visit.database, visit.viewer, looking, list.lines, visit.now, key);
  if (!answer) {
    shown.refusal = answer.error();
    return list_page(visit, shown, 409);
  }
  const auto told = boost::json::parse(answer->body).as_object();
  if (told.at("refused").as_int64() > 0 || has_error(shown.findings)) return rest_page(visit, std::move(shown), list, told);
  return http::Response::redirect(address("/basket", {{"done", "lines"}}));
}

http::Response receive(Visit& visit) {
  const auto fields = visit.request.form();
  Shown shown;
  shown.account = acted_for(visit.reader, visit.viewer, fields.text("for"));
  shown.text = sent_text(visit, shown.findings);
  if (has_error(shown.findings)) return list_page(visit, shown, 422);
  const auto list = read_line_list(shown.text);
  if (!list) {
    shown.refusal = list.error();
    return list_page(visit, shown, 422);
  }
  if (fields.text("do") == "add") {
    shown.findings = list->findings;
    return add(visit, std::move(shown), *list);
  }
  look_through(visit, shown, *list);
  const bool all_good = good_ones(shown) == shown.previewed.size() && !has_error(shown.findings);
  return list_page(visit, shown, all_good ? 200 : 422);
}

http::Response give_template(Visit& visit) {
  http::Response response;
  response.body = "\xEF\xBB\xBF" + line_list_template(visit.language());
  response.set("Content-Type", "text/csv; charset=utf-8");
  response.set("Content-Disposition", "attachment; filename=\"recours-lignes.csv\"");
  return response;
}

}  // namespace

void register_line_list_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::OpenClaim, show_form);
  site.page(Method::Get, std::string(kPath) + "/template.csv", Right::OpenClaim, give_template);
  site.page(Method::Post, kPath, Right::OpenClaim, receive);
  site.takes_files(Method::Post, kPath, kMostForm);
}

}  // namespace recours::claims
