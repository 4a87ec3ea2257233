// R-456 Which words a contact is found by, and what a question asks for.
#include "base/words.h"
#include "contacts/search_words.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace recours::contacts {
namespace {

TEST(SearchWords, OfAContact) {
  ContactFields contact;
  contact.name = "d’Alésia-Œuvray";
  contact.first_name = "ÉLÉONORE";
  contact.company = "Menuiserie Talvas & Fils";
  contact.email = "e.alesia@exemple.example";
  contact.city = "Saint-Étienne";
  contact.ref = "C-00012";
  contact.phone = "+33 (0)4 99 00 12 34";
  contact.street = "12 rue des Tilleuls";
  EXPECT_EQ(join(words_of(contact), " "),
            "00012 0499001234 33499001234 alesia c c00012 d e eleonore etienne example exemple fils menuiserie oeuvray "
            "saint talvas");
}

TEST(SearchWords, APhoneIsFoundAsDialledHereAndFromAbroad) {
  ContactFields contact;
  contact.phone = "04.99.00.12.34";
  EXPECT_EQ(join(words_of(contact), " "), "0499001234 33499001234");
  contact.phone = "0033 4 99 00 12 34";
  EXPECT_EQ(join(words_of(contact), " "), "0499001234 33499001234");
  contact.phone = "+32 2 555 12 34";
  EXPECT_EQ(join(words_of(contact), " "), "3225551234");
}

TEST(SearchWords, OfNumbers) {
  ContractFields contract;
  contract.number = "AV-2024 00123/B";
  EXPECT_EQ(join(words_of(contract), " "), "00123 2024 202400123 av av202400123b b");
}

TEST(SearchWords, Asked) {
  const auto asked = [](const char* question) { return join(words_asked(question), " "); };
  EXPECT_EQ(asked("  Éléonore  D'ALÉSIA "), "eleonore d alesia");
  EXPECT_EQ(asked("dupont 04 99.00"), "dupont 049900");
  EXPECT_EQ(asked("+33 4 99"), "33499");
  EXPECT_EQ(asked("0033 4 99"), "33499");
  EXPECT_EQ(asked("%_*"), "");
  EXPECT_EQ(words_asked("a b c d e f g h i j k l m").size(), 10U) << "nobody types more on purpose";
}

TEST(SearchWords, ListsAreOrderedByFoldedName) {
  ContactFields person, company;
  person.name = "Éluard";
  person.first_name = "Paul";
  company.kind = ContactKind::Company;
  company.company = "Atelier Zéphyr";
  company.name = "Inconnu";
  EXPECT_EQ(sort_key_of(person), "eluard paul");
  EXPECT_EQ(sort_key_of(company), "atelier zephyr");
}

}  // namespace
}  // namespace recours::contacts
