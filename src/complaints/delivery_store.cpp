#include "complaints/delivery_store.h"

namespace recours::complaints {

void set_answer_mail(db::Transaction& transaction, AnswerId id, std::optional<std::int64_t> outbox_id) {
  transaction.execute_one("UPDATE complaint_answer SET outbox_id = :outbox WHERE id = :id",
                          {{"outbox", outbox_id}, {"id", id}});
}

bool is_under_way(db::Reader& reader, ComplaintId id, LetterKind kind) {
  return reader.value<std::int64_t>(
             "SELECT COUNT(*) AS value FROM complaint_letter l JOIN outbox_message m ON m.id = l.outbox_id "
             "WHERE l.complaint_id = :id AND l.kind = :kind AND l.counted_on IS NULL "
             "AND m.state IN ('queued', 'sending', 'sent')",
             {{"id", id}, {"kind", name_of(kind)}}) > 0;
}

// A parked letter stays as it is, its state is read where it is shown; a parked answer goes back to its handler.
// An answer that went back may still leave, when its mail is taken up again.
std::vector<DeliveryNews> list_delivery_news(db::Reader& reader, int limit) {
  auto news = reader.list(
      "SELECT l.complaint_id, l.id FROM complaint_letter l JOIN outbox_message m ON m.id = l.outbox_id "
      "WHERE l.counted_on IS NULL AND m.state = 'sent' ORDER BY m.sent_at, l.id LIMIT :limit",
      {{"limit", limit}}, [](const db::Row& row) {
        return DeliveryNews{row.get<ComplaintId>("complaint_id"), row.get<LetterId>("id"), std::nullopt};
      });
  reader.each(
      "SELECT a.complaint_id, a.id FROM complaint_answer a JOIN outbox_message m ON m.id = a.outbox_id "
      "WHERE (a.state = 'sending' AND m.state IN ('sent', 'parked')) OR (a.state = 'approved' AND m.state = 'sent') "
      "ORDER BY a.id LIMIT :limit",
      {{"limit", limit}}, [&](const db::Row& row) {
        news.push_back({row.get<ComplaintId>("complaint_id"), std::nullopt, row.get<AnswerId>("id")});
      });
  return news;
}

std::optional<DeliveredLetter> find_delivered_letter(db::Reader& reader, LetterId id) {
  return reader.find(
      "SELECT l.kind, m.sent_at FROM complaint_letter l JOIN outbox_message m ON m.id = l.outbox_id "
      "WHERE l.id = :id AND l.counted_on IS NULL AND m.state = 'sent'",
      {{"id", id}}, [](const db::Row& row) {
        return DeliveredLetter{letter_kind_named(row.get<std::string>("kind")).value(), row.get<Instant>("sent_at")};
      });
}

std::optional<AnswerDelivery> find_answer_delivery(db::Reader& reader, AnswerId id) {
  return reader.find(
      "SELECT m.state, m.sent_at, m.last_error FROM complaint_answer a JOIN outbox_message m ON m.id = a.outbox_id "
      "WHERE a.id = :id AND ((a.state = 'sending' AND m.state IN ('sent', 'parked')) "
      "OR (a.state = 'approved' AND m.state = 'sent'))",
      {{"id", id}}, [](const db::Row& row) {
        const bool accepted = row.get<std::string>("state") == "sent";
        return AnswerDelivery{accepted ? row.get<std::optional<Instant>>("sent_at") : std::nullopt,
                              row.get<std::string>("last_error")};
      });
}

std::vector<Undelivered> list_undelivered(db::Reader& reader, std::optional<UserId> handler, int limit) {
  return reader.list(
      "SELECT c.id, c.number, c.title, l.kind AS what, m.to_address, m.last_error FROM outbox_message m "
      "JOIN complaint_letter l ON l.outbox_id = m.id AND l.counted_on IS NULL "
      "JOIN complaint c ON c.id = l.complaint_id "
      "WHERE m.state = 'parked' AND (:handler = 0 OR c.handler_id = :handler OR c.handler_id IS NULL) AND NOT EXISTS "
      "(SELECT 1 FROM "
      "complaint_letter n WHERE n.complaint_id = l.complaint_id AND n.kind = l.kind AND n.id > l.id) "
      "UNION ALL SELECT c.id, c.number, c.title, 'answer' AS what, m.to_address, m.last_error FROM outbox_message m "
      "JOIN complaint_answer a ON a.outbox_id = m.id AND a.counted_on IS NULL "
      "JOIN complaint c ON c.id = a.complaint_id "
      "WHERE m.state = 'parked' AND (:handler = 0 OR c.handler_id = :handler OR c.handler_id IS NULL) AND NOT EXISTS "
      "(SELECT 1 FROM "
      "complaint_answer n WHERE n.complaint_id = a.complaint_id AND n.id > a.id) ORDER BY 2 LIMIT :limit",
      {{"handler", handler ? handler->value : 0}, {"limit", limit}}, [](const db::Row& row) {
        return Undelivered{row.get<ComplaintId>("id"),         row.get<std::string>("number"),
                           row.get<std::string>("title"),      row.get<std::string>("what"),
                           row.get<std::string>("to_address"), row.get<std::string>("last_error")};
      });
}

}  // namespace recours::complaints
