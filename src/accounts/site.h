// The site: routes with the right each needs, around them session, CSRF, tokens, language, and the one place where
// exceptions become pages or problem+json. Features register their pages and API routes here; `in process` tests send
// it requests without a socket.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/fwd.hpp>

#include "accounts/viewer.h"
#include "base/clock.h"
#include "base/refusal.h"
#include "db/database.h"
#include "http/message.h"
#include "http/router.h"
#include "ui/page.h"

namespace recours::accounts {

// One request of a known viewer, as handlers get it. Reading only: `database` is for handing to actions.
struct Visit {
  const http::Request& request;
  db::Database& database;
  db::Reader& reader;
  const Viewer& viewer;
  Instant now;
  ui::Frame frame;                       // language, CSRF token, navigation: ready for ui::render
  Date today() const { return paris_day(now); }
  ui::Language language() const { return frame.language; }
  // The page in its frame.
  http::Response page(const ui::Page& page, int status = 200) const;
};
using Handler = std::function<http::Response(Visit&)>;

// A visit nobody need be signed in for (sign-in page, user guide): language of the browser, or of the person.
struct PublicVisit {
  const http::Request& request;
  db::Database& database;
  db::Reader& reader;
  Instant now;
  ui::Frame frame;
  const Viewer* viewer = nullptr;        // somebody may be signed in all the same
  ui::Language language() const { return frame.language; }
  http::Response page(const ui::Page& page, int status = 200) const;
};
using PublicHandler = std::function<http::Response(PublicVisit&)>;

// A form whose page is too old to be believed: answered with a page that says so and leads back (403).
class StaleForm : public std::runtime_error {
 public:
  StaleForm() : std::runtime_error("stale form") {}
};

struct SiteOptions {
  std::string public_url;                // empty: from the request's Host
  bool demo_logins = false;              // sign-in page shows one login per role
  bool smtp_configured = false;
};

// What the words of the search box found in one place.
struct SearchHits {
  std::optional<std::string> exact = {};  // where the thing is whose own number was typed: it opens at once
  std::optional<std::string> only = {};   // where the one hit is, when there is but one
  ui::Html cards = {};                    // all of them; empty: none
};
struct Searched {
  Right right;
  Message hint;                           // what can be found there
  std::function<SearchHits(Visit&, const std::string& words)> find;
};

class Site {
 public:
  Site(db::Database& database, const Clock& clock, SiteOptions options);
  ~Site();

  // Pages: signed-in people with this right; others go to the sign-in page (and come back after), 403 without the right.
  // POST needs the CSRF token in the field `csrf`.
  void page(http::Method method, std::string_view pattern, Right right, Handler handler);
  // Pages for every signed-in person.
  void page(http::Method method, std::string_view pattern, Handler handler);
  // Pages without sign-in.
  void open_page(http::Method method, std::string_view pattern, PublicHandler handler);
  // API: bearer token; answers problem+json. Unsafe methods need a token with scope write.
  void api(http::Method method, std::string_view pattern, Right right, Handler handler);
  void api(http::Method method, std::string_view pattern, Handler handler);

  // This route takes files (request.files()): its body may have this many bytes and waits on disk. Longer is 413, before it
  // is read where the length says so.
  void takes_files(http::Method method, std::string_view pattern, std::size_t most_bytes);
  // For http::ServerOptions: what takes_files() said of the route this leads to.
  std::optional<std::size_t> upload_limit(http::Method method, const std::string& path) const;

  // Entries of the side bar, asked for at each page of a signed-in viewer. Groups appear in the order first named here.
  using Navigation = std::function<std::vector<ui::NavEntry>(db::Reader&, const Viewer&, ui::Language)>;
  void navigation(std::string_view group_label_english, Navigation entries);
  // The same for entries that count what is due today.
  using DatedNavigation = std::function<std::vector<ui::NavEntry>(db::Reader&, const Viewer&, ui::Language, Date)>;
  void navigation(std::string_view group_label_english, DatedNavigation entries);
  // Where somebody lands after signing in, by the first that answers.
  void home(std::function<std::optional<std::string>(const Viewer&)> path);
  std::optional<std::string> home_of(const Viewer& viewer) const;
  // One more place the search box of the top bar looks into, on /search; shown to who may look into any.
  void search(Searched place);
  const SiteOptions& options() const;

  // The whole application: handed to http::Server, or called by tests. Never throws.
  http::Response handle(http::Request request) const;

  struct Route {
    http::Method method;
    std::string pattern;
    std::optional<Right> right;          // none: every signed-in person, or everybody for open pages
    bool is_api = false;
    bool is_open = false;
  };
  std::vector<Route> routes() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A POST of a signed-in person without its CSRF token in the field `csrf`: the site asks by itself on pages; open pages
// that change something of the person ask with this. Throws StaleForm.
void require_csrf(const http::Request& request, std::string_view token);

// ---- answers of API handlers
http::Response json_answer(const boost::json::value& value, int status = 200);
http::Response problem(const Visit& visit, int status, const Refusal& refusal);   // problem+json, RFC 9457
http::Response problem(const Visit& visit, const Refusal& refusal);               // 422, or 409 for Kind::Conflict
// The body as a JSON object; Malformed otherwise.
boost::json::object json_body(const http::Request& request);

}  // namespace recours::accounts
