// What the page tests of files start from: the world of files and a site with their pages, at https://recours.example.
#pragma once

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attachments/attachment_pages.h"
#include "file_world.h"
#include "support/claim_pages.h"
#include "support/site.h"

namespace recours::testing_support {

class FilePages : public FileWorld {
 protected:
  void SetUp() override {
    FileWorld::SetUp();
    site_ = std::make_unique<accounts::Site>(database(), clock_,
                                             accounts::SiteOptions{.public_url = "https://recours.example"});
    attachments::register_attachment_pages(*site_, *depot);
    attachments::register_phone_pages(*site_, *depot);
  }

  attachments::UploadForm open_form(std::optional<Owner> owner = {}) {
    return attachments::open_form(database(), cast.alice,
                                  {"", std::move(owner), "Facture 0033442137", {"label", "damage"}}, clock_.now());
  }
  attachments::Attachment uploaded(const Owner& owner, const std::string& name = "photo.png", int number = 1) {
    auto done = attachments::upload(database(), *depot, cast.alice, owner,
                                    {name, png(number), "label", "", attachments::Source::Desk}, clock_.now());
    if (!done) throw std::logic_error("not uploaded: " + done.error().code);
    return *done;
  }

  Browser as(const accounts::Viewer& viewer) { return std::move(Browser(*site_, database(), clock_).enter(viewer)); }
  Browser nobody() { return Browser(*site_, database(), clock_); }

  // As the script asks.
  static http::Response send_as_script(Browser& browser, std::string_view target, FormFields fields,
                                       const std::vector<FileField>& files) {
    fields.emplace_back("csrf", browser.csrf());
    std::string body;
    const auto part = [&](const std::string& head, const std::string& content) {
      body += "--xxBOUNDARYxx\r\ncontent-disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
    };
    for (const auto& [name, value] : fields) part("name=\"" + name + "\"", value);
    for (const auto& file : files) part("name=\"" + file.field + "\"; filename=\"" + file.name + "\"", file.content);
    body += "--xxBOUNDARYxx--\r\n";
    return browser.send(make_request(
        http::Method::Post, target,
        {{"accept", "application/json"}, {"content-type", "multipart/form-data; boundary=xxBOUNDARYxx"}}, body));
  }

  TestClock clock_{test_now()};
  std::unique_ptr<accounts::Site> site_;
};

}  // namespace recours::testing_support
