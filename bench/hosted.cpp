#include "bench/hosted.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/composition.h"
#include "db/migrate.h"

namespace recours::bench {
namespace {

std::filesystem::path new_folder(const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("recours-bench-{}-{}", name, getpid());
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace

struct Hosted::Application {
  Application(const std::string& file, const Clock& clock)
      : database(db::Database::open("sqlite:" + file)),
        depot{attachments::blobs_in_database(std::filesystem::path(file).parent_path()),
              attachments::Inspector({}),
              {},
              cli::attachment_owners()},
        site(*database, clock, {}) {
    db::migrate(*database, clock.now());
    cli::register_features(site, depot, jobs::OutboxKind::Demo);
  }

  std::unique_ptr<db::Database> database;
  attachments::Depot depot;
  accounts::Site site;
};

Hosted::Hosted(const std::string& name, Instant now)
    : folder_(new_folder(name)),
      file_((folder_ / "bench.db").string()),
      clock_(now),
      application_(std::make_unique<Application>(file_, clock_)) {}

Hosted::~Hosted() {
  application_.reset();
  std::filesystem::remove_all(folder_);
}

db::Database& Hosted::database() { return *application_->database; }
const accounts::Site& Hosted::site() const { return application_->site; }

void Hosted::beside(const std::function<void(const accounts::Site&)>& work) const {
  const Application another(file_, clock_);
  work(another.site);
}

}  // namespace recours::bench
