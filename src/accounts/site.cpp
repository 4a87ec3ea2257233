#include "accounts/site.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include <spdlog/spdlog.h>

#include "accounts/caller.h"
#include "accounts/cookies.h"
#include "accounts/failures.h"
#include "accounts/search_page.h"
#include "accounts/session_actions.h"
#include "accounts/settings.h"
#include "accounts/setup_pages.h"
#include "accounts/statement_reader.h"
#include "db/migrate.h"
#include "http/assets.h"
#include "http/security_headers.h"

namespace recours::accounts {
namespace {

constexpr std::string_view kApi = "/api/";

enum class Access { Page, OpenPage, Api };

struct Entry {
  Access access;
  std::optional<Right> right;
  Handler handler;
  PublicHandler open_handler;
  std::string pattern;
};

// One request while it is being answered.
struct Exchange {
  Exchange(http::Request& incoming, db::Database& database, Instant at) : request(incoming), reader(database), now(at) {}

  http::Request& request;
  StatementReader reader;
  Instant now;
  std::optional<Session> session;
  std::optional<Viewer> viewer;
  OrganisationSettings organisation;
  ui::Frame frame;
};

std::string detail_of(ui::Language language, const User& user) {
  if (user.account) return user.account_name;
  std::string labels;
  for (const Role role : user.roles) labels += (labels.empty() ? "" : ", ") + label_of(language, role);
  return labels;
}

std::string allow_header(const std::vector<http::Method>& allowed) {
  std::string methods;
  for (const http::Method method : allowed) methods.append(methods.empty() ? "" : ", ").append(name_of(method));
  return methods;
}

http::Response unauthorised(ui::Language language) {
  auto response = failure_problem(
      language, {401, "unauthorised", msg("Who are you?"),
                 msg("Send a valid API token in the header Authorization: Bearer TOKEN."), "", {}});
  response.set("WWW-Authenticate", "Bearer");
  return response;
}

}  // namespace

struct Site::Impl {
  struct Group {
    std::string label;
    std::vector<DatedNavigation> entries;
  };

  db::Database& database;
  const Clock& clock;
  SiteOptions options;
  http::Router<Entry> router;
  std::vector<Group> groups;
  std::vector<std::function<std::optional<std::string>(const Viewer&)>> homes;
  std::vector<Searched> searched;
  std::map<std::pair<http::Method, std::string>, std::size_t> upload_limits;   // by method and pattern

  void add(http::Method method, std::string_view pattern, Entry entry);
  void identify(Exchange& exchange) const;
  void fill_frame(Exchange& exchange) const;
  http::Response answer(http::Request& request, Instant now) const;
  http::Response ready() const;
  http::Response answer_page(Exchange& exchange) const;
  http::Response answer_signed_in(Exchange& exchange, const Entry& entry) const;
  http::Response answer_open(Exchange& exchange, const Entry& entry) const;
  http::Response sign_in_first(const Exchange& exchange) const;
  bool setup_first(Exchange& exchange) const;
  http::Response answer_api(Exchange& exchange) const;
  http::Response run(Exchange& exchange, const Entry& entry) const;
};

Site::Site(db::Database& database, const Clock& clock, SiteOptions options)
    : impl_(new Impl{database, clock, std::move(options), {}, {}, {}, {}, {}}) {}
Site::~Site() = default;

void Site::Impl::add(http::Method method, std::string_view pattern, Entry entry) {
  entry.pattern = std::string(pattern);
  router.add(method, pattern, std::move(entry));
}

void Site::page(http::Method method, std::string_view pattern, Right right, Handler handler) {
  impl_->add(method, pattern, {Access::Page, right, std::move(handler), {}});
}

void Site::page(http::Method method, std::string_view pattern, Handler handler) {
  impl_->add(method, pattern, {Access::Page, std::nullopt, std::move(handler), {}});
}

void Site::open_page(http::Method method, std::string_view pattern, PublicHandler handler) {
  impl_->add(method, pattern, {Access::OpenPage, std::nullopt, {}, std::move(handler)});
}

void Site::api(http::Method method, std::string_view pattern, Right right, Handler handler) {
  assert(pattern.starts_with(kApi));
  impl_->add(method, pattern, {Access::Api, right, std::move(handler), {}});
}

void Site::api(http::Method method, std::string_view pattern, Handler handler) {
  assert(pattern.starts_with(kApi));
  impl_->add(method, pattern, {Access::Api, std::nullopt, std::move(handler), {}});
}

void Site::takes_files(http::Method method, std::string_view pattern, std::size_t most_bytes) {
  impl_->upload_limits[{method, std::string(pattern)}] = most_bytes;
}

std::optional<std::size_t> Site::upload_limit(http::Method method, const std::string& path) const {
  http::Request request;
  request.method = method;
  request.path = request.target = path;
  const auto match = impl_->router.match(request);
  if (match.handler == nullptr) return std::nullopt;
  const auto found = impl_->upload_limits.find({method, match.handler->pattern});
  return found == impl_->upload_limits.end() ? std::nullopt : std::optional(found->second);
}

void Site::navigation(std::string_view group_label_english, Navigation entries) {
  navigation(group_label_english, [entries = std::move(entries)](db::Reader& reader, const Viewer& viewer,
                                                                 ui::Language language, Date) {
    return entries(reader, viewer, language);
  });
}

void Site::navigation(std::string_view group_label_english, DatedNavigation entries) {
  auto& groups = impl_->groups;
  auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.label == group_label_english; });
  if (group == groups.end()) group = groups.insert(groups.end(), {std::string(group_label_english), {}});
  group->entries.push_back(std::move(entries));
}

