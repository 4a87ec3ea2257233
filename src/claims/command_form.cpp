#include "claims/command_form.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/errors.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/line_effect.h"
#include "claims/settlement.h"
#include "claims/typed_serials.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr int kParcelRows = 5;

std::string of_line(const char* name, const ClaimLine& line) { return name + ("-" + std::to_string(line.id.value)); }

bool is_divisible(Command command, const ClaimLine& line) {
  return words_of(command).scope == Scope::Quantities && Decimal::of(1) < line.quantity;
}

// Whether the goods come back is said by who approves, unless they have moved already.
bool is_return_open(const Policies& policies, Command command, const ClaimLine& line) {
  const ClaimType* type = policies.version(line.type);
  return command == Command::Approve && type && leaves_return_open(*type) && !has_moved(line.state.goods);
}

class Drawing {
 public:
  Drawing(const accounts::Visit& visit, const Policies& policies, const Claim& claim, Command command,
          const CommandForm& form)
      : visit_(visit), l_(visit.language()), policies_(policies), claim_(claim), command_(command), form_(form) {}

  // R-600 The claim as it was read: the command is given on that and on nothing later.
  Html version() const {
    const auto now = std::to_string(claim_.version);
    return ui::hidden("version", form_.read_again ? now : typed("version", now));
  }

  Html lines(const std::vector<ClaimLine>& lines) const {
    if (words_of(command_).scope == Scope::Claim) return {};
    return el("fieldset", {{"class", "command-lines"}}, el("legend", {}, tr(l_, "Lines")),
              ui::each(lines, [&](const ClaimLine& one) { return line(one); }), error_of("lines"));
  }

  Html detail(Detail detail, const std::vector<ClaimLine>& lines) const {
    switch (detail) {
      case Detail::RefusalReason:
        return select("reason_code", tr(l_, "Reason"), refusal_choices(l_, policies_.refusals));
      case Detail::Comment: return {};
      case Detail::DueOn: return date("due_on", tr(l_, "Answer expected by"), visit_.today().plus_days(7));
      case Detail::Department: return select("department", tr(l_, "Department"), other_departments());
      case Detail::Parcels: return parcels();
      case Detail::Difference: return {};
      case Detail::Result: return select("result", tr(l_, "Result of the inspection"), result_choices(l_));
      case Detail::Disposition:
        return select("disposition", tr(l_, "What becomes of the goods"), dispositions_now(lines));
      case Detail::Amount:
      case Detail::FixedAmount: return amount(lines);
      case Detail::ValidUntil: return date("valid_until", tr(l_, "Valid until"), visit_.today().plus_days(14));
      case Detail::Accepted: return accepted(lines);
      case Detail::Document: return document();
    }
    return {};
  }

