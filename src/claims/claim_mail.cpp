#include "claims/claim_mail.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "claims/invoice_words.h"
#include "claims/return_slip.h"
#include "ui/html.h"

namespace recours::claims {
namespace {

// One claim's part of a mail.
struct Entry {
  const Claim* claim;
  const ClaimLine* line;
};
struct Letter {
  Contact to;
  ResellerAccountId account;
  std::vector<Entry> entries;
};

std::string contact_key(const ClaimLine& line) { return fold(trim(line.contact.email)); }

bool is_for(const Letter& letter, const Claim& claim, const ClaimLine& line) {
  return letter.account == claim.account && fold(trim(letter.to.email)) == contact_key(line);
}

// One letter per distinct address and account, each with every line of that account.
std::vector<Letter> letters_for(const std::vector<ClaimWithLines>& claims) {
  std::vector<Letter> letters;
  for (const auto& [claim, lines] : claims) {
    for (const auto& line : lines) {
      const bool known =
          std::any_of(letters.begin(), letters.end(), [&](const Letter& l) { return is_for(l, claim, line); });
      if (!known) letters.push_back({line.contact, claim.account, {}});
    }
  }
  for (auto& letter : letters) {
    for (const auto& [claim, lines] : claims) {
      if (claim.account != letter.account) continue;
      for (const auto& line : lines) letter.entries.push_back({&claim, &line});
    }
  }
  return letters;
}

std::vector<mail::Address> departments_of(const Letter& letter, const Policies& policies, ui::Language language) {
  std::vector<mail::Address> copies;
  std::set<std::string> codes;
  for (const auto& entry : letter.entries) {
    const Department* department = policies.department(entry.claim->department);
    if (department && codes.insert(department->code).second)
      copies.push_back({department->label.in(language), department->email});
  }
  return copies;
}

std::string reason_of(const Entry& entry, const Policies& policies, ui::Language language) {
  const ClaimType* type = policies.version(entry.line->type);
  if (!type) return entry.claim->code;
  for (const auto& variant : type->variants) {
    if (variant.code == entry.line->variant) return variant.label.in(language);
  }
  return type->label.in(language);
}

// The RMA number counts for the approved lines of its claim only.
std::string number_of(const Entry& entry) {
  const bool approved = entry.line->state.authorisation == Authorisation::Validated;
  return approved && entry.claim->rma_number ? *entry.claim->rma_number : entry.line->reservation_number;
}

std::string state_of(const Entry& entry, ui::Language language) {
  std::string state = label_of(language, entry.line->state.authorisation);
  if (has_moved(entry.line->state.goods)) state += " – " + label_of(language, entry.line->state.goods);
  if (entry.line->state.money != Money::Undecided && entry.line->state.money != Money::CreditRequested) {
    state += " – " + label_of(language, entry.line->state.money);
  }
  if (entry.line->expires_on && entry.line->state.goods == Goods::AwaitingGoods) {
    state += " (" + ui::tr(language, "valid until {1}", *entry.line->expires_on) + ")";
  }
  return state;
}

std::string next_step_of(const Entry& entry, const Policies& policies, ui::Language language) {
  switch (entry.line->state.authorisation) {
    case Authorisation::Validated:
      if (entry.line->state.goods == Goods::AwaitingGoods) {
        return ui::tr(language, "Send the goods back with the RMA number visible on the parcel.");
      }
      return entry.line->state.goods == Goods::NotRequired ? ui::tr(language, "Nothing to send back.") : "";
    case Authorisation::Submitted: {
      const Department* department = policies.department(entry.claim->department);
      return ui::tr(language, "Under review by: {1}.",
                    department ? department->label.in(language) : entry.claim->department);
    }
    case Authorisation::Refused: {
      const auto* reason = policies.refusal(entry.line->refusal_code);
      return reason ? ui::tr(language, "Reason of the refusal: {1}", reason->label.in(language)) : std::string();
    }
    default: return {};
  }
}

std::string files_of(const Entry& entry, ui::Language language) {
  const auto count = static_cast<std::int64_t>(entry.line->files.size());
  return count == 0 ? std::string() : ui::trn(language, "{1} file attached", "{1} files attached", count);
}

// R-660 Of each claim whose goods go back: number and address of its return slip.
std::vector<std::pair<std::string, std::string>> slips_of(const Letter& letter, const std::string& public_url) {
  std::vector<std::pair<std::string, std::string>> slips;
  if (public_url.empty()) return slips;
  for (const auto& entry : letter.entries) {
    const std::string& number = entry.claim->number;
    const bool told = !slips.empty() && slips.back().first == number;
    if (told || !entry.claim->rma_number || !goes_back(*entry.line)) continue;
    slips.emplace_back(number, public_url + "/claims/" + number + "/return-slip.pdf");
  }
  return slips;
}

// How a mail of claims is worded around its entries.
struct Wording {
  std::string intro, outro, public_url;
};

std::string text_of(const Letter& letter, const Wording& wording, const Policies& policies, ui::Language language) {
  std::string text = ui::tr(language, "Hello {1},", letter.to.name) + "\n\n" + wording.intro + "\n";
  for (const auto& entry : letter.entries) {
    text += "\n" + number_of(entry) + " – " + state_of(entry, language) + "\n";
    text += "  " + reason_of(entry, policies, language) + "\n";
    text += "  " +
            invoice_words(language, *entry.claim, *entry.line) +
            "\n";
    text += "  " + entry.line->article_no + " " + entry.line->description + "\n";
    if (entry.line->quantity > Decimal()) {
      text += "  " + ui::tr(language, "Quantity: {1}", entry.line->quantity) + "\n";
    }
    if (number_of(entry) != entry.line->reservation_number) {
      text += "  " + ui::tr(language, "Reservation number: {1}", entry.line->reservation_number) + "\n";
    }
    if (const auto files = files_of(entry, language); !files.empty()) text += "  " + files + "\n";
    if (const auto step = next_step_of(entry, policies, language); !step.empty()) text += "  " + step + "\n";
  }
  for (const auto& [number, place] : slips_of(letter, wording.public_url)) {
    text += "\n" + ui::tr(language, "Return slip and parcel labels of {1}:", number) + "\n" + place + "\n";
  }
  return text + "\n" + wording.outro + "\n";
}

ui::Html row_of(const Entry& entry, const Policies& policies, ui::Language language) {
  using ui::el;
  constexpr const char* cell =
      "padding:8px 12px 8px 0;border-bottom:1px solid #d9dee5;vertical-align:top;text-align:left";
  return el("tr", {},
            el("td", {{"style", cell}}, el("strong", {}, number_of(entry)), el("br", {}), state_of(entry, language)),
            el("td", {{"style", cell}}, reason_of(entry, policies, language), el("br", {}),
               next_step_of(entry, policies, language)),
            el("td", {{"style", cell}}, entry.line->article_no + " " + entry.line->description, el("br", {}),
               invoice_words(language, *entry.claim, *entry.line),
               ui::when(!entry.line->files.empty(), el("br", {})), files_of(entry, language)),
            el("td", {{"style", cell}},
               entry.line->quantity > Decimal() ? ui::format_number(language, entry.line->quantity) : ""));
}

ui::Html slip_links(const Letter& letter, const std::string& public_url, ui::Language language) {
  return ui::each(slips_of(letter, public_url), [&](const auto& slip) {
    return ui::el("p", {}, ui::tr(language, "Return slip and parcel labels of {1}:", slip.first), " ",
                  ui::el("a", {{"href", slip.second}}, slip.second));
  });
}

std::string html_of(const Letter& letter, const Wording& wording, const Policies& policies, ui::Language language) {
  using ui::el;
  constexpr const char* head = "padding:8px 12px 8px 0;border-bottom:2px solid #1f3a5f;text-align:left";
  const auto title = [&](const std::string& label) { return el("th", {{"style", head}, {"scope", "col"}}, label); };
  ui::Html table = el(
      "table", {{"style", "border-collapse:collapse;width:100%;font-size:14px"}},
      el("thead", {},
         el("tr", {}, title(ui::tr(language, "Number and state")), title(ui::tr(language, "Reason and next step")),
            title(ui::tr(language, "Article")), title(ui::tr(language, "Quantity")))),
      el("tbody", {}, ui::each(letter.entries, [&](const Entry& entry) { return row_of(entry, policies, language); })));
  ui::Html body = el("body", {{"style", "font-family:Arial,sans-serif;color:#1c2430;font-size:14px;line-height:1.5"}},
                     el("p", {}, ui::tr(language, "Hello {1},", letter.to.name)), el("p", {}, wording.intro),
                     std::move(table), slip_links(letter, wording.public_url, language),
                     el("p", {}, wording.outro));
  return "<!doctype html>" + el("html", {{"lang", ui::code_of(language)}}, std::move(body)).str();
}

std::string join_numbers(const Letter& letter) {
  std::vector<std::string> numbers;
  for (const auto& entry : letter.entries) {
    const std::string number = entry.claim->number;
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
  }
  const bool many = numbers.size() > 3;
  if (many) numbers.resize(3);
  return join(numbers, ", ") + (many ? "…" : "");
}

}  // namespace

std::vector<mail::Mail> confirmation_mails(const std::vector<ClaimWithLines>& confirmed, const Policies& policies,
                                           ui::Language language, const std::string& public_url) {
  std::vector<mail::Mail> mails;
  for (const auto& letter : letters_for(confirmed)) {
    const auto count = static_cast<std::int64_t>(letter.entries.size());
    const std::string intro =
        ui::trn(language, "We have registered your claim. Here is its number and where it stands:",
                "We have registered your claims ({1} lines). Here are their numbers and where they stand:", count);
    const std::string outro = ui::tr(language,
                                     "You can follow your claims at any time under “Your claims”. Please quote these "
                                     "numbers whenever you write to us.");
    mail::Mail mail;
    mail.to = {letter.to.name, letter.to.email};
    mail.copies = departments_of(letter, policies, language);
    mail.subject = ui::tr(language, "Your claims are registered: {1}", join_numbers(letter));
    const Wording wording{intro, outro, public_url};
    mail.text = text_of(letter, wording, policies, language);
    mail.html = html_of(letter, wording, policies, language);
    mail.about_type = "claim";
    mail.about_id = letter.entries.front().claim->number;
    mails.push_back(std::move(mail));
  }
  return mails;
}

namespace {

// The first sentence of what the reseller is told; none: he is not.
std::optional<Message> intro_of(Command command, const Claim& claim, const Instruction& told) {
  const auto amount = recours::Money{told.net_cents.value_or(0), claim.currency};
  switch (command) {
    case Command::Approve:
    case Command::Refuse: return msg("We have decided on your claim {1}:", claim.number);
    case Command::Ask: return msg("We need information on your claim {1}, by {2}:", claim.number, *told.due_on);
    case Command::Expire: return msg("The goods of your claim {1} did not come back in time:", claim.number);
    case Command::Receive: return msg("The goods of your claim {1} have arrived:", claim.number);
    case Command::Redeliver: return msg("We deliver again what your claim {1} is about:", claim.number);
    case Command::Replace: return msg("We replace what your claim {1} is about:", claim.number);
    case Command::LetKeep: return msg("You may keep the goods of your claim {1}:", claim.number);
    case Command::Offer:
      return msg("For your claim {1} we offer you {2} before tax, until {3}:", claim.number, amount, *told.valid_until);
    case Command::Lapse: return msg("Our offer for your claim {1} has lapsed without your answer:", claim.number);
    case Command::Credit:
      return msg("Credit note {2} for your claim {1} has been issued, {3} before tax:", claim.number, told.document_no,
                 amount);
    case Command::CorrectInvoice:
      return msg("Corrected invoice {2} for your claim {1} has been issued:", claim.number, told.document_no);
    case Command::Charge: return msg("For your claim {1} we charge you {2} before tax:", claim.number, amount);
    default: return std::nullopt;
  }
}

// What the department learns from the reseller.
std::optional<Message> intro_for_department(Command command, const Claim& claim, const Instruction& told) {
  switch (command) {
    case Command::Answer: return msg("{1} has answered your question on claim {2}:", claim.account_name, claim.number);
    case Command::AnswerOffer:
      return told.accepted.value_or(false)
                 ? msg("{1} accepts the offer for claim {2}:", claim.account_name, claim.number)
                 : msg("{1} declines the offer for claim {2}:", claim.account_name, claim.number);
    default: return std::nullopt;
  }
}

std::string outro_of(Command command, const std::string& comment, ui::Language language) {
  if (comment.empty()) return ui::tr(language, "You can follow your claims at any time under “Your claims”.");
  if (command == Command::Ask) return ui::tr(language, "Our question: {1}", comment);
  return ui::tr(language, "Our comment: {1}", comment);
}

mail::Mail mail_of(const Letter& letter, const Claim& claim, const Wording& wording, const Policies& policies,
                   ui::Language language) {
  mail::Mail mail;
  mail.to = {letter.to.name, letter.to.email};
  mail.subject = ui::tr(language, "Your claim {1}: {2}", claim.number, label_of(language, claim.state));
  mail.text = text_of(letter, wording, policies, language);
  mail.html = html_of(letter, wording, policies, language);
  mail.about_type = "claim";
  mail.about_id = claim.number;
  return mail;
}

}  // namespace

std::vector<mail::Mail> command_mails(Command command, const ClaimWithLines& concerned, const Instruction& told,
                                      const Policies& policies, ui::Language language,
                                      const std::string& public_url) {
  const auto intro = intro_of(command, concerned.claim, told);
  if (!intro) return {};
  const std::vector<ClaimWithLines> all{concerned};  // what letters point into
  std::vector<mail::Mail> mails;
  for (const auto& letter : letters_for(all)) {
    const Wording wording{ui::tr_message(language, *intro), outro_of(command, told.comment, language), public_url};
    mails.push_back(mail_of(letter, concerned.claim, wording, policies, language));
  }
  return mails;
}

std::optional<mail::Mail> department_mail(Command command, const ClaimWithLines& concerned, const Instruction& told,
                                          const Policies& policies, ui::Language language) {
  const Claim& claim = concerned.claim;
  const Department* department = policies.department(claim.department);
  const auto intro = intro_for_department(command, claim, told);
  if (!intro || !department) return std::nullopt;
  Letter letter{{department->label.in(language), department->email, ""}, claim.account, {}};
  for (const auto& line : concerned.lines) letter.entries.push_back({&claim, &line});
  auto mail = mail_of(letter, claim, {ui::tr_message(language, *intro), told.comment, ""}, policies, language);
  mail.subject = ui::tr(language, "Claim {1}: {2}", claim.number, label_of(language, claim.state));
  return mail;
}

std::vector<mail::Mail> reminder_mails(const ClaimWithLines& awaited, const Policies& policies, ui::Language language,
                                       const std::string& public_url) {
  const Claim& claim = awaited.claim;
  const auto intro = ui::tr(language, "We are still waiting for the goods of your claim {1}:", claim.number);
  const auto outro = ui::tr(language, "Once the date is over the number expires and has to be asked for again.");
  std::vector<mail::Mail> mails;
  const std::vector<ClaimWithLines> all{awaited};  // what letters point into
  for (const auto& letter : letters_for(all)) {
    auto mail = mail_of(letter, claim, {intro, outro, public_url}, policies, language);
    mail.subject = ui::tr(language, "Your claim {1}: the goods are still awaited", claim.number);
    mails.push_back(std::move(mail));
  }
  return mails;
}

}  // namespace recours::claims
