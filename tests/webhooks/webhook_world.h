// An administrator, an endpoint, and a program that listens on a real socket and keeps what it is told.
#pragma once

#include <mutex>
#include <vector>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "../http/client.h"
#include "journal/journal.h"
#include "support/cast.h"
#include "support/clock.h"
#include "support/database.h"
#include "webhooks/delivery_actions.h"
#include "webhooks/webhook_actions.h"
#include "webhooks/webhook_store.h"

namespace recours::testing_support {

// Answers what it is told to, `status` unless told otherwise.
class Listener {
 public:
  explicit Listener(int status = 204)
      : status_(status), server_(options(), [this](http::Request r) { return answer(std::move(r)); }) {}
  std::string url(const std::string& path = "/hook") {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + path;
  }
  std::vector<http::Request> told() {
    const std::lock_guard lock(mutex_);
    return told_;
  }
  void answer_with(int status) {
    const std::lock_guard lock(mutex_);
    status_ = status;
  }

 private:
  static http::ServerOptions options() {
    http::ServerOptions options;
    options.port = 0;
    return options;
  }
  http::Response answer(http::Request request) {
    const std::lock_guard lock(mutex_);
    told_.push_back(std::move(request));
    auto response = http::Response::text("heard", status_);
    if (status_ == 302) response.set("Location", "/elsewhere");
    return response;
  }

  std::mutex mutex_;
  int status_;
  std::vector<http::Request> told_;
  http::testing_client::Running server_;
};

class WebhookWorld : public OnBothEngines {
 protected:
  void SetUp() override { cast = make_cast(database(), now); }

  webhooks::Act act() { return {database(), cast.admin, now}; }
  webhooks::Endpoint added(const std::string& url, std::vector<std::string> events = {}) {
    const auto endpoint = webhooks::add_endpoint(act(), {url, "", std::move(events)}, webhooks::Reach::Any);
    EXPECT_TRUE(endpoint.ok());
    return *endpoint;
  }
  // As an action writes it.
  void happen(const std::string& action, const std::string& number, const boost::json::object& content, Instant at) {
    const journal::Subject subject{action.substr(0, action.find('.')), number};
    database().write(
        [&](db::Transaction& t) { journal::append(t, cast.solene.actor(), at, action, subject, content); });
    journal::seal(database());
  }
  void close_complaint(const std::string& number) {
    happen("complaint.close", number,
           {{"from", "answered"}, {"to", "closed"}, {"reason", "Madame Durand est satisfaite"}}, now);
  }
  std::vector<webhooks::Delivery> deliveries(webhooks::EndpointId id) {
    return webhooks::list_deliveries(*database().reader(), id, std::nullopt).deliveries;
  }
  int deliver() { return webhooks::deliver_due(database(), sender, now); }

  Cast cast;
  Instant now = test_now();
  webhooks::HttpSender sender{
      {webhooks::Reach::Any, std::chrono::milliseconds(2'000), std::chrono::milliseconds(3'000)}};
};

}  // namespace recours::testing_support
