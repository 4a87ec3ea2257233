#include "complaints/complaint_request_form.h"

#include <algorithm>
#include <array>
#include <span>

#include "accounts/list_request.h"
#include "accounts/user_store.h"
#include "base/text.h"
#include "base/whole_number.h"

namespace recours::complaints {
namespace {

namespace json = boost::json;
using Refusals = std::vector<FieldRefusal>;


Refusal invalid_filter(Refusals fields) {
  return {"invalid_filter", msg("Please look at the marked filters."), std::move(fields)};
}

Message no_such_choice() { return msg("This choice does not exist."); }

// ---- filters

std::optional<Date> read_day(const http::Fields& query, const char* field, Refusals& refusals) {
  const auto text = trim(query.text(field));
  const auto day = Date::parse(text);
  if (!text.empty() && !day) refusals.push_back({field, "not_a_date", msg("This is not a date.")});
  return day;
}

std::optional<UserId> read_person(const http::Fields& query, const char* field, const accounts::Viewer& viewer,
                                  Refusals& refusals) {
  const auto text = trim(query.text(field));
  if (text.empty()) return std::nullopt;
  if (text == "me") return viewer.id;
  const auto id = whole_number(text);
  if (!id || *id < 1) {
    refusals.push_back({field, "invalid", msg("Name the person by id, or me.")});
    return std::nullopt;
  }
  return UserId{*id};
}

std::string read_code(const http::Fields& query, const char* field, std::span<const Code> codes, Refusals& refusals) {
  const auto code = trim(query.text(field));
  if (!code.empty() && !is_code(codes, code)) refusals.push_back({field, "unknown_choice", no_such_choice()});
  return std::string(code);
}

std::vector<std::string> read_states(const http::Fields& query, Refusals& refusals) {
  std::vector<std::string> states;
  for (const auto& value : query.all("state")) {
    for (const auto& code : split(value, ',')) {
      if (code.empty() || code == "all") continue;
      const auto state = state_named(code);
      if (code == "open")
        states.insert(states.end(), {"new", "acknowledged", "in_progress", "answered"});
      else if (state && *state != State::Draft)
        states.push_back(code);
      else {
        refusals.push_back({"state", "unknown_choice", no_such_choice()});
        return {};
      }
    }
  }
  return states;
}

Lateness read_lateness(const http::Fields& query, Refusals& refusals) {
  const auto late = trim(query.text("late"));
  if (late.empty() || late == "false") return Lateness::Any;
  if (late == "true" || late == "1" || late == "late") return Lateness::Late;
  if (late == "today") return Lateness::DueToday;
  if (late == "week") return Lateness::DueThisWeek;
  refusals.push_back({"late", "unknown_choice", no_such_choice()});
  return Lateness::Any;
}

// ---- bodies

// Members of an object, each read over what is there.
class Body {
 public:
  Body(db::Reader& reader, const json::object& body) : reader_(reader), body_(body) {}

  void text(const char* field, std::string& into) { text_of(body_, field, field, into); }
  void complainant_text(const json::object& who, const char* field, std::string& into) {
    text_of(who, field, std::string("complainant.") + field, into);
  }
  void day(const char* field, std::optional<Date>& into) {
    const auto* value = body_.if_contains(field);
    if (!value) return;
    into.reset();
    if (value->is_null() || (value->is_string() && value->as_string().empty())) return;
    if (value->is_string()) into = Date::parse_iso(std::string_view(value->as_string()));
    if (!into) refuse(field, "not_a_date", msg("A date such as 2026-01-31 is expected here."));
  }
  void person(const char* field, std::optional<UserId>& into) {
    const auto* value = body_.if_contains(field);
    if (!value) return;
    into.reset();
    if (value->is_null() || (value->is_string() && value->as_string().empty())) return;
    const auto* id = value->is_object() ? value->as_object().if_contains("id") : value;
    if (id && id->is_int64() && id->as_int64() > 0) {
      into = UserId{id->as_int64()};
      return;
    }
    if (id && id->is_string()) {
      if (const auto user = accounts::find_user_by_email(reader_, std::string_view(id->as_string()))) into = user->id;
    }
    if (!into) refuse(field, "unknown_person", msg("This person does not exist or has no access any more."));
  }
  void contact(std::optional<std::int64_t>& into) {
    const auto* value = body_.if_contains("contact_id");
    if (!value) return;
    into.reset();
    if (value->is_null()) return;
    if (value->is_int64())
      into = value->as_int64();
    else
      refuse("contact_id", "not_an_id", msg("The number of an existing record is expected here."));
  }
  void complainant(Complainant& into);
  void links(std::vector<Link>& into);
  void texts(const char* field, std::vector<std::string>& into);
  void ids(const char* field, std::vector<std::int64_t>& into);

