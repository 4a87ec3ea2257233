#include "support/claim_pages.h"

#include <algorithm>

#include "attachments/attachment_pages.h"
#include "claims/claims_api.h"

namespace recours::testing_support {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

// The value of an attribute of the tag that begins at `from`.
std::string attribute(std::string_view tag, const std::string& name) {
  const auto at = tag.find(" " + name + "=\"");
  if (at == std::string_view::npos) return {};
  const auto begin = at + name.size() + 3;
  std::string value(tag.substr(begin, tag.find('"', begin) - begin));
  for (const auto& [entity, character] :
       {std::pair{"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
    replace_all(value, entity, character);
  }
  return value;
}

// Later fields replace earlier ones of the same name.
FormFields merged(FormFields fields, const FormFields& more) {
  for (const auto& [name, value] : more) {
    std::erase_if(fields, [&, n = &name](const auto& field) { return field.first == *n; });
  }
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

}  // namespace

std::string visible(const http::Response& response) {
  std::string text;
  bool in_tag = false;
  for (const char c : response.body) {
    if (c == '<') in_tag = true;
    text += in_tag || c == '\n' ? ' ' : c;
    if (c == '>') in_tag = false;
  }
  for (const auto& [from, to] : {std::pair{"\u00a0", " "},
                                 {"\u202f", " "},
                                 {"’", "'"},
                                 {"&#39;", "'"},
                                 {"&quot;", "\""},
                                 {"&lt;", "<"},
                                 {"&gt;", ">"},
                                 {"&amp;", "&"}}) {
    replace_all(text, from, to);
  }
  text.erase(std::unique(text.begin(), text.end(), [](char a, char b) { return a == ' ' && b == ' '; }), text.end());
  return text;
}

std::vector<std::string> values_of(const http::Response& response, std::string_view name) {
  std::vector<std::string> values;
  const std::string_view body = response.body;
  for (std::size_t at = 0; (at = body.find("<input", at)) != std::string_view::npos; ++at) {
    const auto tag = body.substr(at, body.find('>', at) - at);
    if (attribute(tag, "name") == name) values.push_back(attribute(tag, "value"));
  }
  return values;
}

std::string value_of(const http::Response& response, std::string_view name) {
  const auto values = values_of(response, name);
  return values.empty() ? std::string() : values.front();
}

void ClaimPages::SetUp() {
  cast_ = make_cast(database(), clock_.now());
  site_ = std::make_unique<accounts::Site>(database(), clock_, accounts::SiteOptions{});
  claims::register_attachment_owners(depot_->owners);
  claims::register_claims_pages(*site_, *depot_);
  claims::register_claims_api(*site_);
  attachments::register_attachment_pages(*site_, *depot_);
  attachments::register_attachments_api(*site_, *depot_);
  invoice_ = make_invoice(database(), cast_.alice_account,
                          InvoiceSpec{}
                              .numbered("0033442137")
                              .issued(Date::of(2026, 10, 20))
                              .with({goods_line()
                                         .article("1429251")
                                         .part("LX-27B")
                                         .by("Lumexa")
                                         .order("0004411002")
                                         .delivery("0080011001")
                                         .serial_numbers({"SNA1", "SNA2"}),
                                     service_line(), freight_line()}));
  lines_ = line_ids(database(), invoice_);
}

void ClaimPages::expect_page(const std::string& target, int status) {
  EXPECT_EQ(as(cast_.alice).get(target).status, status) << target;
  EXPECT_EQ(as(cast_.odile).get(target).status, 403) << target << " without the right";
  EXPECT_EQ(Browser(*site_, database(), clock_).get(target).status, 303) << target << " signed out";
  EXPECT_EQ(as(cast_.alice).send(make_request(http::Method::Delete, target)).status, 405) << target;
}

void ClaimPages::expect_page_of_own_account(const std::string& target) {
  expect_page(target);
  EXPECT_EQ(as(cast_.bob).get(target).status, 404) << target << " for a stranger";
}

void ClaimPages::expect_post_guarded(const std::string& target, const std::string& stranger_target) {
  EXPECT_EQ(as(cast_.alice).post_bare(target, {}).status, 403) << target << " without CSRF token";
  EXPECT_EQ(as(cast_.odile).post(target).status, 403) << target << " without the right";
  EXPECT_EQ(Browser(*site_, database(), clock_).post_bare(target, {}).status / 100 == 2, false)
      << target << " signed out";
  if (stranger_target.empty()) return;
  EXPECT_EQ(as(cast_.bob).post(stranger_target).status, 404) << target << " for a stranger";
}

FormFields ClaimPages::return_form(FormFields more) {
  return merged({{"line", line(0)},
                 {"type", "CS-22"},
                 {"back", "/claims/new/lines?period=1m"},
                 {"quantity", "1"},
                 {"condition", "sealed"},
                 {"serials", "SNA1"},
                 {"contact_name", "Alice Martel"},
                 {"contact_email", "alice@helios.example"}},
                more);
}

std::string ClaimPages::put_in_basket(Browser& browser, FormFields more) {
  const auto response = browser.post("/basket/items", return_form(std::move(more)));
  const std::string location = header_of(response, "Location").value_or("");
  EXPECT_EQ(response.status, 303) << visible(response);
  const std::string_view start = "/basket/items/";
  return location.substr(start.size(), location.find('/', start.size()) - start.size());
}

http::Response ClaimPages::confirm(Browser& browser) {
  const auto basket = browser.get("/basket");
  FormFields fields{{"idempotency_key", value_of(basket, "idempotency_key")}};
  for (const auto& seen : values_of(basket, "seen")) fields.emplace_back("seen", seen);
  const auto answer = browser.post("/basket/confirmation", fields);
  EXPECT_EQ(answer.status, 303) << visible(answer);
  return browser.follow(answer);
}

std::string ClaimPages::confirmed_claim(Browser& browser, FormFields more) {
  put_in_basket(browser, std::move(more));
  const auto page = confirm(browser);
  EXPECT_EQ(page.status, 200);
  const std::string_view mark = "href=\"/claims/";
  for (auto at = page.body.find(mark); at != std::string::npos; at = page.body.find(mark, at + 1)) {
    const auto begin = at + mark.size();
    const std::string number = page.body.substr(begin, page.body.find('"', begin) - begin);
    if (number != "new" && number != "archive") return number;
  }
  ADD_FAILURE() << "no claim on " << visible(page);
  return {};
}

}  // namespace recours::testing_support
