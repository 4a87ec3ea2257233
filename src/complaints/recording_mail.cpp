#include "complaints/recording_mail.h"

#include <algorithm>

#include <unicode/unistr.h>

#include "base/text.h"
#include "base/whole_number.h"

namespace recours::complaints {
namespace {

constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestDetails = 20'000;

// At most so many characters, not bytes.
std::string cut_to(std::string text, std::size_t characters) {
  if (length(text) <= characters) return text;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && count++ == characters) break;
  }
  return text.substr(0, at);
}

bool is_in_capitals(const std::string& word) {
  const auto text = icu::UnicodeString::fromUTF8(word);
  auto upper = text, lower = text;
  return text == upper.toUpper() && text != lower.toLower() && text.countChar32() > 1;
}

std::vector<std::string> words_of(const std::string& name) {
  auto words = split(name, ' ');
  std::erase(words, "");
  return words;
}

void propose_sender(const mail::ReceivedMail& mail, std::span<const contacts::Contact> known, MailProposal& proposal) {
  auto& [said, remarks] = proposal;
  if (mail.has_several_senders) remarks.emplace_back("several_senders");
  if (known.size() == 1) {
    said.contact = known.front().id.value;
    said.capacity = "client";
    remarks.emplace_back("client");
    return;
  }
  said.complainant = sender_as_person(mail.from);
  if (known.size() > 1) remarks.emplace_back("several_clients");
  remarks.emplace_back(mail.from.address.empty() ? "no_sender" : "person");
}

void propose_date(const mail::ReceivedMail& mail, Date today, MailProposal& proposal) {
  auto& [said, remarks] = proposal;
  if (!mail.sent_at) {
    remarks.emplace_back("no_date");
  } else if (paris_day(*mail.sent_at) > today) {
    remarks.emplace_back("date_to_come");
  } else {
    said.sent_on = paris_day(*mail.sent_at);
    said.proof_of_sending = "email_header";
    remarks.emplace_back("date");
  }
}

void propose_texts(const mail::ReceivedMail& mail, MailProposal& proposal) {
  auto& [said, remarks] = proposal;
  said.title = cut_to(mail.subject, kLongestTitle);
  remarks.emplace_back(mail.subject.empty() ? "no_title" : "title");
  if (said.title != mail.subject) remarks.emplace_back("title_cut");
  said.details = trim(cut_to(mail.text, kLongestDetails));
  remarks.emplace_back(mail.text.empty() ? "no_text" : "text");
  if (mail.is_cut || length(mail.text) > kLongestDetails) remarks.emplace_back("text_cut");
  if (mail.was_html && !mail.text.empty()) remarks.emplace_back("html");
}

}  // namespace

Complainant sender_as_person(const mail::Address& from) {
  Complainant who;
  who.email = from.address;
  if (const auto comma = from.name.find(','); comma != std::string::npos) {
    who.name = trim(from.name.substr(0, comma));
    who.first_name = trim(from.name.substr(comma + 1));
    return who;
  }
  auto words = words_of(from.name);
  if (words.empty()) return who;
  std::vector<std::string> last, first;
  for (const auto& word : words) (is_in_capitals(word) ? last : first).push_back(word);
  if (last.empty() || first.empty()) {
    last = {words.back()};
    first.assign(words.begin(), words.end() - 1);
  }
  who.name = cut_to(join(last, " "), kLongestTitle);
  who.first_name = cut_to(join(first, " "), kLongestTitle);
  return who;
}

MailProposal proposal_of(const mail::ReceivedMail& mail, std::span<const contacts::Contact> known, Date today) {
  MailProposal proposal;
  proposal.said.channel = "email";
  propose_sender(mail, known, proposal);
  propose_date(mail, today, proposal);
  propose_texts(mail, proposal);
  if (mail.is_automatic) proposal.remarks.emplace_back("automatic");
  return proposal;
}

namespace {

struct RemarkWord {
  std::string_view code;
  SaidRemark::Kind kind;
  Message message;
};

const std::vector<RemarkWord>& remark_words() {
  using enum SaidRemark::Kind;
  static const std::vector<RemarkWord> words{
      {"client", Taken, msg("the client, by the sender’s address")},
      {"person", Taken, msg("name and address of the sender, who has no record")},
      {"date", Taken, msg("the date sent, from the header of the mail")},
      {"title", Taken, msg("the title, from the subject of the mail")},
      {"text", Taken, msg("the detail, from its text")},
      {"mail_kept", Taken, msg("the mail itself, as the original complaint")},
      {"several_clients", ToCheck, msg("several clients have this address: choose the right one")},
      {"no_sender", ToCheck, msg("the sender could not be read: say who complains")},
      {"several_senders", ToCheck, msg("the mail names several senders: the first one was taken")},
      {"no_date", ToCheck, msg("the date could not be read: enter the date sent")},
      {"date_to_come", ToCheck, msg("the date of the header is still to come: enter the date sent")},
      {"no_title", ToCheck, msg("the mail has no subject: give the complaint a title")},
      {"title_cut", ToCheck, msg("the subject was too long and was cut")},
      {"no_text", ToCheck, msg("the mail holds no text: say what the complaint is about")},
      {"text_cut", ToCheck, msg("the text was too long and was cut")},
      {"html", ToCheck, msg("the text comes from a mail in HTML: its layout is gone")},
      {"automatic", ToCheck, msg("this mail looks like an automatic reply")},
      {"mail_refused", ToCheck, msg("the mail itself could not be joined: save it as PDF and add it in step 2")},
  };
  return words;
}

// « files-3 »: three.
std::int64_t counted(std::string_view code, std::string_view prefix) {
  if (!code.starts_with(prefix)) return 0;
  const auto count = whole_number(code.substr(prefix.size())).value_or(0);
  return count <= 1000 ? count : 0;
}

}  // namespace

std::optional<SaidRemark> remark_of(std::string_view code) {
  if (const auto count = counted(code, "files-"); count > 0)
    return SaidRemark{msg("its attachments: {1}, added to the supporting documents", count), SaidRemark::Kind::Taken};
  if (const auto count = counted(code, "refused-"); count > 0)
    return SaidRemark{msg("attachments that could not be added: {1}; open them in your mail program", count),
                      SaidRemark::Kind::ToCheck};
  const auto& words = remark_words();
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.code == code; });
  if (found == words.end()) return std::nullopt;
  return SaidRemark{found->message, found->kind};
}

}  // namespace recours::complaints
