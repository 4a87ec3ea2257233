#include "contacts/contact_store.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/words.h"
#include "contacts/search_words.h"

namespace recours::contacts {
namespace {

constexpr std::int64_t kCountedExactly = 1000;
// A word with more hits than this is not where a search begins.
constexpr int kManyHits = 5000;
constexpr int kWalkedAtOnce = 500;

const std::string kColumns =
    "c.id, c.ref, c.kind, c.name, c.first_name, c.company, c.email, c.phone, c.street, c.postcode, c.city, c.country, "
    "c.adviser_id, c.notes, c.created_at, c.updated_at, c.version, u.name AS adviser_name, u.email AS adviser_email "
    "FROM contact c LEFT JOIN app_user u ON u.id = c.adviser_id ";

Contact contact_of(const db::Row& row) {
  Contact contact;
  contact.id = row.get<ContactId>("id");
  contact.ref = row.get<std::optional<std::string>>("ref").value_or("");
  contact.kind = contact_kind_named(row.get<std::string_view>("kind")).value_or(ContactKind::Person);
  contact.name = row.get<std::string>("name");
  contact.first_name = row.get<std::string>("first_name");
  contact.company = row.get<std::string>("company");
  contact.email = row.get<std::string>("email");
  contact.phone = row.get<std::string>("phone");
  contact.street = row.get<std::string>("street");
  contact.postcode = row.get<std::string>("postcode");
  contact.city = row.get<std::string>("city");
  contact.country = row.get<std::string>("country");
  contact.adviser = row.get<std::optional<UserId>>("adviser_id");
  contact.notes = row.get<std::string>("notes");
  contact.created_at = row.get<Instant>("created_at");
  contact.updated_at = row.get<Instant>("updated_at");
  contact.version = row.get<std::int64_t>("version");
  contact.adviser_name = row.get<std::optional<std::string>>("adviser_name").value_or("");
  contact.adviser_email = row.get<std::optional<std::string>>("adviser_email").value_or("");
  return contact;
}

// ---- whom the filter leaves

// R-104 The viewer's own bounds and the filter's adviser as one condition. Two texts instead of `:adviser = 0 OR …`:
// with the equality alone both engines walk the adviser's own index.
struct Scope {
  std::string condition;
  std::int64_t adviser = 0;
};

Scope scope_of(const accounts::Viewer& viewer, const ContactFilter& filter) {
  const std::int64_t own = accounts::contact_scope(viewer);
  const std::int64_t asked = filter.adviser ? filter.adviser->value : 0;
  const bool nobodys = filter.looked_after == ContactFilter::Looked::ByNobody;
  if (own != 0 && (nobodys || (asked != 0 && asked != own))) return {"c.adviser_id = :adviser ", -1};
  if (own != 0 || asked != 0) return {"c.adviser_id = :adviser ", own != 0 ? own : asked};
  return {nobodys ? "c.adviser_id IS NULL AND :adviser = 0 " : ":adviser = 0 ", 0};
}

// A parameter must stand in the text whether the filter uses it or not.
std::string kind_condition(const ContactFilter& filter) {
  return filter.kind ? "AND c.kind = :kind " : "AND :kind = '' ";
}
std::string kind_value(const ContactFilter& filter) { return filter.kind ? std::string(name_of(*filter.kind)) : ""; }

struct Position {
  std::string sort_key;
  std::int64_t id = 0;
};

// The cursor is an id, not the name: addresses are no place for names.
Position position_of(db::Reader& reader, const accounts::Viewer& viewer, const std::string& cursor) {
  if (cursor.empty()) return {};
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), id);
  if (error != std::errc() || end != cursor.data() + cursor.size()) throw Malformed("cursor");
  const Scope scope = scope_of(viewer, {});
  const auto found = reader.find("SELECT c.sort_key FROM contact c WHERE c.id = :id AND " + scope.condition,
                                 {{"id", id}, {"adviser", scope.adviser}},
                                 [](const db::Row& row) { return row.get<std::string>("sort_key"); });
  if (!found) throw Malformed("cursor of no contact");
  return {*found, id};
}

// ---- words

struct Range {
  std::string low, high;
};
Range beginning_with(const std::string& word) {
  return {word, word + "\xF4\x8F\xBF\xBF"};  // U+10FFFF: after every character, and valid text for both engines
}

using Ids = std::vector<std::int64_t>;

