#include "claims/instruction.h"

#include <algorithm>
#include <array>

#include "base/readable.h"
#include "base/text.h"

namespace recours::claims {
namespace {

constexpr std::size_t kCommentLength = 4000;
constexpr std::size_t kNumberLength = 60;
constexpr std::size_t kMostParcels = 50;
constexpr int kLongestWait = 366;  // days for an answer or an offer
constexpr std::int64_t kMostCents = 100'000'000'000;

constexpr std::array<std::string_view, 3> kDifferences{"wrong_item", "excess", "serial_mismatch"};
constexpr std::array<std::string_view, 5> kResults{"confirmed", "no_fault_found", "customer_damage", "incomplete",
                                                   "not_sealed"};
constexpr std::array kDispositions{Goods::Restock,  Goods::BStock,   Goods::ToManufacturer, Goods::Repair,
                                   Goods::Scrapped, Goods::Replaced, Goods::BackToCustomer, Goods::KeptByCustomer};

template <class Values, class Value>
bool is_among(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

class Check {
 public:
  void refuse(std::string field, const char* code, const Message& message) {
    fields_.push_back({std::move(field), code, message});
  }
  void text(const char* field, const std::string& value, std::size_t longest, Lines lines) {
    if (length(value) > longest) {
      refuse(field, "too_long", msg("At most {1} characters are possible here.", static_cast<std::int64_t>(longest)));
    } else if (has_unreadable(value, lines)) {
      refuse(field, "unreadable_characters", unreadable_characters());
    }
  }
  void required(const char* field, bool given) {
    if (!given) refuse(field, "required", msg("Please fill in this field."));
  }
  void choice(const char* field, std::string_view value, bool known) {
    if (value.empty())
      required(field, false);
    else if (!known)
      refuse(field, "unknown_choice", msg("This choice does not exist."));
  }
  void coming_day(const char* field, const std::optional<Date>& day, Date today) {
    if (!day) return required(field, false);
    if (*day < today) refuse(field, "in_the_past", msg("This day is over: choose today or later."));
    if (today.plus_days(kLongestWait) < *day) refuse(field, "too_far", msg("This day is more than a year away."));
  }
  std::optional<Refusal> refusal() && {
    if (fields_.empty()) return std::nullopt;
    const auto message = fields_.size() == 1 ? fields_.front().message : msg("Please check these fields.");
    return Refusal{"incomplete", message, std::move(fields_), Refusal::Kind::Rule};
  }

 private:
  std::vector<FieldRefusal> fields_;
};

void check_amount(Check& check, const Instruction& instruction, bool must_be_said) {
  if (!instruction.net_cents) {
    if (must_be_said) check.required("amount", false);
  } else if (*instruction.net_cents <= 0) {
    check.refuse("amount", "not_positive", msg("The amount is more than zero."));
  } else if (*instruction.net_cents > kMostCents) {
    check.refuse("amount", "too_large", msg("This amount is too large."));
  }
}

void check_parcels(Check& check, const Instruction& instruction) {
  if (instruction.parcels.size() > kMostParcels) {
    check.refuse("parcels", "too_many", msg("At most {1} parcels are possible here.", static_cast<int>(kMostParcels)));
  }
  for (const auto& parcel : instruction.parcels) {
    check.text("parcels", parcel.carrier, kNumberLength, Lines::One);
    check.text("parcels", parcel.tracking, kNumberLength, Lines::One);
  }
}

void check_document(Check& check, const Instruction& instruction, Date today) {
  check.required("number", !instruction.document_no.empty());
  check.text("number", instruction.document_no, kNumberLength, Lines::One);
  check.required("date", instruction.document_on.has_value());
  if (instruction.document_on && today < *instruction.document_on) {
    check.refuse("date", "in_the_future", msg("This day has not come yet."));
  }
}

void check_detail(Check& check, Detail detail, const Instruction& instruction, Date today) {
  switch (detail) {
    case Detail::RefusalReason:
      if (instruction.reason_code.empty())
        check.refuse("reason_code", "required", msg("Please choose a reason."));
      break;
    case Detail::Comment: check.required("comment", !instruction.comment.empty()); break;
    case Detail::DueOn: check.coming_day("due_on", instruction.due_on, today); break;
    case Detail::Department: check.required("department", !instruction.department.empty()); break;
    case Detail::Parcels: check_parcels(check, instruction); break;
    case Detail::Difference:
      for (const auto& line : instruction.lines) {
        if (!line.difference.empty() && !is_among(kDifferences, line.difference))
          check.refuse("lines/" + std::to_string(&line - instruction.lines.data()) + "/difference", "unknown_choice",
                       msg("This choice does not exist."));
      }
      break;
    case Detail::Result: check.choice("result", instruction.result, is_among(kResults, instruction.result)); break;
    case Detail::Disposition: {
      const auto goods = goods_named(instruction.disposition);
      check.choice("disposition", instruction.disposition, goods && is_among(kDispositions, *goods));
      break;
    }
    case Detail::Amount: check_amount(check, instruction, false); break;
    case Detail::FixedAmount: check_amount(check, instruction, true); break;
    case Detail::ValidUntil: check.coming_day("valid_until", instruction.valid_until, today); break;
    case Detail::Accepted: check.required("accepted", instruction.accepted.has_value()); break;
    case Detail::Document: check_document(check, instruction, today); break;
  }
}

}  // namespace

std::span<const std::string_view> differences() { return kDifferences; }
std::span<const std::string_view> inspection_results() { return kResults; }
std::span<const Goods> dispositions() { return kDispositions; }

std::optional<Refusal> check_instruction(Command command, const Instruction& instruction, Date today) {
  Check check;
  check.text("comment", instruction.comment, kCommentLength, Lines::Many);
  const bool known_goods = instruction.goods.empty() || instruction.goods == name_of(Goods::AwaitingGoods) ||
                           instruction.goods == name_of(Goods::NotRequired);
  if (!known_goods) check.refuse("goods", "unknown_choice", msg("This choice does not exist."));
  for (const auto detail : words_of(command).asks) check_detail(check, detail, instruction, today);
  return std::move(check).refusal();
}

}  // namespace recours::claims
