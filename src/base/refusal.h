// Why a rule said no, in words for the person who asked. Returned in a Result, consumed one call up, shown beside the
// fields it names; the API answers 422 (or 409, see kind) with the same codes.
#pragma once

#include <string>
#include <vector>

#include "base/message.h"

namespace recours {

struct FieldRefusal {
  std::string field;  // the API's and the form's name of the field
  std::string code;   // stable, snake_case
  Message message;
};

struct Refusal {
  enum class Kind { Rule, Conflict };
  std::string code;  // stable, snake_case
  Message message;
  std::vector<FieldRefusal> fields;
  Kind kind = Kind::Rule;
};

}  // namespace recours
