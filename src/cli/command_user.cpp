// recours user: add, list, disable, reset-password, token.
#include <fmt/format.h>

#include <boost/json.hpp>

#include "accounts/user_actions.h"
#include "base/text.h"
#include "cli/commands.h"
#include "sales/invoice_store.h"

namespace recours::cli {
namespace {

struct Options {
  std::string email, name, customer_no, until, expires;
  std::vector<std::string> roles;
  std::string scope = "read";
  bool json = false;
};

std::string names_of(const std::vector<accounts::Role>& roles) {
  std::vector<std::string> names;
  for (const auto role : roles) names.emplace_back(accounts::name_of(role));
  return join(names, ",");
}

boost::json::object json_of(const accounts::User& user) {
  boost::json::array roles;
  for (const auto role : user.roles) roles.push_back(boost::json::value(std::string(accounts::name_of(role))));
  boost::json::object object{{"id", user.id.value}, {"email", user.email}, {"name", user.name}, {"roles", roles}};
  object["customer_no"] = user.customer_no.empty() ? boost::json::value() : boost::json::value(user.customer_no);
  object["valid_until"] = user.valid_until ? boost::json::value(user.valid_until->iso()) : boost::json::value();
  object["disabled"] = user.disabled_at.has_value();
  return object;
}

accounts::User require_user(const Invocation& invocation, db::Database& database, const std::string& email) {
  // What is no text is nobody's: the engines would complain of it each in its own words.
  if (is_one_line(email)) {
    if (auto user = accounts::find_user_by_email(*database.reader(), email)) return *user;
  }
  throw CommandRefused(ui::tr(invocation.language, "Nobody has this e-mail address: {1}", email));
}

ResellerAccountId require_account(const Invocation& invocation, db::Database& database, const std::string& customer_no) {
  if (is_one_line(customer_no)) {
    if (const auto account = sales::find_account_by_customer_no(*database.reader(), customer_no)) return account->id;
  }
  throw CommandRefused(ui::tr(invocation.language, "No reseller account has the customer number {1}", customer_no));
}

accounts::User written(db::Database& database, UserId id) {
  return accounts::find_user(*database.reader(), id).value();
}

// What the parser let through is a day.
std::optional<Date> day_of(const std::string& text) { return text.empty() ? std::nullopt : Date::parse(text); }

void add(const Invocation& invocation, const Options& options) {
  const auto configuration = require_configuration(invocation);
  const auto database = open_current_database(configuration);
  accounts::NewUser user;
  user.email = options.email;
  user.name = options.name;
  for (const auto& name : options.roles) user.roles.push_back(accounts::role_named(name).value());
  if (!options.customer_no.empty()) user.account = require_account(invocation, *database, options.customer_no);
  user.language = invocation.language;
  user.valid_until = day_of(options.until);
  const auto password = password_or_invitation(invocation, configuration);
  const auto added = accounts::add_user(*database, invocation.actor(), user, password, invocation.clock.now(),
                                        configuration.public_url);
  if (!added) refuse(invocation, added.error());
  const auto person = written(*database, *added);
  if (options.json) return print_json(json_of(person));
  if (!password) {
    return print_line(ui::tr(invocation.language, "{1} is invited by mail to choose a password ({2})", person.email,
                             names_of(person.roles)));
  }
  print_line(ui::tr(invocation.language, "{1} can sign in ({2})", person.email, names_of(person.roles)));
}

std::vector<accounts::User> everybody(db::Database& database) {
  const auto reader = database.reader();
  std::vector<accounts::User> all;
  std::string after;
  while (true) {
    auto some = accounts::list_users(*reader, after);
    if (some.empty()) return all;
    after = some.back().email;
    all.insert(all.end(), some.begin(), some.end());
  }
}

void list(const Invocation& invocation, const Options& options) {
  const auto database = open_current_database(invocation);
  const auto users = everybody(*database);
  if (options.json) {
    boost::json::array items;
    for (const auto& user : users) items.push_back(json_of(user));
    return print_json({{"users", items}});
  }
  const auto today = paris_day(invocation.clock.now());
  for (const auto& user : users) {
    const auto state = accounts::is_active(user, today) ? std::string() : ui::tr(invocation.language, "no access");
    print_line(fmt::format("{:<36} {:<26} {:<34} {:<12} {}", user.email, user.name, names_of(user.roles), user.customer_no,
                           state));
  }
}

void disable(const Invocation& invocation, const Options& options) {
  const auto database = open_current_database(invocation);
  const auto user = require_user(invocation, *database, options.email);
  if (const auto refusal = accounts::disable_user(*database, invocation.actor(), user.id, invocation.clock.now())) {
    refuse(invocation, *refusal);
  }
  if (options.json) return print_json(json_of(written(*database, user.id)));
  print_line(ui::tr(invocation.language, "{1} can no longer sign in", user.email));
}

void reset_password(const Invocation& invocation, const Options& options) {
  const auto database = open_current_database(invocation);
  const auto user = require_user(invocation, *database, options.email);
  const auto password = require_password(invocation);
  const auto refusal =
      accounts::reset_password(*database, invocation.actor(), user.id, password, invocation.clock.now());
  if (refusal) refuse(invocation, *refusal);
  if (options.json) return print_json(json_of(written(*database, user.id)));
  print_line(ui::tr(invocation.language, "The password of {1} is changed", user.email));
}

void create_token(const Invocation& invocation, const Options& options) {
  const auto database = open_current_database(invocation);
  const auto user = require_user(invocation, *database, options.email);
  const auto scope = options.scope == "write" ? accounts::TokenScope::Write : accounts::TokenScope::Read;
  const auto token = accounts::create_token(*database, invocation.actor(),
                                            {user.id, options.name, scope, day_of(options.expires)}, invocation.clock.now());
  if (!token) refuse(invocation, token.error());
  if (options.json) {
    print_json({{"token", *token}});
  } else {
    print_line(*token);
  }
}

const CLI::Validator kIsDay([](const std::string& text) { return Date::parse(text) ? "" : "not a date: " + text; }, "DATE");
const CLI::Validator kIsRole(
    [](const std::string& name) { return accounts::role_named(name) ? "" : "unknown role: " + name; }, "ROLE");

using Verb = void (*)(const Invocation&, const Options&);

CLI::App* add_verb(CLI::App& user, Invocation& invocation, const char* name, const char* description,
                   const std::shared_ptr<Options>& options, Verb verb) {
  auto* command = user.add_subcommand(name, description);
  command->add_flag("--json", options->json, "Prints one JSON object");
  command->callback([&invocation, options, verb] {
    invocation.command = [&invocation, options, verb] { verb(invocation, *options); };
  });
  return command;
}

void add_email(CLI::App* command, const std::shared_ptr<Options>& options) {
  command->add_option("--email", options->email, "E-mail address of the person")->required();
}

}  // namespace

void add_user(CLI::App& program, Invocation& invocation) {
  auto* user = program.add_subcommand("user", "People and their API tokens");
  user->require_subcommand(1);
  auto options = std::make_shared<Options>();

  auto* adding = add_verb(*user, invocation, "add", "Adds a person", options, add);
  add_email(adding, options);
  adding->add_option("--name", options->name, "Name of the person")->required();
  adding->add_option("--role", options->roles, "Roles, separated by commas")->required()->delimiter(',')->check(kIsRole);
  adding->add_option("--account", options->customer_no, "Customer number, for resellers");
  adding->add_option("--until", options->until, "Last day of access")->check(kIsDay);

  add_verb(*user, invocation, "list", "Lists everybody", options, list);
  add_email(add_verb(*user, invocation, "disable", "Ends a person's access", options, disable), options);
  add_email(add_verb(*user, invocation, "reset-password", "Sets a new password", options, reset_password), options);

  auto* token = add_verb(*user, invocation, "token", "Makes an API token and prints it once", options, create_token);
  add_email(token, options);
  token->add_option("--name", options->name, "What the token is for")->required();
  token->add_option("--scope", options->scope, "What it may do")
      ->check(CLI::IsMember({"read", "write"}))
      ->capture_default_str();
  token->add_option("--expires", options->expires, "Last day it answers")->check(kIsDay);
}

}  // namespace recours::cli
