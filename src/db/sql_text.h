// Reads SQL text just far enough to tell words and parameters from literals and comments, and turns the named
// parameters of our one SQL text into the numbered ones of an engine. Internal to src/db.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/value.h"

namespace recours::db {

enum class Dialect { Sqlite, Postgres };

struct SqlPiece {
  enum class Kind { Word, Parameter, Quoted, Comment, Blank, Symbol };
  Kind kind;
  std::string_view text;
};
// The first piece of a text that is not empty. Throws Error for a literal or comment without end.
SqlPiece first_piece(std::string_view sql);

struct SqlParameter {
  enum class Kind { Scalar, Integers, Texts };
  std::string name;
  Kind kind;
};
struct SqlText {
  std::string text;                      // with ?1, ?2… or $1, $2…
  std::vector<SqlParameter> parameters;  // in the order of their numbers, each name once
};
SqlText translate(std::string_view sql, Dialect dialect);

// The values in the order of the numbers. Throws Error for a missing, unused or repeated name, or a list where the
// SQL wants a single value and the other way round.
std::vector<const Value*> in_order(const SqlText& sql, Params params);

// A short form for messages: whoever reads the log must find the statement.
std::string excerpt(std::string_view sql);

// Throws Error unless it is a plain lower-case identifier: the only thing that is ever pasted into SQL.
void require_identifier(std::string_view name);

}  // namespace recours::db