  // Said at the approval where the type leaves it to staff.
  Html return_choice(const std::vector<ClaimLine>& lines) const {
    const bool open = std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) {
      return is_return_open(policies_, command_, line);
    });
    if (!open) return {};
    return ui::radio_field(l_, field("goods", tr(l_, "Do the goods come back?"), ""),
                           {{name(Goods::NotRequired), tr(l_, "No, without return")},
                            {name(Goods::AwaitingGoods), tr(l_, "Yes, they are to be sent back")}});
  }

  Html comment() const {
    const bool required = asks_for(command_, Detail::Comment);
    ui::Field comment = field("comment", comment_label(), "");
    comment.required = required;
    comment.help = command_ == Command::Cancel ? tr(l_, "Optional") : comment_help();
    return ui::text_area(l_, comment, required ? 4 : 3);
  }

 private:
  static std::string name(Goods goods) { return std::string(name_of(goods)); }

  std::string typed(const std::string& name, const std::string& otherwise) const {
    return form_.is_fresh ? otherwise : std::string(form_.typed.text(name));
  }

  ui::Field field(const std::string& name, std::string label, const std::string& otherwise) const {
    return {name, std::move(label), typed(name, otherwise), "", form_.errors.of(name), true};
  }

  Html error_of(const std::string& name) const {
    const auto error = form_.errors.of(name);
    return error.empty() ? Html() : el("p", {{"class", "field-error"}, {"id", name}}, error);
  }

  Html select(const char* name, std::string label, std::vector<ui::Choice> choices) const {
    choices.insert(choices.begin(), {"", tr(l_, "Please choose")});
    return ui::select_field(l_, field(name, std::move(label), ""), choices);
  }

  Html date(const char* name, std::string label, Date proposed) const {
    return ui::text_field(l_, field(name, std::move(label), proposed.iso()), {{"type", "date"}});
  }

  Html line(const ClaimLine& one) const {
    const std::string id = std::to_string(one.id.value);
    const auto chosen = form_.typed.all("lines");
    const bool checked = form_.is_fresh || std::find(chosen.begin(), chosen.end(), id) != chosen.end();
    const std::string box_id = of_line("line", one);
    Html box = el("div", {{"class", "form-check"}},
                  el("input", {{"type", "checkbox"},
                               {"class", "form-check-input"},
                               {"id", box_id},
                               {"name", "lines"},
                               {"value", id},
                               {"checked", checked}}),
                  el("label", {{"class", "form-check-label"}, {"for", box_id}}, figures(one.reservation_number), " – ",
                     one.description, " × ", ui::format_number(l_, one.quantity)));
    return el("div", {{"class", "command-line"}}, box, portion(one));
  }

  Html portion(const ClaimLine& one) const {
    Html fields;
    if (is_divisible(command_, one) || command_ == Command::Receive) {
      fields += ui::text_field(l_, field(of_line("quantity", one), tr(l_, "Quantity"), one.quantity.text()),
                               {{"inputmode", "decimal"}});
    }
    if (command_ == Command::Receive) {
      ui::Field read = field(of_line("serials", one), tr(l_, "Serial numbers read"), "");
      read.required = false;
      read.help = one.serials.empty() ? tr(l_, "One a line. Optional") : join(one.serials, ", ");
      ui::Field difference = field(of_line("difference", one), tr(l_, "Difference"), "");
      difference.required = false;
      fields += ui::text_area(l_, read, 2) + ui::select_field(l_, difference, difference_choices(l_));
    } else if (is_divisible(command_, one) && !one.serials.empty()) {
      std::vector<ui::Choice> choices;
      for (const auto& serial : one.serials) choices.push_back({serial, serial});
      ui::Field serials = field(of_line("serials", one), tr(l_, "Serial numbers of this part"), "");
      serials.required = false;
      fields += ui::checkbox_field(l_, serials, choices,
                                   form_.is_fresh ? one.serials : form_.typed.all(of_line("serials", one)));
    }
    return fields.empty() ? Html() : el("div", {{"class", "command-portion"}}, fields);
  }

  std::vector<ui::Choice> other_departments() const {
    std::vector<ui::Choice> choices;
    for (const auto& department : policies_.departments) {
      if (department.code != claim_.department) choices.push_back({department.code, department.label.in(l_)});
    }
    return choices;
  }

  // Those at least one of the lines can come to.
  std::vector<ui::Choice> dispositions_now(const std::vector<ClaimLine>& lines) const {
    std::vector<ui::Choice> choices;
    for (const Goods goods : dispositions()) {
      const bool possible = std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) {
        const auto* transition = find_transition(visit_.viewer, claim_.department, line.state, command_);
        return transition && leads(*transition, line.state, {line.state.authorisation, goods, line.state.money});
      });
      if (possible) choices.push_back({name(goods), label_of(l_, goods)});
    }
    return choices;
  }

  Html parcel(int number) const {
    ui::Field carrier = field("carrier-" + std::to_string(number), tr(l_, "Carrier of parcel {1}", number), "");
    ui::Field tracking = field("tracking-" + std::to_string(number), tr(l_, "Tracking number"), "");
    carrier.required = tracking.required = false;
    return el("div", {{"class", "filter-row"}}, ui::text_field(l_, carrier), ui::text_field(l_, tracking));
  }

  // Most send one.
  Html parcels() const {
    Html more;
    bool typed_more = false;
    for (int i = 2; i <= kParcelRows; ++i) {
      more += parcel(i);
      typed_more = typed_more || !typed("carrier-" + std::to_string(i), "").empty() ||
                   !typed("tracking-" + std::to_string(i), "").empty();
    }
    return el("fieldset", {{"class", "command-lines"}}, el("legend", {}, tr(l_, "Parcels")), parcel(1),
              el("details", {{"class", "filter-details"}, {"open", typed_more}},
                 el("summary", {}, tr(l_, "Further parcels")), el("div", {{"class", "command-lines"}}, more)),
              error_of("parcels"));
  }

  Html proposal_table(const std::vector<ClaimLine>& lines) const {
    using Kind = ui::Column::Kind;
    ui::Table table;
    table.caption = tr(l_, "Proposal");
    table.columns = {column(tr(l_, "Line")),
                     column(tr(l_, "Invoiced"), Kind::Number),
                     column(tr(l_, "Fee"), Kind::Number),
                     column(tr(l_, "Net amount"), Kind::Number),
                     column(tr(l_, "VAT"), Kind::Number),
                     column(tr(l_, "With tax"), Kind::Number)};
    for (const auto& line : lines) {
      const auto proposal = proposal_for(line);
      table.rows.push_back(
          {{figures(line.reservation_number), money(proposal.claimed_net_cents), money(proposal.fee_cents),
            money(proposal.net_cents), money(proposal.vat_cents), money(proposal.gross_cents())},
           ""});
    }
    return ui::table(table);
  }

  Html money(std::int64_t cents) const { return figures(ui::format_money(l_, {cents, claim_.currency})); }

  Html amount(const std::vector<ClaimLine>& lines) const {
    ui::Field amount = field("amount", tr(l_, "Amount before tax, all lines together"), "");
    amount.required = asks_for(command_, Detail::FixedAmount);
    if (!amount.required) amount.help = tr(l_, "Empty: as proposed, for the quantities chosen.");
    return proposal_table(lines) + ui::text_field(l_, amount, {{"inputmode", "decimal"}});
  }

  Html accepted(const std::vector<ClaimLine>& lines) const {
    std::int64_t sum = 0;
    for (const auto& line : lines) sum += line.offered_net_cents.value_or(0);
    const auto until = lines.front().offer_valid_until;
    Html offer =
        el("p", {{"class", "lead"}}, tr(l_, "We offer you {1} before tax.", recours::Money{sum, claim_.currency}));
    if (until) offer += el("p", {}, tr(l_, "The offer is valid until {1}.", *until));
    return offer + ui::radio_field(l_, field("accepted", tr(l_, "Your answer"), ""),
                                   {{"yes", tr(l_, "I accept the offer")}, {"no", tr(l_, "I decline the offer")}});
  }

  Html document() const {
    const std::string label =
        command_ == Command::Credit ? tr(l_, "Number of the credit note") : tr(l_, "Number of the corrected invoice");
    return el("div", {{"class", "filter-row"}}, ui::text_field(l_, field("number", label, "")),
              ui::text_field(l_, field("date", tr(l_, "Date"), visit_.today().iso()), {{"type", "date"}}));
  }

  std::string comment_label() const {
    switch (command_) {
      case Command::Cancel: return tr(l_, "Why do you cancel?");
      case Command::Ask: return tr(l_, "Your question");
      case Command::Answer: return tr(l_, "Your answer");
      case Command::Reopen: return tr(l_, "Why do you reopen it?");
      default: return tr(l_, "Comment");
    }
  }
  std::string comment_help() const {
    return visit_.viewer.sees_all_accounts() ? tr(l_, "The reseller reads it.") : tr(l_, "The department reads it.");
  }

  const accounts::Visit& visit_;
  Language l_;
  const Policies& policies_;
  const Claim& claim_;
  Command command_;
  const CommandForm& form_;
};

