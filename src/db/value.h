// What goes into a statement and what comes out of a row. Conversions are exact or throw: a number is never read from
// text, text with a NUL is never cut, NULL only fits an optional.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/id.h"

namespace recours::db {

struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

using Value = std::variant<std::monostate, std::int64_t, bool, std::string, Blob, std::vector<std::int64_t>,
                           std::vector<std::string>>;

inline Value to_value(bool value) { return value; }
template <std::integral T>
  requires(!std::same_as<T, bool>)
Value to_value(T value) { return static_cast<std::int64_t>(value); }
inline Value to_value(std::string value) { return value; }
inline Value to_value(std::string_view value) { return std::string(value); }
inline Value to_value(const char* value) { return std::string(value); }
inline Value to_value(Blob value) { return value; }
inline Value to_value(Date value) { return value.iso(); }
inline Value to_value(Instant value) { return value.iso(); }
inline Value to_value(Decimal value) { return value.micros(); }  // columns named *_micros
inline Value to_value(std::nullopt_t) { return std::monostate(); }
inline Value to_value(std::vector<std::int64_t> values) { return values; }
inline Value to_value(std::vector<std::string> values) { return values; }
template <class Noun>
Value to_value(Id<Noun> id) { return id.value; }
template <class Noun>
Value to_value(const std::vector<Id<Noun>>& ids) {
  std::vector<std::int64_t> values;
  values.reserve(ids.size());
  for (auto id : ids) values.push_back(id.value);
  return values;
}
template <class T>
Value to_value(const std::optional<T>& value) {
  return value ? to_value(*value) : Value(std::monostate());
}

// A named parameter, written {"number", number} where the SQL says :number.
// A list fits only `IN (:ids[])` (integers) and `IN (:codes[text])` (texts).
struct Param {
  template <class T>
  Param(std::string_view parameter_name, T&& v) : name(parameter_name), value(to_value(std::forward<T>(v))) {}
  std::string_view name;
  Value value;
};
using Params = std::initializer_list<Param>;

// One row while it is being read; valid only inside the callback it is handed to.
class Row {
 public:
  virtual ~Row() = default;

  // By column name as the SQL gives it. Throws db::Error for a missing column, another type, or NULL without optional.
  template <class T>
  T get(std::string_view column) const { return read<T>(index_of(column)); }

  virtual int index_of(std::string_view column) const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual bool boolean(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // valid until the next row
  virtual Blob blob(int column) const = 0;

 private:
  template <class T>
  struct optional_of : std::false_type {};
  template <class T>
  struct optional_of<std::optional<T>> : std::true_type { using type = T; };
  template <class T>
  struct id_of : std::false_type {};
  template <class Noun>
  struct id_of<Id<Noun>> : std::true_type {};

  template <class T>
  T read(int column) const {
    if constexpr (optional_of<T>::value) {
      if (is_null(column)) return std::nullopt;
      return read<typename optional_of<T>::type>(column);
    } else if constexpr (std::same_as<T, bool>) {
      return boolean(column);
    } else if constexpr (std::integral<T>) {
      return narrowed<T>(integer(column));
    } else if constexpr (std::same_as<T, std::string>) {
      return std::string(text(column));
    } else if constexpr (std::same_as<T, std::string_view>) {
      return text(column);
    } else if constexpr (std::same_as<T, Blob>) {
      return blob(column);
    } else if constexpr (std::same_as<T, Decimal>) {
      return Decimal::of_micros(integer(column));
    } else if constexpr (std::same_as<T, Date>) {
      return date(column);
    } else if constexpr (std::same_as<T, Instant>) {
      return instant(column);
    } else {
      static_assert(id_of<T>::value, "no conversion from a column to this type");
      return T{integer(column)};
    }
  }
  template <class T>
  T narrowed(std::int64_t value) const {
    if (!std::in_range<T>(value)) out_of_range();
    return static_cast<T>(value);
  }
  Date date(int column) const;
  Instant instant(int column) const;
  [[noreturn]] static void out_of_range();
};

}  // namespace recours::db
