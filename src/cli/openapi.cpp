#include "cli/openapi.h"

#include <array>
#include <stdexcept>
#include <utility>

#include <boost/json.hpp>

#include "base/embedded.h"

namespace recours::embedded {
std::span<const File> openapi();  // api/openapi/*.json
}

namespace recours::cli {
namespace {

namespace json = boost::json;

constexpr std::string_view kHead = "openapi.json";

// The answers in components/responses that a route names by number only, in x-problems.
constexpr std::array kProblems{
    std::pair{400, "Malformed"},       std::pair{401, "Unauthorised"}, std::pair{403, "Forbidden"},
    std::pair{404, "NotFound"},        std::pair{409, "Conflict"},     std::pair{413, "TooLarge"},
    std::pair{415, "UnsupportedType"}, std::pair{422, "Refused"},      std::pair{428, "VersionMissing"},
    std::pair{429, "TooMany"},         std::pair{503, "Unavailable"}};

json::object piece(std::string_view name) {
  for (const auto& file : embedded::openapi()) {
    if (file.name == name) return json::parse(json::string_view(file.bytes.data(), file.bytes.size())).as_object();
  }
  throw std::logic_error("no description " + std::string(name));
}

// A name told twice would hide one of the two.
void add_all(json::object& into, const json::object& from) {
  for (const auto& member : from) {
    if (!into.emplace(member.key(), member.value()).second)
      throw std::logic_error("described twice: " + std::string(member.key()));
  }
}

void add(json::object& document, const json::object& part) {
  auto& tags = document.at("tags").as_array();
  for (const auto& tag : part.at("tags").as_array()) tags.push_back(tag);
  add_all(document.at("paths").as_object(), part.at("paths").as_object());
  add_all(document.at("components").at("schemas").as_object(), part.at("components").at("schemas").as_object());
}

void add_problem(json::object& responses, std::int64_t status) {
  for (const auto& [code, name] : kProblems) {
    if (code != status) continue;
    responses[std::to_string(code)] = {{"$ref", std::string("#/components/responses/") + name}};
    return;
  }
  throw std::logic_error("no description of status " + std::to_string(status));
}

// What every route may answer, and what it names.
void add_problems(json::object& operation) {
  json::array named;
  if (const auto* problems = operation.if_contains("x-problems")) named = problems->as_array();
  operation.erase("x-problems");  // moves the other members: only then is one of them held
  auto& responses = operation.at("responses").as_object();
  for (const auto& status : named) add_problem(responses, status.as_int64());
  if (operation.contains("x-right")) add_problem(responses, 403);
  for (const int status : {400, 401, 429, 503}) add_problem(responses, status);
}

std::string assembled() {
  auto document = piece(kHead);
  for (const auto& file : embedded::openapi()) {
    if (file.name != kHead) add(document, piece(file.name));
  }
  for (auto& path : document.at("paths").as_object()) {
    for (auto& operation : path.value().as_object()) add_problems(operation.value().as_object());
  }
  return json::serialize(document);
}

}  // namespace

const std::string& openapi_document() {
  static const std::string document = assembled();
  return document;
}

void register_openapi(accounts::Site& site) {
  site.api(http::Method::Get, "/api/v1/openapi.json",
           [](accounts::Visit&) { return http::Response::json(openapi_document()); });
}

}  // namespace recours::cli
