#include "webhooks/posting.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/text.h"
#include "webhooks/signature.h"
#include "webhooks/web_address.h"

namespace recours::webhooks {
namespace {

constexpr std::size_t kKeptWords = 200;

struct Cleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, Cleanup>;

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// The connection is made here, or not: after the name was looked up, so that no second look-up leads elsewhere.
curl_socket_t open_public_only(void* user, curlsocktype, curl_sockaddr* address) {
  if (is_private(address->addr)) {
    *static_cast<bool*>(user) = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// The first words are kept for the administrator; a long answer is not read to its end.
std::size_t read_words(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& words = *static_cast<std::string*>(user);
  const auto length = size * count;
  if (words.size() < kKeptWords) words.append(buffer, std::min(length, kKeptWords - words.size()));
  return words.size() < kKeptWords ? length : 0;
}

// Asked by libcurl about once a second.
int is_stopped(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(user)->stop_requested() ? 1 : 0;
}

void add(Headers& headers, const std::string& line) {
  auto* longer = curl_slist_append(headers.get(), line.c_str());
  if (!longer) throw std::bad_alloc();
  (void)headers.release();
  headers.reset(longer);
}

Headers headers_of(const Endpoint& endpoint, const Delivery& delivery, Instant now) {
  const auto timestamp = timestamp_of(now);
  Headers headers;
  add(headers, "Content-Type: application/json");
  add(headers, "Expect:");
  add(headers, "webhook-id: " + delivery.event_id);
  add(headers, "webhook-timestamp: " + timestamp);
  add(headers, "webhook-signature: " + signature_of(endpoint.secret, delivery.event_id, timestamp, delivery.body));
  return headers;
}

void configure(CURL* handle, const PostingSettings& settings, const Endpoint& endpoint, const Delivery& delivery) {
  curl_easy_setopt(handle, CURLOPT_URL, endpoint.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, settings.reach == Reach::Any ? "http,https" : "https");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Recours");
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(delivery.body.size()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, delivery.body.c_str());
}

// What others say is shown to an administrator: one line, and text.
std::string readable(const std::string& words) {
  std::string kept = shortened(words, kKeptWords);
  if (!is_valid_utf8(kept)) return "";
  std::erase_if(kept, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
  return kept;
}

Answer answer_of(long status, const std::string& words) {
  const auto said = std::to_string(status) + " " + readable(words);
  if (status >= 200 && status < 300) return {Answer::Kind::Accepted, std::to_string(status)};
  return {status == 410 ? Answer::Kind::Gone : Answer::Kind::Refused, said};
}

}  // namespace

HttpSender::HttpSender(PostingSettings settings) : settings_(settings) { start_curl(); }

Answer HttpSender::post(const Endpoint& endpoint, const Delivery& delivery, Instant now,
                        const std::stop_token& stop) const {
  const std::unique_ptr<CURL, Cleanup> handle(curl_easy_init());
  if (!handle) throw std::runtime_error("libcurl cannot be started");
  const auto headers = headers_of(endpoint, delivery, now);
  std::string words;
  bool is_inside = false;
  char details[CURL_ERROR_SIZE] = "";
  configure(handle.get(), settings_, endpoint, delivery);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, read_words);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &words);
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, details);
  curl_easy_setopt(handle.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle.get(), CURLOPT_XFERINFOFUNCTION, is_stopped);
  curl_easy_setopt(handle.get(), CURLOPT_XFERINFODATA, &stop);
  if (settings_.reach == Reach::Public) {
    curl_easy_setopt(handle.get(), CURLOPT_OPENSOCKETFUNCTION, open_public_only);
    curl_easy_setopt(handle.get(), CURLOPT_OPENSOCKETDATA, &is_inside);
  }
  const auto code = curl_easy_perform(handle.get());
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  const bool is_cut_short = code == CURLE_WRITE_ERROR && status != 0;  // read_words had enough
  if (code == CURLE_OK || is_cut_short) return answer_of(status, words);
  if (code == CURLE_ABORTED_BY_CALLBACK) return {Answer::Kind::Unreachable, "Recours stopped before the answer came"};
  if (is_inside) return {Answer::Kind::Unreachable, "private address: not called"};
  return {Answer::Kind::Unreachable, details[0] != '\0' ? details : curl_easy_strerror(code)};
}

}  // namespace recours::webhooks