// ---- reading

class Reader {
 public:
  Reader(Language language, CommandForm& form) : l_(language), form_(form) {}

  std::string text(const std::string& name) const { return std::string(trim(form_.typed.text(name))); }

  std::optional<Date> date(const char* name) {
    const auto typed = text(name);
    const auto day = Date::parse(typed);
    if (!day && !typed.empty()) refuse(name, tr(l_, "Please write a date such as 31/12/2026."));
    return day;
  }
  std::optional<std::int64_t> cents(const char* name) {
    const auto typed = text(name);
    const auto amount = recours::Money::parse_cents(typed);
    if (!amount && !typed.empty()) refuse(name, tr(l_, "Please write an amount such as 190,00."));
    return amount;
  }
  std::optional<Decimal> quantity(const std::string& name) {
    const auto typed = text(name);
    const auto parsed = Decimal::parse(typed);
    if (parsed && !parsed->rounded) return parsed->value;
    if (!typed.empty()) refuse(name, tr(l_, "This is not a number."));
    return std::nullopt;
  }
  std::vector<std::string> words(const std::string& name) const {
    std::vector<std::string> words;
    for (const auto& line : form_.typed.all(name)) {
      const auto some = serials_in(line);
      words.insert(words.end(), some.begin(), some.end());
    }
    return words;
  }
  void refuse(const std::string& name, std::string sentence) {
    form_.errors.items.emplace_back(name, std::move(sentence));
  }

