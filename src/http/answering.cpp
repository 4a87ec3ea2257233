#include "http/answering.h"

#include <ctime>
#include <exception>

#include <spdlog/spdlog.h>

#include "http/access_log.h"
#include "http/encoding.h"

namespace recours::http {

Answering::Answering(Application application) : application_(std::move(application)), log_(spdlog::get("access")) {
  if (!log_) log_ = spdlog::default_logger()->clone("access");
}

Answer Answering::answer(Request request, After after, Moment began) const {
  Request about;
  about.method = request.method;
  about.path = request.path;
  about.client_address = request.client_address;
  const std::string accepted(request.header("accept-encoding"));
  try {
    Response response = application_(std::move(request));
    compress(accepted, response);
    return seal(std::move(response), about, after, began);
  } catch (const std::exception& failure) {
    spdlog::critical("the application broke its promise not to throw: {}", failure.what());
    return seal(refusal_page(500), about, After::Close, began);
  }
}

Answer Answering::refusal(int status, const Request& about, After after) const {
  return seal(refusal_page(status), about, after, std::chrono::steady_clock::now());
}

Answer Answering::seal(Response response, const Request& about, After after, Moment began) const {
  const auto now = std::time(nullptr);
  Answer sealed{head_of(response, after, now), std::move(response.body), after};
  if (about.method == Method::Head || !may_have_body(response.status)) sealed.body.clear();
  AccessEntry entry{.at = now, .status = response.status, .bytes = sealed.body.size(), .client = about.client_address};
  if (!about.path.empty()) {
    entry.method = name_of(about.method);
    entry.path = about.path;
  }
  entry.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  log_->info(access_line(entry));
  return sealed;
}

}  // namespace recours::http
