#include "http/answering.h"

#include <ctime>
#include <exception>

#include <spdlog/spdlog.h>

#include "http/access_log.h"
#include "http/edge_refusal.h"
#include "http/encoding.h"

namespace recours::http {

Answering::Answering(Application application, LoggedPath logged_path, RouteOf route_of)
    : application_(std::move(application)),
      logged_path_(std::move(logged_path)),
      route_of_(std::move(route_of)),
      log_(spdlog::get("access")) {
  if (!log_) log_ = spdlog::default_logger()->clone("access");
}

Answer Answering::answer(Request request, After after, Moment began) const {
  Request about;
  about.method = request.method;
  about.path = request.path;
  about.target = request.target;
  about.client_address = request.client_address;
  for (const auto name : {"accept-language", "x-request-id"}) about.headers.emplace_back(name, request.header(name));
  const std::string accepted(request.header("accept-encoding"));
  try {
    Response response = application_(std::move(request));
    compress(accepted, response);
    return seal(std::move(response), about, after, began);
  } catch (const std::exception& failure) {
    spdlog::critical("the application broke its promise not to throw: {}", failure.what());
    return seal(edge_refusal(500, about), about, After::Close, began);
  }
}

Answer Answering::word(std::string text, const Request& about, After after) const {
  return seal(Response::text(std::move(text)), about, after, std::chrono::steady_clock::now());
}

Answer Answering::refusal(int status, const Request& about, After after) const {
  count_->refused(status);
  return seal(edge_refusal(status, about), about, after, std::chrono::steady_clock::now());
}

Answer Answering::seal(Response response, const Request& about, After after, Moment began) const {
  if (const auto name = about.header("x-request-id"); !name.empty()) response.set("X-Request-Id", std::string(name));
  Answer sealed{head_of(response, after, std::time(nullptr)), {}, {}, after};
  std::uint64_t bytes = 0;
  if (about.method != Method::Head && may_have_body(response.status)) {
    bytes = length_of(response);
    if (response.file) sealed.file = std::move(response.file);
    else sealed.body = std::move(response.body);
  }
  note(about, response, bytes, std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began));
  return sealed;
}

void Answering::note(const Request& about, const Response& response, std::uint64_t bytes, std::chrono::microseconds took) const {
  AccessEntry entry{.at = std::time(nullptr), .status = response.status, .bytes = bytes, .took = took, .client = about.client_address,
                    .request = about.header("x-request-id")};
  const std::string path = logged_path_ ? logged_path_(about.path) : about.path;
  if (!path.empty()) {
    entry.method = name_of(about.method);
    entry.path = path;
  }
  log_->info(access_line(entry));
  if (route_of_ && !path.empty()) count_->answered(about.method, route_of_(about.method, about.target), response.status, took);
}

}  // namespace recours::http
