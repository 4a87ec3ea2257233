
#include <boost/json.hpp>

#include "accounts/if_match.h"
#include "accounts/list_request.h"
#include "attachments/attachment_store.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/assignment_actions.h"
#include "claims/claim_actions.h"
#include "claims/claim_files.h"
#include "claims/claim_files_store.h"
#include "claims/claim_json.h"
#include "claims/claim_life_store.h"
#include "claims/claims_api.h"
#include "claims/commands_store.h"
#include "claims/instruction_json.h"
#include "claims/staff_store.h"
#include "claims/work.h"
#include "sales/invoice_filter.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using accounts::invalid_filter;
using accounts::Right;
using accounts::Visit;

constexpr std::size_t kNumberLength = 80;

std::optional<Refusal> read_state(const http::Fields& query, ClaimFilter& filter) {
  const auto state = query.text("state");
  if (state.empty() || state == "all")
    filter.openness = ClaimFilter::Openness::All;
  else if (state == "open")
    filter.openness = ClaimFilter::Openness::Open;
  else if (state == "closed")
    filter.openness = ClaimFilter::Openness::Closed;
  else
    return invalid_filter("state", "bad_state", msg("The state is open, closed or all."));
  return std::nullopt;
}

std::optional<Refusal> read_number(const http::Fields& query, ClaimFilter& filter) {
  filter.number = trim(query.text("number"));
  if (length(filter.number) > kNumberLength)
    return invalid_filter("number", "number_too_long", msg("This number is too long."));
  const auto kind = query.text("number_type");
  if (kind.empty()) return std::nullopt;
  filter.number_kind = claim_number_kind_named(kind);
  if (!filter.number_kind)
    return invalid_filter("number_type", "bad_number_type", msg("This kind of number does not exist."));
  return std::nullopt;
}

// The window is read as that of the invoices, whose kinds of numbers differ.
std::optional<Refusal> read_window(const http::Fields& query, Date today, ClaimFilter& filter) {
  http::Fields window;
  for (const char* name : {"period", "from", "to"}) {
    if (const auto value = query.find(name)) window.add(name, std::string(*value));
  }
  const auto parsed = sales::parse_filter(window, today);
  if (!parsed) return parsed.error();
  filter.from = parsed->from;
  filter.to = parsed->to;
  return std::nullopt;
}

// Who may have claims, of both departments: looked up once for all claims of an answer.
class Assignees {
 public:
  Assignees(Visit& visit, const std::vector<Claim>& claims) : shown_(visit.viewer.sees_all_accounts()) {
    const bool any = std::any_of(claims.begin(), claims.end(), [](const Claim& claim) { return claim.assignee; });
    if (!shown_ || !any) return;
    cs_ = list_staff(visit.reader, words_of(Queue::CustomerService).role, visit.today());
    rma_ = list_staff(visit.reader, words_of(Queue::Rma).role, visit.today());
  }
  void add(const Claim& claim, json::object& object) const {
    if (!shown_) return;
    const auto name = name_among(queue_of_department(claim.department) == Queue::Rma ? rma_ : cs_, claim.assignee);
    object["assignee"] =
        name.empty() ? json::value(nullptr) : json::value(json::object{{"id", claim.assignee->value}, {"name", name}});
  }

 private:
  bool shown_;
  std::vector<StaffMember> cs_, rma_;
};

// R-605 Who works on what is for staff to know.
std::optional<Refusal> read_work(const Visit& visit, ClaimFilter& filter) {
  const auto assignee = visit.request.query.text("assignee"), queue = visit.request.query.text("queue");
  if ((!assignee.empty() || !queue.empty()) && !visit.viewer.sees_all_accounts()) throw Forbidden();
  const auto id = assignee == "me" ? std::optional(visit.viewer.id.value) : whole_number(assignee);
  if (!assignee.empty() && !id) {
    return invalid_filter("assignee", "bad_assignee", msg("The assignee is the number of a person, or me."));
  }
  if (!assignee.empty()) filter.assignee = UserId{*id};
  if (!queue.empty() && !queue_named(queue)) {
    return invalid_filter("queue", "bad_queue", msg("This queue does not exist."));
  }
  filter.queue = queue;
  return std::nullopt;
}

Result<ClaimFilter, Refusal> filter_of(const Visit& visit) {
  const auto& query = visit.request.query;
  ClaimFilter filter;
  if (auto refusal = read_state(query, filter)) return fail(std::move(*refusal));
  if (auto refusal = read_number(query, filter)) return fail(std::move(*refusal));
  if (auto refusal = read_window(query, visit.today(), filter)) return fail(std::move(*refusal));
  if (auto refusal = read_work(visit, filter)) return fail(std::move(*refusal));
  return filter;
}

