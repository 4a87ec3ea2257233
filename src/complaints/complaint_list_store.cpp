// Lists, counts and search of complaints. Filters that are not asked for leave the text, so that each list walks the
// index that fits; a parameter must stand in the text either way.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/words.h"
#include "complaints/complaint_store.h"
#include "db/word_search.h"

namespace recours::complaints {
namespace {

constexpr int kCountedExactly = 1000;
constexpr int kHitsCounted = 2 * kCountedExactly;
constexpr int kRowsAtOnce = 500;
constexpr int kSimilarDays = 60;
constexpr int kMostSimilar = 20;

const db::WordTable kWords{"complaint_word", "complaint_id"};

const std::string kListed =
    "SELECT c.id, c.number, c.title, c.subject, c.state, c.complexity, c.channel, c.complainant_kind, "
    "c.complainant_name, c.complainant_first_name, c.complainant_company, u.name AS adviser_name, h.name AS "
    "handler_name, c.sent_on, c.received_on, c.next_due_on, c.next_due, c.version, c.listed_on, c.due_order "
    "FROM complaint c LEFT JOIN app_user u ON u.id = c.adviser_id LEFT JOIN app_user h ON h.id = c.handler_id WHERE ";

// Where a page ended: the value the list is ordered by, and the id.
struct Position {
  std::string key;
  std::int64_t id = 0;
};

struct Asked {
  const accounts::Viewer& viewer;
  const ComplaintFilter& filter;
  Date today;
  db::WordSearch search = {};
};

// Durand Marie, as lists say it.
std::string listed_name(const db::Row& row) {
  const auto company = row.get<std::string>("complainant_company");
  if (row.get<std::string_view>("complainant_kind") == "company" && !company.empty()) return company;
  const auto name = row.get<std::string>("complainant_name"), first = row.get<std::string>("complainant_first_name");
  return std::string(trim(name + " " + first));
}

struct ListedRow {
  ListedComplaint complaint;
  std::string listed_on, due_order;
};

ListedRow row_of(const db::Row& row) {
  ListedRow listed;
  auto& complaint = listed.complaint;
  complaint.id = row.get<ComplaintId>("id");
  complaint.number = row.get<std::optional<std::string>>("number").value_or("");
  complaint.title = row.get<std::string>("title");
  complaint.subject = row.get<std::string>("subject");
  complaint.state = row.get<std::string>("state");
  complaint.complexity = row.get<std::string>("complexity");
  complaint.channel = row.get<std::string>("channel");
  complaint.complainant_name = listed_name(row);
  complaint.adviser_name = row.get<std::optional<std::string>>("adviser_name").value_or("");
  complaint.handler_name = row.get<std::optional<std::string>>("handler_name").value_or("");
  complaint.sent_on = row.get<std::optional<Date>>("sent_on");
  complaint.received_on = row.get<std::optional<Date>>("received_on");
  complaint.next_due_on = row.get<std::optional<Date>>("next_due_on");
  complaint.next_due = row.get<std::string>("next_due");
  complaint.version = row.get<std::int64_t>("version");
  listed.listed_on = row.get<std::string>("listed_on");
  listed.due_order = row.get<std::string>("due_order");
  return listed;
}

// ---- conditions

std::string either(bool asked, std::string_view condition, std::string_view otherwise) {
  return "AND " + std::string(asked ? condition : otherwise) + " ";
}

// Lists that are not asked for, in a SELECT of their own: asked once and not of every row.
const std::string kNoStates = "AND (SELECT '' NOT IN (:states[text])) ",
                  kNotAmong = "AND (SELECT 0 NOT IN (:among[])) ",
                  kNoMoreWords = "AND (SELECT '' NOT IN (:more_words[text])) ";

// R-700 Drafts are in no list. One state alone is an equation, so that its index gives the order.
std::string state_condition(const ComplaintFilter& filter) {
  if (filter.states.empty()) return "AND c.state <> 'draft' AND :state = '' " + kNoStates;
  if (filter.states.size() == 1) return "AND c.state = :state AND c.state <> 'draft' " + kNoStates;
  return "AND c.state IN (:states[text]) AND c.state <> 'draft' AND :state = '' ";
}
std::string state_value(const ComplaintFilter& filter) { return filter.states.size() == 1 ? filter.states[0] : ""; }

struct Days {
  std::string from, to;
};
// Of what is due: the earliest and the last day asked for.
Days due_days(Lateness late, Date today) {
  const int to_sunday = 7 - static_cast<int>(today.weekday().iso_encoding());
  switch (late) {
    case Lateness::Any: return {"", ""};
    case Lateness::Late: return {"", today.plus_days(-1).iso()};
    case Lateness::DueToday: return {today.iso(), today.iso()};
    case Lateness::DueThisWeek: return {today.iso(), today.plus_days(to_sunday).iso()};
  }
  return {"", ""};
}

std::string condition_of(const ComplaintFilter& filter, std::int64_t scope) {
  const auto text = [](const char* name, const std::string& value) {
    const std::string parameter = std::string(":") + name;
    return either(!value.empty(), std::string("c.") + name + " = " + parameter, parameter + " = ''");
  };
  return scope_condition(scope) + state_condition(filter) +
         either(filter.adviser.has_value(), "c.adviser_id = :adviser", ":adviser = 0") +
         either(filter.handler.has_value(), "c.handler_id = :handler", ":handler = 0") +
         either(filter.received_by.has_value(), "c.received_by = :receiver", ":receiver = 0") +
         either(filter.contact.has_value(), "c.contact_id = :contact", ":contact = 0") +
         text("channel", filter.channel) + text("subject", filter.subject) + text("complexity", filter.complexity) +
         text("product", filter.product) + text("reason", filter.reason) + text("activity", filter.activity) +
         either(filter.from.has_value(), "c.listed_on >= :from_day", ":from_day = ''") +
         either(filter.to.has_value(), "c.listed_on <= :to_day", ":to_day = ''") +
         either(filter.late != Lateness::Any, "c.due_order BETWEEN :due_from AND :due_to",
                ":due_from = '' AND :due_to = ''");
}

// The words a search began with are in `among`; where all are frequent, whoever is walked past is asked for each.
std::string word_condition(const db::WordSearch& search) {
  const std::string among = search.candidates ? "AND c.id IN (:among[]) " : kNotAmong;
  if (search.words.empty()) return among + "AND :word = '' AND :beyond <> '' " + kNoMoreWords;
  const std::string has = "EXISTS (SELECT 1 FROM complaint_word w WHERE w.complaint_id = c.id AND w.word >= ";
  const std::string first = "AND " + has + ":word AND w.word < :word || :beyond) ";
  if (search.words.size() == 1) return among + first + kNoMoreWords;
  return among + first + "AND NOT EXISTS (SELECT 1 FROM (:more_words[text]) asked WHERE NOT " + has +
         "asked.value AND w.word < asked.value || :beyond)) ";
}

std::int64_t value_or_zero(const std::optional<UserId>& id) { return id ? id->value : 0; }
std::string text_of(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }

// The one place that knows every parameter. `tail`: order and limit.
template <class Map>
auto select(db::Reader& reader, const Asked& asked, const std::string& head, const Position& after, int limit,
            const std::string& tail, Map map) {
  const auto& f = asked.filter;
  const auto& words = asked.search.words;
  const auto scope = complaint_scope(asked.viewer);
  const auto due = due_days(f.late, asked.today);
  return reader.list(head + condition_of(f, scope) + word_condition(asked.search) + tail,
                     {{"scope", scope},
                      {"states", f.states},
                      {"state", state_value(f)},
                      {"adviser", value_or_zero(f.adviser)},
                      {"handler", value_or_zero(f.handler)},
                      {"receiver", value_or_zero(f.received_by)},
                      {"contact", f.contact.value_or(0)},
                      {"channel", f.channel},
                      {"subject", f.subject},
                      {"complexity", f.complexity},
                      {"product", f.product},
                      {"reason", f.reason},
                      {"activity", f.activity},
                      {"from_day", text_of(f.from)},
                      {"to_day", text_of(f.to)},
                      {"due_from", due.from},
                      {"due_to", due.to},
                      {"among", asked.search.candidates.value_or(db::RowIds{})},
                      {"word", words.empty() ? std::string() : words.front()},
                      {"beyond", db::kAfterEveryLetter},
                      {"more_words", words.empty() ? words : std::vector(words.begin() + 1, words.end())},
                      {"after_key", after.key},
                      {"after_id", after.id},
                      {"limit", limit}},
                     map);
}

// ---- pages

bool by_due(const ComplaintFilter& filter) { return filter.sort == Sort::NextDue; }

// The cursor holds days and ids only: addresses are no place for names.
Position position_of(const std::string& cursor, const ComplaintFilter& filter) {
  if (cursor.empty()) return by_due(filter) ? Position{"", 0} : Position{"~", 0};  // ~ comes after every day
  std::int64_t id = 0;
  const bool long_enough = cursor.size() > 11 && cursor[10] == '.';
  const char* end = cursor.data() + cursor.size();
  if (!long_enough || std::from_chars(cursor.data() + 11, end, id).ptr != end || !is_one_line(cursor)) {
    throw Malformed("cursor");
  }
  return {cursor.substr(0, 10), id};
}

Position place_of(const ListedRow& row, const ComplaintFilter& filter) {
  return {by_due(filter) ? row.due_order : row.listed_on, row.complaint.id.value};
}

// None when nothing can be found: punctuation alone, or a word that nobody has.
std::optional<Asked> begin(db::Reader& reader, Asked asked) {
  if (trim(asked.filter.text).empty()) return asked;
  const auto words = words_asked(asked.filter.text);
  if (words.empty()) return std::nullopt;
  asked.search = db::begin_search(reader, kWords, words);
  if (asked.search.candidates && asked.search.candidates->empty()) return std::nullopt;
  return asked;
}

// Where many are put in order to keep a page of them, only their place is read of the others.
std::vector<ListedRow> rows_after(db::Reader& reader, const Asked& asked, const Position& after, int limit) {
  const bool due = by_due(asked.filter);
  const std::string order = due ? "ORDER BY c.due_order, c.id " : "ORDER BY c.listed_on DESC, c.id DESC ";
  const std::string page = (due ? "AND (c.due_order, c.id) > (:after_key, :after_id) "
                                : "AND (c.listed_on, c.id) < (:after_key, :after_id) ") +
                           order + "LIMIT :limit";
  const bool sorts_many = asked.search.candidates || asked.filter.late != Lateness::Any;
  if (!sorts_many) return select(reader, asked, kListed, after, limit, page, row_of);
  return select(reader, asked, kListed + "c.id IN (SELECT c.id FROM complaint c WHERE ", after, limit,
                page + ") " + order, row_of);
}

// At most one more than is counted exactly, among what `from` says.
std::int64_t count_among(db::Reader& reader, const Asked& asked, const std::string& from) {
  const auto counts =
      select(reader, asked, "SELECT COUNT(*) AS value FROM (SELECT " + from + " WHERE ", Position{"", 0},
             kCountedExactly + 1, "AND :after_key = '' AND :after_id = 0 LIMIT :limit) counted",
             [](const db::Row& row) { return row.get<std::int64_t>("value"); });
  return counts.at(0);
}

// Of a frequent word the first hits mostly are more than is counted; then nobody has to walk the list for the others.
std::int64_t count_first_hits(db::Reader& reader, const Asked& asked) {
  const std::string hits =
      "(SELECT complaint_id FROM complaint_word WHERE word >= :word AND word < :word || :beyond LIMIT " +
      std::to_string(kHitsCounted) + ") hit";
  return count_among(reader, asked, "DISTINCT c.id FROM " + hits + " JOIN complaint c ON c.id = hit.complaint_id");
}

}  // namespace

ComplaintList list_complaints(db::Reader& reader, const accounts::Viewer& viewer, const ComplaintFilter& filter,
                              Date today, const Page& page) {
  const auto asked = begin(reader, {viewer, filter, today});
  const auto after = position_of(page.after, filter);
  if (!asked) return {};
  auto rows = rows_after(reader, *asked, after, page.limit + 1);
  ComplaintList list;
  if (rows.size() > static_cast<std::size_t>(page.limit)) {
    rows.resize(static_cast<std::size_t>(page.limit));
    const auto last = place_of(rows.back(), filter);
    list.next = last.key + "." + std::to_string(last.id);
  }
  for (auto& row : rows) list.items.push_back(std::move(row.complaint));
  return list;
}

Counted count_complaints(db::Reader& reader, const accounts::Viewer& viewer, const ComplaintFilter& filter,
                         Date today) {
  const auto asked = begin(reader, {viewer, filter, today});
  if (!asked) return {};
  std::int64_t count = asked->search.words.empty() ? 0 : count_first_hits(reader, *asked);
  if (count <= kCountedExactly) count = count_among(reader, *asked, "1 FROM complaint c");
  return {std::min<std::int64_t>(count, kCountedExactly), count > kCountedExactly};
}

void each_complaint(db::Reader& reader, const accounts::Viewer& viewer, const ComplaintFilter& filter, Date today,
                    const std::function<void(const ListedComplaint&)>& row) {
  Page page{"", kRowsAtOnce};
  while (true) {
    const auto list = list_complaints(reader, viewer, filter, today, page);
    for (const auto& complaint : list.items) row(complaint);
    if (!list.next) return;
    page.after = *list.next;
  }
}

// R-707 On no contract at all, another one on none is near too. Without record the e-mail address says who it is.
std::vector<ListedComplaint> similar_complaints(db::Reader& reader, const accounts::Viewer& viewer,
                                                const Complaint& complaint) {
  db::RowIds contracts;
  for (const auto& link : complaint.links) {
    if (link.kind == LinkKind::Contract) contracts.push_back(link.id);
  }
  const auto day = complaint.sent_on ? complaint.sent_on : complaint.received_on;
  const std::string email = complaint.contact ? "" : fold(complaint.complainant.email);
  if (!day || (!complaint.contact && email.empty())) return {};
  const auto scope = complaint_scope(viewer);
  const auto rows = reader.list(
      kListed + scope_condition(scope) +
          "AND c.number IS NOT NULL AND c.state <> 'cancelled' AND c.id <> :id "
          "AND (c.contact_id = :contact OR (c.contact_id IS NULL AND :email <> '' AND LOWER(c.complainant_email) = "
          ":email)) "
          "AND c.listed_on BETWEEN :from_day AND :to_day "
          "AND CASE WHEN :has_contract THEN EXISTS (SELECT 1 FROM complaint_link l WHERE l.complaint_id = c.id AND "
          "l.kind = 'contract' AND l.target_id IN (:contracts[])) ELSE NOT EXISTS (SELECT 1 FROM complaint_link l "
          "WHERE l.complaint_id = c.id AND l.kind = 'contract') END "
          "AND NOT EXISTS (SELECT 1 FROM complaint_link l WHERE l.complaint_id = :id AND l.kind = 'complaint' AND "
          "l.target_id = c.id) ORDER BY c.listed_on DESC, c.id DESC LIMIT :most",
      {{"scope", scope},
       {"id", complaint.id},
       {"contact", complaint.contact.value_or(0)},
       {"email", email},
       {"from_day", day->plus_days(-kSimilarDays)},
       {"to_day", day->plus_days(kSimilarDays)},
       {"has_contract", !contracts.empty()},
       {"contracts", contracts},
       {"most", kMostSimilar}},
      row_of);
  std::vector<ListedComplaint> similar;
  for (const auto& row : rows) similar.push_back(row.complaint);
  return similar;
}

}  // namespace recours::complaints