// The contacts with a word that begins like this; none when there are too many to begin with.
std::optional<Ids> hits_of(db::Reader& reader, const std::string& word) {
  const Range range = beginning_with(word);
  Ids ids = reader.list("SELECT contact_id FROM contact_word WHERE word >= :low AND word < :high LIMIT :most",
                        {{"low", range.low}, {"high", range.high}, {"most", kManyHits + 1}},
                        [](const db::Row& row) { return row.get<std::int64_t>("contact_id"); });
  if (ids.size() > kManyHits) return std::nullopt;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Those of `ids` that have a word that begins like this, in the order of `ids`.
Ids kept_by(db::Reader& reader, const std::string& word, const Ids& ids) {
  const Range range = beginning_with(word);
  Ids found = reader.list(
      "SELECT DISTINCT contact_id FROM contact_word WHERE contact_id IN (:ids[]) AND word >= :low AND word < :high",
      {{"ids", ids}, {"low", range.low}, {"high", range.high}},
      [](const db::Row& row) { return row.get<std::int64_t>("contact_id"); });
  std::sort(found.begin(), found.end());
  Ids kept;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(kept),
               [&](std::int64_t id) { return std::binary_search(found.begin(), found.end(), id); });
  return kept;
}

// What a search comes down to: the contacts that have every word; or, where every word is frequent, nothing but the
// words, to be asked of whoever is walked past.
struct Search {
  std::optional<Ids> candidates;
  std::vector<std::string> words;
};

Search begin_search(db::Reader& reader, const std::vector<std::string>& words) {
  Search search;
  for (const auto& word : words) {
    auto hits = hits_of(reader, word);
    if (!hits) {
      search.words.push_back(word);
    } else if (!search.candidates) {
      search.candidates = std::move(hits);
    } else {
      Ids both;
      std::set_intersection(search.candidates->begin(), search.candidates->end(), hits->begin(), hits->end(),
                            std::back_inserter(both));
      search.candidates = std::move(both);
    }
  }
  if (!search.candidates) return search;
  for (const auto& frequent : search.words) {
    if (!search.candidates->empty()) search.candidates = kept_by(reader, frequent, *search.candidates);
  }
  return search;
}

// ---- ids in the order of the list

struct Asked {
  const accounts::Viewer& viewer;
  const ContactFilter& filter;
};

std::vector<Position> list_positions(db::Reader& reader, const Asked& asked, const Position& after, std::size_t limit) {
  const Scope scope = scope_of(asked.viewer, asked.filter);
  return reader.list("SELECT c.sort_key, c.id FROM contact c WHERE " + scope.condition + kind_condition(asked.filter) +
                         "AND (c.sort_key, c.id) > (:after_key, :after_id) ORDER BY c.sort_key, c.id LIMIT :limit",
                     {{"adviser", scope.adviser},
                      {"kind", kind_value(asked.filter)},
                      {"after_key", after.sort_key},
                      {"after_id", after.id},
                      {"limit", limit}},
                     [](const db::Row& row) {
                       return Position{row.get<std::string>("sort_key"), row.get<std::int64_t>("id")};
                     });
}

std::vector<Position> list_positions_among(db::Reader& reader, const Asked& asked, const Ids& ids,
                                           const Position& after, std::size_t limit) {
  if (ids.empty()) return {};
  const Scope scope = scope_of(asked.viewer, asked.filter);
  return reader.list("SELECT c.sort_key, c.id FROM contact c WHERE c.id IN (:ids[]) AND " + scope.condition +
                         kind_condition(asked.filter) +
                         "AND (c.sort_key, c.id) > (:after_key, :after_id) ORDER BY c.sort_key, c.id LIMIT :limit",
                     {{"ids", ids},
                      {"adviser", scope.adviser},
                      {"kind", kind_value(asked.filter)},
                      {"after_key", after.sort_key},
                      {"after_id", after.id},
                      {"limit", limit}},
                     [](const db::Row& row) {
                       return Position{row.get<std::string>("sort_key"), row.get<std::int64_t>("id")};
                     });
}

// Walks the list and keeps who has every word: they are frequent, so a page is soon full.
std::vector<Position> walk(db::Reader& reader, const Asked& asked, const std::vector<std::string>& words,
                           Position after, std::size_t limit) {
  std::vector<Position> found;
  while (found.size() < limit) {
    const auto passed = list_positions(reader, asked, after, kWalkedAtOnce);
    Ids ids;
    for (const auto& position : passed) ids.push_back(position.id);
    for (const auto& word : words) {
      if (!ids.empty()) ids = kept_by(reader, word, ids);
    }
    std::sort(ids.begin(), ids.end());
    for (const auto& position : passed) {
      if (found.size() < limit && std::binary_search(ids.begin(), ids.end(), position.id)) found.push_back(position);
    }
    if (passed.size() < kWalkedAtOnce) break;
    after = passed.back();
  }
  return found;
}