http::Response list(Visit& visit) {
  const auto filter = filter_of(visit);
  if (!filter) return accounts::problem(visit, filter.error());
  const auto limit = accounts::list_limit(visit.request.query);
  if (!limit) return accounts::problem(visit, limit.error());
  const auto found =
      list_claims(visit.reader, visit.viewer, *filter, {std::string(visit.request.query.text("cursor")), *limit});
  json::array items;
  const Assignees assignees(visit, found.items);
  for (const auto& claim : found.items) {
    auto object = claim_json(claim, visit.language());
    assignees.add(claim, object);
    items.push_back(std::move(object));
  }
  return accounts::json_answer(json::object{{"items", std::move(items)},
                                            {"next", found.next ? json::value(*found.next) : json::value(nullptr)}});
}

http::Response show_claim(Visit& visit, const Claim& claim) {
  ClaimWithLines found{claim, list_claim_lines(visit.reader, {claim.id})};
  add_files(visit.reader, found.lines);
  const auto files = attachments::list_attachments(visit.reader, {kClaimFiles, claim.id.value});
  auto object = claim_details_json(found, files, load_traces(visit.reader, claim.id), visit.language());
  Assignees(visit, {claim}).add(claim, object);
  return accounts::json_answer(object);
}

http::Response show(Visit& visit) {
  return show_claim(visit, require_claim(visit.reader, visit.viewer, visit.request.path_value("number")));
}

// What the caller may do now, and on which lines; likeliest first.
http::Response list_commands(Visit& visit) {
  const auto claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  const auto lines = list_claim_lines(visit.reader, {claim.id});
  json::array items;
  for (const Command command : commands_today(visit.reader, visit.viewer, claim, lines, visit.today())) {
    json::array allowed;
    for (const auto& line : lines_for(visit.viewer, claim, lines, command)) allowed.push_back(line.id.value);
    items.push_back({{"command", name_of(command)},
                     {"path", words_of(command).path},
                     {"label", label_of(visit.language(), command)},
                     {"lines", std::move(allowed)}});
  }
  return accounts::json_answer(json::object{{"items", std::move(items)}, {"next", nullptr}});
}

// Amounts are those of the claim's invoice: another currency is never taken for it.
bool names_other_currency(const json::value* amount, const std::string& currency) {
  const auto* named = amount && amount->is_object() ? amount->as_object().if_contains("currency") : nullptr;
  return named && (!named->is_string() || std::string_view(named->as_string()) != currency);
}

std::optional<Refusal> check_currency(const json::object& body, const std::string& currency) {
  bool other = names_other_currency(body.if_contains("amount"), currency);
  const auto* lines = body.if_contains("lines");
  if (lines && lines->is_array()) {
    for (const auto& line : lines->as_array()) {
      other = other || (line.is_object() && names_other_currency(line.as_object().if_contains("amount"), currency));
    }
  }
  if (!other) return std::nullopt;
  const auto message = msg("The amount must be in the currency of the claim: {1}.", currency);
  return Refusal{"incomplete", message, {{"amount", "other_currency", message}}, Refusal::Kind::Rule};
}

// POST with an instruction; an empty body means every line, without comment.
accounts::Handler giving(Command command) {
  return [command](Visit& visit) {
    const auto body = visit.request.body.empty() ? json::object() : accounts::json_body(visit.request);
    auto instruction = instruction_from(body);
    if (!instruction) return accounts::problem(visit, instruction.error());
    const auto asked = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
    if (const auto refusal = check_currency(body, asked.currency)) return accounts::problem(visit, *refusal);
    instruction->version = accounts::expected_version(visit.request);
    const auto claim =
        give(visit.database, visit.viewer, visit.request.path_value("number"), command, *instruction, visit.now);
    if (!claim) return accounts::problem(visit, claim.error());
    return show_claim(visit, *claim);
  };
}

// R-605 {"assignee": 12}, "me", or null for nobody.
http::Response give_to(Visit& visit) {
  const auto version = accounts::expected_version(visit.request);
  const auto number = visit.request.path_value("number");
  require_claim(visit.reader, visit.viewer, number);
  if (!version) return accounts::version_missing(visit);
  const auto body = accounts::json_body(visit.request);
  const auto* value = body.if_contains("assignee");
  std::optional<UserId> assignee;
  if (value && value->is_int64()) {
    assignee = UserId{value->as_int64()};
  } else if (value && value->is_string() && value->as_string() == "me") {
    assignee = visit.viewer.id;
  } else if (!value || !value->is_null()) {
    throw Malformed("assignee");
  }
  const auto claim = assign(visit.database, visit.viewer, number, assignee, version, visit.now);
  return claim ? show_claim(visit, *claim) : accounts::problem(visit, claim.error());
}

}  // namespace

void register_tracking_api(accounts::Site& site) {
  using http::Method;
  site.api(Method::Get, "/api/v1/claims", Right::SeeClaims, list);
  site.api(Method::Get, "/api/v1/claims/{number}", Right::SeeClaims, show);
  site.api(Method::Get, "/api/v1/claims/{number}/commands", Right::SeeClaims, list_commands);
  site.api(Method::Post, "/api/v1/claims/{number}/assignment", Right::DecideClaim, give_to);
  for (const auto& words : all_commands()) {
    if (words.path.empty()) continue;
    site.api(Method::Post, "/api/v1/claims/{number}/" + std::string(words.path), words.right, giving(words.command));
  }
}

}  // namespace recours::claims
