#include "claims/parcel_candidates_store.h"

#include <algorithm>

#include "base/text.h"
#include "claims/claim_store.h"
#include "claims/typed_serials.h"

namespace recours::claims {
namespace {

using accounts::Viewer;

constexpr std::size_t kMostCandidates = 20;
constexpr std::size_t kMostNumbers = 50;
constexpr std::size_t kShortestWord = 3;  // of a name: "le" finds everybody

struct Clues {
  std::vector<std::string> keys;   // of numbers
  std::vector<std::string> words;  // of names
};

// Whole lines are numbers with blanks in them; words are numbers and names.
void add_clues(Clues& clues, std::string_view text) {
  for (const auto& item : serials_in(text)) {
    clues.keys.push_back(number_key(item));
    for (const auto& word : split(item, ' ')) {
      if (word.empty()) continue;
      clues.keys.push_back(number_key(word));
      if (length(word) >= kShortestWord) clues.words.push_back(word);
    }
  }
}

Clues clues_of(const ParcelRow& parcel, const std::string& words) {
  Clues clues;
  for (const auto& text : {words, parcel.tracking, parcel.contents, parcel.sender}) add_clues(clues, text);
  if (clues.keys.size() > kMostNumbers) clues.keys.resize(kMostNumbers);
  if (clues.words.size() > kMostNumbers) clues.words.resize(kMostNumbers);
  return clues;
}

constexpr std::string_view kAwaited =
    "EXISTS (SELECT 1 FROM claim_line w WHERE w.claim_id = c.id AND w.goods IN ('awaiting_goods', 'shipped') "
    "AND w.authorisation IN ('validated', 'expired')) ";

std::string_view condition_of(Clue clue) {
  switch (clue) {
    case Clue::Number:
      return "(c.rma_key IN (:keys[text]) OR c.id IN (SELECT claim_id FROM claim_line WHERE reservation_key IN "
             "(:reservations[text]))) ";
    case Clue::Tracking: return "c.id IN (SELECT claim_id FROM parcel WHERE tracking_key IN (:keys[text])) ";
    case Clue::Serial:
      return "c.id IN (SELECT l.claim_id FROM claim_line_serial n JOIN claim_line l ON l.id = n.claim_line_id "
             "WHERE n.number_key IN (:keys[text])) ";
    case Clue::Article:
      return "c.id IN (SELECT l.claim_id FROM claim_line l JOIN invoice_line s ON s.id = l.invoice_line_id "
             "WHERE s.article_key IN (:keys[text]) OR s.part_key IN (:keys[text])) ";
    case Clue::Account: return "";
  }
  return "";
}

std::vector<std::string> reservation_keys(const std::vector<std::string>& keys) {
  std::vector<std::string> reservations;
  for (const auto& key : keys) {
    if (key.starts_with('R')) reservations.push_back(reservation_key(key));
  }
  return reservations;
}

std::vector<ClaimId> claims_by_number(db::Reader& reader, const Viewer& viewer, Clue clue, const Clues& clues) {
  std::string sql =
      "SELECT c.id FROM claim c WHERE c.confirmed_at IS NOT NULL AND (:account = 0 OR c.account_id = "
      ":account) AND ";
  if (clue != Clue::Number) sql.append(kAwaited).append("AND ");
  sql.append(condition_of(clue)).append("ORDER BY c.id DESC LIMIT 20");
  const auto id_of = [](const db::Row& row) { return row.get<ClaimId>("id"); };
  const auto account = accounts::account_scope(viewer);
  if (clue != Clue::Number) return reader.list(sql, {{"account", account}, {"keys", clues.keys}}, id_of);
  return reader.list(sql, {{"account", account}, {"keys", clues.keys}, {"reservations", reservation_keys(clues.keys)}},
                     id_of);
}

bool names_account(const std::string& word, const std::string& name, const std::string& number) {
  const auto key = number_key(word);
  return name.find(fold(word)) != std::string::npos || (!key.empty() && number.find(key) != std::string::npos);
}

// Those most of the words speak for, at most as many as are offered. In one pass, and words compared here: engines
// disagree about case and accents, and accounts are some thousands at most.
std::vector<ResellerAccountId> accounts_named(db::Reader& reader, const Viewer& viewer,
                                              const std::vector<std::string>& words) {
  std::vector<std::pair<std::ptrdiff_t, ResellerAccountId>> found;
  reader.each("SELECT id, customer_no, name FROM reseller_account WHERE :account = 0 OR id = :account ORDER BY name, id",
              {{"account", accounts::account_scope(viewer)}}, [&](const db::Row& row) {
                const auto name = fold(row.get<std::string>("name"));
                const auto number = number_key(row.get<std::string>("customer_no"));
                const auto speaking = std::count_if(words.begin(), words.end(), [&](const std::string& word) {
                  return names_account(word, name, number);
                });
                if (speaking > 0) found.emplace_back(-speaking, row.get<ResellerAccountId>("id"));
              });
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > kMostCandidates) found.resize(kMostCandidates);
  std::vector<ResellerAccountId> accounts;
  for (const auto& [speaking, id] : found) accounts.push_back(id);
  return accounts;
}

std::vector<ClaimId> claims_of_account(db::Reader& reader, ResellerAccountId account) {
  return reader.list("SELECT c.id FROM claim c WHERE c.account_id = :account AND c.confirmed_at IS NOT NULL AND " +
                         std::string(kAwaited) + "ORDER BY c.confirmed_at DESC, c.id DESC LIMIT 20",
                     {{"account", account}}, [](const db::Row& row) { return row.get<ClaimId>("id"); });
}

// What was found so far, each claim once with all that speaks for it.
class Found {
 public:
  explicit Found(db::Reader& reader) : reader_(reader) {}
  void add(Clue clue, const std::vector<ClaimId>& ids) {
    for (const auto id : ids) {
      auto known = std::find_if(candidates_.begin(), candidates_.end(),
                                [&](const ParcelCandidate& one) { return one.claim.id == id; });
      if (known == candidates_.end()) {
        if (candidates_.size() == kMostCandidates) continue;
        known = candidates_.insert(candidates_.end(), {require_claim(reader_, id), {}});
      }
      if (std::find(known->clues.begin(), known->clues.end(), clue) == known->clues.end()) known->clues.push_back(clue);
    }
  }
  std::vector<ParcelCandidate> surest_first() && {
    std::stable_sort(candidates_.begin(), candidates_.end(), [](const ParcelCandidate& a, const ParcelCandidate& b) {
      return std::make_pair(a.clues.front(), -static_cast<int>(a.clues.size())) <
             std::make_pair(b.clues.front(), -static_cast<int>(b.clues.size()));
    });
    return std::move(candidates_);
  }

 private:
  db::Reader& reader_;
  std::vector<ParcelCandidate> candidates_;
};

}  // namespace

std::vector<ParcelCandidate> list_parcel_candidates(db::Reader& reader, const Viewer& viewer, const ParcelRow& parcel,
                                                    const std::string& words) {
  const Clues clues = clues_of(parcel, words);
  Found found(reader);
  if (!clues.keys.empty()) {
    for (const Clue clue : {Clue::Number, Clue::Tracking, Clue::Serial, Clue::Article})
      found.add(clue, claims_by_number(reader, viewer, clue, clues));
  }
  if (clues.words.empty()) return std::move(found).surest_first();
  for (const auto account : accounts_named(reader, viewer, clues.words)) {
    found.add(Clue::Account, claims_of_account(reader, account));
  }
  return std::move(found).surest_first();
}

}  // namespace recours::claims