  std::optional<Refusal> refusal() {
    if (refusals_.empty()) return std::nullopt;
    return Refusal{"invalid_json", msg("Some fields have a form that is not understood."), std::move(refusals_)};
  }

 private:
  void refuse(std::string field, const char* code, Message message) {
    refusals_.push_back({std::move(field), code, std::move(message)});
  }
  void text_of(const json::object& of, const char* member, std::string name, std::string& into) {
    const auto* value = of.if_contains(member);
    if (!value) return;
    if (value->is_string())
      into = trim(std::string_view(value->as_string()));
    else if (value->is_null())
      into.clear();
    else
      refuse(std::move(name), "not_a_text", msg("A text is expected here."));
  }
  const json::array* array(const char* field) {
    const auto* value = body_.if_contains(field);
    if (!value) return nullptr;
    static const json::array none;
    if (value->is_null()) return &none;
    if (value->is_array()) return &value->as_array();
    refuse(field, "not_a_list", msg("A list is expected here."));
    return nullptr;
  }

  db::Reader& reader_;
  const json::object& body_;
  Refusals refusals_;
};

void Body::complainant(Complainant& into) {
  const auto* value = body_.if_contains("complainant");
  if (!value) return;
  if (!value->is_object()) return refuse("complainant", "not_an_object", msg("An object is expected here."));
  const auto& who = value->as_object();
  complainant_text(who, "kind", into.kind);
  complainant_text(who, "name", into.name);
  complainant_text(who, "first_name", into.first_name);
  complainant_text(who, "company", into.company);
  complainant_text(who, "email", into.email);
  complainant_text(who, "phone", into.phone);
  complainant_text(who, "street", into.street);
  complainant_text(who, "postcode", into.postcode);
  complainant_text(who, "city", into.city);
  complainant_text(who, "country", into.country);
  if (!who.contains("kind") && into.name.empty() && !into.company.empty()) into.kind = "company";
  if (into.kind.empty()) into.kind = "person";
}

void Body::links(std::vector<Link>& into) {
  const auto* items = array("linked");
  if (!items) return;
  into.clear();
  for (const auto& item : *items) {
    const auto* type = item.is_object() ? item.as_object().if_contains("type") : nullptr;
    const auto* id = item.is_object() ? item.as_object().if_contains("id") : nullptr;
    const auto kind = type && type->is_string() ? link_kind_named(std::string_view(type->as_string())) : std::nullopt;
    if (!kind || !id || !id->is_int64()) return refuse("linked", "not_a_link", msg("Name type and id of each link."));
    if (*kind != LinkKind::Complaint) into.push_back({*kind, id->as_int64(), ""});  // those are linked by themselves
  }
}

void Body::texts(const char* field, std::vector<std::string>& into) {
  const auto* items = array(field);
  if (!items) return;
  into.clear();
  for (const auto& item : *items) {
    if (!item.is_string()) return refuse(field, "not_a_text", msg("A text is expected here."));
    if (const auto text = trim(std::string_view(item.as_string())); !text.empty()) into.emplace_back(text);
  }
}

void Body::ids(const char* field, std::vector<std::int64_t>& into) {
  const auto* items = array(field);
  if (!items) return;
  into.clear();
  for (const auto& item : *items) {
    if (!item.is_int64()) return refuse(field, "not_an_id", msg("The number of an existing record is expected here."));
    into.push_back(item.as_int64());
  }
}

// ---- what a PATCH may name

constexpr auto kChangeable = std::to_array<std::string_view>(
    {"contact_id",  "complainant", "sent_on",       "received_on",      "invited_to_write_on", "received_by",   "handler",
     "complexity",  "channel",     "medium",        "subject",          "title",               "details",       "reason",
     "sub_reason",  "activity",    "product",       "capacity",         "expected_outcome",    "persons",       "linked",
     "proof_of_sending",           "third_parties", "change_reason"});
constexpr auto kComplainant = std::to_array<std::string_view>(
    {"kind", "name", "first_name", "company", "email", "phone", "street", "postcode", "city", "country"});
// What has a verb of its own, follows from something else, or is said once.
constexpr auto kShownOnly = std::to_array<std::string_view>(
    {"number", "state", "state_label", "version", "acknowledged_on", "answered_on", "closed_on", "next_due", "next_due_on",
     "grievances", "letters", "answers", "decision", "corrective_actions", "mediation", "notes", "commands", "adviser",
     "imported", "old_reference", "registered_at", "clock_starts_on", "acknowledgement_due_on", "acknowledgement_state",
     "answer_due_on", "answer_state", "mediator_opens_on", "mediator_closes_on", "late_registration", "lacks_mandate",
     "similar", "events", "attachments", "past"});

bool is_among(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void check_members(const json::object& object, const std::string& prefix, std::span<const std::string_view> changeable,
                   std::span<const std::string_view> shown, Refusals& refusals) {
  for (const auto& member : object) {
    const std::string_view name(member.key());
    if (is_among(changeable, name)) continue;
    if (is_among(shown, name))
      refusals.push_back({prefix + std::string(name), "not_changeable", msg("This is not changed here.")});
    else
      refusals.push_back({prefix + std::string(name), "unknown_field", msg("There is no field of this name.")});
  }
}

}  // namespace

Result<ComplaintFilter, Refusal> read_filter(const http::Fields& query, const accounts::Viewer& viewer) {
  Refusals refusals;
  ComplaintFilter filter;
  filter.states = read_states(query, refusals);
  filter.late = read_lateness(query, refusals);
  filter.adviser = read_person(query, "adviser", viewer, refusals);
  filter.handler = read_person(query, "handler", viewer, refusals);
  filter.received_by = read_person(query, "received_by", viewer, refusals);
  filter.channel = read_code(query, "channel", channels(), refusals);
  filter.subject = read_code(query, "subject", subjects(), refusals);
  filter.complexity = read_code(query, "complexity", complexities(), refusals);
  filter.activity = read_code(query, "activity", activities(), refusals);
  filter.product = trim(query.text("product"));
  filter.reason = trim(query.text("reason"));
  filter.from = read_day(query, "from", refusals);
  filter.to = read_day(query, "to", refusals);
  filter.text = query.text("q");
  const auto sort = trim(query.text("sort"));
  if (sort == "due") filter.sort = Sort::NextDue;
  if (!sort.empty() && sort != "due" && sort != "sent")
    refusals.push_back({"sort", "unknown_choice", no_such_choice()});
  if (!refusals.empty()) return fail(invalid_filter(std::move(refusals)));
  return filter;
}

Result<Page, Refusal> read_page(const http::Fields& query) {
  Page page;
  page.after = query.text("cursor");
  const auto limit = accounts::list_limit(query);
  if (!limit) return fail(invalid_filter(limit.error().fields));
  page.limit = *limit;
  return page;
}

std::optional<Refusal> objection_to_members(const json::object& body) {
  Refusals refusals;
  check_members(body, "", kChangeable, kShownOnly, refusals);
  if (const auto* who = body.if_contains("complainant"); who && who->is_object())
    check_members(who->as_object(), "complainant.", kComplainant, std::array{std::string_view("display_name")}, refusals);
  if (refusals.empty()) return std::nullopt;
  return Refusal{"invalid_json", msg("Some fields cannot be changed here."), std::move(refusals)};
}

Result<Registration, Refusal> overlaid(db::Reader& reader, Registration said, const json::object& object) {
  Body body(reader, object);
  body.contact(said.contact);
  body.complainant(said.complainant);
  body.day("sent_on", said.sent_on);
  body.day("received_on", said.received_on);
  body.day("invited_to_write_on", said.invited_to_write_on);
  body.person("received_by", said.received_by);
  body.person("handler", said.handler);
  const std::pair<const char*, std::string*> texts[]{{"proof_of_sending", &said.proof_of_sending},
                                                     {"complexity", &said.complexity},
                                                     {"channel", &said.channel},
                                                     {"medium", &said.medium},
                                                     {"subject", &said.subject},
                                                     {"title", &said.title},
                                                     {"details", &said.details},
                                                     {"reason", &said.reason},
                                                     {"sub_reason", &said.sub_reason},
                                                     {"activity", &said.activity},
                                                     {"product", &said.product},
                                                     {"capacity", &said.capacity},
                                                     {"expected_outcome", &said.expected_outcome},
                                                     {"persons", &said.persons},
                                                     {"third_parties", &said.third_parties}};
  for (const auto& [field, into] : texts) body.text(field, *into);
  body.links(said.links);
  body.texts("grievances", said.grievances);
  body.ids("attachments", said.attachments);
  if (auto refusal = body.refusal()) return fail(std::move(*refusal));
  return said;
}

}  // namespace recours::complaints
