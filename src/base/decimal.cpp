#include "base/decimal.h"

#include <cassert>
#include <stdexcept>

#include <fmt/format.h>

namespace recours {
namespace {

__extension__ using Wide = __int128;

// Rounds half to even; the divisor is positive.
Wide divide_half_even(Wide value, Wide divisor) {
  Wide quotient = value / divisor;
  Wide rest = value % divisor;
  if (rest < 0) rest = -rest;
  const bool up = rest * 2 > divisor || (rest * 2 == divisor && quotient % 2 != 0);
  if (up) quotient += value < 0 ? -1 : 1;
  return quotient;
}

std::int64_t narrow(Wide value) {
  if (value > INT64_MAX || value < INT64_MIN) throw std::overflow_error("decimal out of range");
  return static_cast<std::int64_t>(value);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Decimal::Parsed> Decimal::parse(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const auto mark = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, mark);
  const std::string_view part = mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
  if (whole.empty() && part.empty()) return std::nullopt;
  if (whole.size() > 12 || part.size() > 30) return std::nullopt;

  // Digits beyond the sixth place only matter for rounding: keep one, and whether anything follows it.
  Wide micros = 0;
  for (char c : whole) {
    if (!is_digit(c)) return std::nullopt;
    micros = micros * 10 + (c - '0');
  }
  bool rounded = false;
  bool more = false;
  int next = 0;
  for (std::size_t place = 0; place < part.size() || place < 6; ++place) {
    const char c = place < part.size() ? part[place] : '0';
    if (!is_digit(c)) return std::nullopt;
    if (place < 6) micros = micros * 10 + (c - '0');
    else if (place == 6) next = c - '0';
    else more = more || c != '0';
  }
  if (next != 0 || more) {
    rounded = true;
    if (next > 5 || (next == 5 && (more || micros % 2 != 0))) ++micros;
  }
  return Parsed{Decimal(narrow(negative ? -micros : micros)), rounded};
}

std::string Decimal::text() const {
  const Wide magnitude = micros_ < 0 ? -static_cast<Wide>(micros_) : micros_;
  std::string out = micros_ < 0 ? "-" : "";
  out += std::to_string(static_cast<std::uint64_t>(magnitude / kScale));
  const auto rest = static_cast<std::uint64_t>(magnitude % kScale);
  if (rest == 0) return out;  // as most numbers people see
  out += fmt::format(".{:06}", rest);
  return out.erase(out.find_last_not_of('0') + 1);
}

Decimal operator+(Decimal a, Decimal b) { return Decimal(narrow(static_cast<Wide>(a.micros_) + b.micros_)); }
Decimal operator-(Decimal a, Decimal b) { return Decimal(narrow(static_cast<Wide>(a.micros_) - b.micros_)); }

std::string Money::amount() const {
  const Wide magnitude = cents < 0 ? -static_cast<Wide>(cents) : cents;
  return fmt::format("{}{}.{:02}", cents < 0 ? "-" : "", static_cast<std::uint64_t>(magnitude / 100),
                     static_cast<std::uint64_t>(magnitude % 100));
}

std::optional<std::int64_t> Money::parse_cents(std::string_view text) {
  const auto parsed = Decimal::parse(text);
  constexpr auto cent = Decimal::kScale / 100;
  if (!parsed || parsed->rounded || parsed->value.micros() % cent != 0) return std::nullopt;
  return parsed->value.micros() / cent;
}

std::int64_t cents_of(Decimal quantity, Decimal unit_price) {
  const Wide product = static_cast<Wide>(quantity.micros()) * unit_price.micros();
  return narrow(divide_half_even(product, static_cast<Wide>(Decimal::kScale) * (Decimal::kScale / 100)));
}

std::int64_t share_of_cents(std::int64_t cents, Decimal numerator, Decimal denominator) {
  assert(denominator.micros() > 0);
  return narrow(divide_half_even(static_cast<Wide>(cents) * numerator.micros(), denominator.micros()));
}

}  // namespace recours
