#include "ui/trail.h"

namespace recours::ui {
namespace {

constexpr std::string_view kFirst = "-";  // stands for the first page, which has no cursor
constexpr std::size_t kRemembered = 40;

std::string leading_to(std::string_view path, Query query, const std::string& cursor,
                       const std::vector<std::string>& passed) {
  for (const auto& one : passed) query.emplace_back("via", one);
  query.emplace_back("after", cursor);
  return address(path, query);
}

}  // namespace

std::string address(std::string_view path, const Query& query) {
  std::string text(path);
  char separator = '?';
  for (const auto& [name, value] : query) {
    if (value.empty()) continue;
    text += separator + http::urlencode(name) + '=' + http::urlencode(value);
    separator = '&';
  }
  return text;
}

Trail::Trail(const http::Fields& query) : after_(query.text("after")), passed_(query.all("via")) {
  if (passed_.size() > kRemembered) passed_.erase(passed_.begin(), passed_.end() - kRemembered);
}

std::optional<std::string> Trail::back(std::string_view path, const Query& query) const {
  if (after_.empty()) return std::nullopt;
  std::vector<std::string> before = passed_;
  const std::string last = before.empty() ? std::string(kFirst) : before.back();
  if (!before.empty()) before.pop_back();
  return last == kFirst ? address(path, query) : leading_to(path, query, last, before);
}

std::optional<std::string> Trail::on(std::string_view path, const Query& query,
                                     const std::optional<std::string>& next) const {
  if (!next) return std::nullopt;
  std::vector<std::string> passed = passed_;
  passed.push_back(after_.empty() ? std::string(kFirst) : after_);
  return leading_to(path, query, *next, passed);
}

}  // namespace recours::ui