std::vector<Position> positions(db::Reader& reader, const Asked& asked, const Position& after, std::size_t limit) {
  if (trim(asked.filter.text).empty()) return list_positions(reader, asked, after, limit);
  const auto words = words_asked(asked.filter.text);
  if (words.empty()) return {};
  const Search search = begin_search(reader, words);
  if (search.candidates) return list_positions_among(reader, asked, *search.candidates, after, limit);
  return walk(reader, asked, search.words, after, limit);
}

std::vector<Contact> load(db::Reader& reader, const std::vector<Position>& positions) {
  Ids ids;
  for (const auto& position : positions) ids.push_back(position.id);
  return reader.list("SELECT " + kColumns + "WHERE c.id IN (:ids[]) ORDER BY c.sort_key, c.id", {{"ids", ids}},
                     contact_of);
}

}  // namespace

PageOf<Contact> list_contacts(db::Reader& reader, const accounts::Viewer& viewer, const ContactFilter& filter,
                              const Page& page) {
  const Position after = position_of(reader, viewer, page.after);
  const auto limit = static_cast<std::size_t>(page.limit);
  auto found = positions(reader, {viewer, filter}, after, limit + 1);
  PageOf<Contact> listed;
  if (found.size() > limit) {
    found.resize(limit);
    listed.next = std::to_string(found.back().id);
  }
  if (!found.empty()) listed.items = load(reader, found);
  return listed;
}

std::int64_t count_contacts(db::Reader& reader, const accounts::Viewer& viewer, const ContactFilter& filter) {
  return static_cast<std::int64_t>(positions(reader, {viewer, filter}, {}, kCountedExactly + 1).size());
}

std::optional<Contact> find_contact(db::Reader& reader, const accounts::Viewer& viewer, ContactId id) {
  const Scope scope = scope_of(viewer, {});
  return reader.find("SELECT " + kColumns + "WHERE c.id = :id AND " + scope.condition,
                     {{"id", id}, {"adviser", scope.adviser}}, contact_of);
}

Contact require_contact(db::Reader& reader, const accounts::Viewer& viewer, ContactId id) {
  auto contact = find_contact(reader, viewer, id);
  if (!contact) throw NotFound("contact " + std::to_string(id.value));
  return std::move(*contact);
}

std::vector<Contact> list_similar(db::Reader& reader, const accounts::Viewer& viewer, const ContactFields& contact) {
  const Scope scope = scope_of(viewer, {});
  return reader.list(
      "SELECT " + kColumns + "WHERE " + scope.condition +
          "AND c.id IN (SELECT id FROM contact WHERE email_key = :email AND :email <> '' UNION "
          "SELECT id FROM contact WHERE sort_key = :sort_key AND postcode = :postcode AND :postcode <> '') "
          "ORDER BY c.id LIMIT 5",
      {{"adviser", scope.adviser},
       {"email", fold(contact.email)},
       {"sort_key", sort_key_of(contact)},
       {"postcode", contact.postcode}},
      contact_of);
}

std::vector<Contact> list_namesakes(db::Reader& reader, const accounts::Viewer& viewer, const ContactFields& contact) {
  const Scope scope = scope_of(viewer, {});
  return reader.list("SELECT " + kColumns + "WHERE " + scope.condition + "AND c.sort_key = :sort_key ORDER BY c.id LIMIT 5",
                     {{"adviser", scope.adviser}, {"sort_key", sort_key_of(contact)}}, contact_of);
}

std::map<std::string, Contact> contacts_by_ref(db::Reader& reader, const std::vector<std::string>& refs) {
  std::map<std::string, Contact> contacts;
  reader.each("SELECT " + kColumns + "WHERE c.ref IN (:refs[text])", {{"refs", refs}}, [&](const db::Row& row) {
    Contact contact = contact_of(row);
    contacts.emplace(contact.ref, std::move(contact));
  });
  return contacts;
}

std::vector<Adviser> list_advisers(db::Reader& reader, Date today) {
  return reader.list(
      "SELECT u.id, u.name, u.email FROM app_user u WHERE u.disabled_at IS NULL AND "
      "(u.valid_until IS NULL OR u.valid_until >= :today) AND EXISTS (SELECT 1 FROM user_role r "
      "WHERE r.user_id = u.id AND r.role IN ('adviser', 'handler', 'compliance')) ORDER BY u.name, u.id",
      {{"today", today}}, [](const db::Row& row) {
        return Adviser{row.get<UserId>("id"), row.get<std::string>("name"), row.get<std::string>("email")};
      });
}

AdviserChoice adviser_choice(db::Reader& reader, const accounts::Viewer& viewer, Date today,
                             std::optional<UserId> present) {
  return {list_advisers(reader, today), accounts::contact_scope(viewer), present};
}

}  // namespace recours::contacts
