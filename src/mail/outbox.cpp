#include "mail/outbox.h"

#include <sodium.h>

#include <boost/json.hpp>

#include "base/text.h"

namespace recours::mail {
namespace {

constexpr std::int64_t kCountedAtMost = 1000;

std::string draw_message_id() {
  std::string bytes(16, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return hex(bytes);
}

std::string to_json(const std::vector<Address>& addresses) {
  boost::json::array items;
  for (const auto& address : addresses) items.push_back({{"name", address.name}, {"address", address.address}});
  return boost::json::serialize(items);
}

std::vector<Address> addresses_of(std::string_view json) {
  std::vector<Address> addresses;
  const auto items = boost::json::parse(boost::json::string_view(json.data(), json.size()));
  for (const auto& item : items.as_array()) {
    const auto& object = item.as_object();
    addresses.push_back({std::string(object.at("name").as_string()), std::string(object.at("address").as_string())});
  }
  return addresses;
}

std::vector<std::string> ids_of(std::string_view thread) {
  return thread.empty() ? std::vector<std::string>() : split(thread, ' ');
}

enum class Bodies { With, Without };

OutboxMessage message_of(const db::Row& row, Bodies bodies) {
  OutboxMessage message;
  message.id = row.get<OutboxId>("id");
  message.message_id = row.get<std::string>("message_id");
  message.mail.to = {row.get<std::string>("to_name"), row.get<std::string>("to_address")};
  message.mail.copies = addresses_of(row.get<std::string_view>("cc"));
  message.mail.subject = row.get<std::string>("subject");
  message.mail.about_type = row.get<std::string>("about_type");
  message.mail.about_id = row.get<std::string>("about_id");
  message.state = row.get<std::string>("state");
  message.attempts = row.get<std::int64_t>("attempts");
  message.last_error = row.get<std::string>("last_error");
  message.created_at = row.get<Instant>("created_at");
  message.next_attempt_at = row.get<Instant>("next_attempt_at");
  message.sent_at = row.get<std::optional<Instant>>("sent_at");
  if (bodies == Bodies::With) {
    message.mail.reply_token = row.get<std::string>("reply_token");
    message.mail.thread = ids_of(row.get<std::string_view>("thread"));
    message.mail.text = row.get<std::string>("text_body");
    message.mail.html = row.get<std::string>("html_body");
  }
  return message;
}

// The copies are JSON: the address stands in it between quotes. Compared without regard to case on both engines.
std::string copy_pattern(const std::string& recipient) {
  std::string pattern = "%\"address\":\"";
  for (char c : recipient) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "\"%";
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

OutboxId enqueue(db::Transaction& transaction, const Mail& mail, Instant now) {
  return transaction.require(
      "INSERT INTO outbox_message (message_id, to_address, to_name, cc, subject, text_body, html_body, about_type,"
      " about_id, reply_token, thread, state, next_attempt_at, created_at)"
      " VALUES (:message_id, :to_address, :to_name, :cc, :subject, :text, :html, :about_type, :about_id, :reply_token,"
      " :thread, 'queued', :now, :now) RETURNING id",
      {{"message_id", draw_message_id()},
       {"to_address", mail.to.address},
       {"to_name", mail.to.name},
       {"cc", to_json(mail.copies)},
       {"subject", mail.subject},
       {"text", mail.text},
       {"html", mail.html},
       {"about_type", mail.about_type},
       {"about_id", mail.about_id},
       {"reply_token", mail.reply_token},
       {"thread", join(mail.thread, " ")},
       {"now", now}},
      [](const db::Row& row) { return row.get<OutboxId>("id"); });
}

OutboxPage list_outbox(db::Reader& reader, const OutboxFilter& filter, std::optional<OutboxId> before, int limit) {
  const auto recipient = lower(filter.recipient);
  OutboxPage page;
  page.messages = reader.list(
      "SELECT id, message_id, to_address, to_name, cc, subject, about_type, about_id, state, attempts, last_error,"
      " created_at, next_attempt_at, sent_at FROM outbox_message"
      " WHERE (:before = 0 OR id < :before) AND (:state = '' OR state = :state)"
      " AND (:recipient = '' OR lower(to_address) = :recipient OR lower(cc) LIKE :copy ESCAPE '!')"
      " ORDER BY id DESC LIMIT :limit",
      {{"before", before ? before->value : 0},
       {"state", filter.state},
       {"recipient", recipient},
       {"copy", copy_pattern(recipient)},
       {"limit", limit + 1}},
      [](const db::Row& row) { return message_of(row, Bodies::Without); });
  if (page.messages.size() > static_cast<std::size_t>(limit)) {
    page.messages.pop_back();
    page.next = page.messages.back().id;
  }
  return page;
}

OutboxMessage require_outbox_message(db::Reader& reader, OutboxId id, const OutboxFilter& filter) {
  const auto recipient = lower(filter.recipient);
  return reader.require(
      "SELECT id, message_id, to_address, to_name, cc, subject, text_body, html_body, about_type, about_id, reply_token,"
      " thread, state, attempts, last_error, created_at, next_attempt_at, sent_at FROM outbox_message WHERE id = :id"
      " AND (:state = '' OR state = :state)"
      " AND (:recipient = '' OR lower(to_address) = :recipient OR lower(cc) LIKE :copy ESCAPE '!')",
      {{"id", id}, {"state", filter.state}, {"recipient", recipient}, {"copy", copy_pattern(recipient)}},
      [](const db::Row& row) { return message_of(row, Bodies::With); });
}

OutboxCounts count_unsent(db::Reader& reader) {
  const auto count = [&](const char* state) {
    return reader.value<std::int64_t>(
        "SELECT COUNT(*) AS value FROM (SELECT id FROM outbox_message WHERE state = :state LIMIT :most) AS counted",
        {{"state", state}, {"most", kCountedAtMost + 1}});
  };
  return {count("queued"), count("sending"), count("parked")};
}

void requeue(db::Transaction& transaction, OutboxId id, Instant now) {
  transaction.execute_one(
      "UPDATE outbox_message SET state = 'queued', attempts = 0, next_attempt_at = :now"
      " WHERE id = :id AND state = 'parked' AND text_body || html_body <> ''",
      {{"id", id}, {"now", now}});
}

}  // namespace recours::mail
