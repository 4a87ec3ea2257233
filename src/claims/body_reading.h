// Reads the fields of a JSON body one by one into variables that keep their value when the field is absent; null
// empties them. A value of the wrong type is a refusal that names its field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/date.h"
#include "base/decimal.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/text.h"

namespace recours::claims {

namespace json = boost::json;

class Reading {
 public:
  explicit Reading(const json::object& body) : body_(body) {}

  void text(const char* field, std::string& into) { text_of(body_, field, field, into); }
  void text_of(const json::object& object, const char* key, const std::string& field, std::string& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    if (value->is_null())
      into.clear();
    else if (!value->is_string())
      refuse(field, "not_a_text", msg("A text is expected here."));
    else if (contains_nul(value->as_string()))
      refuse(field, "not_a_text", msg("A text is expected here."));
    else
      into = trim(std::string_view(value->as_string()));
  }

  // "2", "1.5" or a whole number; never a binary fraction.
  void decimal(const char* field, std::optional<Decimal>& into) { decimal_of(body_, field, field, into); }
  void decimal_of(const json::object& object, const char* key, const std::string& field, std::optional<Decimal>& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    into.reset();
    if (value->is_null()) return;
    std::optional<Decimal::Parsed> parsed;
    if (value->is_string())
      parsed = Decimal::parse(std::string_view(value->as_string()));
    else if (value->is_int64())
      parsed = Decimal::parse(std::to_string(value->as_int64()));
    if (!parsed || parsed->rounded)
      refuse(field, "not_a_number", msg("This is not a number with at most six decimals."));
    else
      into = parsed->value;
  }

  void date(const json::object& object, const char* key, const std::string& field, std::optional<Date>& into) {
    std::string iso;
    text_of(object, key, field, iso);
    if (!object.if_contains(key)) return;
    into = Date::parse_iso(iso);
    if (!into && !iso.empty()) refuse(field, "not_a_date", msg("A date such as 2026-01-31 is expected here."));
  }

  void texts(const char* field, std::vector<std::string>& into) { texts_of(body_, field, field, into); }
  void texts_of(const json::object& object, const char* key, const std::string& field, std::vector<std::string>& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    into.clear();
    if (value->is_null()) return;
    if (!value->is_array() || value->as_array().size() > kMostSerials) {
      return refuse(field, "not_a_list", msg("A list of texts is expected here."));
    }
    for (const auto& item : value->as_array()) {
      if (!item.is_string() || contains_nul(item.as_string())) {
        return refuse(field, "not_a_list", msg("A list of texts is expected here."));
      }
      into.emplace_back(trim(std::string_view(item.as_string())));
    }
  }

  template <class IdType>
  std::optional<IdType> id_in(const json::object& object, const char* key, const std::string& field) {
    const json::value* value = object.if_contains(key);
    if (value && value->is_int64() && value->as_int64() > 0) return IdType{value->as_int64()};
    refuse(field, value ? "not_an_id" : "required", msg("The number of an existing record is expected here."));
    return std::nullopt;
  }

  template <class IdType>
  void ids(const char* field, std::vector<IdType>& into) {
    const json::value* list = body_.if_contains(field);
    if (!list || list->is_null()) return;
    if (!list->is_array()) return refuse(field, "not_a_list", msg("A list is expected here."));
    for (const auto& item : list->as_array()) {
      if (!item.is_int64() || item.as_int64() < 1)
        return refuse(field, "not_an_id", msg("The number of an existing record is expected here."));
      into.push_back(IdType{item.as_int64()});
    }
  }

  // "190.00", or the money object of the answers.
  void cents(const char* field, std::optional<std::int64_t>& into) { cents_of(body_, field, field, into); }
  void cents_of(const json::object& object, const char* key, const std::string& field,
                std::optional<std::int64_t>& into) {
    const json::value* value = object.if_contains(key);
    if (!value) return;
    into.reset();
    if (value->is_null()) return;
    const json::value* amount = value->is_object() ? value->as_object().if_contains("amount") : value;
    if (amount && amount->is_string()) into = recours::Money::parse_cents(std::string_view(amount->as_string()));
    if (!into) refuse(field, "not_an_amount", msg("An amount such as \"190.00\" is expected here."));
  }

  void flag(const char* field, std::optional<bool>& into) {
    const json::value* value = body_.if_contains(field);
    if (!value || value->is_null()) return;
    if (!value->is_bool()) return refuse(field, "not_a_flag", msg("true or false is expected here."));
    into = value->as_bool();
  }

  // The objects of a list, each with the name of its field; an empty list is refused.
  template <class Each>
  void objects(const char* field, Each&& each) {
    const json::value* list = body_.if_contains(field);
    if (!list) return;
    if (!list->is_array()) return refuse(field, "not_a_list", msg("A list is expected here."));
    if (list->as_array().empty()) return refuse(field, "required", msg("Choose at least one line."));
    std::size_t at = 0;
    for (const auto& item : list->as_array()) {
      const std::string name = std::string(field) + "/" + std::to_string(at++);
      if (item.is_object())
        each(item.as_object(), name);
      else
        refuse(name, "not_an_object", msg("An object is expected here."));
    }
  }

  const json::object* object(const char* field) {
    const json::value* value = body_.if_contains(field);
    if (!value || value->is_null()) return nullptr;
    if (value->is_object()) return &value->as_object();
    refuse(field, "not_an_object", msg("An object is expected here."));
    return nullptr;
  }

  void refuse(const std::string& field, const char* code, Message message) {
    fields_.push_back({field, code, std::move(message)});
  }
  bool ok() const { return fields_.empty(); }
  Failure<Refusal> failure() {
    return fail(Refusal{"incomplete", msg("Please check these fields."), std::move(fields_), Refusal::Kind::Rule});
  }

 private:
  static constexpr std::size_t kMostSerials = 10000;
  static bool contains_nul(const json::string& text) {
    return std::string_view(text).find('\0') != std::string_view::npos;
  }

  const json::object& body_;
  std::vector<FieldRefusal> fields_;
};

}  // namespace recours::claims
