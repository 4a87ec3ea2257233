#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "accounts/mail_preferences.h"
#include "accounts/person_guard.h"
#include "accounts/user_store.h"
#include "base/errors.h"

namespace recours::accounts {
namespace {

constexpr std::array kKinds{MailKind::Decision, MailKind::Message, MailKind::Reminder, MailKind::Shipment};

}  // namespace

std::span<const MailKind> all_mail_kinds() { return kKinds; }

std::string_view name_of(MailKind kind) {
  switch (kind) {
    case MailKind::Decision: return "decision";
    case MailKind::Message: return "message";
    case MailKind::Reminder: return "reminder";
    case MailKind::Shipment: return "shipment";
  }
  return "";
}

std::optional<MailKind> mail_kind_named(std::string_view name) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](MailKind kind) { return name_of(kind) == name; });
  return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

std::string label_of(ui::Language l, MailKind kind) {
  switch (kind) {
    case MailKind::Decision: return ui::tr(l, "Decisions: approved, refused, information asked for");
    case MailKind::Message: return ui::tr(l, "Messages of the departments inside a claim");
    case MailKind::Reminder: return ui::tr(l, "Reminders before an RMA number expires");
    case MailKind::Shipment: return ui::tr(l, "Goods received and credit notes");
  }
  return {};
}

bool chooses_mails(const Viewer& viewer) { return viewer.account.has_value(); }

std::set<MailKind> unwanted_mails(db::Reader& reader, UserId user) {
  std::set<MailKind> kinds;
  for (const auto& name : reader.list("SELECT unwanted FROM mail_preference WHERE user_id = :user", {{"user", user}},
                                      [](const db::Row& row) { return row.get<std::string>("unwanted"); })) {
    if (const auto kind = mail_kind_named(name)) kinds.insert(*kind);
  }
  return kinds;
}

bool wants_mail(db::Reader& reader, std::string_view address, MailKind kind) {
  return reader.value<std::int64_t>(
             "SELECT COUNT(*) AS value FROM mail_preference p JOIN app_user u ON u.id = p.user_id "
             "WHERE u.email = :email AND p.unwanted = :kind",
             {{"email", email_key(address)}, {"kind", name_of(kind)}}) == 0;
}

void choose_mails(db::Database& database, const Viewer& viewer, const std::set<MailKind>& wanted, Instant now) {
  if (!chooses_mails(viewer) || viewer.read_only) throw Forbidden();
  choose_mails(database, viewer.actor(), viewer.id, wanted, now, no_objection);
}

std::optional<Refusal> choose_mails(db::Database& database, const journal::Actor& actor, UserId id,
                                    const std::set<MailKind>& wanted, Instant now, const PersonGuard& guard) {
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto user = find_user(transaction, id);
    if (!user) throw NotFound("user");
    if (auto refusal = guard(transaction, *user)) return refusal;
    transaction.lock_rows("app_user", {id.value});
    transaction.execute("DELETE FROM mail_preference WHERE user_id = :user", {{"user", id}});
    boost::json::array unwanted;
    for (const auto kind : kKinds) {
      if (wanted.contains(kind)) continue;
      transaction.execute("INSERT INTO mail_preference (user_id, unwanted) VALUES (:user, :kind)",
                          {{"user", id}, {"kind", name_of(kind)}});
      unwanted.push_back(boost::json::value(std::string(name_of(kind))));
    }
    journal::append(transaction, actor, now, "user.mails_chosen", {"user", std::to_string(id.value)},
                    {{"unwanted", std::move(unwanted)}});
    return std::nullopt;
  });
}

}  // namespace recours::accounts
