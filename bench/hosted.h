// The application in process over a database: one of its own in a temporary folder, gone afterwards.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "accounts/site.h"
#include "bench/asking.h"
#include "db/database.h"

namespace recours::bench {

class Hosted {
 public:
  // `name` tells the folders of two parts of the benchmark apart.
  Hosted(const std::string& name, Instant now);
  ~Hosted();
  Hosted(const Hosted&) = delete;
  Hosted& operator=(const Hosted&) = delete;

  db::Database& database();
  const accounts::Site& site() const;
  const std::string& file() const { return file_; }
  // Another application over the same file, with connections of its own.
  void beside(const std::function<void(const accounts::Site&)>& work) const;

 private:
  const std::filesystem::path folder_;
  const std::string file_;
  const FixedClock clock_;
  struct Application;
  std::unique_ptr<Application> application_;
};

}  // namespace recours::bench
