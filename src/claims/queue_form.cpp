#include "claims/queue_form.h"

#include <algorithm>
#include <array>

#include "accounts/page_words.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/staff_store.h"
#include "ui/hidden_field.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

using Show = WorkFilter::Show;
using Choices = std::vector<ui::Choice>;

constexpr std::array<std::string_view, 12> kNames{"show",   "type", "manufacturer", "account", "assignee",    "state",
                                                  "period", "from", "to",           "number",  "number_type", "sort"};

struct ShowWord {
  std::string_view word;
  Show show;
};
constexpr std::array kShows{ShowWord{"", Show::Ours}, ShowWord{"all", Show::All}, ShowWord{"late", Show::Late},
                            ShowWord{"mine", Show::Mine}, ShowWord{"unassigned", Show::Unassigned}};

bool is_of_department(Queue queue) { return !words_of(queue).department.empty(); }

// Of a number that was typed every part is meant, wherever it lies.
void read_show(const std::string& word, WorkFilter& filter) {
  filter.bucket = bucket_named(word);
  const auto* known = std::find_if(kShows.begin(), kShows.end(), [&](const ShowWord& one) { return one.word == word; });
  if (known != kShows.end()) filter.show = known->show;
  if (word.empty() && !filter.claim.number.empty()) filter.show = Show::All;
}

void read_type(const std::string& type, WorkFilter& filter) {
  const auto dash = type.find('-');
  if (dash == std::string::npos) return;
  filter.department = type.substr(0, dash);
  filter.code = type.substr(dash + 1);
}

WorkFilter::Sort sort_named(std::string_view word) {
  if (word == "age") return WorkFilter::Sort::Age;
  return word == "amount" ? WorkFilter::Sort::Amount : WorkFilter::Sort::Due;
}

// ---- fields

Choices type_choices(Language l, const Policies& policies, Queue queue, Date today) {
  Choices choices{{"", tr(l, "All types")}};
  const auto department = words_of(queue).department;
  for (const ClaimType* type : policies.types_on(today)) {
    if (!department.empty() && type->department != department) continue;
    choices.push_back({type->department + "-" + type->code, type_name(l, type, type->code), false,
                       department_name(l, policies, type->department)});
  }
  return choices;
}

Choices state_choices(Language l) {
  using enum Authorisation;
  Choices choices{{"", tr(l, "All states")}};
  for (const auto state : {Submitted, PendingReview, InformationRequested, PartiallyValidated, Validated, Reopened}) {
    choices.push_back({std::string(name_of(state)), label_of(l, state)});
  }
  return choices;
}

Choices assignee_choices(Visit& visit, Queue queue, const std::string& chosen) {
  const Language l = visit.language();
  Choices choices{{"", tr(l, "Everybody")}, {"me", tr(l, "Me")}};
  for (const auto& member : list_staff(visit.reader, words_of(queue).role, visit.today())) {
    choices.push_back({std::to_string(member.id.value), member.name});
  }
  const bool known = std::any_of(choices.begin(), choices.end(), [&](const auto& one) { return one.value == chosen; });
  if (!known) choices.push_back({chosen, tr(l, "Somebody who left")});
  return choices;
}

Choices number_kinds(Language l) {
  return {{"", tr(l, "All: recognise it")},
          {"rma", tr(l, "RMA number")},
          {"reservation", tr(l, "Reservation number")},
          {"invoice", tr(l, "Invoice")},
          {"order", tr(l, "Order")},
          {"delivery_note", tr(l, "Delivery note")},
          {"serial", tr(l, "Serial number")},
          {"reference", tr(l, "Reference")}};
}

ui::Field field(const QueueForm& form, const char* name, std::string label, std::string help = {}) {
  return {name, std::move(label), form.text(name), std::move(help), form.errors.of(name), false};
}

}  // namespace

std::string path_of(Queue queue) { return "/queues/" + std::string(words_of(queue).name); }

QueueForm::QueueForm(Queue queue, const http::Fields& query) : queue_(queue) {
  for (const auto name : kNames) query_.emplace_back(name, trim(query.text(name)));
}

std::string QueueForm::text(std::string_view name) const {
  const auto found = std::find_if(query_.begin(), query_.end(), [&](const auto& item) { return item.first == name; });
  return found == query_.end() ? std::string() : found->second;
}

QueueForm QueueForm::with(std::string_view name, std::string_view value) const {
  QueueForm other = *this;
  for (auto& item : other.query_) {
    if (item.first == name) item.second = value;
  }
  return other;
}

std::string QueueForm::kept() const {
  const std::string whole = ui::address(path(), query_);
  const auto mark = whole.find('?');
  return mark == std::string::npos ? std::string() : whole.substr(mark + 1);
}

std::string QueueForm::address() const { return path() + "?" + (kept().empty() ? "show=" : kept()); }

std::string QueueForm::path() const { return path_of(queue_); }

bool QueueForm::is_plain() const {
  return std::all_of(query_.begin(), query_.end(), [](const auto& item) {
    return item.second.empty() || item.first == "show" || item.first == "sort";
  });
}

