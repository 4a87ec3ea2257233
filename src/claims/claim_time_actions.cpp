#include "claims/claim_time_actions.h"

#include <algorithm>

#include "accounts/public_address_actions.h"
#include "accounts/user_store.h"
#include "claims/claim_actions.h"
#include "claims/claim_life_store.h"
#include "claims/claim_mail.h"
#include "claims/claim_post_store.h"
#include "claims/work_actions.h"

namespace recours::claims {
namespace {

bool is_awaited(const ClaimLine& line) {
  return line.state.authorisation == Authorisation::Validated && line.state.goods == Goods::AwaitingGoods;
}
bool is_expired(const ClaimLine& line, Date today) {
  return is_awaited(line) && line.expires_on && *line.expires_on < today;
}
bool has_lapsed(const ClaimLine& line, Date today) {
  return line.state.money == Money::OfferMade && line.offer_valid_until && *line.offer_valid_until < today;
}

// `reference`: the day questions must have been due on, or before, to be given up today.
bool is_unanswered(const ClaimLine& line, Date reference) {
  return line.state.authorisation == Authorisation::InformationRequested && line.answer_due_on &&
         *line.answer_due_on <= reference;
}

int days_of(db::Database& database, std::string_view setting, std::int64_t otherwise) {
  return static_cast<int>(setting_or(*database.reader(), setting, otherwise));
}

// R-602 Ten days into the validity, once for each line; one mail a claim and contact.
void remind(db::Database& database, ClaimId id, Date last, Instant now) {
  const Date today = paris_day(now);
  database.write([&](db::Transaction& transaction) {
    transaction.lock_rows("claim", {id.value});
    ClaimWithLines awaited{require_claim(transaction, id), {}};
    for (auto& line : list_claim_lines(transaction, {id})) {
      const bool due = is_awaited(line) && line.expires_on && today <= *line.expires_on && *line.expires_on <= last;
      if (due && mark_reminded(transaction, line.id, today)) awaited.lines.push_back(std::move(line));
    }
    if (awaited.lines.empty()) return;
    const auto author = accounts::find_user(transaction, awaited.claim.author);
    const auto language = author ? author->language : ui::Language::French;
    for (const auto& mail : reminder_mails(awaited, load_policies(transaction), language,
                                           accounts::noted_public_url(transaction))) {
      post_claim_mail(transaction, {id}, mail, accounts::MailKind::Reminder, now);
    }
  });
}

}  // namespace

void let_time_pass(db::Database& database, Instant now) {
  state_missing_work(database);
  const Date today = paris_day(now);
  for (const auto claim : list_claims_with_expired_lines(*database.reader(), today)) {
    give_by_time(database, claim, Command::Expire, {}, is_expired, today, now);
  }
  const Date given_up = today.plus_days(-1 - days_of(database, "no_answer_days", kNoAnswerDays));
  Instruction no_answer;
  no_answer.reason_code = "no_answer";
  for (const auto claim : list_claims_without_answer(*database.reader(), given_up)) {
    give_by_time(database, claim, Command::Refuse, no_answer, is_unanswered, given_up, now);
  }
  for (const auto claim : list_claims_with_lapsed_offers(*database.reader(), today)) {
    give_by_time(database, claim, Command::Lapse, {}, has_lapsed, today, now);
  }
  const int left =
      days_of(database, "rma_valid_days", kRmaValidDays) - days_of(database, "rma_reminder_day", kReminderDay);
  const Date last = today.plus_days(std::max(left, 0));
  for (const auto claim : list_claims_to_remind(*database.reader(), last, today)) remind(database, claim, last, now);
}

}  // namespace recours::claims