void Site::home(std::function<std::optional<std::string>(const Viewer&)> path) { impl_->homes.push_back(std::move(path)); }

std::optional<std::string> Site::home_of(const Viewer& viewer) const {
  for (const auto& home : impl_->homes) {
    if (auto path = home(viewer)) return path;
  }
  return std::nullopt;
}

void Site::search(Searched place) {
  if (impl_->searched.empty()) {
    page(http::Method::Get, kSearchPath, [this](Visit& visit) { return search_page(visit, impl_->searched); });
  }
  impl_->searched.push_back(std::move(place));
}

const SiteOptions& Site::options() const { return impl_->options; }

http::Response Site::handle(http::Request request) const {
  http::Response response;
  try {
    response = impl_->answer(request, impl_->clock.now());
  } catch (const std::exception& error) {
    // Not even the page that tells of the failure could be made.
    spdlog::error("{} {}: {}", http::name_of(request.method), logged_name(request), error.what());
    response = http::Response::text("Une erreur est survenue. Rien n’a été enregistré. Réessayez plus tard.\n", 500);
  }
  http::add_security_headers(response, request.secure);
  return response;
}

std::vector<Site::Route> Site::routes() const {
  std::vector<Route> routes;
  for (const auto& route : impl_->router.routes()) {
    const Access access = route.handler->access;
    routes.push_back({route.method, route.pattern, route.handler->right, access == Access::Api, access == Access::OpenPage});
  }
  return routes;
}

// ---- one request

http::Response Site::Impl::answer(http::Request& request, Instant now) const {
  if (auto asset = http::serve_asset(request)) return std::move(*asset);
  if (request.path == "/healthz") return http::Response::text("ok\n");
  if (request.path == "/readyz") return ready();

  const bool is_api = request.path.starts_with(kApi);
  Exchange exchange(request, database, now);
  exchange.frame.language = language_of_browser(request);
  exchange.frame.theme = theme_of_browser(request);
  exchange.frame.current_path = is_safe(request.method) && http::is_local_path(request.target)
                                    ? request.target
                                    : referring_path(request, options.public_url);
  try {
    return is_api ? answer_api(exchange) : answer_page(exchange);
  } catch (...) {
    const RequestFailure failure = describe_failure(std::current_exception(), request);
    if (is_api) return failure_problem(exchange.frame.language, failure);
    return failure_page(exchange.frame, failure, referring_path(request, options.public_url));
  }
}

http::Response Site::Impl::ready() const {
  try {
    db::require_current_schema(database);
    return http::Response::text("ready\n");
  } catch (const db::Error& error) {
    spdlog::error("not ready: {}", error.what());
    auto response = http::Response::text("not ready\n", 503);
    response.set("Retry-After", "5");
    return response;
  }
}

void Site::Impl::identify(Exchange& exchange) const {
  exchange.organisation = organisation_settings(exchange.reader);
  const auto token = session_token(exchange.request);
  if (!token) return;
  exchange.session = find_session(exchange.reader, *token, exchange.now);
  if (!exchange.session) return;
  exchange.viewer = viewer_of(exchange.session->user, "web " + exchange.request.client_address);
  exchange.viewer->hidden_desk = exchange.organisation.hidden_desk;
  note_seen(database, *exchange.session, exchange.now);
}

void Site::Impl::fill_frame(Exchange& exchange) const {
  ui::Frame& frame = exchange.frame;
  frame.organisation = exchange.organisation.name;
  if (!exchange.viewer) return;
  const Viewer& viewer = *exchange.viewer;
  frame.language = viewer.language;
  frame.theme = viewer.theme;
  frame.person = viewer.name;
  frame.person_detail = detail_of(viewer.language, exchange.session->user);
  frame.csrf = exchange.session->csrf_token;
  if (may_search(viewer, searched)) frame.search_action = kSearchPath;
  for (const Group& group : groups) {
    ui::NavGroup shown{ui::tr(viewer.language, group.label.c_str()), {}};
    for (const DatedNavigation& entries : group.entries) {
      for (auto& entry : entries(exchange.reader, viewer, viewer.language, paris_day(exchange.now))) {
        shown.entries.push_back(std::move(entry));
      }
    }
    if (!shown.entries.empty()) frame.navigation.push_back(std::move(shown));
  }
}