 private:
  Language l_;
  CommandForm& form_;
};

void read_lines(Language l, Command command, Reader& reader, const CommandForm& form,
                const std::vector<ClaimLine>& lines, Instruction& instruction) {
  for (const auto& id : form.typed.all("lines")) {
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const ClaimLine& one) { return std::to_string(one.id.value) == id; });
    if (line == lines.end()) throw NotFound();
    auto& named = instruction.lines.emplace_back(line->id);
    named.quantity = reader.quantity(of_line("quantity", *line));
    named.difference = reader.text(of_line("difference", *line));
    const bool whole = !named.quantity || *named.quantity == line->quantity;
    auto serials = reader.words(of_line("serials", *line));
    if (!serials.empty() && (command == Command::Receive || !whole)) named.serials = std::move(serials);
  }
  if (instruction.lines.empty() && words_of(command).scope != Scope::Claim) {
    reader.refuse("lines", tr(l, "Choose at least one line."));
  }
}

std::optional<std::int64_t> version_typed(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto version = whole_number(text);
  if (!version) throw Malformed("version");
  return version;
}

}  // namespace

Html command_fields(const accounts::Visit& visit, const Policies& policies, const Claim& claim, Command command,
                    const CommandForm& form, const std::vector<ClaimLine>& lines) {
  const Drawing drawing(visit, policies, claim, command, form);
  Html fields = drawing.version() + drawing.lines(lines);
  for (const Detail detail : words_of(command).asks) fields += drawing.detail(detail, lines);
  return fields + drawing.return_choice(lines) + drawing.comment();
}

Instruction read_instruction(Language language, Command command, CommandForm& form,
                             const std::vector<ClaimLine>& lines) {
  Reader reader(language, form);
  Instruction instruction;
  read_lines(language, command, reader, form, lines, instruction);
  instruction.version = version_typed(reader.text("version"));
  instruction.comment = reader.text("comment");
  instruction.goods = reader.text("goods");
  instruction.reason_code = reader.text("reason_code");
  instruction.department = reader.text("department");
  instruction.result = reader.text("result");
  instruction.disposition = reader.text("disposition");
  instruction.document_no = reader.text("number");
  instruction.due_on = reader.date("due_on");
  instruction.valid_until = reader.date("valid_until");
  instruction.document_on = reader.date("date");
  instruction.net_cents = reader.cents("amount");
  if (const auto answer = reader.text("accepted"); !answer.empty()) instruction.accepted = answer == "yes";
  for (int i = 1; i <= kParcelRows; ++i) {
    Parcel parcel{reader.text("carrier-" + std::to_string(i)), reader.text("tracking-" + std::to_string(i))};
    if (!parcel.carrier.empty() || !parcel.tracking.empty()) instruction.parcels.push_back(std::move(parcel));
  }
  return instruction;
}

void require_return_choice(Language language, const Policies& policies, Command command,
                           const std::vector<ClaimLine>& lines, const Instruction& instruction, CommandForm& form) {
  if (!instruction.goods.empty()) return;
  const bool open = std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) {
    const bool named = std::any_of(instruction.lines.begin(), instruction.lines.end(),
                                   [&](const NamedLine& one) { return one.id == line.id; });
    return named && is_return_open(policies, command, line);
  });
  if (open) form.errors.items.emplace_back("goods", tr(language, "Say whether the goods come back."));
}

// lines/0/quantity is quantity-17 here.
ui::FieldErrors errors_of(Language language, const Instruction& instruction, const Refusal& refusal) {
  ui::FieldErrors errors;
  for (const auto& field : refusal.fields) {
    std::string name = field.field;
    for (std::size_t at = 0; at < instruction.lines.size(); ++at) {
      const std::string prefix = "lines/" + std::to_string(at);
      if (name == prefix) name = "lines";
      if (name.starts_with(prefix + "/")) {
        name = name.substr(prefix.size() + 1) + "-" + std::to_string(instruction.lines[at].id.value);
      }
    }
    errors.items.emplace_back(name, ui::tr_message(language, field.message));
  }
  if (errors.empty()) errors.items.emplace_back("", ui::tr_message(language, refusal.message));
  return errors;
}

}  // namespace recours::claims
