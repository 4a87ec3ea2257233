// The answers of handlers (site.h): pages in their frame, JSON, problems, and reading what came in.
#include <boost/json.hpp>
#include <sodium.h>

#include "accounts/site.h"
#include "base/errors.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kLargestJson = 1024 * 1024;
constexpr std::size_t kDeepestJson = 16;

bool has_nul(const boost::json::value& value) {
  if (const auto* text = value.if_string()) return text->find('\0') != boost::json::string::npos;
  if (const auto* array = value.if_array()) {
    for (const auto& item : *array) {
      if (has_nul(item)) return true;
    }
  }
  if (const auto* object = value.if_object()) {
    for (const auto& item : *object) {
      if (item.key().find('\0') != boost::json::string_view::npos || has_nul(item.value())) return true;
    }
  }
  return false;
}

}  // namespace

http::Response Visit::page(const ui::Page& page, int status) const {
  return http::Response::html(ui::render(frame, page), status);
}

http::Response PublicVisit::page(const ui::Page& page, int status) const {
  return http::Response::html(ui::render(frame, page), status);
}

void require_csrf(const http::Request& request, std::string_view token) {
  const auto form = request.form();
  const std::string_view sent = form.text("csrf");
  if (token.empty() || sent.size() != token.size() || sodium_memcmp(sent.data(), token.data(), token.size()) != 0) {
    throw StaleForm();
  }
}

http::Response json_answer(const boost::json::value& value, int status) {
  return http::Response::json(boost::json::serialize(value), status);
}

http::Response problem(const Visit& visit, int status, const Refusal& refusal) {
  const ui::Language language = visit.language();
  boost::json::array errors;
  for (const FieldRefusal& field : refusal.fields) {
    errors.push_back({{"field", field.field}, {"code", field.code}, {"detail", ui::tr_message(language, field.message)}});
  }
  const std::string title = status == 409 ? ui::tr(language, "Somebody else was faster")
                            : status == 403 ? ui::tr(language, "This is not among your rights")
                                            : ui::tr(language, "Refused by a rule");
  auto response = json_answer({{"type", "about:blank"},
                               {"title", title},
                               {"status", status},
                               {"code", refusal.code},
                               {"detail", ui::tr_message(language, refusal.message)},
                               {"errors", std::move(errors)}},
                              status);
  response.set("Content-Type", "application/problem+json");
  return response;
}

http::Response problem(const Visit& visit, const Refusal& refusal) {
  return problem(visit, refusal.kind == Refusal::Kind::Conflict ? 409 : 422, refusal);
}

boost::json::object json_body(const http::Request& request) {
  if (request.body.size() > kLargestJson) throw Malformed("the body is larger than 1 MiB");
  boost::json::parse_options options;
  options.max_depth = kDeepestJson;
  boost::system::error_code error;
  auto value = boost::json::parse(request.body, error, {}, options);
  if (error) throw Malformed("the body is not JSON in UTF-8: " + error.message());
  if (!value.is_object()) throw Malformed("the body is not a JSON object");
  if (has_nul(value)) throw Malformed("the body has a NUL character in a text");
  return std::move(value.get_object());
}

}  // namespace recours::accounts
