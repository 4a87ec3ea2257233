// Result<T, E>: a value, or the reason there is none. For refusals the caller must look at;
// failures (no database, no such record) are exceptions, see base/errors.h.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace recours {

template <class E>
struct Failure {
  E error;
};

// `return fail(Refusal{…});` in a function that returns Result<T, Refusal>.
template <class E>
Failure<E> fail(E error) {
  return {std::move(error)};
}

template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure<E> failure) : outcome_(std::in_place_index<1>, std::move(failure.error)) {}

  bool ok() const { return outcome_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& { assert(ok()); return std::get<0>(outcome_); }
  T& value() & { assert(ok()); return std::get<0>(outcome_); }
  T&& value() && { assert(ok()); return std::get<0>(std::move(outcome_)); }
  const E& error() const { assert(!ok()); return std::get<1>(outcome_); }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

 private:
  std::variant<T, E> outcome_;
};

}  // namespace recours