http::Response Site::Impl::answer_page(Exchange& exchange) const {
  identify(exchange);
  fill_frame(exchange);
  const auto match = router.match(exchange.request);
  const bool waits = match.handler == nullptr || match.handler->access != Access::OpenPage ||
                     (match.handler->pattern != kSetupPath && !match.handler->pattern.starts_with("/preferences/"));
  if (waits && setup_first(exchange)) return http::Response::redirect(kSetupPath);
  if (match.handler == nullptr) {
    if (match.allowed.empty()) throw NotFound();
    auto response = failure_page(exchange.frame, method_not_allowed_failure(),
                                 referring_path(exchange.request, options.public_url));
    return std::move(response.set("Allow", allow_header(match.allowed)));
  }
  if (!is_safe(exchange.request.method) && is_cross_site(exchange.request, options.public_url)) throw StaleForm();
  return match.handler->access == Access::OpenPage ? answer_open(exchange, *match.handler)
                                                   : answer_signed_in(exchange, *match.handler);
}

http::Response Site::Impl::answer_open(Exchange& exchange, const Entry& entry) const {
  PublicVisit visit{exchange.request, database,       exchange.reader,
                    exchange.now,     exchange.frame, exchange.viewer ? &*exchange.viewer : nullptr};
  return entry.open_handler(visit);
}

http::Response Site::Impl::answer_signed_in(Exchange& exchange, const Entry& entry) const {
  if (!exchange.viewer) return sign_in_first(exchange);
  if (!is_safe(exchange.request.method)) require_csrf(exchange.request, exchange.session->csrf_token);
  return run(exchange, entry);
}

http::Response Site::Impl::run(Exchange& exchange, const Entry& entry) const {
  // What belongs to a desk that was not chosen is not there for anybody.
  if (entry.right && exchange.viewer->hidden_desk && desk_of(*entry.right) == exchange.viewer->hidden_desk) throw NotFound();
  if (entry.right && !exchange.viewer->can(*entry.right)) throw Forbidden();
  Visit visit{exchange.request, database, exchange.reader, *exchange.viewer, exchange.now, exchange.frame};
  return entry.handler(visit);
}

// R-122 Asks the database nothing more once the organisation has a name, which is asked for with every page.
bool Site::Impl::setup_first(Exchange& exchange) const {
  if (!exchange.organisation.name.empty() || exchange.viewer) return false;
  const auto all = router.routes();
  const bool can_set_up =
      std::any_of(all.begin(), all.end(), [](const auto& route) { return route.pattern == kSetupPath; });
  return can_set_up && awaits_setup(exchange.reader);
}

http::Response Site::Impl::sign_in_first(const Exchange& exchange) const {
  // current_path is where the person was: the page asked for, or the one whose form was sent in vain.
  std::string path = "/sign-in";
  std::string_view separator = "?";
  if (exchange.frame.current_path != "/") {
    path.append(separator).append("next=").append(http::urlencode(exchange.frame.current_path));
    separator = "&";
  }
  if (!is_safe(exchange.request.method)) path.append(separator).append("unsaved=1");
  return http::Response::redirect(path);
}

http::Response Site::Impl::answer_api(Exchange& exchange) const {
  const http::Request& request = exchange.request;
  const auto sent = bearer_token(request);
  const auto token = sent ? find_api_token(exchange.reader, *sent, paris_day(exchange.now)) : std::nullopt;
  if (!token) {
    return setup_first(exchange) ? setup_first_problem(exchange.frame.language)
                                 : unauthorised(exchange.frame.language);
  }
  exchange.viewer = viewer_of(token->user, "api " + request.client_address);
  exchange.viewer->read_only = token->read_only;
  exchange.viewer->hidden_desk = organisation_settings(exchange.reader).hidden_desk;
  exchange.frame.language = exchange.viewer->language;
  note_used(database, *token, paris_day(exchange.now));

  const auto match = router.match(exchange.request);
  if (match.handler == nullptr) {
    if (match.allowed.empty()) throw NotFound();
    auto response = failure_problem(exchange.frame.language, method_not_allowed_failure());
    return std::move(response.set("Allow", allow_header(match.allowed)));
  }
  if (token->read_only && !is_safe(request.method)) {
    return failure_problem(exchange.frame.language,
                           {403, "read_only_token", msg("This is not among your rights"),
                            msg("This API token may only read. Ask for one with the scope write."), "", {}});
  }
  return run(exchange, *match.handler);
}

}  // namespace recours::accounts
