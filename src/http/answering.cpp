#include "http/answering.h"

#include <ctime>
#include <exception>

#include <spdlog/spdlog.h>

#include "http/access_log.h"
#include "http/edge_refusal.h"
#include "http/encoding.h"

namespace recours::http {

Answering::Answering(Application application, LoggedPath logged_path)
    : application_(std::move(application)), logged_path_(std::move(logged_path)), log_(spdlog::get("access")) {
  if (!log_) log_ = spdlog::default_logger()->clone("access");
}

Answer Answering::answer(Request request, After after, Moment began) const {
  Request about;
  about.method = request.method;
  about.path = request.path;
  about.client_address = request.client_address;
  about.headers.emplace_back("accept-language", request.header("accept-language"));
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

Answer Answering::refusal(int status, const Request& about, After after) const {
  return seal(edge_refusal(status, about), about, after, std::chrono::steady_clock::now());
}

Answer Answering::seal(Response response, const Request& about, After after, Moment began) const {
  const auto now = std::time(nullptr);
  Answer sealed{head_of(response, after, now), {}, {}, after};
  AccessEntry entry{.at = now, .status = response.status, .client = about.client_address};
  if (about.method != Method::Head && may_have_body(response.status)) {
    entry.bytes = length_of(response);
    if (response.file) sealed.file = std::move(response.file);
    else sealed.body = std::move(response.body);
  }
  const std::string path = logged_path_ ? logged_path_(about.path) : about.path;
  if (!path.empty()) {
    entry.method = name_of(about.method);
    entry.path = path;
  }
  entry.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  log_->info(access_line(entry));
  return sealed;
}

}  // namespace recours::http
