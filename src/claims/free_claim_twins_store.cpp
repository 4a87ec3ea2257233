#include "claims/free_claim_twins_store.h"

#include <algorithm>

#include "base/text.h"
#include "sales/by_hand_store.h"

namespace recours::claims {
namespace {

constexpr const char* kLives = "l.authorisation NOT IN ('in_basket', 'cancelled')";

Twin twin_of(const db::Row& row) {
  return {row.get<std::string>("number"), row.get<std::string>("customer_no"), row.get<std::string>("serial")};
}

std::vector<Twin> with_serial(db::Reader& reader, const std::string& serial, std::size_t most) {
  return reader.list(std::string("SELECT c.number, a.customer_no, MIN(s.number) AS serial FROM claim_line_serial s "
                                 "JOIN claim_line l ON l.id = s.claim_line_id JOIN claim c ON c.id = l.claim_id "
                                 "JOIN reseller_account a ON a.id = c.account_id WHERE s.number_key = :key AND ") +
                         kLives + " GROUP BY c.id, c.number, a.customer_no ORDER BY c.id DESC LIMIT :most",
                     {{"key", number_key(serial)}, {"most", static_cast<std::int64_t>(most)}}, twin_of);
}

// Where no article number was typed, the number that was told is enough.
std::vector<Twin> with_told_number(db::Reader& reader, const FreeClaim& claim, std::size_t most) {
  const std::string told = number_key(claim.told_invoice_no), article = number_key(claim.article_no);
  if (told.empty() && article.empty()) return {};
  return reader.list(
      std::string("SELECT c.number, a.customer_no, '' AS serial FROM reseller_account a "
                  "JOIN invoice i ON i.account_id = a.id AND i.source_format = :by_hand AND i.number_key = :told "
                  "JOIN invoice_line il ON il.invoice_id = i.id JOIN claim_line l ON l.invoice_line_id = il.id "
                  "JOIN claim c ON c.id = l.claim_id WHERE a.customer_no = :customer_no AND "
                  "(:article = '' OR il.article_key = '' OR il.article_key = :article) AND ") +
          kLives + " GROUP BY c.id, c.number, a.customer_no ORDER BY c.id DESC LIMIT :most",
      {{"by_hand", sales::kByHand},
       {"told", told},
       {"customer_no", claim.customer_no},
       {"article", article},
       {"most", static_cast<std::int64_t>(most)}},
      twin_of);
}

}  // namespace

std::optional<ToldInvoice> find_told_invoice(db::Reader& reader, const FreeClaim& claim) {
  const std::string told = number_key(claim.told_invoice_no);
  if (told.empty()) return std::nullopt;
  return reader.find(
      "SELECT i.number, i.issued_on FROM invoice i JOIN reseller_account a ON a.id = i.account_id "
      "WHERE i.number_key = :told AND a.customer_no = :customer_no AND i.type IN ('380', '384') "
      "AND i.source_format <> :by_hand ORDER BY i.issued_on DESC, i.id DESC LIMIT 1",
      {{"told", told}, {"customer_no", claim.customer_no}, {"by_hand", sales::kByHand}}, [](const db::Row& row) {
        return ToldInvoice{row.get<std::string>("number"), row.get<Date>("issued_on")};
      });
}

std::vector<Twin> list_twins(db::Reader& reader, const FreeClaim& claim, std::size_t most) {
  std::vector<Twin> twins;
  const auto add = [&](const std::vector<Twin>& found) {
    for (const auto& one : found) {
      const bool known = std::any_of(twins.begin(), twins.end(), [&](const Twin& t) { return t.number == one.number; });
      if (!known && twins.size() < most) twins.push_back(one);
    }
  };
  for (const auto& serial : claim.declared.serials) add(with_serial(reader, serial, most));
  add(with_told_number(reader, claim, most));
  return twins;
}

}  // namespace recours::claims
