// What every command has at hand: the configuration, the database, the language of the terminal, and how to say no.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/json/fwd.hpp>

#include "base/clock.h"
#include "base/refusal.h"
#include "cli/configuration.h"
#include "db/database.h"
#include "journal/journal.h"
#include "ui/language.h"

namespace recours::cli {

// Ends the command with exit code 1; the sentence is for the person at the terminal.
class CommandRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Invocation {
  ui::Language language = ui::Language::French;
  Settings command_line;                  // settings given as options
  std::string configuration_file;         // empty: recours.toml of the working directory, if there is one
  SystemClock clock;
  std::function<void()> command;          // what to do, once the whole line is understood

  journal::Actor actor() const { return {std::nullopt, "recours", "cli"}; }
};

// LC_ALL, LC_MESSAGES, LANG: English where they say so, else French.
ui::Language terminal_language();

// Checks the whole configuration and tells every finding on stderr. Throws CommandRefused when one is an error.
Configuration require_configuration(const Invocation& invocation);
// The same with the warnings, for who shows them again.
CheckedConfiguration require_checked_configuration(const Invocation& invocation);

// One finding on stderr.
void tell(const Invocation& invocation, const ConfigurationFinding& finding);

// For migrate, init, demo and restore: creates a SQLite file that does not exist yet.
std::unique_ptr<db::Database> open_database(const Configuration& configuration);
// For any other command: a database that exists and has the schema of this program; db::AbsentError, db::SchemaError.
std::unique_ptr<db::Database> open_current_database(const Configuration& configuration, db::Options options = {});
std::unique_ptr<db::Database> open_current_database(const Invocation& invocation);

// From RECOURS_PASSWORD, else asked for twice at the terminal without echo; none when there is neither.
std::optional<std::string> read_password(const Invocation& invocation);
// Throws CommandRefused instead of none.
std::string require_password(const Invocation& invocation);
// R-112 For a new person: none where an invitation can go out by mail instead; CommandRefused where it cannot, because
// the link would lead nowhere without the public address.
std::optional<std::string> password_or_invitation(const Invocation& invocation, const Configuration& configuration);

// None when it is a folder or cannot be read.
std::optional<std::string> read_file(const std::string& path);

// The refusal with a line per field, as one CommandRefused.
[[noreturn]] void refuse(const Invocation& invocation, const Refusal& refusal);

void print_line(const std::string& text);
void print_json(const boost::json::object& object);

}  // namespace recours::cli