WorkFilter QueueForm::read(const Visit& visit) {
  WorkFilter filter;
  filter.queue = queue_;
  filter.state = text("state");
  filter.manufacturer = text("manufacturer");
  filter.claim.account = text("account");
  filter.claim.number = text("number");
  filter.claim.number_kind = claim_number_kind_named(text("number_type"));
  filter.sort = sort_named(text("sort"));
  const auto assignee = text("assignee");
  if (assignee == "me")
    filter.assignee = visit.viewer.id;
  else if (!assignee.empty())
    filter.assignee = UserId{whole_number(assignee).value_or(-1)};
  read_type(text("type"), filter);
  read_show(text("show"), filter);
  FilterForm window{text("period"), text("from"), text("to"), "", "", {}};
  const auto days = read_window(visit.language(), window, visit.today());
  filter.claim.from = days.from;
  filter.claim.to = days.to;
  errors = std::move(window.errors);
  return filter;
}

std::string counted_work(Language l, std::int64_t count) {
  return count > 1000 ? tr(l, "1,000+") : ui::format_number(l, Decimal::of(count));
}

accounts::ViewedList viewed_queue(Queue queue) {
  const auto form_of = [queue](const std::string& query) { return QueueForm(queue, http::parse_urlencoded(query)); };
  const auto& words = words_of(queue);
  return {"queue:" + std::string(words.name),
          path_of(queue),
          path_of(queue) + "/views",
          words.right,
          [queue](Language l) { return label_of(l, queue); },
          [form_of](const std::string& query) { return form_of(query).kept(); },
          [form_of](const std::string& query) { return form_of(query).address(); },
          accounts::ViewedList::Opening::DefaultView};
}

Html queue_chips(Visit& visit, const QueueForm& form) {
  const Language l = visit.language();
  std::vector<ui::Chip> items;
  const auto add = [&](const std::string& word, const std::string& label, WorkFilter filter) {
    filter.queue = form.queue();
    const auto count = count_work(visit.reader, visit.viewer, filter, visit.today());
    const bool chosen = form.text("show") == word;
    if (count == 0 && !chosen && !word.empty()) return;
    items.push_back({label + " (" + counted_work(l, count) + ")", form.with("show", word).address(), chosen});
  };
  add("", tr(l, "To handle"), {});
  add("late", tr(l, "Late"), {.show = Show::Late});
  for (const auto bucket : buckets_of(form.queue())) {
    add(std::string(words_of(bucket).name), label_of(l, bucket), {.bucket = bucket});
  }
  if (is_of_department(form.queue())) {
    add("unassigned", tr(l, "Unassigned"), {.show = Show::Unassigned});
    add("mine", tr(l, "Assigned to me"), {.show = Show::Mine});
  }
  add("all", tr(l, "All claims"), {.show = Show::All});
  return ui::chips(tr(l, "Show"), items);
}

Html queue_fields(Visit& visit, const Policies& policies, const QueueForm& form) {
  const Language l = visit.language();
  const Html assignee = is_of_department(form.queue())
                            ? ui::select_field(l, field(form, "assignee", tr(l, "Assigned to")),
                                               assignee_choices(visit, form.queue(), form.text("assignee")))
                            : Html();
  const Html fields =
      ui::select_field(l, field(form, "type", tr(l, "Reason")),
                       type_choices(l, policies, form.queue(), visit.today())) +
      ui::select_field(l, field(form, "state", tr(l, "State")), state_choices(l)) + assignee +
      ui::text_field(l, field(form, "manufacturer", tr(l, "Manufacturer"))) +
      ui::text_field(l, field(form, "account", tr(l, "Account"))) +
      ui::text_field(l, field(form, "number", tr(l, "Enter the number")), {{"autocomplete", "off"}}) +
      ui::select_field(l, field(form, "number_type", tr(l, "Choose the kind of number")), number_kinds(l)) +
      ui::text_field(l, field(form, "from", tr(l, "From")), {{"type", "date"}}) +
      ui::text_field(l, field(form, "to", tr(l, "Until")), {{"type", "date"}}) +
      ui::select_field(l, field(form, "sort", tr(l, "Sort by")),
                       {{"", tr(l, "Next deadline first")},
                        {"age", tr(l, "Oldest first")},
                        {"amount", tr(l, "Highest amount first")}});
  return el("details", {{"class", "filter-details"}, {"open", !form.is_plain() || !form.errors.empty()}},
            el("summary", {}, tr(l, "Filters and order")),
            el("form", {{"class", "filters"}, {"method", "get"}, {"action", form.path()}},
               el("div", {{"class", "filter-row"}}, fields) + ui::hidden("show", form.text("show")) +
                   ui::hidden("period", form.text("period")) +
                   el("div", {{"class", "filter-row"}}, ui::button(ui::Weight::Primary, tr(l, "Filter the results")),
                      ui::link_button(ui::Weight::Ghost, tr(l, "Reset"), form.path() + "?show="))));
}

}  // namespace recours::claims
