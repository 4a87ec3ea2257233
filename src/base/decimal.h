// Exact decimal numbers with six places (quantities, unit prices, rates), and money in cents.
// Limits: |value| < 9.2e12. Arithmetic that would leave them throws std::overflow_error.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recours {

class Decimal {
 public:
  static constexpr std::int64_t kScale = 1'000'000;

  constexpr Decimal() = default;
  static constexpr Decimal of_micros(std::int64_t micros) { return Decimal(micros); }
  static constexpr Decimal of(std::int64_t whole) { return Decimal(whole * kScale); }

  struct Parsed;
  // "3", "-0.5", "1,25" (decimal point or comma, no thousands separator, no exponent); more than six places are
  // rounded half to even and reported.
  static std::optional<Parsed> parse(std::string_view text);

  constexpr std::int64_t micros() const { return micros_; }
  constexpr bool is_whole() const { return micros_ % kScale == 0; }
  // Shortest form with a point: "3", "0.5", "-12.345678".
  std::string text() const;

  friend auto operator<=>(const Decimal&, const Decimal&) = default;
  friend Decimal operator+(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a, Decimal b);
  Decimal operator-() const { return Decimal(-micros_); }

 private:
  constexpr explicit Decimal(std::int64_t micros) : micros_(micros) {}
  std::int64_t micros_ = 0;
};

struct Decimal::Parsed {
  Decimal value;
  bool rounded = false;
};

struct Money {
  std::int64_t cents = 0;
  std::string currency = "EUR";

  // "190.00": the form of the API.
  std::string amount() const;
  static std::optional<std::int64_t> parse_cents(std::string_view text);
  friend bool operator==(const Money&, const Money&) = default;
};

// quantity × price, rounded half to even to the cent.
std::int64_t cents_of(Decimal quantity, Decimal unit_price);
// numerator / denominator of an amount in cents, rounded half to even: the part of a line that is claimed.
std::int64_t share_of_cents(std::int64_t cents, Decimal numerator, Decimal denominator);

}  // namespace recours
