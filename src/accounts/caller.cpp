#include "accounts/caller.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace recours::accounts {
namespace {

// "https://host:port/path" → "host:port" and "/path"; none without a scheme.
struct Address {
  std::string_view host;
  std::string_view path;
};
std::optional<Address> split_address(std::string_view address) {
  const auto scheme = address.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  address.remove_prefix(scheme + 3);
  const auto slash = std::min(address.find('/'), address.size());
  return Address{address.substr(0, slash), address.substr(slash)};
}

bool is_our_host(std::string_view host, const http::Request& request, std::string_view public_url) {
  if (host == request.header("host")) return true;
  const auto ours = split_address(public_url);
  return ours && host == ours->host;
}

// The weight of one entry of Accept-Language, "en-GB;q=0.8": 0.8, in thousandths.
int weight_of(std::string_view entry) {
  const auto q = entry.find("q=");
  if (q == std::string_view::npos) return 1000;
  double weight = 0;
  const auto text = entry.substr(q + 2);
  std::from_chars(text.data(), text.data() + text.size(), weight);
  return static_cast<int>(std::clamp(weight, 0.0, 1.0) * 1000);
}

}  // namespace

bool is_safe(http::Method method) { return method == http::Method::Get || method == http::Method::Head; }

std::string logged_name(const http::Request& request) {
  const auto name = request.header("x-request-id");
  return name.empty() ? request.path : "request " + std::string(name);
}

std::optional<std::string_view> bearer_token(const http::Request& request) {
  constexpr std::string_view kScheme = "bearer ";
  const auto header = request.header("authorization");
  if (header.size() <= kScheme.size()) return std::nullopt;
  const bool is_bearer = std::equal(kScheme.begin(), kScheme.end(), header.begin(),
                                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
  return is_bearer ? std::optional(header.substr(kScheme.size())) : std::nullopt;
}

ui::Language language_of_browser(const http::Request& request) {
  if (const auto chosen = request.cookie("language")) return ui::language_of(*chosen);
  int french = 0;
  int english = 0;
  for (const std::string& entry : split(request.header("accept-language"), ',')) {
    const std::string tag = fold(trim(entry)).substr(0, 2);
    if (tag == "fr") french = std::max(french, weight_of(entry));
    if (tag == "en") english = std::max(english, weight_of(entry));
  }
  return english > french ? ui::Language::English : ui::Language::French;
}

std::string theme_of_browser(const http::Request& request) {
  const auto chosen = request.cookie("theme");
  return chosen && (*chosen == "light" || *chosen == "dark") ? *chosen : "auto";
}

std::string referring_path(const http::Request& request, std::string_view public_url) {
  const auto address = split_address(request.header("referer"));
  if (!address || !is_our_host(address->host, request, public_url)) return "/";
  const std::string_view path = address->path.substr(0, address->path.find('#'));
  return http::is_local_path(path) ? std::string(path) : "/";
}

bool is_cross_site(const http::Request& request, std::string_view public_url) {
  // Browsers send Sec-Fetch-Site over https and to localhost, older ones and plain http only Origin.
  const auto site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const auto origin = request.header("origin");
  if (origin.empty()) return false;
  const auto address = split_address(origin);
  return !address || !is_our_host(address->host, request, public_url);
}

}  // namespace recours::accounts
