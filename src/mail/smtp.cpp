#include "mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/text.h"
#include "mail/mime.h"

namespace recours::mail {
namespace {

// A connection that rested longer may be closed at the other end.
constexpr long kRestSeconds = 5;

struct Cleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct Upload {
  std::string text;
  std::size_t position = 0;
};

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& upload = *static_cast<Upload*>(user);
  const auto length = std::min(size * count, upload.text.size() - upload.position);
  std::memcpy(buffer, upload.text.data() + upload.position, length);
  upload.position += length;
  return length;
}

// Keeps the server's last line that says no: 4xx or 5xx. What follows it is only the farewell.
std::size_t read_answer(char* buffer, std::size_t size, std::size_t count, void* user) {
  const std::string_view line(buffer, size * count);
  const bool says_no = line.size() >= 3 && (line[0] == '4' || line[0] == '5') && line[1] >= '0' && line[1] <= '9';
  if (says_no) *static_cast<std::string*>(user) = one_line(trim(line));
  return size * count;
}

Outcome outcome_of(CURLcode code, const std::string& refusal, const char* details) {
  if (code == CURLE_OK) return {};
  const std::string reason = details[0] != '\0' ? details : curl_easy_strerror(code);
  const bool is_about_us = code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED;
  if (refusal.empty() || is_about_us) {
    return {Outcome::Kind::Unreachable, refusal.empty() ? reason : refusal};
  }
  return {refusal[0] == '5' ? Outcome::Kind::Permanent : Outcome::Kind::Temporary, refusal};
}

std::string url_of(const SmtpSettings& settings) {
  const bool is_ipv6 = settings.host.find(':') != std::string::npos;
  const auto host = is_ipv6 ? "[" + settings.host + "]" : settings.host;
  return (settings.scheme == SmtpSettings::Scheme::Smtps ? "smtps://" : "smtp://") + host + ":" +
         std::to_string(settings.port);
}

void configure(CURL* handle, const SmtpSettings& settings) {
  curl_easy_setopt(handle, CURLOPT_URL, url_of(settings).c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_MAXAGE_CONN, kRestSeconds);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_MAIL_FROM, ("<" + one_line(settings.from.address) + ">").c_str());
  const bool needs_tls = settings.needs_tls();
  curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, needs_tls ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, needs_tls ? 2L : 0L);
  if (!settings.user.empty()) {
    curl_easy_setopt(handle, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, settings.password.c_str());
  }
}

std::unique_ptr<curl_slist, Cleanup> recipients_of(const Mail& mail) {
  std::unique_ptr<curl_slist, Cleanup> list(curl_slist_append(nullptr, ("<" + mail.to.address + ">").c_str()));
  for (const auto& copy : mail.copies) {
    auto* longer = curl_slist_append(list.get(), ("<" + copy.address + ">").c_str());
    if (!longer) throw std::bad_alloc();
  }
  return list;
}

// The first address no server could accept, or one that would break the line of the protocol.
std::optional<std::string> bad_address(const Mail& mail) {
  const auto is_bad = [](const Address& address) {
    return !is_email(address.address) || one_line(address.address) != address.address ||
           address.address.find_first_of("<>") != std::string::npos;
  };
  if (is_bad(mail.to)) return mail.to.address;
  for (const auto& copy : mail.copies) {
    if (is_bad(copy)) return copy.address;
  }
  return std::nullopt;
}

}  // namespace

bool SmtpSettings::needs_tls() const {
  const bool is_here = host == "localhost" || host == "::1" || host.starts_with("127.");
  return scheme == Scheme::Smtps || (!password.empty() && !is_here);
}

void SmtpSender::Close::operator()(void* handle) const { curl_easy_cleanup(handle); }

SmtpSender::SmtpSender(SmtpSettings settings) : settings_(std::move(settings)) { start_curl(); }

SmtpSender::Handle SmtpSender::take_handle() const {
  {
    const std::scoped_lock lock(mutex_);
    if (resting_) return std::move(resting_);
  }
  Handle handle(curl_easy_init());
  if (!handle) throw std::runtime_error("libcurl cannot be started");
  return handle;
}

void SmtpSender::rest(Handle handle) const {
  curl_easy_reset(handle.get());  // what was set points to what is gone; the connection stays
  const std::scoped_lock lock(mutex_);
  resting_ = std::move(handle);
}

Outcome SmtpSender::send(const OutboxMessage& message, Instant now) const {
  if (const auto bad = bad_address(message.mail)) {
    return {Outcome::Kind::Permanent, "not an e-mail address: " + one_line(*bad)};
  }
  auto handle = take_handle();
  const auto recipients = recipients_of(message.mail);
  Upload upload{compose(message, settings_.from, now, settings_.intake)};
  std::string refusal;
  char details[CURL_ERROR_SIZE] = "";
  configure(handle.get(), settings_);
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, read_upload);
  curl_easy_setopt(handle.get(), CURLOPT_READDATA, &upload);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, read_answer);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &refusal);
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, details);
  const auto code = curl_easy_perform(handle.get());
  rest(std::move(handle));
  return outcome_of(code, refusal, details);
}

}  // namespace recours::mail
