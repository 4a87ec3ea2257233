#include "accounts/failures.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <boost/json.hpp>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include "accounts/caller.h"
#include "accounts/site.h"
#include "base/errors.h"
#include "base/text.h"
#include "db/storage_error.h"
#include "ui/components.h"

namespace recours::accounts {
namespace {

constexpr int kRetryAfterSeconds = 5;

bool is_full(const std::error_code& code) {
  return code == std::errc::no_space_on_device || code == std::errc::file_too_large ||
         code == std::error_code(EDQUOT, std::generic_category());
}

bool is_unwritable(const std::error_code& code) {
  return code == std::errc::read_only_file_system || code == std::errc::io_error;
}

std::string random_reference() {
  std::array<char, 4> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return hex({bytes.data(), bytes.size()});
}

RequestFailure forbidden_failure() {
  return {403, "forbidden", msg("This is not among your rights"),
          msg("Your role does not include what you asked for. An administrator of your organisation can change that."),
          "", {}};
}

RequestFailure stale_form_failure() {
  return {403, "stale_form", msg("This page has expired"),
          msg("Nothing was saved: the page you sent was opened in another session or too long ago. Go back, reload the "
              "page and try again."),
          "", {}};
}

RequestFailure conflict_failure() {
  return {409, "conflict", msg("Somebody else was faster"),
          msg("What you were working on has changed in the meantime; nothing of yours was saved. Go back, reload the "
              "page and try again."),
          "", {}};
}

RequestFailure malformed_failure(const Malformed& malformed, const http::Request& request) {
  spdlog::debug("{} {}: malformed: {}", name_of(request.method), logged_name(request), malformed.what());
  return {400, "malformed", msg("We could not understand this request"),
          msg("Something in the address or in the form has not the form we expect; nothing was saved. Go back and try "
              "again."),
          "", {}};
}

RequestFailure unavailable_failure(const std::exception& cause, const http::Request& request) {
  spdlog::error("{} {}: database unavailable: {}", name_of(request.method), logged_name(request), cause.what());
  return {503, "unavailable", msg("Recours cannot reach its data at the moment"),
          msg("Nothing was saved. Wait a few seconds and try again."), "", kRetryAfterSeconds};
}

// R-186 The disk of the database or of the files takes nothing more. Who reads can go on.
RequestFailure full_disk_failure(const std::exception& cause, const http::Request& request) {
  spdlog::error("the disk is full: {} (request {})", cause.what(), request.header("x-request-id"));
  return {507, "storage_full", msg("The server has no room left"),
          msg("Nothing was saved: its disk is full. Tell the administrator and try again later."), "", kRetryAfterSeconds};
}

RequestFailure unwritable_disk_failure(const std::exception& cause, const http::Request& request) {
  spdlog::error("the disk cannot be written to: {} (request {})", cause.what(), request.header("x-request-id"));
  return {503, "storage_unavailable", msg("The server cannot write to its disk"),
          msg("Nothing was saved. Tell the administrator and try again later."), "", kRetryAfterSeconds};
}

RequestFailure internal_failure(std::string_view cause, const http::Request& request) {
  const std::string reference = random_reference();
  spdlog::error("{} {}: {} (reference {})", name_of(request.method), logged_name(request), cause, reference);
  return {500, "internal_error", msg("Something went wrong on our side"),
          msg("Nothing was saved. Try again; if it happens again, give the administrator the reference {1}.", reference),
          reference, {}};
}

}  // namespace

RequestFailure not_found_failure() {
  return {404, "not_found", msg("Nothing here"),
          msg("There is no such page, or it is not yours to see. Check the number or the address."), "", {}};
}

RequestFailure method_not_allowed_failure() {
  return {405, "method_not_allowed", msg("This address cannot be opened like that"),
          msg("It only answers to a button of the page that leads here. Go back and use that button."), "", {}};
}

RequestFailure describe_failure(std::exception_ptr failure, const http::Request& request) {
  try {
    std::rethrow_exception(failure);
  } catch (const NotFound&) {
    return not_found_failure();
  } catch (const Forbidden&) {
    return forbidden_failure();
  } catch (const StaleForm&) {
    return stale_form_failure();
  } catch (const Conflict&) {
    return conflict_failure();
  } catch (const Malformed& malformed) {
    return malformed_failure(malformed, request);
  } catch (const db::StorageError& error) {
    return error.kind == db::StorageError::Kind::Full ? full_disk_failure(error, request)
                                                      : unwritable_disk_failure(error, request);
  } catch (const std::system_error& error) {
    if (is_full(error.code())) return full_disk_failure(error, request);
    if (is_unwritable(error.code())) return unwritable_disk_failure(error, request);
    return internal_failure(error.what(), request);
  } catch (const db::ConnectionError& error) {
    return unavailable_failure(error, request);
  } catch (const db::RetryableError& error) {
    return unavailable_failure(error, request);
  } catch (const std::exception& error) {
    return internal_failure(error.what(), request);
  } catch (...) {
    return internal_failure("not an exception of ours", request);
  }
}

http::Response failure_page(const ui::Frame& frame, const RequestFailure& failure, const std::string& back) {
  const ui::Language language = frame.language;
  ui::Page page;
  page.title = ui::tr_message(language, failure.title);
  page.content = ui::el("p", {{"class", "lead"}}, ui::tr_message(language, failure.detail)) +
                 ui::el("p", {{"class", "cluster"}},
                        ui::link_button(ui::Weight::Primary, ui::tr(language, "Back"), back),
                        ui::link_button(ui::Weight::Secondary, ui::tr(language, "Home"), "/"));
  auto response = http::Response::html(ui::render(frame, page), failure.status);
  if (failure.retry_after) response.set("Retry-After", std::to_string(*failure.retry_after));
  return response;
}

http::Response failure_problem(ui::Language language, const RequestFailure& failure) {
  boost::json::object body{{"type", "about:blank"},
                           {"title", ui::tr_message(language, failure.title)},
                           {"status", failure.status},
                           {"code", failure.code},
                           {"detail", ui::tr_message(language, failure.detail)},
                           {"errors", boost::json::array()}};
  if (!failure.reference.empty()) body["reference"] = failure.reference;
  auto response = http::Response::json(boost::json::serialize(body), failure.status);
  response.set("Content-Type", "application/problem+json");
  if (failure.retry_after) response.set("Retry-After", std::to_string(*failure.retry_after));
  return response;
}

}  // namespace recours::accounts
