#include <boost/json.hpp>

#include "base/csv.h"
#include "base/errors.h"
#include "claims/acting_store.h"
#include "claims/body_reading.h"
#include "claims/line_list_actions.h"
#include "claims/line_list_pages.h"

namespace recours::claims {
namespace {

using accounts::Right;
using accounts::Visit;

// Numbers may be written as such: 2, 22.
void read_word(Reading& reading, const json::object& row, const char* key, const std::string& at, std::string& into) {
  const json::value* value = row.if_contains(key);
  if (value && value->is_int64()) {
    into = std::to_string(value->as_int64());
    return;
  }
  reading.text_of(row, key, at + "/" + key, into);
}

ListedLine line_from(Reading& reading, const json::object& row, const std::string& at) {
  ListedLine line;
  const std::pair<const char*, std::string ListedLine::*> words[]{
      {"invoice_no", &ListedLine::invoice_no}, {"line_no", &ListedLine::line_no},
      {"article_no", &ListedLine::article_no}, {"serial", &ListedLine::serial},
      {"department", &ListedLine::department}, {"code", &ListedLine::code},
      {"variant", &ListedLine::variant},       {"quantity", &ListedLine::quantity},
      {"condition", &ListedLine::condition},   {"comment", &ListedLine::comment},
      {"reference", &ListedLine::reference},   {"fault_description", &ListedLine::fault_description},
      {"outcome", &ListedLine::outcome},       {"staff_reason", &ListedLine::staff_reason}};
  for (const auto& [key, member] : words) read_word(reading, row, key, at, line.*member);
  reading.texts_of(row, "serials", at + "/serials", line.serials);
  return line;
}

Refusal refused(const char* code, const Message& message) {
  return {code, message, {{"lines", code, message}}, Refusal::Kind::Rule};
}

// {"lines": [...]}, or the list alone.
Result<std::vector<ListedLine>, Refusal> lines_from_json(const Visit& visit) {
  http::Request wrapped;
  const auto body = visit.request.content();
  const bool is_list = trim(body).starts_with('[');
  wrapped.body = is_list ? "{\"lines\":" + std::string(body) + "}" : std::string(body);
  const auto object = accounts::json_body(wrapped);
  Reading reading(object);
  std::vector<ListedLine> lines;
  reading.objects("lines", [&](const json::object& row, const std::string& at) {
    if (lines.size() > kMostListedLines) return;
    lines.push_back(line_from(reading, row, at));
    lines.back().line = static_cast<std::int64_t>(lines.size());
  });
  if (!reading.ok()) return reading.failure();
  if (lines.empty()) return fail(refused("empty_list", msg("Paste some lines, or choose a file.")));
  if (lines.size() > kMostListedLines) {
    return fail(refused("too_many_lines", msg("At most {1} lines at once: divide the list.",
                                              static_cast<std::int64_t>(kMostListedLines))));
  }
  return lines;
}

Result<std::vector<ListedLine>, Refusal> lines_from_csv(const Visit& visit) {
  std::vector<Finding> findings;
  const auto text = csv_text(visit.request.content(), findings);
  if (!text) throw Malformed("not a text");
  auto list = read_line_list(*text);
  if (!list) return fail(list.error());
  Refusal refusal{"bad_rows", msg("Some rows could not be read."), {}, Refusal::Kind::Rule};
  for (const auto& finding : list->findings) {
    if (finding.severity == Finding::Severity::Error) {
      refusal.fields.push_back({"lines/" + std::to_string(finding.line), finding.code, finding.message});
    }
  }
  if (!refusal.fields.empty()) return fail(std::move(refusal));
  return std::move(list->lines);
}

http::Response add(Visit& visit) {
  const bool is_csv = visit.request.header("content-type").starts_with("text/csv");
  const auto lines = is_csv ? lines_from_csv(visit) : lines_from_json(visit);
  if (!lines) return accounts::problem(visit, lines.error());
  const auto account = acted_for(visit.reader, visit.viewer, visit.request.query.text("customer_no"));
  const auto looking = looking_as(visit.viewer, account);
  if (visit.request.query.text("dry_run") == "true") {
    const auto results = preview_lines(visit.reader, visit.viewer, looking, *lines, visit.now);
    return accounts::json_answer(lines_json(results, visit.language()));
  }
  const auto key = accounts::idempotency_key(visit.viewer.id, "basket/lines", visit.request);
  const auto answer = add_lines(visit.database, visit.viewer, looking, *lines, visit.now, key);
  if (!answer) return accounts::problem(visit, answer.error());
  return http::Response::json(answer->body, answer->status);
}

}  // namespace

void register_line_list_api(accounts::Site& site) {
  site.api(http::Method::Post, "/api/v1/basket/lines", Right::OpenClaim, add);
}

}  // namespace recours::claims
